"""Processes that load and read the same warehouse: each script says `ready` once it has imported what it needs, and then waits for a line.

A load writes `ROWS` figures that carry one tag as their value, so that whoever sees a part of a load sees another number of rows.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.warehouse.desk import ask, reading

import hinterland
from hinterland.sources.reading import Reading
from hinterland.warehouse.store import Store

ROWS = 40

READY = """
import sys
from pathlib import Path
from hinterland.sources.reading import Options
from hinterland.warehouse.engine import Engine
from hinterland.warehouse.load import load, seed
from hinterland.warehouse.store import Store
from tests.warehouse.processes import tagged, tags

print("ready", flush=True)
sys.stdin.readline()
store = Store(sys.argv[1])
"""

LOADER = (
    READY
    + """
for tag in range(int(sys.argv[2]), int(sys.argv[3])):
    load(store, [tagged(Path(sys.argv[4]), tag)], {})
    print(tag, flush=True)
"""
)
"""LOCATION FIRST END FOLDER: load the tags from FIRST to END, naming each once it is loaded."""

READER = (
    READY
    + """
seen, least = set(), int(sys.argv[2])
while least > 0 or (seen and max(seen) < int(sys.argv[3])):
    state, held = tags(store)
    assert list(held) == list(range(1, state + 1)), f"state {state} shows the tags {held}"
    assert set(held.values()) <= {int(sys.argv[4])}, f"state {state} shows parts of loads: {held}"
    assert not seen or state >= max(seen), f"state {state} came after {max(seen)}"
    seen.add(state)
    least -= 1
print(len(seen), flush=True)
"""
)
"""LOCATION READS LAST ROWS: so many reads, and on until the state LAST is seen. Prints how many states were seen."""

SEEDER = (
    READY
    + """
seed(store)
print("seeded", flush=True)
"""
)


def tagged(folder: Path, tag: int) -> Reading:
    """A reading of `ROWS` figures with the tag as their value."""
    rows = [f"total,CN-AH,{1990 + n},{tag},CNY" for n in range(ROWS)]
    return reading(folder / f"{tag}.csv", *rows, source=f"load-{tag}")


def tags(store: Store) -> tuple[int, dict[int, int]]:
    """The newest state, and how many rows it holds of each tag."""
    state = store.state()
    rows = ask(store, "SELECT CAST(value AS INT), count(*) FROM held GROUP BY value ORDER BY value", state)
    return state.number, dict(rows)


@contextmanager
def started(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A process that is ready to begin; it is ended when the block is left."""
    root = Path(__file__).resolve().parents[2]
    path = os.pathsep.join([str(Path(hinterland.__file__).parents[1]), str(root)])
    process = subprocess.Popen(
        [sys.executable, "-c", script, *(str(a) for a in arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first == "ready\n", process.stderr.read() if process.stderr else first
        yield process
    finally:
        process.kill()
        process.communicate()


def begin(process: subprocess.Popen[str]) -> None:
    """Let a process that is ready go on."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def finish(process: subprocess.Popen[str]) -> str:
    """Wait for a process to end well; what it printed."""
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out
