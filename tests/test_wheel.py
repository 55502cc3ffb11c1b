"""The wheel holds all that the program reads at run time, and nothing of the workshop."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bench.shared import PROJECT

SOURCE = PROJECT / "src"


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel that was built just now."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", folder], cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = folder.glob("crosswire-*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_every_module_and_data_file_is_in_it(names: set[str]) -> None:
    kept = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(kept) > 50
    assert kept - names == set()


def test_the_licence_and_the_notices_are_in_it(names: set[str]) -> None:
    kept = {Path(name).name for name in names if "/licenses/" in name}
    assert {"LICENSE", "NOTICE", "en_core_web_sm.LICENSE", "world-atlas.LICENSE"} <= kept


def test_the_page_and_its_outlines_are_in_it(names: set[str]) -> None:
    kept = {Path(name).name for name in names if name.startswith("crosswire/report/asset/")}
    built = {"report.js", "report.css", "LICENSES.txt"}
    assert kept == built | {f"outline-{scale}m.json.gz" for scale in (10, 50, 110)}


def test_nothing_else_is_in_it(names: set[str]) -> None:
    tops = {name.split("/")[0].split("-")[0] for name in names}
    assert tops == {"crosswire"}
