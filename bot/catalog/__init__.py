"""knowledge/*.yaml -> one immutable Catalog; the only room that reads YAML."""
