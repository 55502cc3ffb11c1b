"""Which event a report tells of: it joins an open one, or starts one, by words, names and days."""

from crosswire.assignment.decision import ALIKE, ALIKE_EMBEDDED, Decision, Rated, assign, rate
from crosswire.assignment.embedding import Embedding, pack, unpack
from crosswire.assignment.episode import CLOSE, EPISODE, Extent, chosen, closeness
from crosswire.assignment.likeness import Likeness, Shared, alike, likeness, linkage
from crosswire.assignment.partition import partition
from crosswire.assignment.profile import Profile, decode, encode, profile
from crosswire.assignment.shelf import Candidate, MemoryShelf, Shelf, probes, within
from crosswire.assignment.weight import Vector, Weights, keys

__all__ = [
    "ALIKE",
    "ALIKE_EMBEDDED",
    "CLOSE",
    "EPISODE",
    "Candidate",
    "Decision",
    "Embedding",
    "Extent",
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
    "chosen",
    "closeness",
    "decode",
    "encode",
    "keys",
    "likeness",
    "linkage",
    "pack",
    "partition",
    "probes",
    "profile",
    "rate",
    "unpack",
    "within",
]
