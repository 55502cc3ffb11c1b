"""Of what kind the bearer of a name is, by the words beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.extract.mention import role
from crosswire.extract.mention.kind import acronym, label_of
from crosswire.extract.mention.naming import Kind, Naming
from crosswire.extract.mention.portrait import portray
from crosswire.extract.mention.vocabulary import Vocabulary
from crosswire.parse import Parse, Token

STOPS = frozenset(("VERB", "AUX", "PUNCT", "ADP", "PRON"))
STYLING = frozenset(("call", "name", "style", "dub", "brand", "know", "identify", "go"))

LONGEST_PERSON = 6
"""Words in the longest name of a person that is believed."""


def named_by_context(parse: Parse, words: Vocabulary, first: int, last: int) -> Naming:
    """A name whose form tells no kind: what do the words around it, and the model, say?"""
    naming = portray(parse, (first, last), "unknown")
    if naming.text[0] == "@":
        return naming
    if _told_a_place(parse, words, last):
        return replace(naming, kind="place", certain=True)
    short = last - first <= LONGEST_PERSON
    parent = first > 0 and parse.tokens[first - 1].lower == "parent"
    if last - first == 1 and (parent or _of_any(parse, words, naming)):
        return replace(naming, kind="organisation", certain=parent, roles=())
    if short and (naming.roles or role.human(parse, first, last)):
        return replace(naming, kind="person", certain=True)
    if _told_a_body(parse, words, first, last):
        return replace(naming, kind="organisation", certain=True)
    return replace(naming, kind=_likely(parse, words, first, last))


def _of_any(parse: Parse, words: Vocabulary, naming: Naming) -> bool:
    """Whether all that is told of one word is a role that firms hold too: "its owner, Lumo"."""
    told = {parse.tokens[held.head].lower for held in naming.roles}
    human = naming.gender or role.human(parse, naming.first, naming.last)
    return bool(told) and told <= words.either and not human


def _told_a_place(parse: Parse, words: Vocabulary, last: int) -> bool:
    """Whether an apposition says that a name is a place's: "the Osk, a river that"."""
    tokens = parse.tokens
    if last + 2 >= len(tokens) or tokens[last].text != "," or tokens[last + 1].lower != "a":
        return False
    for at in range(last + 2, min(last + 6, len(tokens))):
        if tokens[at].pos == "NOUN" and not _compound(tokens, at):
            return tokens[at].lower in words.land and tokens[at].tag == "NN"
        if tokens[at].pos not in ("NOUN", "ADJ", "NUM"):
            return False
    return False


def _told_a_body(parse: Parse, words: Vocabulary, first: int, last: int) -> bool:
    """Whether the words beside a name say that it is a body's."""
    name = parse.tokens[first:last]
    if acronym(name[-1]) and _body_after(parse, words, last):
        return True
    if _told(parse, last - 1):
        return True
    stranger = not words.given_sex(name[0].lower)
    if stranger and words.gathering.intersection(bands(parse, words, first, last)):
        return True
    if stranger and (_which(parse, first, last) or _after_plural(parse, words, first, last)):
        return True
    new = stranger and parse.tokens[min(last + 1, len(parse.tokens) - 1)].lower in ("a", "an")
    human = len(name) > 1 and all(token.label == "PERSON" for token in name) and not new
    if _noun_before(parse, words, first) or (body_behind(parse, words, last) and not human):
        return True
    return len(name) > 1 and name[-1].lower in words.press and _after_article(parse, first)


def _told(parse: Parse, at: int) -> bool:
    """Whether a name that is not a person's is told something: "the mayor told Lumovia"."""
    token = parse.tokens[at]
    verb = parse.tokens[token.head]
    told = token.dep in ("dobj", "dative") and verb.lemma == "tell" and verb.index == at - 1
    return told and token.label != "PERSON"


