"""Names in a document, and the words that stand for their bearers."""

from crosswire.extract.mention.naming import Gender, Kind, Naming, Role
from crosswire.extract.mention.recognise import find
from crosswire.extract.mention.reference import Reference

__all__ = ["Gender", "Kind", "Naming", "Reference", "Role", "find"]
