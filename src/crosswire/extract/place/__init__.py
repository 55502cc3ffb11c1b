"""The names of places in one report."""

from crosswire.extract.place.find import find
from crosswire.extract.place.toponym import Evidence, Toponym

__all__ = ["Evidence", "Toponym", "find"]
