"""Typed claims from anywhere, judged like a text's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hinterland.api import Hinterland
from hinterland.sources.reading import InputError

TEXT = "Anhui's exports rose 17.3 percent in 2025, to 545.1 billion yuan."
CLAIM = {"text": "545.1 billion yuan", "subject": "CN-AH", "flow": "export", "period": "2025"}


def test_with_the_text_a_wrong_figure_is_a_finding(hinterland: Hinterland) -> None:
    found = hinterland.verify({"claims": [CLAIM], "text": TEXT, "date": "2026-03-15"})
    assert [c.verdict for c in found.claims] == ["refuted"]
    assert [f.code[:3] for f in found.report.findings] == ["HL2"] if found.report else False
    assert found.to_dict()["document"]["reader"] == {"by": "proposed"}


def test_without_a_text_the_figures_count_as_stated(hinterland: Hinterland) -> None:
    right = {
        "text": "1.01 trillion",
        "kind": "value",
        "subject": "CN-AH",
        "period": "2025",
        "low": 1.005e12,
        "high": 1.015e12,
        "currency": "CNY",
    }
    found = hinterland.verify([right, {"text": "ninth", "kind": "rank", "subject": "CN-AH", "period": "2025"}])
    assert [c.verdict for c in found.claims] == ["supported"]
    assert "low and high" in found.rejected[0][1]


def test_an_object_without_claims_is_refused(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="no claims to verify"):
        hinterland.verify({"text": TEXT})
    with pytest.raises(InputError, match="date is a day"):
        hinterland.verify({"claims": [CLAIM], "date": "yesterday"}, TEXT)


def test_the_command_reads_a_file(tmp_path: Path, run: Any) -> None:
    given = json.dumps({"claims": [CLAIM, {**CLAIM, "text": "1 yuan"}], "text": TEXT, "date": "2026-03-15"})
    file = tmp_path / "claims.json"
    file.write_text(given, encoding="utf-8")
    ran = run("verify", file, "--output-format", "json")
    assert ran.status == 1, ran.err
    told = json.loads(ran.out)
    assert told["summary"] == {"claims": 1, "supported": 0, "refuted": 1, "unverifiable": 0, "rejected": 1}
    assert "1 claim judged; 1 rejected." in run("verify", file).out
    file.write_text("{")
    run("verify", file).refused("is not JSON")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ({"text": "108.25 billion yuan", "subject": "Fujian", "flow": "exports", "period": "July 2025"}, "supported"),
        ({"text": "second", "kind": "rank", "number": 2, "subject": "CN-ZJ", "scope": "全国", "period": "2025"}, "refuted"),
        ({"text": "third", "kind": "rank", "number": 3, "subject": "CN-ZJ", "scope": "provinces", "period": "2025"}, "supported"),
        ({"text": "15.6 percent", "op": "share", "subject": "CN-ZJ", "flow": "export", "versus": "CN", "period": "2025"}, "refuted"),
        ({"text": "more than", "kind": "comparison", "subject": "CN-JS", "versus": "Guangdong", "period": "2023"}, "refuted"),
        (
            {"text": "less than", "kind": "comparison", "subject": "CN-JS", "versus": "CN-GD", "period": "2023", "direction": "down"},
            "supported",
        ),
    ],
)
def test_names_are_understood_and_what_a_kind_leaves_unsaid(hinterland: Hinterland, claim: dict[str, Any], verdict: str) -> None:
    [judged] = hinterland.verify({"claims": [claim]}).to_dict()["claims"]
    assert judged["verdict"] == verdict and len(judged["evidence_id"]) == 16


@pytest.mark.parametrize(
    ("slot", "why"),
    [
        ({"subject": "CN-ZZ"}, 'no region or group is called "CN-ZZ"'),
        ({"product": "zzz"}, 'no product is called "zzz"'),
        ({"scope": "Atlantis"}, "Atlantis"),
    ],
)
def test_a_code_that_no_table_has_is_refused(hinterland: Hinterland, slot: dict[str, str], why: str) -> None:
    claim = {"text": "108.25 billion yuan", "subject": "CN-FJ", "flow": "export", "period": "2025-07"} | slot
    found = hinterland.verify({"claims": [claim]})
    assert not found.claims and why in found.rejected[0][1]


@pytest.mark.parametrize(("words", "text", "number"), [
    ("fifth", "Jiangxi's exports came to 304.55 billion yuan in 2024, fifth among the central provinces.", 5),
    ("第五位", "2024年江西出口居中部第五位。", 5), ("largest", "Jiangxi's exports were the largest in central China in 2024.", 1),
])  # fmt: skip
def test_a_place_in_words_has_their_number(hinterland: Hinterland, words: str, text: str, number: int) -> None:
    found = hinterland.verify(
        [{"text": words, "kind": "rank", "op": "rank", "subject": "Jiangxi", "flow": "exports", "period": "2024", "scope": "central"}], text
    )
    assert [(c.low, c.indicator.op, c.verdict) for c in found.claims] == [(number, "level", "supported" if number == 5 else "refuted")]
    assert len(found.to_pandas()) == 1 and "1 claim" in repr(found)


@pytest.mark.parametrize(("low", "high", "unit", "verdict"), [
    (391365000000, 391375000000, "CNY", "supported"), (391365000000, 391375000000, "yuan", "supported"), (500e9, 501e9, "CNY", "refuted"),
])  # fmt: skip
def test_an_amount_in_numbers_has_the_currency_of_its_unit(
    hinterland: Hinterland, low: float, high: float, unit: str, verdict: str
) -> None:
    claim = {
        "text": "391.37",
        "kind": "value",
        "subject": "Tianjin",
        "flow": "export",
        "period": "2024",
        "low": low,
        "high": high,
        "unit": unit,
    }
    assert [c.verdict for c in hinterland.verify([claim]).claims] == [verdict]


def test_overtaking_is_judged_by_the_year_before_as_in_a_text(hinterland: Hinterland) -> None:
    claim = {"text": "overtook", "kind": "comparison", "subject": "Zhejiang", "versus": "Jiangsu", "flow": "exports", "period": "2024"}
    assert [(c.verdict, c.relation.base_period) for c in hinterland.verify([claim]).claims] == [("refuted", "2023")]
