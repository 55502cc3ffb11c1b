"""Files are written whole or not at all; pipes and devices as they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crosswire.output import whole

WRITE = "from crosswire.output import whole\nwith whole('/dev/stdout') as file: file.write(b'said')"


def test_a_file_takes_its_name_when_all_is_written(tmp_path: Path) -> None:
    goal = tmp_path / "goal"
    with whole(goal) as file:
        file.write(b"half")
        assert not goal.exists()
    assert goal.read_bytes() == b"half"
    assert [path.name for path in tmp_path.iterdir()] == ["goal"]


def test_what_fails_leaves_what_was_there(tmp_path: Path) -> None:
    goal = tmp_path / "goal"
    goal.write_bytes(b"before")
    with pytest.raises(ValueError, match="broken"), whole(goal) as file:
        file.write(b"after")
        raise ValueError("broken")
    assert goal.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["goal"]


def test_a_link_still_leads_to_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "goal")
    with whole(tmp_path / "link") as file:
        file.write(b"said")
    assert (tmp_path / "goal").read_bytes() == b"said"
    assert (tmp_path / "link").is_symlink()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout")
def test_standard_output_may_be_a_pipe() -> None:
    done = subprocess.run([sys.executable, "-c", WRITE], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"said"), done.stderr
