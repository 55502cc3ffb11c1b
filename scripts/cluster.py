"""Proves that an archive made by a cluster is the one that is made without an engine.

    python -m bench corpus 400 /tmp/news
    python -m scripts.cluster /tmp/news/archive

Starts three nodes of Ray on this machine (a processor each, joined over the network), has
`crosswire archive` work on them, kills a node with all its processes in the midst of the ledgers
(`--kills 2`: one after the other), and compares what comes of it, file by file and row by row, with
an archive that was made without an engine. It ends with 0 where they are the same. Only what it
started itself is ended. Linux only (/proc).
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyarrow import parquet

NODES = 3

STORE = 80_000_000
"""Bytes of memory that each node shares between its processes."""

PARTS = ("articles", "stories", "ledger", "index", "problems")
"""What an archive holds, apart from notes of how it was made."""

CHILD = b"crosswire.archive.engine.child"

RAY = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_AUTH_MODE": "token",
    "RAY_AUTH_TOKEN": secrets.token_hex(32),
}
"""What Ray's nodes and the run are told: this cluster is nobody else's."""

LONGEST, STARTING = 3600.0, 120.0
"""Seconds that a run may take, and a node to start."""

ARCHIVE = (sys.executable, "-m", "crosswire", "archive", "--quiet")


class Failed(Exception):  # noqa: N818
    """What could not be proved."""


@dataclass(frozen=True, slots=True)
class Session:
    """A process that was started, and all that it started: the processes of one session."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def pids(self) -> Iterator[int]:
        """All its processes that are alive, orphans too."""
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                if int(fields[3]) == self.process.pid and fields[0] not in "ZX":
                    yield int(stat.parent.name)

    def is_up(self) -> bool:
        """Whether it says that it is a node of the cluster; raises Failed where it has ended."""
        said = self.log.read_text()
        if self.process.poll() is not None:
            raise Failed(f"{self.name} could not be started: {said[-1000:]}")
        return "Ray runtime started" in said

    def is_at_work(self) -> bool:
        """Whether one of them works on units."""
        for pid in self.pids():
            with suppress(OSError):
                if CHILD in Path(f"/proc/{pid}/cmdline").read_bytes():
                    return True
        return False

    def kill(self) -> int:
        """Kill all of it at once; how many processes that were."""
        killed = 0
        while pids := list(self.pids()):
            for pid in pids:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
            self.process.poll()
            time.sleep(0.05)
        self.process.wait()
        return killed


@contextmanager
def session(name: str, command: Sequence[str], log: Path) -> Iterator[Session]:
    """A process in a session of its own, all of which is killed at the end."""
    environment = os.environ | RAY
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command, stdout=out, stderr=out, env=environment, start_new_session=True
        )
    made = Session(name, process, log)
    try:
        yield made
    finally:
        made.kill()


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[Session]]]:
    """A cluster: its address and its nodes, the head first."""
    address = f"127.0.0.1:{free()}"
    with ExitStack() as stack:
        nodes = []
        for number in range(NODES):
            name = f"node {number}"
            log = folder / f"{name}.log"
            node = stack.enter_context(session(name, starting(address, number, folder), log))
            nodes.append(node)
            wait(node.is_up, longest=STARTING)
        yield address, nodes


def starting(address: str, number: int, folder: Path) -> list[str]:
    """The command that starts a node; the first is the head."""
    ray = str(Path(sys.executable).with_name("ray"))
    where = ["--head", f"--port={address.rpartition(':')[2]}"]
    if number:
        where = [f"--address={address}"]
    else:
        where.append(f"--temp-dir={folder}")
        where.append("--include-dashboard=false")
    common = [
        "--node-ip-address=127.0.0.1",
        "--num-cpus=1",
        f"--object-store-memory={STORE}",
        "--disable-usage-stats",
        "--block",
    ]
    return [ray, "start", *where, *common, f"--dashboard-agent-listen-port={free()}"]


