"""The revision report joins figures and claims: counts of all, the claims of a subject and period, a sentence where nothing differs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.claims.desk import desk, load, options
from tests.conftest import Ran

from hinterland.sources.reading import InputError

Run = Callable[..., Ran]

ROWS = [
    *(f"level,total,CN-AH,{y},{v},CNY_1B" for y, v in ((2022, 760), (2023, 800), (2024, 850), (2025, 990))),
    *(
        f"level,total,{p},{y},{v},CNY_1B"
        for p, v in (("CN-HA", 900), ("CN-HB", 700), ("CN-HN", 600), ("CN-SX", 100), ("CN-JX", 450))
        for y in (2024, 2025)
    ),
    "growth,total,CN-AH,2025,16.5,percent",
]

REVISION = "op,flow,region,period,value,unit\nlevel,import,CN-AH,2025,341.41,CNY_1B\nlevel,total,CN-AH,2026-01,99.5,CNY_1B\n"


@pytest.mark.long
def test_a_subject_and_period_bring_the_claims_that_changed(tmp_path: Path) -> None:
    with desk(tmp_path, ROWS) as h:
        load(h, tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], options("office", released="2026-06-01"), "revised.csv")
        found = h.revisions(1, "安徽", "2025")
        told = found.to_dict()
        assert (told["schema"], told["from"], told["to"], told["subject"], told["period"]) == (
            "hinterland.revisions/1",
            1,
            2,
            "CN-AH",
            "2025",
        )
        assert [v.period for v in found.values] == ["2025"]
        level = next(c for c in told["claims"] if (c["kind"], c["indicator"]["op"]) == ("value", "level"))
        assert (level["change"], level["before"]["low"], level["low"]) == ("different", 989_500_000_000, 1_013_550_000_000)
        assert h.revisions(1, "安徽").claims == []
        assert h.revisions(1).counts["changed"] == 1


def test_a_group_is_its_members_too(tmp_path: Path) -> None:
    with desk(tmp_path, ROWS) as h:
        load(h, tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B", "level,total,CN-GD,2025,9490,CNY_1B"], name="more.csv")
        assert {v.region for v in h.revisions(1, "central").values} == {"CN-AH"}
        assert {v.region for v in h.revisions(1).values} == {"CN-AH", "CN-GD"}


@pytest.mark.parametrize(
    ("since", "subject", "period", "top", "said"),
    [(9, None, None, 5, "no state 9"), (1, "anhuy", None, 5, "Anhui"), (1, None, "soon", 5, "soon"), (1, None, None, 0, "at least 1")],
)
def test_bad_input_is_a_sentence(tmp_path: Path, since: int, subject: str | None, period: str | None, top: int, said: str) -> None:
    with desk(tmp_path, ROWS[:1]) as h, pytest.raises(InputError, match=said):
        h.revisions(since, subject, period, top=top)


@pytest.fixture
def revised(run: Run, tmp_path: Path) -> Run:
    """The embedded figures, of which a load revised one and added one."""
    path = tmp_path / "revision.csv"
    path.write_text(REVISION, encoding="utf-8")
    given = ("--source", "desk", "--publisher", "Our desk", "--released", "2026-06-20", "--reliability", "official")
    loaded = run("load", path, *given, "--address", "https://www.customs.gov.cn/figures")
    assert loaded.status == 0
    return run


@pytest.mark.long
def test_people_read_how_much_differs_then_what(revised: Run) -> None:
    ran = revised("revisions", "anhui", "--since", "1", "--period", "2025")
    assert ran.status == 0
    assert ran.out.startswith("Figures of Anhui within 2025 from state 1 to state 2: 1 changed, 0 gone, 0 new; ")
    assert "331.25 billion yuan  341.41 billion yuan  +10.16 billion yuan  +3.07  CDB-2026       desk" in ran.out
    assert "different: Anhui's imports came to 341.41 billion yuan in 2025." in ran.out


@pytest.mark.long
def test_programs_read_one_object(revised: Run) -> None:
    told = revised("revisions", "anhui", "--since", "1", "--period", "2025", "--output-format", "json").read()
    assert set(told) == {"schema", "from", "to", "subject", "period", "counts", "values", "claims"}
    assert set(told["counts"]) == {"changed", "gone", "new", "confirmed", "same"}
    assert told["values"][0]["source_after"] == "desk"
    assert told["claims"][0]["sentences"]["zh"].endswith("。")


def test_it_says_where_the_list_ends(revised: Run) -> None:
    ran = revised("revisions", "--since", "0", "--top", "3")
    assert "3 of 10," in ran.out and "(--top lists more)" in ran.out
    assert ran.out.count("\nnew ") == 3


@pytest.mark.long
def test_it_says_when_nothing_differs(revised: Run) -> None:
    assert revised("undo").status == 0
    ran = revised("revisions", "--since", "1")
    assert ran.out.startswith("No figure differs between state 1 and state 3; ")
    assert revised("revisions", "anhui", "--since", "1", "--period", "2025").out.endswith("0 claims changed since state 1.\n")


def test_a_state_that_is_not_there_is_a_sentence(revised: Run) -> None:
    revised("revisions", "--since", "12").refused("there is no state 12")
