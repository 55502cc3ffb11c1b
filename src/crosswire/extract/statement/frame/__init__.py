"""What a cue opens: for each frame of reported speech the words that it attributes.

Each rule takes a cue in its scene and gives drafts. The frames are those of reported speech in
English (Quirk et al. 1985, 14.28-14.35 and 16.20-16.83; Levin 1993, classes 29 and 37).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from crosswire.extract.statement.cue import Cue
from crosswire.extract.statement.frame.clause import clause, conviction
from crosswire.extract.statement.frame.intent import command, intention, ordered
from crosswire.extract.statement.frame.judgement import (
    accusation,
    estimate,
    foresight,
    judgement,
    object_of_saying,
    speaking_of,
)
from crosswire.extract.statement.frame.passive import passive, quoted_as_saying
from crosswire.extract.statement.frame.phrase import (
    according_to,
    adverb,
    as_said,
    owned,
    standpoint,
)
from crosswire.extract.statement.frame.thing import evidence, noun
from crosswire.extract.statement.scene import Draft, Scene

Rule = Callable[[Scene, Cue], Iterator[Draft]]

_VERB: Sequence[Rule] = (
    quoted_as_saying,
    ordered,
    passive,
    evidence,
    accusation,
    estimate,
    foresight,
    judgement,
    command,
    intention,
    clause,
    object_of_saying,
    speaking_of,
)
"""The frames of a verb, narrowest first: the first that finds content holds."""


def drafts(scene: Scene) -> Iterator[Draft]:
    """All that the cues of a unit attribute."""
    yield from standpoint(scene)
    yield from owned(scene)
    yield from as_said(scene)
    for cue in scene.cues:
        match cue.kind:
            case "verb":
                yield from _verb(scene, cue)
            case "adjective":
                yield from conviction(scene, cue)
            case "noun":
                yield from noun(scene, cue)
            case "preposition":
                yield from according_to(scene, cue)
            case "adverb":
                yield from adverb(scene, cue)


def _verb(scene: Scene, cue: Cue) -> Iterator[Draft]:
    """What the first frame of a verb that fits attributes."""
    for rule in _VERB:
        found = tuple(rule(scene, cue))
        if found:
            yield from found
            return
