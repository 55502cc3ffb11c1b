"""The words of the JSON-LD file and what they mean: its @context, which stands in the file itself.

Claims, quotations, articles and answers are schema.org's; the places of words in texts are the W3C
Web Annotation's; how a row came about is PROV's. What these have no word for (act, side, origin,
the relations of claims) stands under `urn:crosswire:term:` and means what docs/ledger.md says.
"""

from __future__ import annotations

from typing import Any

TERM = "urn:crosswire:term:"

_PREFIXES = {
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "cw": TERM,
}

_CLASSES = {
    "schema": "Answer Claim Dataset DisagreeAction GeoCoordinates GovernmentOrganization "
    "NewsArticle Organization Person Place QuantitativeValue Question Quotation",
    "oa": "Annotation SpecificResource TextPositionSelector TextQuoteSelector",
    "prov": "Activity Derivation SoftwareAgent",
    "cw": "Assertion Denial DescribedSource Evaluation Figure Intention Link Origin Problem "
    "Reason Time",
}

_VALUES = {
    "schema": "alternateName answerCount articleBody description headline identifier inLanguage "
    "latitude longitude maxValue minValue name sha256 softwareVersion temporalCoverage text "
    "unitText",
    "oa": "exact prefix suffix",
    "cw": "act comparator country denialWords field gazetteer measured model origins precision "
    "quotationKind reason relation remedy role rule timexType timexValue verification",
}
"""Properties whose values are words and numbers."""

_LINKS = {
    "schema": "about agent appearance contentLocation creator firstAppearance geo isPartOf object "
    "publisher sameAs spokenByCharacter suggestedAnswer url",
    "prov": "entity wasAssociatedWith wasDerivedFrom wasGeneratedBy",
    "cw": "chain confirms contradicts copies cue deniedValue denies disowns figure "
    "inStatement origin part same_statement side sourceWords supersedes value",
}
"""Properties whose values are other nodes."""

_OTHERS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    "reads": "rdfs:label",
    "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "saidFrom": {"@id": "cw:saidFrom", "@type": "xsd:date"},
    "saidTo": {"@id": "cw:saidTo", "@type": "xsd:date"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "because": {"@id": "prov:qualifiedDerivation", "@type": "@id"},
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "linked": {"@id": "rdf:object", "@type": "@id"},
    "Relation": "rdf:Statement",
}


def context() -> dict[str, Any]:
    """The @context; it refers to no other, so that no reader of the file needs a network."""
    terms: dict[str, Any] = {"@version": 1.1, **_PREFIXES}
    for prefix, words in (*_CLASSES.items(), *_VALUES.items()):
        terms |= {word: f"{prefix}:{word}" for word in words.split()}
    for prefix, words in _LINKS.items():
        terms |= {word: {"@id": f"{prefix}:{word}", "@type": "@id"} for word in words.split()}
    terms["chain"] = {"@id": "cw:chain", "@type": "@id", "@container": "@list"}
    return terms | _OTHERS
