"""To which claim the words of a denial or a confirmation point back: "rejected that account"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosswire.parse import Token
from crosswire.reconcile.link.claim import Claim, apart
from crosswire.reconcile.link.index import Index
from crosswire.reconcile.link.lexicon import sense, words

REACH = 3
"""How many sentences words may stand behind the claim to which they point."""

HANDED = 0.6
"""How much of a claim is another's where it just hands on what that one says."""

_KNOWN = frozenset(("the", "that", "this", "those", "these", "any", "all"))


def pointer(claim: Claim) -> Token | None:
    """The word by which a claim points back to another, where it tells nothing more of it.

    "Rejected that account", "denied having received any such warning", "called it guesswork",
    "said this was untrue".
    """
    such = next((word for word in claim.words if word.lower == "such"), None)
    if such is not None and such.head != such.index:
        return claim.parse.tokens[such.head]
    head = next((word for word in claim.words if _heads(word)), None)
    if head is None:
        return None
    if head.lower in words("pointing", "pronouns"):
        return head if _only_judged(claim, head) else None
    known = head.lemma in words("pointing", "claims") | words("pointing", "counts")
    return head if known and _definite(claim, head) and not _told(claim, head) else None


def _heads(word: Token) -> bool:
    """Whether a word can be the head of the first noun phrase."""
    return word.pos in ("NOUN", "PRON", "PROPN") and word.dep not in ("poss", "compound")


def _only_judged(claim: Claim, head: Token) -> bool:
    """Whether all else that is said calls the thing true or untrue: "that is simply wrong"."""
    judging = words("pointing", "truth") | words("pointing", "doubted")
    rest = (word for word in claim.words if word.pos in ("NOUN", "VERB", "ADJ", "PROPN"))
    return all(word.lemma in judging for word in rest if word.index != head.index)


def _definite(claim: Claim, head: Token) -> bool:
    """Whether a noun is meant as known: "the report", "that figure", "the guild's claim".

    "Reports of a landslide" tell by themselves what they are about.
    """
    below = [claim.parse.tokens[i] for i in claim.parse.children[head.index]]
    known = any(word.dep == "poss" or word.lower in _KNOWN for word in below)
    return known or (head.tag == "NNS" and all(word.lower != "of" for word in below))


def _told(claim: Claim, head: Token) -> bool:
    """Whether a noun is followed by what is claimed: "the claim that the pier was rotten"."""
    below = (claim.parse.tokens[i] for i in claim.parse.children[head.index])
    return any(word.dep in ("acl", "relcl", "ccomp") for word in below)


def antecedent(index: Index, claim: Claim, head: Token) -> Claim | None:
    """The claim to which a word points back: the nearest of another's that fits it.

    A word for an accusation fits what accuses, and that from farther away; any word best fits what
    holds it ("no such deal"), a word for a number what holds a number.
    """
    if head.lemma in words("pointing", "accusations"):
        accusing = (one for one in earlier(index, claim, 2 * REACH) if accuses(one))
        found = nearest(accusing)
        if found is not None:
            return found
    before = tuple(earlier(index, claim, REACH))
    same = [one for one in before if sense(head) in one.terms]
    number = head.lemma in words("pointing", "counts")
    return nearest(same or [one for one in before if one.figures or not number])


def accuses(claim: Claim) -> bool:
    """Whether a claim is put as an accusation: "alleged that the pier was rotten"."""
    return bool(claim.cues & words("pointing", "accusing"))


def charges(claim: Claim) -> bool:
    """Whether a claim can be nothing but an accusation: "accused the guild of theft"."""
    return bool(claim.cues & words("pointing", "charging"))


def earlier(index: Index, claim: Claim, reach: int) -> Iterator[Claim]:
    """What others say is so, at most so many sentences before a claim."""
    for one in index.reports[claim.report]:
        if one.row.content.start >= claim.row.content.start:
            break
        near = claim.first - one.last <= reach and not one.row.content.overlaps(claim.row.content)
        if near and apart(one, claim) and substantive(one) and not denies(one):
            yield one


def nearest(before: Iterable[Claim]) -> Claim | None:
    """The claim of the last sentence; of several, the fullest, then the last.

    Where that one hands on what another says ("told that the audit had found ..."), the other.
    """
    rivals = tuple(before)
    best = max(rivals, key=lambda one: (one.last, one.length, one.order), default=None)
    if best is None:
        return None
    for one in rivals:
        handed = one.row.content in best.row.content and one.row.content != best.row.content
        if handed and one.length >= HANDED * best.length:
            best = one
    return best


def substantive(claim: Claim) -> bool:
    """Whether it says that something is so, and not just how somebody called it, or if it were."""
    verbal = any(word.pos in ("VERB", "AUX") for word in claim.words)
    told = verbal or bool(claim.figures) or charges(claim)
    supposed = claim.words[0].lower in words("pointing", "supposing")
    return told and not supposed and claim.row.act in ("asserts", "evaluates")


def denies(claim: Claim) -> bool:
    """Whether a claim negates another: by its verb, or by what it calls it."""
    return claim.row.act == "denies" or _doubts(claim)


def _doubts(claim: Claim) -> bool:
    """Whether it judges another's words untrue: called it "guesswork"."""
    judged = any(word.lemma in words("pointing", "doubted") for word in claim.words)
    return claim.row.act == "evaluates" and judged and pointer(claim) is not None
