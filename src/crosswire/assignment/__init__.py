"""Which event a report tells of: it joins an open one, or starts one, by words, names and days."""

from crosswire.assignment.decision import ALIKE, Decision, Rated, assign, rate
from crosswire.assignment.likeness import Likeness, Shared, alike, likeness, linkage
from crosswire.assignment.partition import partition
from crosswire.assignment.profile import Profile, decode, encode, profile
from crosswire.assignment.shelf import Candidate, MemoryShelf, Shelf, probes, within
from crosswire.assignment.weight import Vector, Weights, keys

__all__ = [
    "ALIKE",
    "Candidate",
    "Decision",
    "Likeness",
    "MemoryShelf",
    "Profile",
    "Rated",
    "Shared",
    "Shelf",
    "Vector",
    "Weights",
    "alike",
    "assign",
    "decode",
    "encode",
    "keys",
    "likeness",
    "linkage",
    "partition",
    "probes",
    "profile",
    "rate",
    "within",
]
