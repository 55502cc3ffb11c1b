"""Taking in: what came, what it is a version of, how it stands, and how it goes again."""
