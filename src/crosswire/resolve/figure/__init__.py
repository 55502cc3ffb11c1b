"""Figures with who gives them, and when and where they hold.

A figure takes its speaker from the innermost statement that it stands in. Its time is that of the
expression that governs it: in its own phrase, else its clause, else a clause above, else the
sentence; failing these the time of the statement, of the passage (a look back at an earlier event),
or the days that the report narrates up to its publication. Its place is found the same way, with
the nearest place before it as the last resort. Every choice says by which rule it was made.
"""

from crosswire.resolve.figure.settlement import settle

__all__ = ["settle"]