@dataclass(frozen=True, slots=True)
class Trial:
    """Two archives of the same sources, in a folder."""

    sources: Sequence[str]
    folder: Path

    @property
    def alone(self) -> Path:
        """The archive that is made without an engine."""
        return self.folder / "alone"

    @property
    def together(self) -> Path:
        """The archive that the cluster makes."""
        return self.folder / "together"

    def make(self) -> None:
        """Make the archive without an engine."""
        with self._run(self.alone, "--engine", "none") as run:
            ended(run)

    def survive(self, kills: int) -> None:
        """Make the archive on the cluster, of which some nodes are killed."""
        total = ledgers(self.alone)
        with cluster(self.folder) as (address, nodes):
            print(f"a cluster of {len(nodes)} nodes at {address}", flush=True)
            engine = ["--engine", "ray", "--address", address, "--workers", str(len(nodes))]
            with self._run(self.together, *engine) as run:
                for number, node in enumerate(reversed(nodes[-kills:]), 1):
                    self._kill(node, total * number // (kills + 1), run)
                ended(run)

    def _kill(self, node: Session, after: int, run: Session) -> None:
        """Kill a node when so many ledgers are done and it works on another."""

        def is_due() -> bool:
            if run.process.poll() is not None:
                raise Failed(f"the run was over before {node.name} could be killed at work")
            return ledgers(self.together) >= after and node.is_at_work()

        wait(is_due)
        done, killed = ledgers(self.together), node.kill()
        print(
            f"{node.name} killed at work, {killed} processes; {done} ledgers were done", flush=True
        )

    @contextmanager
    def _run(self, out: Path, *engine: str) -> Iterator[Session]:
        """A run of `crosswire archive`; how long it took is told."""
        began = time.monotonic()
        log = out.with_suffix(".log")
        with session("run", [*ARCHIVE, *self.sources, "-o", str(out), *engine], log) as run:
            yield run
        seconds = time.monotonic() - began
        print(f"{out.name}: {ledgers(out)} ledgers in {seconds:.0f} s", flush=True)


def ended(run: Session) -> None:
    """Wait for a run; raises Failed where it failed. (3: some articles became problems.)"""
    code = run.process.wait(LONGEST)
    if code not in (0, 3):
        raise Failed(f"crosswire archive ended with {code}: {run.log.read_text()[-2000:]}")


def ledgers(archive: Path) -> int:
    """How many ledgers of an archive are noted as done."""
    return sum(1 for _ in (archive / "done" / "ledger").rglob("*.json"))


def digests(archive: Path) -> dict[str, str]:
    """The digest of each file of an archive, by its name."""
    files = (path for part in PARTS for path in (archive / part).rglob("*") if path.is_file())
    return {
        path.relative_to(archive).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(files)
    }


def rows(archive: Path) -> tuple[int, str]:
    """How many rows the ledgers of an archive have, and the digest of all of them."""
    count, digest = 0, sha256()
    for path in sorted((archive / "ledger").rglob("*.parquet")):
        for row in parquet.ParquetFile(path).read().to_pylist():
            digest.update(repr(sorted(row.items())).encode("utf-8", "surrogatepass"))
            count += 1
    return count, digest.hexdigest()


def compare(alone: Path, together: Path) -> None:
    """Tell what is the same in two archives; raises Failed where anything is not."""
    one, other = digests(alone), digests(together)
    differing = sorted(
        name for name in one.keys() | other.keys() if one.get(name) != other.get(name)
    )
    counts = rows(alone), rows(together)
    for name, found, (count, digest) in zip(
        ("without", "cluster"), (one, other), counts, strict=True
    ):
        print(f"{name}  {len(found)} files  {count} rows  {digest[:16]}")
    if differing or counts[0] != counts[1] or not counts[0][0]:
        raise Failed(f"{len(differing)} files differ: {', '.join(differing[:5])}")
    print("the same, file by file and row by row")


def wait(is_so: Callable[[], bool], *, longest: float = LONGEST) -> None:
    """Wait until something is so; raises Failed where it never is."""
    deadline = time.monotonic() + longest
    while not is_so():
        if time.monotonic() > deadline:
            raise Failed(f"nothing happened for {longest:.0f} seconds")
        time.sleep(0.1)


def free() -> int:
    """A port that nobody has."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def main() -> int:
    """Makes both archives, compares them and tells what was proved."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--kills", type=int, default=1, choices=range(1, NODES))
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="cw-"))
    try:
        trial = Trial(given.sources, folder)
        trial.make()
        trial.survive(given.kills)
        compare(trial.alone, trial.together)
    except Failed as failure:
        print(f"Failed: {failure}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
