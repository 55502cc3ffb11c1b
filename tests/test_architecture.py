"""The shape of the house: imports go one way, stages are pure, modules stay short."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.shared import PROJECT

SOURCE = PROJECT / "src" / "crosswire"

PURE = ("row", "extract", "resolve", "reconcile", "parse", "story")
"""Stages and values: what they return depends on what they are given, and on nothing else."""

OUTSIDE = {"io", "logging", "os", "pathlib", "random", "sqlite3", "subprocess", "sys", "time"}
OUTSIDE_CALLS = {"open", "print", "input", "today", "now", "utcnow"}

NETWORK = {
    "aiohttp", "ftplib", "http.client", "httpcore", "httpx", "requests", "smtplib", "socket",
    "trafilatura.downloads", "urllib.request", "urllib3",
}  # fmt: skip

NEVER_IMPORTED = {"localis", "unidecode"}

MOST_LINES = 400


def modules(*parts: str) -> list[Path]:
    """The modules of the package, or of some parts of it."""
    roots = [SOURCE / part for part in parts] or [SOURCE]
    return sorted(
        path
        for root in roots
        for path in (root.rglob("*.py") if root.is_dir() else [root.with_suffix(".py")])
    )


def imports(path: Path) -> Iterator[str]:
    """Every module that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[str]:
    """The last name of everything that a module calls."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def test_imports_go_one_way() -> None:
    """The contracts are in pyproject.toml, under tool.importlinter."""
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [command, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
    assert "0 broken" in run.stdout


@pytest.mark.parametrize("part", PURE)
def test_stages_are_pure(part: str) -> None:
    paths = modules(part)
    assert paths
    for path in paths:
        outside = {name for name in imports(path) if name.split(".")[0] in OUTSIDE}
        assert outside == set(), path
        assert OUTSIDE_CALLS & set(calls(path)) == set(), path


def test_nothing_but_fetch_reaches_for_the_network() -> None:
    fetch = modules("fetch")
    paths = [path for path in modules() if path not in fetch]
    assert len(paths) > 30
    assert {"httpcore", "socket"} <= {name for path in fetch for name in imports(path)}
    serving = modules("web")
    for path in paths:
        names = set(imports(path)) - ({"socket"} if path in serving else set())
        reached = names | {name.split(".")[0] for name in names}
        assert reached & (NETWORK | NEVER_IMPORTED) == set(), path


def test_modules_stay_short() -> None:
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: count for name, count in lengths.items() if count > MOST_LINES} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [
        path for path in modules() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_the_map_names_every_module() -> None:
    shown = (PROJECT / "ARCHITECTURE.md").read_text("utf-8")
    parts = [path for folder in (SOURCE, SOURCE / "extract") for path in sorted(folder.iterdir())]
    names = [
        path.relative_to(SOURCE).with_suffix("").as_posix()
        for path in parts
        if not path.name.startswith("__") and (path.suffix == ".py" or path.is_dir())
    ]
    assert len(names) > 15
    assert [name for name in names if f"`{name}" not in shown] == []


def test_the_map_names_every_module_of_the_desk() -> None:
    shown = (PROJECT / "ARCHITECTURE.md").read_text("utf-8")
    names = [
        path.stem
        for path in sorted((SOURCE / "desk").iterdir())
        if not path.name.startswith("__") and (path.suffix == ".py" or path.is_dir())
    ]
    assert len(names) > 10
    assert [one for one in names if f"`{one}" not in shown and f"`desk/{one}" not in shown] == []
