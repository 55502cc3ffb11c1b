"""The names of a document: where they stand, of what kind their bearers are, what roles they have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.extract.mention import role
from crosswire.extract.mention.body import bodies
from crosswire.extract.mention.capital import Run, capitalised, headline_blocks, runs
from crosswire.extract.mention.kind import acronym, by_form, label_of
from crosswire.extract.mention.naming import Gender, Kind, Naming, Role
from crosswire.extract.mention.vocabulary import Vocabulary, vocabulary
from crosswire.parse import Parse, Token

LONGEST_PERSON = 6
"""Words in the longest name of a person that is believed."""


def find(parse: Parse) -> tuple[Naming, ...]:
    """The names of people, bodies, governments and groups, in the order of the text.

    A name in a headline is found where the story has it too, or the language model is sure of it.
    """
    words = vocabulary()
    found = [naming for run in runs(parse) for naming in _of_run(parse, words, run)]
    found = _with_bodies(parse, words, found)
    found = _agreed(parse, words, found)
    found.extend(_in_headlines(parse, found))
    found.extend(_echoes(parse, found))
    return tuple(sorted(found, key=lambda naming: (naming.first, naming.last)))


def _of_run(parse: Parse, words: Vocabulary, run: Run) -> Iterator[Naming]:
    """The name in a run of capitals: without titles, nationality, and parts that only own it."""
    tokens = parse.tokens
    first, last = _trimmed(tokens, run)
    if first >= last:
        return
    kind = by_form(words, tokens[first:last])
    if kind is None and last - first == 1 and words.organisation_head(tokens[first].lower):
        if first and tokens[first - 1].tag == "POS":
            kind = "organisation"
        elif _general(words, tokens[first]):
            return
    if kind:
        owner, start = _owner(parse, words, first, last, kind)
        yield _naming(parse, words, start, last, kind=kind, certain=True, owner=owner)
        return
    yield from _of_plain_run(parse, words, first, last)


def _of_plain_run(parse: Parse, words: Vocabulary, first: int, last: int) -> Iterator[Naming]:
    """The name in a run that has not the form of a body's name."""
    tokens = parse.tokens
    if tokens[last - 1].lower in words.work and last - first > 1:
        yield _naming(parse, words, first, last, kind="unknown", certain=True)
        return
    title = _title(words, tokens, first, last)
    if title == last and body_behind(parse, words, last):
        title = None
    name = title or _person_tail(tokens, first, last)
    land = tokens[last - 1].label in ("LOC", "FAC") or tokens[last - 1].lower in words.land
    while name < last - 1 and tokens[name].lower in words.demonyms and not land:
        name += 1
    if name >= last or tokens[name].lower in words.demonyms:
        return
    if title:
        if title > first:
            yield from _owner_in_title(parse, words, first, title)
        yield _naming(parse, words, name, last, kind="person", certain=True, title=(first, title))
    elif not _peoples(tokens[name:last]):
        yield _named_by_context(parse, words, name, last)


def _trimmed(tokens: Sequence[Token], run: Run) -> Run:
    """The run without a leading article and trailing marks."""
    first, last = run
    while first < last and tokens[first].lower in ("the", "a", "an"):
        first += 1
    if first and tokens[first - 1].text == "#" and tokens[first - 1].end == tokens[first].start:
        first -= 1
    while first < last and not any(c.isalpha() for c in tokens[last - 1].text):
        last -= 1
    return first, last


def _general(words: Vocabulary, token: Token) -> bool:
    """Whether a lone capitalised word is a body's common noun: "Army chief"; not "Congress"."""
    return token.lower in words.institution and token.lower not in words.unique


