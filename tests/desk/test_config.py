"""The configuration: each key checked, the documented default what holds without one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from crosswire.cli.setting import configured as command_configured
from crosswire.cli.setting import where
from crosswire.desk.address import shown
from crosswire.desk.config import config as configuration
from crosswire.desk.config.config import SECTIONS, Config, SourceSection, configured, load
from crosswire.desk.config.configfile import ConfigText
from crosswire.desk.config.setting import seconds
from crosswire.error import ConfigError

_SETTING = re.compile(r"^#(?=\S)", re.MULTILINE)


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No configuration of whoever runs the tests."""
    monkeypatch.delenv(configuration.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)


def written(text: str, name: str = "crosswire.toml") -> Path:
    """A configuration file in the working folder."""
    path = Path(name)
    path.write_text(text, "utf-8")
    return path


def refusal(text: str) -> tuple[str, str]:
    """What is said of a configuration that cannot be, and the remedy."""
    with pytest.raises(ConfigError) as caught:
        load(written(text))
    assert "\n" not in str(caught.value) + caught.value.remedy
    return str(caught.value), caught.value.remedy


def test_the_documented_default_is_what_holds_without_a_file() -> None:
    assert configured() == Config()
    assert replace(load(written(configuration.default())), file=None) == Config()


def test_the_documented_default_shows_every_setting_with_a_value_that_can_be() -> None:
    every = _SETTING.sub("", configuration.default())
    shown = tomllib.loads(every)
    sources = shown["watch"].pop("sources")
    known = {name: {one.name for one in fields(kind)} for name, kind in SECTIONS.items()}
    known["watch"].remove("sources")
    assert {name: set(table) for name, table in shown.items()} == known
    assert set().union(*sources) == {one.name for one in fields(SourceSection)}
    assert len(load(written(every)).watch.sources) == len(sources) == 2


def test_what_stands_there_is_read() -> None:
    found = load(
        written("""
        [desk]
        where = "postgresql://ana@db.example/desk"
        [reading]
        map = {text = "maintext"}
        [fetch]
        allow = ["10.0.0.0/8"]
        deadline = "90s"
        [watch]
        every = "1.5h"
        sources = [{folder = "in"}, {feed = "https://a.example/rss", pages = true, every = "1d"}]
        """)
    )
    assert found.desk.where == "postgresql://ana@db.example/desk"
    assert dict(found.reading.map) == {"text": "maintext"}
    assert found.fetch.allow == ("10.0.0.0/8",) and found.fetch.deadline == 90
    assert found.watch.every == 5400
    folder, feed = found.watch.sources
    assert folder.folder == str(Path.cwd() / "in")
    assert feed == SourceSection(feed="https://a.example/rss", pages=True, every=86400)


def test_paths_count_from_the_folder_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("there").mkdir()
    written('[desk]\nwhere = "a.sqlite"\n', "there/other.toml")
    monkeypatch.setenv(configuration.VARIABLE, "there/other.toml")
    assert configured().desk.where == str(Path.cwd() / "there" / "a.sqlite")


def test_the_file_that_is_named_outweighs_the_environment_and_the_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("crosswire", "environment", "named"):
        written(f'[desk]\nreader = "{name}"\n', f"{name}.toml")
    assert configured().desk.reader == "crosswire"
    monkeypatch.setenv(configuration.VARIABLE, "environment.toml")
    assert configured().desk.reader == "environment"
    assert configured("named.toml").desk.reader == "named"


