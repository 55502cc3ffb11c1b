"""Temporal expressions of one document: a phrase grammar, and what its phrases mean."""

from crosswire.extract.time.find import find
from crosswire.extract.time.timex import Timex, located, timex3

__all__ = ["Timex", "find", "located", "timex3"]
