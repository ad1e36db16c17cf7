"""The command and the verbs that ask what comes next: the contract's keys, both languages, files, exit statuses, and every bad question a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Ran

from hinterland import InputError
from hinterland.api import Hinterland

Run = Callable[..., Ran]

HENAN = ("outlook", "CN-HA", "--threshold", "1 trillion CNY")

KEYS = {"schema", "subject", "threshold", "years", "model", "record", "first_year", "stays", "claims", "probability", "history", "notes"}


@pytest.fixture
def run(run_reading: Run) -> Run:
    """Commands on the warehouse that stays open."""
    return run_reading


@pytest.fixture(scope="module", autouse=True)
def simulated(hinterland: Hinterland) -> None:
    """The futures that these tests ask for, stored in the warehouse that they share, and that a process of its own has a copy of."""
    for subject, horizon in (("CN-HA", 1), ("CN-HA", 2), ("CN-HA", 5), ("CN-AH", 1)):
        hinterland.outlook(subject, horizon=horizon)


def asked(run: Run, *arguments: str) -> dict[str, Any]:
    return run("outlook", *arguments, "--output-format", "json").read()


# -- for programs


def test_outlook_prints_the_contract(run: Run) -> None:
    found = run(*HENAN, "--output-format", "json").read()
    assert set(found) >= KEYS
    assert (found["schema"], found["subject"], found["threshold"]) == ("hinterland.outlook/1", "CN-HA", 10**12)
    assert len(found["years"]) == 5
    for year in found["years"]:
        assert set(year) >= {"year", "probability", "p10", "median", "p90"}
        assert 0 <= year["probability"] <= 1
        assert year["p10"] < year["median"] < year["p90"]
    assert {"beats_naive", "beats_library", "horizons"} <= set(found["record"])
    assert found["resilience"]["subject"] == "CN-HA"
    assert "shocks" not in found


def test_the_command_gives_what_the_verb_gives(run: Run, hinterland: Hinterland) -> None:
    found = run(*HENAN, "--horizon", "2", "--output-format", "json").read()
    resilience = found.pop("resilience")
    assert found == json.loads(json.dumps(hinterland.outlook("Henan", 10**12, horizon=2).to_dict(), default=str))
    assert resilience == json.loads(json.dumps(hinterland.resilience("Henan").to_dict(), default=str))


@pytest.mark.long
def test_the_nations_outlook_carries_the_inland_shift(run: Run, hinterland: Hinterland, tmp_path: Path) -> None:
    path = tmp_path / "nation.json"
    run("outlook", "CN", "--horizon", "1", "--output", str(path))
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["shift"] == json.loads(json.dumps(hinterland.inland_shift().to_dict(), default=str))
    assert asked(run, "CN", "--horizon", "1") == found
    assert "shift" not in asked(run, "CN-HA", "--horizon", "1")


@pytest.mark.long
def test_months_are_told_where_they_are_asked_for(run: Run) -> None:
    found = asked(run, "CN-AH", "--horizon", "1", "--months", "3")
    assert [set(m) >= {"month", "p10", "median", "p90"} for m in found["monthly"]["months"]] == [True] * 3
    assert "monthly" not in asked(run, "CN-AH", "--horizon", "1")
    text = run("outlook", "CN-AH", "--horizon", "1", "--months", "3").out
    assert "trade in the months ahead" in text and "Record, 3 months ahead" in text


@pytest.mark.long
def test_probabilities_fall_as_the_threshold_rises(run: Run) -> None:
    marks = ("900 billion CNY", "1 trillion CNY", "1.1 trillion yuan", "1.2万亿元")
    every = [[y["probability"] for y in asked(run, "河南", "--threshold", m, "--horizon", "3")["years"]] for m in marks]
    for lower, higher in pairwise(every):
        assert all(a >= b for a, b in zip(lower, higher, strict=True))
    assert every[0][0] > every[-1][0]


@pytest.mark.long
def test_a_claim_names_the_subject_and_agrees_with_the_threshold(run: Run) -> None:
    found = asked(run, "--claim", "Henan exceeds 1 trillion yuan in 2026", "--horizon", "1")
    assert (found["subject"], found["threshold"]) == ("CN-HA", None)
    [claim] = found["claims"]
    assert (
        claim["probability"]
        == found["probability"]
        == asked(run, "CN-HA", "--threshold", "1e12", "--horizon", "1")["years"][0]["probability"]
    )
    assert 0 < claim["error"] < 0.02


@pytest.mark.long
def test_another_seed_gives_other_futures_and_the_same_seed_the_same(run: Run) -> None:
    first, again, other = (asked(run, "CN-HA", "--horizon", "1", "--seed", s)["years"] for s in ("1", "1", "2"))
    assert first == again != other


@pytest.mark.long
def test_a_shock_of_nothing_changes_nothing(run: Run) -> None:
    found = asked(run, "CN-AH", "--horizon", "1", "--shock", "partner=USA export 0%")
    assert all(x == {"low": 0, "high": 0} for x in found["shocks"]["points"].values())
    del found["shocks"]
    assert found == asked(run, "CN-AH", "--horizon", "1")


def test_shocks_are_told_together(run: Run) -> None:
    found = asked(run, "CN-AH", "--horizon", "1", "--shock", "partner=USA export -30%", "--shock", "product=electric-vehicles -25%")
    assert [s["percent"] for s in found["shocks"]["shocks"]] == [-30, -25]


@pytest.mark.long
def test_exports_are_forecast_as_well(run: Run) -> None:
    found = asked(run, "CN-HA", "--flow", "export", "--horizon", "2")
    assert (found["flow"], [y["year"] for y in found["years"]], found["model"]) == ("export", [2026, 2027], "posterior")


# -- for people


def test_english(run: Run) -> None:
    ran = run(*HENAN, "--horizon", "2", "--claim", "Henan exceeds 1 trillion yuan in 2026", "--shock", "partner=USA export -30%")
    assert ran.status == 0, ran.err
    for said in (
        "Henan: trade in the years ahead, against 1 trillion yuan", "10th percentile", "trillion yuan", "for the first time from now in: 2026",
        "“Henan exceeds 1 trillion yuan in 2026”: ", "give or take", "Model: joint posterior", "Record, 1 year ahead", "Record, 2 years ahead",
        "pooled drift", "AutoETS", "Brier score", "Note: ", "standard deviation", "If exports to the United States had been 30% lower",
    ):  # fmt: skip
        assert said in ran.out
    assert "Record, 3 years ahead" not in ran.out
    assert "inland shift" not in ran.out


def test_chinese(run: Run) -> None:
    ran = run(
        *HENAN, "--horizon", "2", "--language", "zh", "--claim", "2026年河南进出口总额超过1万亿元", "--shock", "partner=USA export -30%"
    )
    assert ran.status == 0, ran.err
    for said in ("河南进出口", "1万亿元", "第10百分位", "亿元", "今后首次达到", "的模拟成立", "模型：", "历史检验，提前1年", "布里尔评分", "注：", "标准差", "若对美国出口减少30%"):  # fmt: skip
        assert said in ran.out
    assert not {"year", "yuan", "trillion", "Note"} & set(ran.out.split())


@pytest.mark.long
def test_who_is_above_already_is_told_to_stay(run: Run) -> None:
    ran = run("outlook", "anhui", "--threshold", "1 trillion CNY", "--horizon", "2")
    assert "At 1 trillion yuan or above in every year until: 2026" in ran.out
    assert "first time" not in ran.out


@pytest.mark.long
def test_the_nation_has_the_inland_shift_and_a_group_none(run: Run) -> None:
    assert "The inland shift" in run("outlook", "China", "--horizon", "1").out
    group = run("outlook", "central", "--horizon", "1")
    assert group.status == 0
    assert "Central China" in group.out
    assert "The inland shift" not in group.out
    assert "Exposure" in group.out


@pytest.mark.long
def test_several_claims_are_told_one_by_one_and_together(run: Run) -> None:
    ran = run("outlook", "--claim", "Anhui exceeds 1 trillion yuan in 2026 and Henan exceeds 1 trillion yuan in 2027", "--horizon", "2")
    assert "“1 trillion yuan, Anhui, 2026”" in ran.out
    assert "“1 trillion yuan, Henan, 2027”" in ran.out
    assert "All of it together: " in ran.out


def test_no_colours_where_there_is_no_terminal(environment: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "hinterland.cli", *HENAN, "--horizon", "1"], env=environment, capture_output=True, check=True, timeout=120
    )
    assert b"\x1b" not in ran.stdout + ran.stderr


# -- files


@pytest.mark.long
def test_json_is_written_and_its_path_printed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "河南 outlook.json"
    ran = run(*HENAN, "--horizon", "1", "--output", path)
    assert (ran.status, ran.out) == (0, f"{path}\n")
    assert json.loads(path.read_text(encoding="utf-8")) == run(*HENAN, "--horizon", "1", "--output-format", "json").read()


@pytest.mark.parametrize(("suffix", "start"), [(".png", b"\x89PNG"), (".svg", b"<svg ")])
@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_the_fan_is_drawn(run: Run, tmp_path: Path, suffix: str, start: bytes, language: str) -> None:
    pytest.importorskip("hinterland.brief.pictures.fan")
    pytest.importorskip("vl_convert")
    path = tmp_path / f"fan{suffix}"
    ran = run(*HENAN, "--horizon", "2", "--language", language, "--output", path)
    assert (ran.status, ran.out) == (0, f"{path}\n"), ran.err
    assert path.read_bytes().startswith(start)
    assert [p.name for p in tmp_path.iterdir() if "fan" in p.name] == [path.name]


def test_nothing_to_draw_is_refused_and_leaves_no_file(run: Run, tmp_path: Path) -> None:
    run("outlook", "Guangzhou", "--output", tmp_path / "fan.png").refused("nothing to draw", "too little is held")
    assert not list(tmp_path.glob("*fan*"))


@pytest.mark.parametrize(
    ("name", "words"), [("fan.gif", (".json, .png, .svg", ".gif")), ("no/fan.png", ("there is no folder", "--output"))]
)
def test_a_file_that_cannot_be_written_is_refused(run: Run, tmp_path: Path, name: str, words: tuple[str, ...]) -> None:
    run(*HENAN, "--output", tmp_path / name).refused(*words)


# -- what can't be asked


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("CN-HA", "--threshold", "a lot"), ("a threshold is one amount", "a lot")),
        (("CN-HA", "--threshold", "1 trillion USD"), ("in yuan", "USD")),
        (("CN-HA", "--threshold", "0"), ("above zero",)),
        (("CN-HA", "--threshold", "1e400"), ("above zero and below", "1e400")),
        (("CN-HA", "--shock", "partner=USA export"), ("names no percent",)),
        (("CN-HA", "--shock", "partner=USA export 30%"), ("rises or falls",)),
        (("CN-HA", "--shock", "partner=Atlantis -30%"), ("Atlantis",)),
        (("CN-HA", "--shock", "-130%"), ("-130%",)),
        (("henann",), ("henann", "Henan (CN-HA)")),
        ((), ("name a subject",)),
        (("--claim", "Good morning"), ("no claim was read", "Good morning")),
        (("--claim", "Henan exceeded 1 trillion yuan in 2024"), ("2024", "which is held")),
        (("--claim", "Henan exceeds 1 trillion yuan in 2040"), ("2040", "more than 10 years")),
        (("CN-HA", "--horizon", "0"), ("--horizon is 1 to 10", "0")),
        (("CN-HA", "--horizon", "11"), ("--horizon is 1 to 10", "11")),
        (("CN-HA", "--seed=-1"), ("seed", "-1")),
        (("CN-HA", "--flow", "smuggled"), ("smuggled",)),
        (("CN-HA", "--language", "fr"), ("fr",)),
        (("CN-HA", "--output-format", "yaml"), ("full or json", "yaml")),
        (("CN-HA", "--state", "99"), ("there is no state 99",)),
    ],
)  # fmt: skip
def test_a_bad_question_is_a_sentence_and_status_2(run: Run, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    run("outlook", *arguments).refused(*words)


# -- the verbs


def test_the_verbs_name_subjects_as_people_do(hinterland: Hinterland) -> None:
    assert hinterland.outlook("安徽", horizon=1, paths=100).subject == "CN-AH"
    assert hinterland.resilience("anhui", "2024").period.year == 2024
    assert hinterland.shock("Anhui", ["partner=USA export -30%"]).subject == "CN-AH"
    assert hinterland.inland_shift().periods


def test_a_shock_stands_in_the_outlook(hinterland: Hinterland) -> None:
    found = hinterland.outlook("anhui", horizon=1, paths=100, shocks=["partner=USA export -30%"])
    assert found.shocks == hinterland.shock("anhui", ["partner=USA export -30%"])


def test_the_default_number_of_futures_is_that_of_the_forecast(hinterland: Hinterland) -> None:
    from hinterland.outlook.forecast import PATHS

    assert hinterland.outlook("anhui", horizon=1).paths == PATHS


@pytest.mark.parametrize("period", ["20x5", "2025-13"])
def test_a_bad_period_is_refused(hinterland: Hinterland, period: str) -> None:
    with pytest.raises(InputError):
        hinterland.resilience("anhui", period)
    with pytest.raises(InputError):
        hinterland.shock("anhui", ["partner=USA -1%"], period)


def test_no_futures_are_refused(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="at least 1"):
        hinterland.outlook("anhui", paths=0)
