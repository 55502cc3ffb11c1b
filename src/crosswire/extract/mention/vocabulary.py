"""The word lists that tell titles, roles and bodies from other words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Lower-case words by what they do in a name; `demonyms` and `countries` give ISO codes."""

    male_honorific: frozenset[str]
    female_honorific: frozenset[str]
    honorific: frozenset[str]
    given_male: frozenset[str]
    given_female: frozenset[str]
    short_for: Mapping[str, frozenset[str]]
    postnominal: frozenset[str]
    portfolio: frozenset[str]
    title: frozenset[str]
    rank: frozenset[str]
    title_phrase: frozenset[tuple[str, ...]]
    voice: frozenset[str]
    office: frozenset[str]
    post: frozenset[str]
    past: frozenset[str]
    praise: frozenset[str]
    here: frozenset[str]
    office_noun: Mapping[str, str]
    alike: Mapping[str, frozenset[str]]
    anybody: frozenset[str]
    outsider: frozenset[str]
    either: frozenset[str]
    person: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    person_suffix: tuple[str, ...]
    thing: frozenset[str]
    maker: frozenset[str]
    maker_suffix: tuple[str, ...]
    institution: frozenset[str]
    unique: frozenset[str]
    body: frozenset[str]
    company: frozenset[str]
    press: frozenset[str]
    corporate: frozenset[str]
    trade: frozenset[str]
    possession: frozenset[str]
    made: frozenset[str]
    common_company: frozenset[str]
    common_institution: frozenset[str]
    common_body: frozenset[str]
    modifier: frozenset[str]
    medium: frozenset[str]
    station: frozenset[str]
    air: frozenset[str]
    troops: frozenset[str]
    armed: frozenset[str]
    descriptive: frozenset[str]
    part: frozenset[str]
    bare: frozenset[str]
    government: frozenset[str]
    land: frozenset[str]
    abbreviation: frozenset[str]
    work: frozenset[str]
    synonym: Mapping[str, str]
    relative: frozenset[str]
    metonym_whole: Mapping[str, str]
    metonym_body: Mapping[str, str]
    seat: Mapping[str, str]
    central_before: frozenset[str]
    central_names: frozenset[str]
    group: frozenset[str]
    text: frozenset[str]
    quantity: frozenset[str]
    another: frozenset[str]
    band: Mapping[str, frozenset[str]]
    gathering: frozenset[str]
    scholars: frozenset[str]
    plain: frozenset[str]
    any_firm: frozenset[str]
    stands_for: Mapping[str, frozenset[str]]
    demonyms: Mapping[str, str]
    countries: Mapping[str, str]

    def body_noun(self, word: str) -> bool:
        """Whether a lower-case noun stands for a body of any kind."""
        return (
            word in self.common_institution
            or word in self.common_company
            or word in self.common_body
            or word in self.maker
            or word.endswith(self.maker_suffix)
        )

    def person_noun(self, word: str) -> bool:
        """Whether a lower-case noun in the singular stands for a human being."""
        if word in self.person:
            return True
        if word in self.thing or self.body_noun(word):
            return False
        return len(word) > 4 and word.endswith(self.person_suffix)

    def title_word(self, word: str) -> bool:
        """Whether a lower-case word stands in titles: "deputy", "Gen."."""
        bare = word.rstrip(".")
        if bare in self.title or bare in self.honorific or bare in self.rank:
            return True
        return bare.removesuffix("s") in self.title

    def given_sex(self, word: str) -> Literal["male", "female"] | None:
        """The sex of those who bear a lower-case given name, where it tells one."""
        if word in self.given_male:
            return "male"
        return "female" if word in self.given_female else None

    def organisation_head(self, word: str) -> bool:
        """Whether a capitalised word ends the name of a body."""
        return word in self.institution or word in self.body or word in self.company


