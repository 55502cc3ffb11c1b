"""From stories to their ledgers: episodes in buckets, derived, kept as columns."""
