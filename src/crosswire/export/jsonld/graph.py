"""The graph of a ledger, node by node.

What a source says is a Claim whose creator he is; in quotation marks it is a Quotation too. What he
denies is never his Claim: his denial is a DisagreeAction, and what it is about a Claim that nobody
makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crosswire.export.claim import Claim, claims
from crosswire.export.jsonld.context import TERM
from crosswire.export.jsonld.iri import Names
from crosswire.export.jsonld.selector import Selectors
from crosswire.export.jsonld.value import Node, bare, days, interval, quantity
from crosswire.export.site import position
from crosswire.export.weblink import weblink
from crosswire.ledger import Ledger, Row
from crosswire.row import (
    Answer,
    Document,
    Entity,
    Figure,
    Link,
    Problem,
    Question,
    Run,
    Statement,
    Time,
)
from crosswire.view.giver import answered, is_doubted
from crosswire.view.inert import inert
from crosswire.view.label import label
from crosswire.view.lookup import Lookup

KINDS = {
    "person": "Person",
    "organisation": "Organization",
    "government": "GovernmentOrganization",
    "group": "Organization",
    "place": "Place",
    "described": "DescribedSource",
}

ACTS = {
    "asserts": "Assertion",
    "denies": "Denial",
    "intends": "Intention",
    "evaluates": "Evaluation",
}

PROPOSITION = "frame:"
"""How the rule of an act begins where a denied statement's words are the proposition; else they are
the words that deny it ("there was no leak")."""

NOTE = "Claims that reports make: each was made, and nothing here says that it is true."


def nodes(ledger: Ledger) -> Iterator[Node]:
    """The nodes of a ledger's graph, without the members that say nothing."""
    return map(bare, _Graph(ledger).nodes())


