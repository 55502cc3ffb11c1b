"""Which story each article tells, day after day."""
