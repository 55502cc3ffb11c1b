"""From sources to articles in columns: files found, divided, read."""
