"""What is held: a line for each kind of figure, of everything or of one subject, and the newest release."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.indicators.asking import held

from hinterland.api import Hinterland
from hinterland.sources.reading import InputError

HEADER = "op,flow,product,region,period,value,unit,released"

FIRST = (
    "level,total,all,CN-AH,2024,8642.58,CNY_100M,2025-01-20",
    "level,total,all,CN-AH,2025,10135.57,CNY_100M,2026-01-23",
    "level,total,all,CN-HN,2023,5405.6,CNY_100M,2024-01",
    "growth,total,all,CN-AH,2025,17.3,percent,2026-01-23",
    "level,total,all,CN-AH,2025,142.1,USD_1B,2026-01",
)
SECOND = ("level,export,new-three,CN-AH,2025,1018.3,CNY_100M,2999-01", "level,total,all,CN-AH,2025,10136,CNY_100M,2026-02")


@pytest.fixture(scope="module")
def h(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    with held(tmp_path_factory.mktemp("coverage"), HEADER, FIRST, SECOND) as h:
        yield h


def test_every_kind_of_figure_has_a_line_the_most_frequent_first(h: Hinterland) -> None:
    lines = [(r["op"], r["flow"], r["product"], r["unit"], r["observations"]) for r in h.coverage().rows]
    assert lines == [
        ("level", "total", "all", "CNY", 4),
        ("growth", "total", "all", "CNY", 1),
        ("level", "export", "new-three", "CNY", 1),
        ("level", "total", "all", "USD", 1),
    ]


def test_a_line_tells_the_regions_the_periods_and_the_sources(h: Hinterland) -> None:
    line = h.coverage().rows[0]
    assert (line["regions"], line["sources"], line["first_month"], line["last_month"]) == (2, 2, 202301, 202512)
    assert (line["concept"], line["partner"], line["basis"]) == ("trade", "world", "operating-unit")


def test_all_that_is_held_is_counted_once_and_nothing_derived(h: Hinterland) -> None:
    h.show("CN-AH")
    assert sum(r["observations"] for r in h.coverage().rows) == len(FIRST) + len(SECOND)


@pytest.mark.parametrize("subject", ["CN-HN", "Hunan", "湖南"])
def test_one_subject_can_be_asked_for(h: Hinterland, subject: str) -> None:
    found = h.coverage(subject)
    assert found.subject == "CN-HN"
    assert [(r["observations"], r["last_month"]) for r in found.rows] == [(1, 202312)]


def test_nothing_held_is_no_line(h: Hinterland) -> None:
    assert h.coverage("Beijing").rows == []


def test_an_unknown_subject_is_told_in_a_sentence(h: Hinterland) -> None:
    with pytest.raises(InputError, match="did you mean"):
        h.coverage("Hunnan")


def test_the_newest_release_is_one_that_is_out(h: Hinterland) -> None:
    assert h.coverage().newest == "2026-02-28"


def test_sources_and_days_that_are_left_out_are_not_counted(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, FIRST, SECOND, without=["s1"]) as h:
        assert sum(r["observations"] for r in h.coverage().rows) == len(SECOND)
    with held(tmp_path, HEADER, as_of=date(2025, 6, 30)) as h:
        assert (sum(r["observations"] for r in h.coverage().rows), h.coverage().newest) == (2, "2025-01-20")
    with held(tmp_path, HEADER, as_of=date(2000, 1, 1)) as h:
        assert (h.coverage().rows, h.coverage().newest) == ([], None)


def test_the_json_form_is_one_object(h: Hinterland) -> None:
    told = json.loads(json.dumps(h.coverage("CN-AH").to_dict()))
    assert (told["schema"], told["subject"], told["newest"]) == ("hinterland.coverage/1", "CN-AH", "2026-02-28")
    assert told["rows"][0]["observations"] == 3


def test_the_embedded_figures_cover_every_province(hinterland: Hinterland) -> None:
    totals = [
        r for r in hinterland.coverage().rows if (r["op"], r["flow"], r["product"], r["partner"]) == ("level", "total", "all", "world")
    ]
    assert max(r["regions"] for r in totals) >= 32
    assert hinterland.coverage("Tibet").rows
