"""The wording of each card, as plain text without discord."""
