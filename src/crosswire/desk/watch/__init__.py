"""Watching: folders and feeds, each in its time."""
