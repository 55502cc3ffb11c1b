"""The strength of an earthquake: "magnitude 6.1", "a 7.6 quake"."""

from __future__ import annotations

from crosswire.extract.figure.scene import Scene, Tail
from crosswire.extract.figure.vocabulary import words
from crosswire.parse import Token


def magnitude(scene: Scene) -> Tail | None:
    """ "magnitude 6.1", "a magnitude of at least 5.8"."""
    tokens, amount = scene.parse.tokens, scene.amount
    if amount.low is None or amount.low > 12 or amount.form != "digit":
        return None
    for at in (scene.ahead.first - 1, scene.ahead.first - 2):
        if at >= 0 and tokens[at].lower in ("magnitude", "magnitudes"):
            between = tokens[at + 1].lower if at == scene.ahead.first - 2 else "of"
            if between not in ("of", "-", "at", "was"):
                return None
            return _told_by(scene, tokens[at], start=at)
    return None


def strength(scene: Scene) -> Tail | None:
    """ "a 7.6 quake", "measured 5.8", "downgraded to 6.4" where the sentence is on earthquakes."""
    amount = scene.amount
    if (
        amount.form != "digit"
        or amount.low is None
        or not 2 < amount.low < 10
        or not amount.low % 1
    ):
        return None
    sentence = scene.parse.sentences[scene.parse.tokens[amount.first].sentence]
    quake = words("figure_noun", "quake")
    for token in scene.parse.words(sentence):
        if token.lemma in quake and not _has_noun(scene):
            return _told_by(scene, token)
    return None


def _told_by(scene: Scene, word: Token, *, start: int | None = None) -> Tail:
    """A magnitude, by the word that tells it; `start` is the word at which the figure begins."""
    end, last = scene.amount.span.end, scene.amount.last
    return Tail(end, last, "magnitude", "magnitude", "magnitude", witness=(word.span,), start=start)


def _has_noun(scene: Scene) -> bool:
    """Whether a noun other than that of an earthquake follows the number."""
    following = scene.parse.tokens[scene.amount.last : scene.amount.last + 1]
    return any(
        token.tag in ("NNS", "NN", "CD", "$") and token.lemma not in words("figure_noun", "quake")
        for token in following
    )
