"""One function for each thing that a member or an admin can do; knows no discord and no SQL."""
