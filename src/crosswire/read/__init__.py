"""Files, folders and standard input become articles; what cannot be read becomes a problem."""

from crosswire.read.article import Article, EncodingBy
from crosswire.read.given import Given, day
from crosswire.read.intake import read
from crosswire.read.reader import Draft, Reader
from crosswire.read.source import LARGEST, Source

__all__ = [
    "LARGEST",
    "Article",
    "Draft",
    "EncodingBy",
    "Given",
    "Reader",
    "Source",
    "day",
    "read",
]
