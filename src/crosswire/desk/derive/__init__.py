"""Deriving: from the reports of an episode to rows, under ids that are given once."""
