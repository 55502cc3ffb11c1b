"""The desk: the ledgers of many events in a database, and what changed in them."""