def _title(words: Vocabulary, tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Where the name behind the last title begins; None without a title.

    A run that holds nothing but titles has its "name" at its end.
    """
    for at in range(last - 1, first - 1, -1):
        lower = tokens[at].lower.rstrip(".")
        glued = at > first and tokens[at - 1].text == "-"
        if words.title_word(lower) and at == last - 1 and _family_name(words, tokens, first, at):
            return None
        title = lower in words.title or lower.removesuffix("s") in words.title
        if lower in words.honorific or (title and not glued):
            return at + 1
        pair = (tokens[at - 1].lower, lower) if at > first else ()
        if pair in words.title_phrase:
            return at + 1
        triple = tuple(t.lower for t in tokens[at - 2 : at + 1]) if at - 2 >= first else ()
        if triple in words.title_phrase:
            return at + 1
    return None


def _person_tail(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a person's name begins behind words of another kind: "Democrat | Ana Osk"."""
    start = last
    while start > first and tokens[start - 1].label == "PERSON":
        start -= 1
    mixed = first < start < last - 1 and all(t.text[0].isupper() for t in tokens[first:start])
    foreign = all(t.label != "PERSON" and t.text.isalpha() for t in tokens[first:start])
    return start if mixed and foreign else first


def _family_name(words: Vocabulary, tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether a title's word ends the name of somebody who is called so: "Ann Bishop"."""
    before = tokens[at - 1] if at > first else None
    return bool(
        before
        and before.label == tokens[at].label == "PERSON"
        and not words.title_word(before.lower)
    )


def _owner_in_title(parse: Parse, words: Vocabulary, first: int, title: int) -> Iterator[Naming]:
    """The body or place that a capitalised title begins with: "Tarn Valley | Governor"."""
    tokens = parse.tokens
    last = first
    while last < title and not words.title_word(tokens[last].lower):
        last += 1
    while first < last and tokens[first].lower in words.demonyms:
        first += 1
    if first < last < title:
        kind = by_form(words, tokens[first:last]) or label_of(tokens[first:last])
        if kind and kind != "person":
            yield _naming(parse, words, first, last, kind=kind, certain=False)


def _owner(
    parse: Parse, words: Vocabulary, first: int, last: int, kind: Kind
) -> tuple[tuple[int, int] | None, int]:
    """Whose body it is, and where its name begins: "Norway's | Defence Ministry" is one name."""
    tokens = parse.tokens
    official = last - first == 1 or tokens[last - 1].lower in words.institution
    official = official or tokens[first].lower in words.institution
    if first >= 2 and tokens[first - 1].tag == "POS" and kind == "organisation" and official:
        begin = first - 1
        while (
            begin > 0
            and tokens[begin - 1].pos == "PROPN"
            and (tokens[begin - 1].sentence == tokens[first].sentence)
        ):
            begin -= 1
        if begin < first - 1:
            return (begin, first - 1), begin
    end = first
    while end < last - 1 and tokens[end].lower in words.demonyms:
        end += 1
    return ((first, end), first) if end > first else (None, first)


def _named_by_context(parse: Parse, words: Vocabulary, first: int, last: int) -> Naming:
    """A name whose form tells no kind: what do the words around it, and the model, say?"""
    naming = _naming(parse, words, first, last, kind="unknown", certain=False)
    tokens = parse.tokens[first:last]
    if naming.text[0] == "@":
        return naming
    if (naming.roles or role.human(parse, first, last)) and len(tokens) <= LONGEST_PERSON:
        return replace(naming, kind="person", certain=True)
    if _body_after(parse, words, last) and (label_of(tokens) != "place" or acronym(tokens[-1])):
        return replace(naming, kind="organisation", certain=True)
    human = len(tokens) > 1 and all(token.label == "PERSON" for token in tokens)
    if _body_before(parse, words, first) or (body_behind(parse, words, last) and not human):
        return replace(naming, kind="organisation", certain=True)
    if tokens[-1].lower in words.press and _after_article(parse, first) and len(tokens) > 1:
        return replace(naming, kind="organisation", certain=True)
    if words.given_sex(tokens[0].lower) and 1 < len(tokens) <= LONGEST_PERSON:
        return replace(naming, kind="person")
    if _outlets_own(parse, words, first, last):
        return replace(naming, kind="person")
    placed = tokens[0].label in ("GPE", "LOC") and not _after_article(parse, first)
    if len(tokens) == 1 and acronym(tokens[0]) and not placed:
        return replace(naming, kind="organisation")
    return replace(naming, kind=label_of(tokens) or "unknown")


def _after_article(parse: Parse, first: int) -> bool:
    return first > 0 and parse.tokens[first - 1].lower == "the"


def _outlets_own(parse: Parse, words: Vocabulary, first: int, last: int) -> bool:
    """Whether a name of two words follows an outlet's: "the Courier's Ana Osk"."""
    tokens = parse.tokens
    if first < 2 or tokens[first - 1].tag != "POS" or last - first < 2:
        return False
    owner = tokens[first - 2]
    return acronym(owner) or (owner.lower in words.press and owner.text[0].isupper())


def _peoples(tokens: Sequence[Token]) -> bool:
    """Whether the words are an adjective of a people or a faith, or one of its members."""
    one = len(tokens) == 1 and not acronym(tokens[0])
    return all(t.label == "NORP" for t in tokens) and (one or tokens[-1].tag == "JJ")


def body_behind(parse: Parse, words: Vocabulary, last: int) -> bool:
    """Whether an apposition says that the name is a body's: "Lumo, the Dutch airline,"."""
    tokens = parse.tokens
    if last + 1 >= len(tokens) or tokens[last].text != ",":
        return False
    for at in range(last + 1, min(last + 7, len(tokens))):
        token = tokens[at]
        if token.pos in ("VERB", "AUX", "PUNCT", "ADP", "PRON"):
            return False
        if token.pos == "NOUN" and not _compound(tokens, at):
            return words.body_noun(token.lower) and token.tag == "NN"
    return False


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


def _body_before(parse: Parse, words: Vocabulary, first: int) -> bool:
    """ "The Dutch airline Lumo", "the ride-hailing firm, Lumo,"."""
    tokens = parse.tokens
    at = first - 1
    if at >= 1 and tokens[at].text == ",":
        at -= 1
    if at < 0 or tokens[at].sentence != tokens[first].sentence or tokens[at].tag != "NN":
        return False
    linked = tokens[at].dep in ("compound", "nmod", "appos") or tokens[first].dep == "appos"
    linked = linked or tokens[tokens[first].head].dep == "appos"
    return linked and words.body_noun(tokens[at].lower)


def _compound(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].pos in ("NOUN", "PROPN")


def _naming(
    parse: Parse,
    words: Vocabulary,
    first: int,
    last: int,
    *,
    kind: Kind,
    certain: bool,
    title: tuple[int, int] | None = None,
    owner: tuple[int, int] | None = None,
) -> Naming:
    """A name with the roles, sex and acronym that stand around it."""
    span = parse.span(first, last)
    head = _head(parse, first, last)
    held: tuple[Role, ...] = ()
    begin = title[0] if title else first
    if kind in ("person", "unknown"):
        held = tuple(role.roles(parse, words, begin, last, head))
    if title:
        held = (*_title_roles(parse, words, title), *held)
    reach = (
        min([begin, *(r.first for r in held)]),
        max([last, *(r.last for r in held)]),
    )
    return Naming(
        first,
        last,
        head,
        span,
        span.of(parse.text),
        kind,
        certain,
        reach,
        held,
        _gender(parse, words, title, held) or _given_sex(words, parse.tokens[first:last], kind),
        owner,
        _bracketed(parse, last),
    )


def _head(parse: Parse, first: int, last: int) -> int:
    """The word of the name that the rest of it hangs on."""
    for at in range(last - 1, first - 1, -1):
        if not first <= parse.tokens[at].head < last:
            return at
    return last - 1


def _title_roles(parse: Parse, words: Vocabulary, title: tuple[int, int]) -> Iterator[Role]:
    """The role that a capitalised title tells; an honorific tells none."""
    tokens = parse.tokens
    first, last = title
    while last > first and tokens[last - 1].lower.rstrip(".") in words.honorific:
        last -= 1
    start = first
    while start < last and not words.title_word(tokens[start].lower):
        start += 1
    if start < last:
        owner = (first, start) if start > first else None
        if owner is None and first >= 2 and tokens[first - 1].tag == "POS":
            owner = (first - 2, first - 1)
        yield Role(start, last, last - 1, owner)


def _gender(
    parse: Parse, words: Vocabulary, title: tuple[int, int] | None, held: Sequence[Role]
) -> Gender | None:
    """The sex that title and roles tell, where they agree."""
    tokens = parse.tokens
    told = [tokens[i].lower for i in range(*title)] if title else []
    told.extend(tokens[r.head].lower for r in held)
    sexes = {sex for word in told if (sex := role.gender_of(words, word))}
    return sexes.pop() if len(sexes) == 1 else None


def _given_sex(words: Vocabulary, name: Sequence[Token], kind: Kind) -> Gender | None:
    """The sex that a first name tells."""
    if kind not in ("person", "unknown") or len(name) < 2:
        return None
    return words.given_sex(name[0].lower)


def _bracketed(parse: Parse, last: int) -> tuple[int, int] | None:
    """The acronym in brackets behind a name: "International Maritime Organization (IMO)"."""
    tokens = parse.tokens
    if last + 2 < len(tokens) and tokens[last].text == "(" and tokens[last + 2].text == ")":
        return (last + 1, last + 2) if acronym(tokens[last + 1]) else None
    return None


def _with_bodies(parse: Parse, words: Vocabulary, found: list[Naming]) -> list[Naming]:
    """The names with the lower-case bodies, which take in the names that own them."""
    added = []
    for (first, last), owner in bodies(parse, words):
        kind: Kind = (
            "government" if parse.tokens[last - 1].lower in words.government else ("organisation")
        )
        added.append(_naming(parse, words, first, last, kind=kind, certain=True, owner=owner))
    return _joined(parse, words, found, added)


def _joined(
    parse: Parse, words: Vocabulary, found: list[Naming], added: list[Naming]
) -> list[Naming]:
    """Both lists as one: "Joint Staff of the Danish" and "Danish navy" are one name."""
    ends = {naming.last: naming for naming in found}
    out = {(naming.first, naming.last): naming for naming in found}
    for body in added:
        left = next((ends[at] for at in range(body.first + 1, body.last) if at in ends), None)
        if left and left.first < body.first:
            out.pop((left.first, left.last), None)
            out[body.first, body.last] = body
            whole = _naming(parse, words, left.first, body.last, kind="organisation", certain=True)
            body = replace(whole, owner=left.owner or body.owner)
        out[body.first, body.last] = body
    return list(out.values())


def _agreed(parse: Parse, words: Vocabulary, found: list[Naming]) -> list[Naming]:
    """The names with the kind that the whole document gives to their form.

    A surname follows the full name; where the model wavers, the form's certain or commoner kind.
    """
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    for naming in found:
        kind = _by_neighbour(parse, words, naming) or naming.kind
        if kind != "unknown":
            votes[naming.text.lower()][kind] += 3 if naming.certain else 1
    people = _name_parts(found, votes)
    people.update(n.text.lower() for n in found if n.certain and n.kind == "person")
    people -= {n.text.lower() for n in found if n.certain and n.kind != "person"}
    for form, kinds in votes.items():
        if form not in people and (_never_people(kinds) or " " not in form):
            del kinds["person"]
    return [_voted(naming, votes, people) for naming in found]


def _never_people(kinds: Counter[Kind]) -> bool:
    """Whether enough speaks against a human being that the model's guess counts for nothing."""
    return kinds["organisation"] + kinds["place"] > kinds["person"] / 4


def _by_neighbour(parse: Parse, words: Vocabulary, naming: Naming) -> Kind | None:
    """What the words beside a bare name tell: "Osk region", "Lumo guards", "the Lumo"; no people."""
    after = naming.last
    if naming.certain or after >= len(parse.tokens):
        return None
    behind = parse.tokens[after]
    article = naming.first > 0 and parse.tokens[naming.first - 1].lower == "the"
    if article and behind.tag not in ("NN", "NNS", "POS", "JJ", "HYPH"):
        return "place" if naming.kind == "place" else "organisation"
    if behind.lower in words.land:
        return "place"
    if behind.tag in ("NN", "NNS") and parse.tokens[naming.head].dep in ("compound", "nmod"):
        return "place" if naming.kind == "place" else "organisation"
    return None


def _name_parts(found: Sequence[Naming], votes: dict[str, Counter[Kind]]) -> set[str]:
    """The words of the names of people that the document gives in full.

    Where only the model takes a full name for a person's, its words must not be a body's elsewhere.
    """
    full = [
        naming
        for naming in found
        if naming.kind == "person"
        and len(set(naming.text.split())) > 1
        and votes[naming.text.lower()].most_common(1)[0][0] == "person"
    ]
    counts = Counter(part.lower() for naming in full for part in naming.text.split())
    sure = {part.lower() for n in full if n.certain or n.gender for part in n.text.split()}
    return {
        part
        for part, count in counts.items()
        if part in sure or votes[part]["organisation"] + votes[part]["place"] <= 2 * count
    }


def _voted(naming: Naming, votes: dict[str, Counter[Kind]], people: set[str]) -> Naming:
    if naming.certain:
        return naming
    form = naming.text.lower()
    if form in people:
        return replace(naming, kind="person")
    ranked = sorted(votes[form].items(), key=lambda vote: (-vote[1], vote[0]))
    return replace(naming, kind=ranked[0][0] if ranked else "unknown")


def _echoes(parse: Parse, found: Sequence[Naming]) -> Iterator[Naming]:
    """Family names alone that were not found by themselves: at the start of a sentence."""
    taken = {at for naming in found for at in range(*naming.reach)}
    full = {
        parse.tokens[naming.last - 1].text: naming
        for naming in found
        if naming.kind == "person" and naming.last - naming.first > 1
    }
    for token in parse.tokens:
        naming = full.get(token.text)
        if naming and token.index not in taken and capitalised(token):
            span = token.span
            at = token.index
            yield Naming(
                at,
                at + 1,
                at,
                span,
                token.text,
                "person",
                False,
                (at, at + 1),
                gender=naming.gender,
            )


def _in_headlines(parse: Parse, found: Sequence[Naming]) -> Iterator[Naming]:
    """Names in blocks in title case, known from the rest of the document."""
    forms: dict[str, list[tuple[tuple[str, ...], Naming]]] = defaultdict(list)
    for naming in found:
        form = tuple(t.lower for t in parse.tokens[naming.first : naming.last])
        if all(form != known for known, _ in forms[form[0]]):
            forms[form[0]].append((form, naming))
    titled = headline_blocks(parse)
    for sentence in parse.sentences:
        if sentence.block not in titled:
            continue
        at = sentence.first
        while at < sentence.last:
            match = _longest(parse, forms, at, sentence.last)
            if match:
                yield _copy(parse, match, at)
                at += match.last - match.first
            else:
                at += 1


def _longest(
    parse: Parse,
    forms: dict[str, list[tuple[tuple[str, ...], Naming]]],
    at: int,
    end: int,
) -> Naming | None:
    token = parse.tokens[at]
    if not token.text[0].isupper() or token.lower not in forms:
        return None
    best: Naming | None = None
    for form, naming in forms[token.lower]:
        here = tuple(t.lower for t in parse.tokens[at : min(at + len(form), end)])
        if here == form and (best is None or len(form) > best.last - best.first):
            best = naming
    return best


def _copy(parse: Parse, like: Naming, at: int) -> Naming:
    last = at + like.last - like.first
    span = parse.span(at, last)
    return Naming(
        at,
        last,
        _head(parse, at, last),
        span,
        span.of(parse.text),
        like.kind,
        False,
        (at, last),
        gender=like.gender,
    )
