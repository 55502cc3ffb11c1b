"""The two databases that a desk can live in, behind one interface."""

from crosswire.desk.storage.database.choice import located
from crosswire.desk.storage.database.database import Database

__all__ = ["Database", "located"]
