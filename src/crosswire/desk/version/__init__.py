"""Versions of a report: which they are, in which order, and what each changed."""
