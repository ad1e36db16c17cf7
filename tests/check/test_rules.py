"""Each rule finds what its cases say and nothing in those that pass; cases are data (`cases/CODE.yaml`), true to the embedded figures.

`at` is the text that the finding stands on; `fixed` the whole text after the fix. `asked` cases are questions: so short a text is not read with the probability
that an error needs. `unread` names why the reader does not see the case yet.
"""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from hinterland.api import Hinterland
from hinterland.check import Report
from hinterland.check.document import from_text
from hinterland.check.rules import rules
from hinterland.check.words import reading
from hinterland.models import Finding

TODAY = date(2026, 4, 15)
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


@pytest.fixture(scope="module")
def reports(hinterland: Hinterland) -> dict[str, Report]:
    """All cases, checked together, by their text."""
    texts = list(dict.fromkeys(c["text"] for cases in CASES.values() for kind in ("found", "passes") for c in cases[kind]))
    return dict(
        zip(texts, hinterland.check_all([from_text("case.txt", t) for t in texts], dated=TODAY, select=["HL", "HL901"]), strict=True)
    )


def of(report: Report, code: str) -> list[Finding]:
    return [f for f in report.findings if f.code == code]


def test_a_message_opens_with_how_the_claim_was_read_and_holds_no_blank(reports: dict[str, Report], hinterland: Hinterland) -> None:
    """In the document's own language, as checked already, and in the other one."""
    others = [
        report
        for own, other in (("en", "zh"), ("zh", "en"))
        for report in hinterland.check_all([r.document for r in reports.values() if r.speaks == own], dated=TODAY, language=other)
    ]
    assert len(others) == len(reports)
    for report in (*reports.values(), *others):
        claims = {c.id: c for c in report.claims}
        for f in report.findings:
            assert not re.search(r"\?|None|null|\(\)|（）|论断|  |\{|data say otherwise", f.message), f.message
            claim = claims[f.claims[0]] if f.claims else None
            if f.code == "HL302" and claim and claim.unit == "percentage_point":  # Opens with the rate that the points are.
                claim = claim.model_copy(update={"kind": "value", "indicator": claim.indicator.model_copy(update={"op": "growth"})})
            if claim and (opening := reading(claim, report.speaks)):
                assert f.message.startswith(opening), f.message


@pytest.mark.parametrize("code", ["HL101", "HL102", "HL104", "HL105", "HL106", "HL201", "HL206", "HL209"])
def test_a_message_gives_both_figures(reports: dict[str, Report], code: str) -> None:
    for f in (f for r in reports.values() for f in r.findings if f.code == code):
        told = re.split("[:：]", f.message, maxsplit=1)[1]
        assert len(re.findall(r"\d[\d.,]*|fold|overtook|超过|exceed|倍", told)) >= 2, f.message


def test_every_rule_has_cases() -> None:
    assert sorted(CASES) == sorted(rules())


@pytest.mark.parametrize("code", CASES)
def test_every_rule_has_cases_in_both_languages(code: str) -> None:
    chinese = [bool(re.search(r"[\u3400-\u9fff]", c["text"])) for c in CASES[code]["found"] if "unread" not in c]
    assert chinese.count(True) >= 2 and chinese.count(False) >= 2 and CASES[code]["passes"]


def code_lines(code: str) -> int:
    """The lines of a rule that do something: neither its page nor imports nor blank."""
    text = Path(rules()[code].__file__).read_text(encoding="utf-8")
    told = [n for n in ast.parse(text).body if not isinstance(n, ast.Import | ast.ImportFrom | ast.Expr)]
    lines = text.splitlines()
    return sum(bool(line.strip()) for n in told for line in lines[n.lineno - 1 : n.end_lineno])


@pytest.mark.parametrize("code", CASES)
def test_two_lines_of_case_stand_for_each_line_of_a_rule(code: str) -> None:
    lines = [x for x in (FOLDER / f"{code}.yaml").read_text(encoding="utf-8").splitlines() if x.strip()]
    assert len(lines) >= 2 * code_lines(code)


def test_no_case_stands_twice_in_a_rule() -> None:
    for cases in CASES.values():
        texts = [c["text"] for kind in ("found", "passes") for c in cases[kind]]
        assert len(texts) == len(set(texts))


@pytest.mark.parametrize(("code", "case"), FOUND)
def test_a_rule_finds_what_is_wrong_where_it_stands(reports: dict[str, Report], code: str, case: dict[str, Any]) -> None:
    report = reports[case["text"]]
    asked = "asked" in case
    found = [f for f in (report.questions if asked else report.findings) if (f.code, case["text"][f.start : f.end]) == (code, case["at"])]
    assert found, [(f.code, f.severity, f.probability, case["text"][f.start : f.end]) for f in (*report.findings, *report.questions)]
    assert found[0].severity == ("question" if asked else case.get("severity", rules()[code].SEVERITY))
    assert found[0].message and "\n" not in found[0].message
    assert {c.id for c in report.claims}.issuperset(found[0].claims)


@pytest.mark.parametrize(("code", "case"), PASSES)
def test_a_rule_finds_nothing_in_what_is_right(reports: dict[str, Report], code: str, case: dict[str, Any]) -> None:
    report = reports[case["text"]]
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
    bad = hinterland.check(page["Bad"], dated=TODAY)
    assert code in {f.code for f in (*bad.findings, *bad.questions)}
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
    assert any(f.code == "HL104" for f in (*report.findings, *report.questions)) and {c.verdict for c in report.claims} == {"unverifiable"}


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
