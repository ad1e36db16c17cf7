"""Claims keep their names: what was mined is found again by its id, judged anew, with the evidence of earlier states."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from deltalake import QueryBuilder
from tests.claims.desk import claim, desk, load, options

from hinterland import InputError
from hinterland.api import Hinterland
from hinterland.claims import evaluate
from hinterland.claims.memory import recall, remember

ROWS = ["level,total,CN-AH,2025,1013.6,CNY_1B", "level,total,CN-AH,2024,864.6,CNY_1B", "growth,total,CN-AH,2025,17.3,percent"]


@pytest.fixture
def h(tmp_path: Path) -> Iterator[Hinterland]:
    with desk(tmp_path, ROWS) as opened:
        yield opened


def kept(h: Hinterland) -> list[str]:
    """The ids of all claims that are kept, one for each state in which it is."""
    found = QueryBuilder().register("claims", h.store.table("claims")).execute("select id from claims").read_all()
    return [str(i) for i in found.column("id").to_pylist()]


def judged(h: Hinterland, low: float, high: float) -> str:
    """Judge a statement on the level and keep it; gives its id."""
    [e] = evaluate(h.indicators, [claim(low=int(low * 1e9), high=int(high * 1e9), unit="CNY")])
    remember(h.store, h.state.number, [e.claim])
    return e.claim.id


def test_a_mined_claim_is_found_by_its_id_and_by_its_beginning(h: Hinterland) -> None:
    mined = h.mine("CN-AH", "2025")
    first = mined[0].claim
    for given in (first.id, first.id[:8], first.id[:6].upper(), f" {first.id} "):
        found = h.claim(given)
        assert found.now.claim.id == first.id
    assert found.former == ()
    assert found.now.claim.verdict == "supported"
    assert found.state == h.state.number


def test_claims_are_kept_once_a_state(h: Hinterland) -> None:
    h.mine("CN-AH", "2025")
    number = len(kept(h))
    assert number == len(set(kept(h))) > 0
    h.mine("CN-AH", "2025")
    assert len(kept(h)) == number


def test_a_load_that_changes_the_answer_supersedes_it(h: Hinterland, tmp_path: Path) -> None:
    id_ = judged(h, 1013.0, 1014.2)
    load(h, tmp_path, ["level,total,CN-AH,2025,1019.9,CNY_1B"], options("office", released="2026-05-01"), "revised.csv")
    found = h.claim(id_)
    assert found.now.claim.verdict == "refuted"
    assert [(f.state, f.superseded, f.claim.verdict) for f in found.former] == [(1, True, "supported")]
    assert found.state == 2


def test_a_load_of_something_else_supersedes_nothing(h: Hinterland, tmp_path: Path) -> None:
    id_ = judged(h, 1013.0, 1014.2)
    load(h, tmp_path, ["level,total,CN-HA,2025,935.7,CNY_1B"], name="other.csv")
    found = h.claim(id_)
    assert [f.superseded for f in found.former] == [False]


def test_what_was_undone_is_not_superseded(h: Hinterland, tmp_path: Path) -> None:
    id_ = judged(h, 1013.0, 1014.2)
    load(h, tmp_path, ["level,total,CN-AH,2025,1019.9,CNY_1B"], options("office", released="2026-05-01"), "revised.csv")
    judged(h, 1013.0, 1014.2)
    h.undo()
    found = h.claim(id_)
    assert [(f.state, f.superseded) for f in found.former] == [(2, True), (1, False)]
    assert found.now.claim.verdict == "supported"


def test_the_json_form_holds_the_claim_and_its_former_evidence(h: Hinterland, tmp_path: Path) -> None:
    id_ = judged(h, 1013.0, 1014.2)
    load(h, tmp_path, ["level,total,CN-AH,2025,1019.9,CNY_1B"], options("office", released="2026-05-01"), "revised.csv")
    told = h.claim(id_).to_dict()
    assert told["schema"] == "hinterland.claim/1"
    assert told["state"] == 2
    assert told["claim"]["evidence"]["low"] == 1019_850_000_000
    assert [(f["state"], f["superseded"], f["claim"]["evidence"]["low"]) for f in told["former"]] == [(1, True, 1013_550_000_000)]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("abc", "at least 6 characters"),
        ("ffffff000000", "no claim"),
        ("%%%%%%%", "no claim"),
        ("______", "no claim"),
        ("' or 1=1", "no claim"),
    ],
)
def test_an_id_nobody_gave_is_refused_in_a_sentence(h: Hinterland, given: str, says: str) -> None:
    judged(h, 1, 2)
    with pytest.raises(InputError, match=says):
        recall(h.store, h.indicators, given)


def test_a_beginning_of_several_ids_is_refused(h: Hinterland, monkeypatch: pytest.MonkeyPatch) -> None:
    [e] = evaluate(h.indicators, [claim(low=1, high=2, unit="CNY")])
    remember(h.store, 1, [e.claim.model_copy(update={"id": f"abcdef{n:010}"}) for n in range(3)])
    with pytest.raises(InputError, match="the beginning of 3 claims: abcdef0000000000, "):
        recall(h.store, h.indicators, "abcdef")