class _Graph:
    """The nodes of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.lookup = Lookup(ledger)
        self.names = Names(ledger)
        self.selectors = Selectors(ledger, self.names)

    def nodes(self) -> Iterator[Node]:
        """All nodes, in the order of the ledger."""
        yield from self._run(self.ledger.run)
        yield from self._outlets()
        yield from map(self._document, self.ledger.documents)
        yield from map(self._entity, self.ledger.entities)
        yield from self._places()
        yield from map(self._time, self.ledger.times)
        yield from self._origins()
        for claim in claims(self.lookup):
            yield self._claim(claim)
            yield self._annotation(claim.row, claim.row.id, "describing")
        yield from self._mentions()
        yield from map(self._question, self.ledger.questions)
        yield from map(self._link, self.ledger.links)
        yield from map(self._problem, self.ledger.problems)

    def _run(self, run: Run) -> Iterator[Node]:
        """What made the ledger, and the ledger as a whole."""
        event = run.settings.get("event")
        yield {
            "id": self.names.ledger,
            "type": "Dataset",
            "name": inert(event) if isinstance(event, str) else None,
            "description": NOTE,
            "wasGeneratedBy": self.names.run,
        }
        yield {
            "id": self.names.run,
            "type": "Activity",
            "wasAssociatedWith": {
                "type": "SoftwareAgent",
                "name": run.program,
                "softwareVersion": run.version,
            },
            "model": f"{run.model.name} {run.model.version} {run.model.digest}",
            "gazetteer": f"{run.gazetteer.name} {run.gazetteer.version} {run.gazetteer.digest}",
        }

    def _outlets(self) -> Iterator[Node]:
        """Who publishes the reports."""
        for outlet in sorted({one.outlet for one in self.ledger.documents if one.outlet}):
            yield {"id": self.names.outlet(outlet), "type": "Organization", "name": inert(outlet)}

    def _document(self, row: Document) -> Node:
        """A report: with its text where the ledger has it, for the selectors to stand in."""
        return {
            "id": self.names.row(row.id),
            "type": "NewsArticle",
            "identifier": row.id,
            "headline": inert(row.title) if row.title else None,
            "publisher": self.names.outlet(row.outlet) if row.outlet else None,
            "datePublished": row.published.isoformat() if row.published else None,
            "inLanguage": row.language,
            "url": weblink(row.url),
            "sha256": row.sha256,
            "articleBody": row.text,
            "wasDerivedFrom": self.names.row(row.version_of) if row.version_of else None,
            "because": self._because(row),
        } | self._links(row)

    def _entity(self, row: Entity) -> Node:
        """Somebody who is named or described; his titles are what reports call him."""
        return {
            "id": self.names.row(row.id),
            "type": KINDS[row.kind],
            "name": inert(row.name),
            "alternateName": [inert(one) for one in row.variants if one != row.name],
            "role": [inert(one) for one in row.roles],
            "side": self.names.row(row.side) if row.side else None,
            "because": self._because(row),
        }

    def _places(self) -> Iterator[Node]:
        """Each place once, however often it is mentioned."""
        places = {self.names.place(row): row for row in reversed(self.ledger.places)}
        for name, row in sorted(places.items()):
            point = position(row)
            yield {
                "id": name,
                "type": "Place",
                "name": inert(row.name),
                "country": row.country,
                "precision": row.precision,
                "identifier": row.gazetteer_id,
                "geo": point
                and {"type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]},
                "sameAs": self.names.geonames(row),
            }

    def _time(self, row: Time) -> Node:
        """A time that a report names, as TIMEX3 writes it, and its days where they are known."""
        return {
            "id": self.names.row(row.id),
            "type": "Time",
            "timexType": row.timex_type,
            "timexValue": row.value,
            "temporalCoverage": days(row.first, row.last),
            "because": self._because(row),
        }

    def _origins(self) -> Iterator[Node]:
        """The independent accounts that rows rest on."""
        for origin in sorted(self.lookup.resting_on):
            name = self.lookup.origin(origin)
            yield {"id": self.names.origin(origin), "type": "Origin", "name": name}

    def _claim(self, claim: Claim) -> Node:
        """A statement or figure: a claim of its source, or his denial."""
        row = claim.row
        node: Node = {
            "id": self.names.row(row.id),
            "type": _types(claim),
            "reads": claim.reads,
            "act": claim.act,
            "verification": claim.verification,
            "chain": [self.names.row(one) for one in row.chain]
            if isinstance(row, Statement)
            else [],
            "temporalCoverage": interval(row.when),
            "contentLocation": self.names.place(claim.place) if claim.place else None,
            "origin": self.names.origin(row.origin) if row.origin else None,
            "wasGeneratedBy": self.names.run,
            "wasDerivedFrom": self.names.row(row.document),
            "because": self._because(row),
        }
        node |= self._denial(claim) if claim.is_denied else self._making(claim)
        node |= self._statement(row) if isinstance(row, Statement) else self._figure(claim, row)
        return node | self._links(row)

    def _making(self, claim: Claim) -> Node:
        """What makes it somebody's claim."""
        by, article = self._source(claim), self.names.row(claim.row.document)
        quoted = "Quotation" in _types(claim)
        return {
            "text": claim.row.text,
            "creator": by,
            "appearance": article,
            "firstAppearance": self._first(claim.row),
            "spokenByCharacter": by if quoted else None,
            "isPartOf": article if quoted else None,
        }

    def _denial(self, claim: Claim) -> Node:
        """What makes it a denial: nobody claims the words."""
        row = claim.row
        why = row.because.get("act") if isinstance(row, Statement) else None
        proposition = {
            "type": "Claim",
            "text": row.text,
            "appearance": self.names.row(row.document),
        }
        return {
            "agent": self._source(claim),
            "denialWords": row.text,
            "object": proposition if why and why.rule.startswith(PROPOSITION) else None,
        }

    def _source(self, claim: Claim) -> str | None:
        """Whose words they are: the speaker's, or the outlet's own."""
        if claim.is_own_voice:
            outlet = claim.document.outlet
            return self.names.outlet(outlet) if outlet else None
        return self.names.row(claim.row.speaker) if claim.row.speaker else None

    def _first(self, row: Row) -> str | None:
        """The report that was first to tell an utterance, where all that tell it are dated."""
        told = self.lookup.utterance_of.get(row.id, ())
        days = {one.document: self.lookup.documents[one.document].published for one in told}
        known = sorted((day, document) for document, day in days.items() if day)
        if len(days) < 2 or len(known) < len(days) or known[0][0] == known[1][0]:
            return None
        return self.names.row(known[0][1])

    def _statement(self, row: Statement) -> Node:
        """What is a statement's alone."""
        parts = row.spans if len(row.spans) > 1 else ()
        return {
            "quotationKind": row.kind,
            "saidFrom": row.said.first.isoformat() if row.said and row.said.first else None,
            "saidTo": row.said.last.isoformat() if row.said and row.said.last else None,
            "part": [self.selectors.target(row.document, one) for one in parts],
            "cue": [self.selectors.target(row.document, one) for one in row.cue or ()],
            "sourceWords": [self.selectors.target(row.document, one) for one in row.source or ()],
        }

    def _figure(self, claim: Claim, row: Figure) -> Node:
        """What is a figure's alone; its bounds are a denied value where it is denied."""
        return {
            "measured": row.of,
            "comparator": row.comparator,
            "inStatement": self.names.row(row.statement) if row.statement else None,
            "about": self.names.row(row.question) if row.question else None,
            "deniedValue" if claim.is_denied else "value": quantity(row, row.unit),
        }

    def _annotation(self, row: Row, body: str, motivation: str) -> Node:
        """Where a row's words stand in their report."""
        return {
            "id": self.names.annotation(row.id),
            "type": "Annotation",
            "motivation": f"oa:{motivation}",
            "body": self.names.row(body),
            "target": self.selectors.quoted(row),
        }

    def _mentions(self) -> Iterator[Node]:
        """The words that name somebody, a place or a time."""
        for mention in self.ledger.mentions:
            if mention.entity:
                yield self._annotation(mention, mention.entity, "identifying")
        for place in self.ledger.places:
            yield self._annotation(place, place.id, "identifying") | {
                "body": self.names.place(place),
                "because": self._because(place),
            }
        for time in self.ledger.times:
            yield self._annotation(time, time.id, "identifying")

    def _question(self, row: Question) -> Node:
        """A question with its answers, none of which is accepted."""
        return {
            "id": self.names.row(row.id),
            "type": "Question",
            "name": inert(row.text),
            "relation": row.relation,
            "origins": row.origins,
            "answerCount": len(row.answers),
            "suggestedAnswer": [bare(self._answer(one, row)) for one in row.answers],
            "figure": [self.names.row(one) for one in row.figures],
            "because": self._because(row),
        }

    def _answer(self, row: Answer, question: Question) -> Node:
        """What one side, or one speaker, answers."""
        return {
            "type": "Answer",
            "reads": answered(row, self.lookup),
            "verification": "unverified" if is_doubted(row, self.lookup) else None,
            "creator": self.names.row(row.by) if row.by else None,
            "value": quantity(row, question.unit),
            "temporalCoverage": interval(row.as_of),
            "figure": [self.names.row(one) for one in row.figures],
            "origin": [self.names.origin(one) for one in row.origins],
        }

    def _link(self, row: Link) -> Node:
        """A relation of two rows, with its reasons; it stands at the first row too."""
        return {
            "id": self.names.row(row.id),
            "type": ["Link", "Relation"],
            "subject": self.names.row(row.from_id),
            "predicate": TERM + row.kind,
            "linked": self.names.row(row.to_id),
            "because": self._because(row),
        }

    def _links(self, row: Row) -> Node:
        """The links that go out from a row, by their kinds."""
        found: Node = {}
        for link in self.lookup.links_of.get(row.id, ()):
            if link.from_id == row.id:
                found.setdefault(link.kind, []).append(self.names.row(link.to_id))
        return found

    def _problem(self, row: Problem) -> Node:
        """An input that could not be read."""
        return {
            "id": self.names.row(row.id),
            "type": "Problem",
            "identifier": row.document,
            "reason": row.reason,
            "remedy": row.remedy,
        }

    def _because(self, row: Any) -> list[Node]:
        """For each derived field the rule and the words that it looked at."""
        return [
            bare(
                {
                    "type": ["Derivation", "Reason"],
                    "field": field,
                    "rule": reason.rule,
                    "reads": label(field, reason.rule),
                    "entity": [
                        self.selectors.target(one.document, one.span) for one in reason.spans
                    ],
                }
            )
            for field, reason in sorted(row.because.items())
        ]


def _types(claim: Claim) -> list[str]:
    """What a claim is: by its act, and by whether it is quoted or counted."""
    row = claim.row
    found = ["DisagreeAction" if claim.is_denied else "Claim", ACTS[claim.act]]
    if isinstance(row, Figure):
        return [*found, "Figure"]
    is_quoted = row.kind in ("direct", "mixed") and not claim.is_denied
    return [*found, "Quotation"] if is_quoted else found
