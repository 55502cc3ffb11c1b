"""On which independent origin each row rests, and what its carriers copied and dropped."""

from crosswire.reconcile.origin.copy import copies
from crosswire.reconcile.origin.trace import Origin, origins

__all__ = ["Origin", "copies", "origins"]
