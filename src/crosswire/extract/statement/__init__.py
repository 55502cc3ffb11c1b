"""Who said what: quotations, cues, content, sources, chains and acts in one report."""

from crosswire.extract.statement.attribution import Attribution
from crosswire.extract.statement.chain import TOLD
from crosswire.extract.statement.statement import find

__all__ = ["TOLD", "Attribution", "find"]
