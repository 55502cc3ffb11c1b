"""How well crosswire reads, and how fast: for its developers, not part of what is installed."""
