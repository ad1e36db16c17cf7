"""Each rule finds what its cases say and nothing in those that pass; cases are data (`cases/CODE.yaml`), true to the embedded figures.

`at` is the text that the finding stands on; `fixed` the whole text after the fix. `unread` names why the reader does not see the case yet.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from hinterland.api import Hinterland
from hinterland.check import Report
from hinterland.check.rules import rules
from hinterland.models import Finding

TODAY = date(2026, 3, 15)
FOLDER = Path(__file__).parent / "cases"
CASES = {p.stem: yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted(FOLDER.glob("*.yaml"))}


def marked(case: dict[str, Any], code: str, place: int, kind: str) -> Any:
    marks = [pytest.mark.xfail(strict=False, reason=f"reader: {case['unread']}")] if "unread" in case else []
    return pytest.param(code, case, id=f"{code}-{kind}-{place}", marks=marks)


FOUND = [marked(c, code, i, "found") for code, cases in CASES.items() for i, c in enumerate(cases["found"], 1)]
PASSES = [marked(c, code, i, "passes") for code, cases in CASES.items() for i, c in enumerate(cases["passes"], 1)]
FIXED = [marked(c, code, i, "fixed") for code, cases in CASES.items() for i, c in enumerate(cases["found"], 1) if "fixed" in c]
PAGES = {
    code: {m[1]: m[2] for m in re.finditer(r"^(Bad|Good): (.+)$", module.__doc__ or "", re.M)}
    for code, module in rules().items()
    if code != "HL901"
}


def of(report: Report, code: str) -> list[Finding]:
    return [f for f in report.findings if f.code == code]


def test_every_rule_has_cases() -> None:
    assert sorted(CASES) == sorted(rules())


@pytest.mark.parametrize("code", CASES)
def test_every_rule_has_cases_in_both_languages(code: str) -> None:
    chinese = [bool(re.search(r"[\u3400-\u9fff]", c["text"])) for c in CASES[code]["found"] if "unread" not in c]
    assert chinese.count(True) >= 2 and chinese.count(False) >= 2 and CASES[code]["passes"]


@pytest.mark.parametrize(("code", "case"), FOUND)
def test_a_rule_finds_what_is_wrong_where_it_stands(hinterland: Hinterland, code: str, case: dict[str, Any]) -> None:
    report = hinterland.check(case["text"], dated=TODAY)
    found = [f for f in of(report, code) if case["text"][f.start : f.end] == case["at"]]
    assert found, [(f.code, case["text"][f.start : f.end]) for f in report.findings]
    assert found[0].severity == case.get("severity", rules()[code].SEVERITY)
    assert found[0].message and "\n" not in found[0].message
    assert {c.id for c in report.claims}.issuperset(found[0].claims)


@pytest.mark.parametrize(("code", "case"), PASSES)
def test_a_rule_finds_nothing_in_what_is_right(hinterland: Hinterland, code: str, case: dict[str, Any]) -> None:
    report = hinterland.check(case["text"], dated=TODAY)
    assert report.claims
    assert of(report, code) == []


@pytest.mark.parametrize(("code", "case"), FIXED)
def test_a_fix_makes_the_text_right(hinterland: Hinterland, code: str, case: dict[str, Any]) -> None:
    text = case["text"]
    fix = of(hinterland.check(text, dated=TODAY), code)[0].fix
    assert fix is not None
    assert fix.grade == case["grade"]
    fixed = text[: fix.start] + fix.replacement + text[fix.end :]
    assert fixed == case["fixed"]
    again = hinterland.check(fixed, dated=TODAY)
    assert again.errors == 0
    assert of(again, code) == []


def test_only_slips_of_unit_are_fixed_with_certainty(hinterland: Hinterland) -> None:
    certain = {
        f.code
        for cases in CASES.values()
        for place, case in enumerate(cases["found"])
        if place == 0 or "fixed" in case
        for f in hinterland.check(case["text"], dated=TODAY).findings
        if f.fix and f.fix.grade == "certain"
    }
    assert certain == {"HL102", "HL209"}


@pytest.mark.parametrize("code", PAGES)
def test_the_bad_example_of_a_page_is_found_and_the_good_one_is_not(hinterland: Hinterland, code: str) -> None:
    page = PAGES[code]
    assert of(hinterland.check(page["Bad"], dated=TODAY), code)
    good = hinterland.check(page["Good"], dated=TODAY)
    assert good.claims
    assert of(good, code) == []


@pytest.mark.parametrize("code", CASES)
def test_a_page_says_what_the_rule_is_about(code: str) -> None:
    module = rules()[code]
    lines = (module.__doc__ or "").strip().splitlines()
    assert code == module.CODE and module.NAME and lines[0].endswith(".")
    assert any(line.startswith("What: ") for line in lines)


def test_findings_that_need_no_data_leave_verdicts_as_they_are(hinterland: Hinterland) -> None:
    text = CASES["HL104"]["found"][0]["text"]
    report = hinterland.check(text, dated=TODAY)
    assert report.errors and {c.verdict for c in report.claims} == {"unverifiable"}


def test_a_finer_rule_takes_the_place_of_another_value(hinterland: Hinterland) -> None:
    for code in ("HL208", "HL209", "HL301", "HL303"):
        for case in CASES[code]["found"][:2]:
            report = hinterland.check(case["text"], dated=TODAY)
            assert [f for f in of(report, "HL201") if case["text"][f.start : f.end] == case["at"]] == []


def test_probabilities_and_forecasts_are_left_alone(hinterland: Hinterland) -> None:
    for text in (
        "Anhui's trade is expected to grow 27 percent in 2027.",
        "There is a 70 percent probability that Henan's trade exceeds 1 trillion yuan in 2027.",
        "预计安徽2027年进出口将增长27%。",
    ):
        assert hinterland.check(text, dated=TODAY).errors == 0