@cache
def vocabulary() -> Vocabulary:
    """The word lists, read once."""
    role, body, group = _table("role"), _table("organisation"), _table("group")
    given = _table("given_name")
    return Vocabulary(
        male_honorific=_words(role, "honorific", "male"),
        female_honorific=_words(role, "honorific", "female"),
        honorific=frozenset().union(
            *(_words(role, "honorific", key) for key in ("male", "female", "either"))
        ),
        given_male=_words(given, "given", "male"),
        given_female=_words(given, "given", "female"),
        short_for={short: _words(given, "short", short) for short in given["short"]},
        postnominal=_words(role, "postnominal", "words"),
        portfolio=_words(role, "portfolio", "words"),
        title=_words(role, "title", "words"),
        rank=_words(role, "title", "modifiers"),
        title_phrase=frozenset(
            tuple(phrase.split()) for phrase in cast(list[str], role["title"]["phrases"])
        ),
        voice=_words(role, "voice", "nouns"),
        office=_words(role, "office", "alone"),
        post=_words(role, "office", "post"),
        past=_words(role, "office", "past"),
        praise=_words(role, "office", "praise"),
        here=_words(role, "office", "here"),
        office_noun=cast(dict[str, str], role["office_noun"]),
        alike={noun: _words(role, "alike", noun) for noun in role["alike"]},
        anybody=_words(role, "anybody", "nouns"),
        outsider=_words(role, "outsider", "nouns"),
        either=_words(role, "either", "nouns"),
        person=_words(role, "person", "nouns"),
        male=_words(role, "person", "male"),
        female=_words(role, "person", "female"),
        person_suffix=tuple(cast(list[str], role["person"]["suffixes"])),
        thing=_words(role, "thing", "nouns"),
        maker=_words(role, "maker", "nouns"),
        maker_suffix=tuple(cast(list[str], role["maker"]["suffixes"])),
        institution=_words(body, "head", "institution"),
        unique=_words(body, "head", "unique"),
        body=_words(body, "head", "body"),
        company=_words(body, "head", "company"),
        press=_words(body, "head", "press"),
        corporate=_words(body, "suffix", "words"),
        trade=_words(body, "suffix", "trade"),
        possession=_words(body, "firm", "possession"),
        made=_words(body, "firm", "made"),
        common_company=_words(body, "common", "company"),
        common_institution=_words(body, "common", "institution"),
        common_body=_words(body, "common", "body"),
        modifier=_words(body, "modifier", "words"),
        medium=_words(body, "common", "medium"),
        station=_words(body, "common", "station"),
        air=_words(body, "head", "air"),
        troops=_words(body, "common", "troops"),
        armed=_words(body, "modifier", "armed"),
        descriptive=_words(body, "common", "descriptive"),
        part=_words(body, "common", "part"),
        bare=_words(body, "bare", "nouns"),
        government=_words(body, "government", "nouns"),
        work=_words(body, "work", "nouns"),
        land=_words(body, "land", "nouns"),
        abbreviation=_words(body, "abbreviation", "words"),
        synonym=cast(dict[str, str], body["synonym"]),
        relative=_words(body, "modifier", "relative"),
        metonym_whole=cast(dict[str, str], body["metonym"]["whole"]),
        metonym_body=cast(dict[str, str], body["metonym"]["body"]),
        seat=cast(dict[str, str], body["metonym"]["seat"]),
        central_before=_words(body, "central", "before"),
        central_names=frozenset(cast(list[str], body["central"]["names"])),
        group=_words(group, "group", "nouns"),
        text=_words(group, "text", "nouns"),
        quantity=_words(group, "quantity", "nouns"),
        another=_words(group, "another", "words"),
        band=_alike(group, "band"),
        gathering=_words(group, "gathering", "nouns"),
        scholars=_words(group, "scholar", "nouns"),
        plain=_words(body, "common", "plain"),
        any_firm=_words(body, "common", "any_firm"),
        stands_for={noun: _words(body, "stands_for", noun) for noun in body["stands_for"]},
        demonyms=_demonyms(),
        countries=_countries(),
    )


def _table(name: str) -> dict[str, dict[str, object]]:
    path = resources.files("crosswire") / "lexicon" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _words(table: Mapping[str, Mapping[str, object]], section: str, key: str) -> frozenset[str]:
    return frozenset(cast(str, table[section][key]).split())


def _alike(table: Mapping[str, Mapping[str, object]], section: str) -> dict[str, frozenset[str]]:
    """For each noun all nouns that may stand for the same person or band."""
    lists = [_words(table, section, key) for key in table[section]]
    nouns = sorted(frozenset().union(*lists))
    return {noun: frozenset().union(*(one for one in lists if noun in one)) for noun in nouns}


def _demonyms() -> dict[str, str]:
    """Words of nationality, singular and plural, to the country's code; "Laos" is no plural."""
    codes: dict[str, str] = {}
    lands = _countries()
    for code, words in cast(dict[str, list[str]], _table("demonym")).items():
        for word in words:
            codes.setdefault(word.lower(), code)
            if f"{word.lower()}s" not in lands:
                codes.setdefault(f"{word.lower()}s", code)
    return codes


def _countries() -> dict[str, str]:
    """The names by which news calls countries beside their own, to the country's code."""
    codes: dict[str, str] = {}
    for code, names in _table("place_country")["name"].items():
        for name in cast(list[str], names):
            codes.setdefault(name.lower().removeprefix("the "), code)
    return codes
