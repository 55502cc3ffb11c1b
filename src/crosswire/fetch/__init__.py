"""The one part of crosswire that reaches for the network. Needs the extra `desk`."""

from crosswire.fetch.address import is_address
from crosswire.fetch.article import articles, taken
from crosswire.fetch.fetcher import Fetcher, Machine
from crosswire.fetch.limit import Limits, Manners
from crosswire.fetch.network import Allowed
from crosswire.fetch.response import Response
from crosswire.fetch.robots import Robots
from crosswire.fetch.schedule import Schedule, Visit, answered, failed

__all__ = [
    "Allowed",
    "Fetcher",
    "Limits",
    "Machine",
    "Manners",
    "Response",
    "Robots",
    "Schedule",
    "Visit",
    "answered",
    "articles",
    "failed",
    "is_address",
    "taken",
]
