"""What the words around a name say of its bearer: title, role, sex, whom he speaks for.

The frames, with N for the name and R for the noun of a role:

    the harbour master N · R N (prefix)        N, the deputy head of the port (apposition)
    the port's R, N · Another R, N (appositive name)     a R identified as N (naming participle)
    N is a R (copula)                          N, 34, · N, who ... (person, no role)
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.mention.naming import Gender, Role
from crosswire.extract.mention.vocabulary import Vocabulary
from crosswire.parse import Parse, Token

REACH = 9
"""How many words an apposition may take until its noun."""

NAMED = frozenset(["identified", "named", "called", "known"])
OWNER_PREPOSITIONS = frozenset(["of", "for", "at", "with", "from", "to", "in", "on"])
NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
PLACED = frozenset(("GPE", "LOC", "FAC"))
"""What the model calls places, which stand behind a comma too: "a judge in Tarn, Ohio"."""
SEAT = frozenset(("capital", "seat", "metropolis"))


def prefix(parse: Parse, words: Vocabulary, first: int) -> Role | None:
    """The lower-case role right before a name: "national park ranger N"."""
    tokens = parse.tokens
    at = first - 1
    if at < 0 or tokens[at].sentence != tokens[first].sentence:
        return None
    if tokens[at].pos not in NOMINAL:
        return None
    start = _phrase(parse, words, at)
    if start is not None:
        return _role(parse, words, start, at)
    mistaken = tokens[at].pos == "ADJ" and tokens[at].lower in words.title & words.person
    if not (mistaken or _role_noun(words, tokens[at])):
        return None
    if tokens[at].text[0].isupper() and tokens[at].index != _sentence_first(parse, at):
        return None
    return _role(parse, words, at)


def apposition(parse: Parse, words: Vocabulary, last: int) -> Role | None:
    """The role behind a name and a comma: "N, 41, a nurse at the clinic"."""
    tokens = parse.tokens
    at = _past_age(parse, last)
    if at >= len(tokens) or tokens[at].text not in (",", "(", "–", "—"):
        return None
    sentence = tokens[last - 1].sentence
    for step in range(at + 1, min(at + 1 + REACH, len(tokens))):
        token = tokens[step]
        if token.sentence != sentence or token.pos in ("VERB", "AUX", "PUNCT", "SCONJ"):
            return None
        if token.tag in ("WP", "WDT", "PRP"):
            return None
        follows = tokens[step + 1] if step + 1 < len(tokens) else None
        if follows and _modifies(token, follows):
            continue
        if _role_noun(words, token):
            found = _role(parse, words, step)
            other = _acts(parse, found.last) or _leads(parse, found.last)
            return None if other or tokens[last - 1].label in PLACED else found
        body = token.tag == "NN" and words.body_noun(token.lower)
        if body or (token.pos == "ADP" and token.lower not in ("of", "for", "-")):
            return None
    return None


def _modifies(token: Token, follows: Token) -> bool:
    """Whether a noun only says which: "harbour | master", "the port | 's master"."""
    nominal = follows.pos in ("NOUN", "PROPN") or follows.tag == "POS"
    return nominal and follows.sentence == token.sentence


def _acts(parse: Parse, at: int) -> bool:
    """Whether a verb follows: "in Osk, the mayor said" is no apposition to Osk."""
    return at < len(parse.tokens) and parse.tokens[at].tag in ("VBD", "VBZ", "VBP", "MD")


def _leads(parse: Parse, at: int) -> bool:
    """Whether a name follows the role: "in Osk, the prosecutor, Ana Ruiz, said"."""
    tokens = parse.tokens
    if at + 2 >= len(tokens) or tokens[at].text != ",":
        return False
    return tokens[at + 1].pos == "PROPN" and tokens[at + 2].pos == "PROPN"


def appositive(parse: Parse, words: Vocabulary, first: int, head: int) -> Role | None:
    """The role of which the name is the apposition: "the port's harbour master, N,"."""
    tokens = parse.tokens
    above = tokens[tokens[head].head]
    if (
        tokens[head].dep == "appos"
        and above.index < first
        and _role_noun(words, above)
        and _comma_between(parse, above.index, first)
    ):
        return _role(parse, words, above.index)
    if first < 2 or tokens[first - 1].text != "," or tokens[head].label in PLACED:
        return None
    if tokens[first - 2].lower in words.land | words.here | SEAT:
        return None
    at = first - 2
    while tokens[at].dep in ("pobj", "prep", "compound", "poss", "nmod", "appos"):
        if _role_noun(words, tokens[at]) or tokens[at].head > first:
            break
        at = tokens[at].head
    same = tokens[at].sentence == tokens[first].sentence and at < first
    if same and _role_noun(words, tokens[at]) and _has_determiner(parse, at):
        return _role(parse, words, at)
    return None


def introduced(parse: Parse, words: Vocabulary, first: int) -> Role | None:
    """The role of somebody whom a participle names: "a porter identified himself as N",
    "a porter who gave his name only as N"."""
    tokens = parse.tokens
    at = first - 1
    while at >= 0 and tokens[at].lower in ("as", "only", "himself", "herself", "by"):
        at -= 1
    if at > 1 and tokens[at].lower == "name" and tokens[at - 2].lemma == "give":
        at -= 2
    elif at < 0 or tokens[at].lower not in NAMED:
        return None
    if tokens[at].sentence != tokens[first].sentence:
        return None
    for token in parse.ancestors(at):
        if _role_noun(words, token):
            return _role(parse, words, token.index)
    for child in parse.children[at]:
        if tokens[child].dep in ("nsubj", "nsubjpass") and _role_noun(words, tokens[child]):
            return _role(parse, words, child)
    return None


def served(parse: Parse, words: Vocabulary, last: int) -> Role | None:
    """The role in which a relative clause says somebody worked: "N, who worked as a diver"."""
    tokens = parse.tokens
    if last + 3 >= len(tokens) or tokens[last].text != "," or tokens[last + 1].lower != "who":
        return None
    for at in range(last + 2, min(last + 6, len(tokens) - 1)):
        if tokens[at].lower == "as" and tokens[at - 1].lemma in ("work", "serve", "act"):
            below = (c for c in parse.children[at] if tokens[c].dep == "pobj")
            noun = next(below, None)
            found = noun is not None and _role_noun(words, tokens[noun])
            return _role(parse, words, noun) if noun is not None and found else None
    return None


def copula(parse: Parse, words: Vocabulary, head: int) -> Role | None:
    """The role that the sentence gives to its subject: "N was a nurse at the clinic"."""
    tokens = parse.tokens
    verb = tokens[tokens[head].head]
    if tokens[head].dep != "nsubj" or verb.lemma not in ("be", "become"):
        return None
    for child in parse.children[verb.index]:
        if tokens[child].dep == "attr" and _role_noun(words, tokens[child]):
            return _role(parse, words, child)
    return None


def human(parse: Parse, first: int, last: int) -> bool:
    """Whether an age or a relative "who" behind a name shows that it is a human being's."""
    tokens = parse.tokens
    if _past_age(parse, last) > last:
        return True
    if tokens[last - 1].label in PLACED:
        return False
    after = [tokens[i].lower for i in range(last, min(last + 2, len(tokens)))]
    inside = first > 0 and tokens[first - 1].pos == "ADP"
    return (after[:1] == ["who"] and not inside) or after == [",", "who"]