def _which(parse: Parse, first: int, last: int) -> bool:
    """Whether a relative "which" takes the name up: "Lumovia, which runs the mine, said"."""
    tokens = parse.tokens
    if last + 1 >= len(tokens) or tokens[last].text != "," or tokens[last + 1].lower != "which":
        return False
    verb = next((v for v in parse.ancestors(last + 1) if v.dep == "relcl"), None)
    subject = tokens[last + 1].dep in ("nsubj", "nsubjpass")
    placed = label_of(tokens[first:last]) == "place"
    return subject and verb is not None and first <= verb.head < last and not placed


def _after_plural(parse: Parse, words: Vocabulary, first: int, last: int) -> bool:
    """Whether a noun for many people stands before one name: "campaigners Clean Fjord said"."""
    tokens = parse.tokens
    if not first or last - first < 2 or tokens[first - 1].tag != "NNS":
        return False
    noun = tokens[first - 1]
    many = noun.lower in words.group or words.person_noun(noun.lemma)
    more = last < len(tokens) and tokens[last].lower in ("and", ",", "&", "or")
    alone = not more or all(t.text != "and" for t in tokens[last : last + 6])
    same = noun.sentence == tokens[first].sentence and noun.text.islower()
    return many and alone and same and tokens[first].label not in ("GPE", "LOC", "FAC")


def _firm(parse: Parse, words: Vocabulary, first: int, last: int) -> bool:
    """Whether only firms have what the name has: "Lumovia's shares", "made by Lumovia"."""
    tokens = parse.tokens
    at = last + (last < len(tokens) and tokens[last].tag == "POS")
    if at < len(tokens) and tokens[at].lower in words.possession:
        return True
    if first > 1 and tokens[first - 1].lower == "by" and tokens[first - 2].lower in words.made:
        return True
    linked = first > 1 and tokens[first - 1].lower in ("of", "in")
    return linked and tokens[first - 2].lower in words.possession


def _likely(parse: Parse, words: Vocabulary, first: int, last: int) -> Kind:
    """The kind that first name, spelling and the model make likely."""
    name = parse.tokens[first:last]
    given = words.given_sex(name[0].lower) and 1 < len(name) <= LONGEST_PERSON
    if given or _outlets_own(parse, words, first, last):
        return "person"
    placed = label_of(name) == "place"
    if not placed and _firm(parse, words, first, last):
        return "organisation"
    if _body_after(parse, words, last) and (not placed or acronym(name[-1])):
        return "organisation"
    land = name[0].label in ("GPE", "LOC") and not _after_article(parse, first)
    if len(name) == 1 and acronym(name[0]) and not land:
        return "organisation"
    return label_of(name) or "unknown"


def _after_article(parse: Parse, first: int) -> bool:
    return first > 0 and parse.tokens[first - 1].lower == "the"


def _outlets_own(parse: Parse, words: Vocabulary, first: int, last: int) -> bool:
    """Whether a name of two words follows an outlet's: "the Courier's Ana Osk"."""
    tokens = parse.tokens
    if first < 2 or tokens[first - 1].tag != "POS" or last - first < 2:
        return False
    owner = tokens[first - 2]
    return acronym(owner) or (owner.lower in words.press and owner.text[0].isupper())


def peoples(parse: Parse, words: Vocabulary, first: int, last: int) -> bool:
    """Whether the words are an adjective of a people or a faith, or one of its members."""
    tokens = parse.tokens[first:last]
    one = len(tokens) == 1 and not acronym(tokens[0])
    if one and tokens[0].lower not in words.demonyms and _bare_name(parse, first):
        return False
    return all(t.label == "NORP" for t in tokens) and (one or tokens[-1].tag == "JJ")


def _bare_name(parse: Parse, at: int) -> bool:
    """Whether a singular proper noun is a phrase of its own, without article: "Lumian declined"."""
    token = parse.tokens[at]
    whole = token.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and token.tag == "NNP"
    return whole and not parse.children[at]


def beside(parse: Parse, words: Vocabulary, first: int, last: int) -> str | None:
    """The noun that says beside a body's name what body it is: "firm" of "the firm, Lumo,"."""
    return _noun_behind(parse, words, last) or _noun_before(parse, words, first)


