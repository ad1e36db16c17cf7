"""SQL: statements put together from the words of the grammar and the names of the state, right and wrong. Each is answered or refused in a sentence, within its budget."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st
from tests.fuzz.bytes import ODD

from hinterland.api import Hinterland
from hinterland.escapes import visible
from hinterland.sources.reading import InputError
from hinterland.warehouse.budget import Budget

WORDS = [*Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split(), *ODD]
"""Words of the grammar, of the state, and odd ones."""
WHOLE = [
    "SELECT region, sum(value) FROM held GROUP BY ALL ORDER BY 2 DESC LIMIT 5",
    "WITH a AS (SELECT * FROM held WHERE region = 'CN-AH') SELECT count(*), max(period) FROM a",
    "SELECT a.region, b.value FROM held AS a JOIN held AS b USING (region, period) WHERE a.flow = 'export' LIMIT 10",
    "SELECT region, row_number() OVER (PARTITION BY flow ORDER BY value) FROM held QUALIFY row_number() OVER () < 5",
    "SELECT * FROM sources", "DESCRIBE held", "FROM held LIMIT 1", "VALUES (1), (2)", "SELECT unnest([1, 2, 3])",
]  # fmt: skip


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A statement that is right, with some of its words exchanged, left out, or put in."""
    words = draw(st.sampled_from(WHOLE)).split(" ")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(words) - 1))
        words[at : at + draw(st.integers(0, 1))] = [draw(st.sampled_from(WORDS))]
    return " ".join(words)


EXAMPLES = st.one_of(edited(), edited(), st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join), st.text(max_size=60))


@contextmanager
def opened() -> Iterator[Callable[[str], str]]:
    """A state with a budget of two seconds; what runs a statement gives what became of it."""
    with tempfile.TemporaryDirectory() as folder, Hinterland(folder) as h:
        h.engine.budget = Budget(seconds=2, rows=1000, megabytes=256)
        [(before,)] = h.engine.con.execute("SELECT count(*) FROM held").fetchall()

        def meet(statement: str) -> str:
            begun = time.monotonic()
            try:
                h.engine.select(statement).fetchall()
                told = "answered"
            except InputError as e:
                assert visible(str(e)) == str(e) and "Traceback" not in str(e), str(e)
                told = "refused"
            assert time.monotonic() - begun < 30, "took longer than its budget"
            assert h.engine.con.execute("SELECT count(*) FROM held").fetchall() == [(before,)], "the statement changed the state"
            return told

        yield meet