def gender_of(words: Vocabulary, lower: str) -> Gender | None:
    """The sex that a title or role noun tells."""
    word = lower.rstrip(".")
    if word in words.male_honorific or word in words.male:
        return "male"
    if word in words.female_honorific or word in words.female:
        return "female"
    return None


def _past_age(parse: Parse, last: int) -> int:
    """The word behind an age in commas or brackets, or `last` where there is none."""
    tokens = parse.tokens
    if last + 2 < len(tokens) and tokens[last].text in (",", "("):
        age = tokens[last + 1]
        closes = tokens[last + 2].text in (",", ")", ".", ";")
        if age.text.isdecimal() and len(age.text) <= 2 and closes:
            return last + 2
    return last


def _role_noun(words: Vocabulary, token: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN") or token.tag in ("NNS", "NNPS"):
        return False
    if token.text[0].isupper() and not words.title_word(token.lower):
        return token.lower in words.person or token.pos == "NOUN"
    return words.person_noun(token.lower)


def _phrase(parse: Parse, words: Vocabulary, last: int) -> int | None:
    """The first word of a role of several words that ends at `last`: "chief of staff"."""
    for length in (2, 3, 4):
        first = last - length + 1
        if first >= 0 and tuple(t.lower for t in parse.tokens[first : last + 1]) in (
            words.title_phrase
        ):
            return first
    return None


def _role(parse: Parse, words: Vocabulary, head: int, end: int | None = None) -> Role:
    """The role whose noun is `head`, with its words in front and the body behind it."""
    tokens = parse.tokens
    first = head
    while first > 0 and _belongs(tokens[first - 1], tokens[first]):
        first -= 1
    while first < head and (tokens[first].lower == "and" or tokens[first].tag == "HYPH"):
        first += 1
    last = (head if end is None else end) + 1
    owner, first = _owner_before(parse, words, first, head)
    behind = _owner_behind(parse, last)
    if behind:
        last = behind[1]
        beside = parse.tokens[behind[1] - 1].label in PLACED and _where(parse, behind[0])
        if owner is None and not beside and _names(parse, words, *behind):
            owner = behind
    return Role(first, last, head, owner)


def _where(parse: Parse, first: int) -> bool:
    """Whether a preposition only tells where somebody is: "a baker in Osk"."""
    at = first - 1 - (parse.tokens[first - 1].pos == "DET")
    return parse.tokens[at].lower in ("in", "on", "at", "from")


def _belongs(left: Token, right: Token) -> bool:
    if left.sentence != right.sentence:
        return False
    if left.lower == "and":
        return right.pos in ("NOUN", "ADJ") and left.dep == "cc"
    return left.pos in ("NOUN", "PROPN", "ADJ") or left.text in ("-", "–") or left.tag == "HYPH"


def _owner_before(
    parse: Parse, words: Vocabulary, first: int, head: int
) -> tuple[tuple[int, int] | None, int]:
    """Who has the role, before its noun, and where the role itself begins.

    "Norway's | minister", "Norwegian | minister", "coast guard | spokesman".
    """
    tokens = parse.tokens
    if first >= 2 and tokens[first - 1].tag == "POS":
        begin = first - 2
        while begin > 0 and _belongs(tokens[begin - 1], tokens[begin]):
            begin -= 1
        return (begin, first - 1), first
    end = first
    for at in range(first, head):
        if words.title_word(tokens[at].lower):
            continue
        capital = tokens[at].text[0].isupper() and at != _sentence_first(parse, at)
        body = words.body_noun(tokens[at].lower)
        if capital or body or tokens[at].lower in words.demonyms:
            end = at + 1
    return ((first, end), end) if end > first else (None, first)


def _owner_behind(parse: Parse, at: int) -> tuple[int, int] | None:
    """The body behind a role: "warden | of the local bee union", "nurse at Reed Hospital"."""
    tokens = parse.tokens
    if at + 1 >= len(tokens) or tokens[at].lower not in OWNER_PREPOSITIONS:
        return None
    first = at + 1
    while first < len(tokens) and tokens[first].pos in ("DET",):
        first += 1
    last = first
    while last < len(tokens) and tokens[last].sentence == tokens[at].sentence:
        token = tokens[last]
        named = last + 1 < len(tokens) and tokens[last + 1].text[0].isupper()
        inner = token.lower in ("of", "for", "and", "&") and last > first and named
        nominal = token.pos in ("NOUN", "PROPN", "ADJ") or token.tag in ("POS", "HYPH")
        if not nominal and not inner:
            break
        last += 1
    return (first, last) if last > first else None


def _names(parse: Parse, words: Vocabulary, first: int, last: int) -> bool:
    """Whether words name somebody or a body, and not only a task ("information")."""
    return any(
        token.text[0].isupper()
        or token.lower in words.demonyms
        or words.body_noun(token.lower)
        or token.lower in words.government
        for token in parse.tokens[first:last]
    )


def _sentence_first(parse: Parse, at: int) -> int:
    return parse.sentences[parse.tokens[at].sentence].first


def _comma_between(parse: Parse, left: int, right: int) -> bool:
    return any(parse.tokens[i].text in (",", "–", "—", ":") for i in range(left + 1, right))


def _has_determiner(parse: Parse, head: int) -> bool:
    deps = {parse.tokens[i].dep for i in parse.children[head]}
    return bool(deps & {"det", "poss", "compound", "amod"})


def roles(parse: Parse, words: Vocabulary, first: int, last: int, head: int) -> Iterator[Role]:
    """All roles that the words around the words `first` to `last` give to the bearer of a name."""
    found = (
        prefix(parse, words, first),
        apposition(parse, words, last),
        appositive(parse, words, first, head),
        introduced(parse, words, first),
        served(parse, words, last),
        copula(parse, words, head),
    )
    yield from dict.fromkeys(role for role in found if role is not None)