def bands(parse: Parse, words: Vocabulary, first: int, last: int) -> Iterator[str]:
    """What is told beside a name of those who bear it: "the hacker gang Lumo", "Lumo rebels"."""
    tokens = parse.tokens
    before = range(max(first - 3, 0), first)
    while before and any(tokens[i].pos not in ("NOUN", "ADJ", "PROPN") for i in before):
        before = before[1:]
    behind: range = range(0)
    if last + 1 < len(tokens) and tokens[last].text == ",":
        end = next((i for i in range(last + 1, len(tokens)) if tokens[i].pos in STOPS), last)
        behind = range(last + 1, min(end, last + 7))
    elif last < len(tokens):
        behind = range(last, last + 1)
    styled = _styled(parse, first)
    for at in (*before, *behind, *styled):
        if tokens[at].lower in words.band and tokens[at].sentence == tokens[first].sentence:
            yield tokens[at].lower


def _styled(parse: Parse, first: int) -> tuple[int, ...]:
    """The noun of those who give themselves a name: "a gang that calls itself | Lumo"."""
    tokens = parse.tokens
    for at in range(first - 1, max(first - 6, -1), -1):
        if tokens[at].text == "," or tokens[at].sentence != tokens[first].sentence:
            return ()
        if tokens[at].lemma in STYLING:
            verb = tokens[at]
            subjects = (c for c in parse.children[at] if tokens[c].dep in ("nsubj", "nsubjpass"))
            noun = verb.head if verb.dep in ("relcl", "acl") else next(subjects, None)
            return () if noun is None else tuple(i for i in parse.subtree(noun) if i <= noun)
    return ()


def body_behind(parse: Parse, words: Vocabulary, last: int) -> bool:
    """Whether an apposition says that the name is a body's: "Lumo, the Dutch airline,"."""
    return _noun_behind(parse, words, last) is not None


def _noun_behind(parse: Parse, words: Vocabulary, last: int) -> str | None:
    tokens = parse.tokens
    if last + 1 >= len(tokens) or tokens[last].text != ",":
        return None
    for at in range(last + 1, min(last + 7, len(tokens))):
        token = tokens[at]
        if token.pos in STOPS and token.tag != "HYPH":
            return None
        if token.pos == "NOUN" and not _compound(tokens, at):
            noun = body_word(tokens, at)
            return noun if words.body_noun(noun) and token.tag == "NN" else None
    return None


def body_word(tokens: Sequence[Token], at: int) -> str:
    """A noun in small letters, with the word that makes it a body's: "think-tank"."""
    before = next((t.lower for t in tokens[max(at - 2, 0) : at][::-1] if t.tag != "HYPH"), "")
    return "think-tank" if (before, tokens[at].lower) == ("think", "tank") else tokens[at].lower


def _body_after(parse: Parse, words: Vocabulary, last: int) -> bool:
    """ "The Lumo news agency": the nouns behind the name say what body bears it."""
    tokens = parse.tokens
    at = last
    while at < len(tokens) and tokens[at].tag == "NN" and tokens[at].dep != "nsubj":
        at += 1
    at -= at == len(tokens) or tokens[at].tag != "NN"
    if at < last:
        return False
    noun = tokens[at].lower
    return words.body_noun(noun) and noun not in words.part and tokens[at].tag == "NN"


def _noun_before(parse: Parse, words: Vocabulary, first: int) -> str | None:
    """ "The Dutch airline Lumo", "the ride-hailing firm, Lumo,"."""
    tokens = parse.tokens
    at = first - 1
    if at >= 1 and tokens[at].text == ",":
        at -= 1
    if at < 0 or tokens[at].sentence != tokens[first].sentence or tokens[at].tag != "NN":
        return None
    linked = tokens[at].dep in ("compound", "nmod", "appos") or tokens[first].dep == "appos"
    linked = linked or tokens[tokens[first].head].dep == "appos"
    linked = linked or (at == first - 1 and tokens[at].lower in words.common_company)
    return tokens[at].lower if linked and words.body_noun(tokens[at].lower) else None


def _compound(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun only modifies the next: "airline staff", "residents' group"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.tag == "HYPH":
        return True
    return after is not None and (after.pos in ("NOUN", "PROPN") or after.tag == "POS")
