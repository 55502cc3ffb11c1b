"""Files, folders and standard input become articles; what cannot be read becomes a problem."""

from crosswire.read.article import LONGEST, Article, EncodingBy
from crosswire.read.delivery import Delivery, earlier, order
from crosswire.read.given import Given, day
from crosswire.read.intake import pasted, read, received
from crosswire.read.notice import Notice
from crosswire.read.reader import Draft, Reader
from crosswire.read.sent import Sent
from crosswire.read.source import LARGEST, Source
from crosswire.read.walk import event

__all__ = [
    "LARGEST",
    "LONGEST",
    "Article",
    "Delivery",
    "Draft",
    "EncodingBy",
    "Given",
    "Notice",
    "Reader",
    "Sent",
    "Source",
    "day",
    "earlier",
    "event",
    "order",
    "pasted",
    "read",
    "received",
]
