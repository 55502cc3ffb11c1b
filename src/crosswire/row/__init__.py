"""The ledger's rows: small frozen values, one module for each type. Imports nothing above it."""

from crosswire.row.document import DatedBy, Document
from crosswire.row.entity import Entity, EntityKind
from crosswire.row.figure import Comparator, Figure
from crosswire.row.identity import identity
from crosswire.row.link import Link, LinkKind
from crosswire.row.mention import Mention
from crosswire.row.place import Place, Precision
from crosswire.row.problem import Problem
from crosswire.row.question import Answer, Question, Relation
from crosswire.row.reason import Because, Reason, Witness, reason
from crosswire.row.run import FORMAT, Run, Source
from crosswire.row.span import Span, hull
from crosswire.row.statement import Act, Statement, StatementKind, Verification
from crosswire.row.time import Time, TimexType
from crosswire.row.window import Window

__all__ = [
    "FORMAT",
    "Act",
    "Answer",
    "Because",
    "Comparator",
    "DatedBy",
    "Document",
    "Entity",
    "EntityKind",
    "Figure",
    "Link",
    "LinkKind",
    "Mention",
    "Place",
    "Precision",
    "Problem",
    "Question",
    "Reason",
    "Relation",
    "Run",
    "Source",
    "Span",
    "Statement",
    "StatementKind",
    "Time",
    "TimexType",
    "Verification",
    "Window",
    "Witness",
    "hull",
    "identity",
    "reason",
]
