"""Files that mean harm or are merely broken, as data (`hostile.jsonl`): each is stored rightly, pending with an explanation, or refused in a sentence that says what to do.

A line has a name, the recipe of its file (`hostile_files`), and what is expected: `refused` with some words; or the number of rows `stored`, `rejected` and `pending`, words of the
reasons by row (`rows`), of a warning (`warns`), of the first explanation (`explains`). Rows are conserved in all. What is `held` is weighed against real tables; what is
`costly` is read in a process of its own, too, where its memory is measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.sources.hostile_files import CASES, cost, make

from hinterland.api import Hinterland
from hinterland.gate.rows import grant, reject
from hinterland.loading import read_one
from hinterland.sources.reading import InputError, Options, Reading
from hinterland.warehouse.records import connection
from hinterland.warehouse.stage import stage

HELD = ("2024-03", "2024-05", "2024-07", "2025-03", "2025-07")
SAID = {"source": "s", "publisher": "p", "title": "t", "released": "2026-02-01"}

MEGABYTES, SECONDS = 200, 10
"""What a file may cost at most."""


@dataclass
class Outcome:
    """What became of a file: rows by what became of them, those rejected with their reasons, what was said."""

    rows: Counter[str] = field(default_factory=Counter)
    rejected: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    explanations: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def held(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    """A warehouse with the embedded figures and five tables."""
    with Hinterland(tmp_path_factory.mktemp("hostile") / "held") as h:
        h.load([samples / "gacc_monthly_location" / f"{m}.csv" for m in HELD])
        yield h


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    """An empty warehouse."""
    with Hinterland(tmp_path_factory.mktemp("hostile") / "desk", embedded=False) as h:
        yield h


def read(path: Path, options: Options) -> Outcome | None:
    """What becomes of a file's figures before they are weighed; None for a file of records."""
    found = Outcome()
    with connection() as con:
        for reading in read_one(path, "auto", options, con):
            if not isinstance(reading, Reading):
                return None
            known = {s.id: s for s in reading.sources}
            grant(reading, {})
            reject(reading, known, date.today())
            staged = stage(reading, known)
            aside = {q.row: q.reason for q in staged.quarantined}
            stored = {f.row for f in reading.figures} - aside.keys()
            found.rows += Counter(read=reading.rows_read, stored=len(stored), rejected=len(aside))
            found.rejected += aside.items()
            found.warnings += reading.warnings
    return found


def load(h: Hinterland, path: Path, options: Options) -> Outcome:
    """What becomes of a file that is loaded; it is taken back where it counts."""
    found = Outcome()
    report = h.load([path], options=options)
    for f in report.files:
        found.rows += Counter(read=f.rows_read, stored=f.rows_stored, rejected=f.rows_quarantined, pending=f.rows_pending)
        found.warnings += f.warnings
        found.explanations += f.explanations
    found.rejected = [(q["row"], q["reason"]) for q in h.quarantine() if q["file"] == path.name]
    if report.state is not None and not any(f.pending for f in report.files):
        h.undo()
    return found


def assert_refused(case: dict[str, Any], path: Path, sentence: str) -> None:
    assert "refused" in case, sentence
    own = sentence.replace(str(path), "")
    assert case["refused"] in own
    assert own.isprintable() and "Traceback" not in own and len(own) < 1000


@pytest.mark.parametrize("case", [pytest.param(c, marks=[pytest.mark.long] if c.get("long") else [], id=c["name"]) for c in CASES])
def test_a_hostile_file_is_stored_rightly_pending_or_refused(
    case: dict[str, Any], samples: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = make(case, tmp_path, samples)
    options = Options(**(SAID | case.get("options", {})))
    try:
        found = None if case.get("held") else read(path, options)
        found = found or load(request.getfixturevalue("held" if case.get("held") else "desk"), path, options)
    except InputError as e:
        assert_refused(case, path, e.typed)
        return
    assert "refused" not in case, found
    assert {n: found.rows[n] for n in ("stored", "rejected", "pending")} == {n: case.get(n, 0) for n in ("stored", "rejected", "pending")}
    assert found.rows["read"] == found.rows["stored"] + found.rows["rejected"] + found.rows["pending"]
    reasons = dict(found.rejected)
    for row, words in case.get("rows", {}).items():
        assert words in reasons[int(row)]
    assert case.get("warns", "") in "\n".join(found.warnings)
    assert case.get("explains", "") in "\n".join(found.explanations[:1])


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, marks=[pytest.mark.long] if c.get("long") else [], id=c["name"]) for c in CASES if c.get("costly")],
)
def test_a_costly_file_costs_little(case: dict[str, Any], samples: Path, tmp_path: Path) -> None:
    said, megabytes, seconds = cost(make(case, tmp_path, samples))
    assert case.get("refused", "") in said.replace(str(tmp_path), "")
    assert megabytes < MEGABYTES and seconds < SECONDS, (megabytes, seconds)


def test_there_are_at_least_150_and_each_has_a_name() -> None:
    assert len({c["name"] for c in CASES}) == len(CASES) >= 150


def test_nothing_of_a_file_that_is_refused_is_stored(desk: Hinterland, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("region,period,value,unit\nCN-AH,2024,1,CNY\n", encoding="utf-8")
    bad.write_text("region,period,value,unit,colour\nCN-AH,2024,1,CNY,red\n", encoding="utf-8")
    before = desk.state.number
    with pytest.raises(InputError, match="there is no column 'colour'"):
        desk.load([good, bad], options=Options(**SAID))
    assert desk.store.state().number == before