@pytest.mark.parametrize("name", ["named", "environment"])
def test_a_file_that_is_named_must_be_there(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "environment":
        monkeypatch.setenv(configuration.VARIABLE, "none.toml")
    with pytest.raises(ConfigError, match=r"none\.toml cannot be read"):
        configured("none.toml" if name == "named" else None)


WRONG = {
    "an unknown section": ("[fetsh]\n", "crosswire.toml:1: 'fetsh' is no section", "'fetch'"),
    "an unknown key": (
        "[desk]\n\n[fetch]\npauze = 5\n",
        "crosswire.toml:4: 'pauze' is no setting of [fetch]",
        "'pause'",
    ),
    "a key like none": (
        "[log]\nxyz = 1\n",
        "crosswire.toml:2: 'xyz' is no setting of [log]",
        "There are: format, level.",
    ),
    "a key outside": ('pauze = "a"\n', "crosswire.toml:1: 'pauze' is no section", "There are:"),
    "a section that is none": ("desk = 5\n", "crosswire.toml:1: desk is 5", "[desk]"),
    "a text for a number": (
        '[fetch]\nlargest = "10"\n',
        "crosswire.toml:2: [fetch] largest is '10', not a whole number",
        "largest = 10000000",
    ),
    "a number for a time": (
        "[watch]\nevery = 5\n",
        "[watch] every is 5, not a time with its unit (s, m, h or d), at least 1 s",
        'every = "5m"',
    ),
    "a time of none": ('[watch]\nevery = "0s"\n', "every is '0s', not a time", 'every = "5m"'),
    "true for a number": ("[fetch]\nlargest = true\n", "largest is True", "largest ="),
    "a word of none": ('[log]\nlevel = "loud"\n', "not one of debug, info", 'level = "debug"'),
    "an empty text": ('[desk]\nwhere = " "\n', "where is ' ', not a text", "desk.sqlite"),
    "a list of numbers": ("[fetch]\nallow = [1]\n", "not a list of texts", "allow = ["),
    "a source of both": (
        '[watch]\nsources = [{folder = "a", feed = "b"}]\n',
        "crosswire.toml:2: source 1 is not one of folder, feed",
        "a folder, or a feed",
    ),
    "the second source": (
        '[[watch.sources]]\nfolder = "a"\n\n[[watch.sources]]\nfeed = "b"\npage = true\n',
        "crosswire.toml:6: 'page' is no setting of [watch.sources]",
        "'pages'",
    ),
    "pages of a folder": (
        '[watch]\nsources = [{folder = "a", pages = true}]\n',
        "crosswire.toml:2: a folder has no pages",
        "name a feed",
    ),
    "sources of no list": ("[watch]\nsources = 5\n", "not a list of sources", "sources = ["),
    "a source that is none": ("[watch]\nsources = [5]\n", "is 5, not a section", "watch.sources"),
    "no TOML": ("[desk\n", "crosswire.toml: no TOML:", "crosswire desk config"),
}


@pytest.mark.parametrize(("text", "said", "remedy"), WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_said_in_one_line(text: str, said: str, remedy: str) -> None:
    found = refusal(text)
    assert said in found[0]
    assert remedy in found[1]


def test_a_password_is_not_shown() -> None:
    said, _ = refusal('[desk]\nwhere = ["postgresql://ana:rain@db.example/desk"]\n')
    assert "rain" not in said and "***" in said
    assert shown("see https://ana:rain@a.example/b?api_key=rain&x=1.") == (
        "see https://ana:***@a.example/b?api_key=***&x=1."
    )
    assert shown("https://a.example/ana:1@b and a:b@c") == "https://a.example/ana:1@b and a:b@c"


def test_a_file_that_is_no_text_or_too_large_is_refused() -> None:
    Path("crosswire.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not in UTF-8"):
        configured()
    written("#" * (configuration.LARGEST + 1))
    with pytest.raises(ConfigError, match="larger than"):
        configured()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=3), some),
        max_leaves=5,
    )
)
def test_any_value_of_any_setting_is_taken_or_refused(value: object) -> None:
    text = ConfigText("a.toml", "")
    kinds = [*SECTIONS.items(), ("watch.sources", SourceSection)]
    tried = 0
    for name, kind in kinds:
        for one in fields(kind):
            tried += 1
            try:
                text.section(name, {one.name: value}, kind)
            except ConfigError as error:
                assert error.remedy
    assert tried > 15


@pytest.mark.parametrize(
    ("told", "meant"), [("30s", 30), ("5m", 300), ("2 h", 7200), ("1d", 86400), ("0.5s", 0.5)]
)
def test_a_time_has_its_unit(told: str, meant: float) -> None:
    assert seconds(told) == meant


@pytest.mark.parametrize("told", ["5", "m", "-5m", "5 min", "1e9s", "99999d", "٥m", "", 5])
def test_a_time_without_its_unit_is_none(told: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        seconds(told)


def test_a_command_is_given_its_configuration() -> None:
    @click.command()
    @command_configured
    def command(*, config: Config) -> None:
        click.echo(f"{config.desk.reader} {config.log.format}")

    written('[desk]\nreader = "night"\n', "b.toml")
    run = CliRunner().invoke(command, ["--config", "b.toml", "--log", "json"])
    assert run.output == "night json\n"


def test_the_desk_may_be_left_out_where_one_is_configured() -> None:
    nothing, some = Config(), load(written('[desk]\nwhere = "postgresql://db/desk"\n'))
    assert where("a.sqlite", some) == "a.sqlite"
    assert where(None, some) == "postgresql://db/desk"
    with pytest.raises(click.UsageError, match="Name a desk"):
        where(None, nothing)
