"""Isolation: a rule, an evaluator, the reader or a format that fails costs what it failed on and nothing else, is said in a sentence, and ends with status 3."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scripts import write_snapshots
from tests.check.test_formats import sarif
from tests.conftest import Ran

from hinterland.api import Hinterland
from hinterland.check import judge, report
from hinterland.check.output import FORMATS
from hinterland.check.rules import hl201, hl209
from hinterland.models import Claim

DAY = date(2026, 3, 15)
RIGHT = "Henan's trade rose 14.1 percent in 2025.\n"
WRONG = "Anhui's trade rose 27.3 percent in 2025.\n"
POISON = "Hubei's trade rose 66.6 percent in 2025.\n"
SLIP = "Hubei recorded 8.34 trillion yuan in trade in 2025.\n"
TEXT = RIGHT + WRONG + POISON + SLIP

Run = Callable[..., Ran]


def is_poison(claim: Claim) -> bool:
    return claim.text == "66.6 percent"


@pytest.fixture
def evaluator(monkeypatch: pytest.MonkeyPatch) -> None:
    """An evaluator that fails on one claim, whatever is evaluated with it."""
    evaluate = judge.evaluate

    def failing(indicators: Any, claims: Any) -> Any:
        if any(c.text == "66.6 percent" for c in claims):
            raise ZeroDivisionError("of this claim")
        return evaluate(indicators, claims)

    monkeypatch.setattr(judge, "evaluate", failing)


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that fails on one claim before it comes to the others."""
    find = hl201.find

    def failing(context: Any) -> Iterator[Any]:
        if any(is_poison(j.claim) for j in context.judged):
            raise KeyError("of this claim")
        yield from find(context)

    monkeypatch.setattr(hl201, "find", failing)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that fails on texts with one passage."""
    read = report.OfflineReader.read

    def failing(self: Any, text: str, today: date) -> Any:
        if "66.6" in text:
            raise IndexError("of this text")
        return read(self, text, today)

    monkeypatch.setattr(report.OfflineReader, "read", failing)


STEPS = pytest.mark.parametrize("step", ["evaluator", "rule", "reader"])


def put(folder: Path, **texts: str) -> list[Path]:
    files = [folder / name.replace("_", ".") for name in texts]
    for file, text in zip(files, texts.values(), strict=True):
        file.write_text(text, encoding="utf-8")
    return files


@STEPS
def test_what_fails_is_one_claim_and_nothing_else_is_lost(hinterland: Hinterland, request: pytest.FixtureRequest, step: str) -> None:
    request.getfixturevalue(step)
    found = hinterland.check(TEXT, dated=DAY)
    assert [f.code for f in found.findings] == ["HL201", "HL209"]
    assert [c.verdict for c in found.claims if not is_poison(c)] == ["supported", "refuted", "refuted"]
    (failed,) = found.failures
    assert "66.6 percent" in TEXT[failed.start : failed.end] and "of this" in failed.error


def test_a_claim_that_an_evaluator_fails_on_is_left_open_and_says_why(hinterland: Hinterland, evaluator: None) -> None:
    (claim,) = (c for c in hinterland.check(TEXT, dated=DAY).claims if is_poison(c))
    assert claim.verdict == "unverifiable" and "error of the program" in claim.reason


def test_a_rule_that_fails_on_the_text_as_such_costs_only_its_own_findings(hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(context: Any) -> Iterator[Any]:
        raise RecursionError

    monkeypatch.setattr(hl209, "find", failing)
    found = hinterland.check(TEXT, dated=DAY)
    assert {f.code for f in found.findings} == {"HL201"} and [f.step for f in found.failures] == ["HL209"]


def test_several_claims_that_a_rule_fails_on_are_each_left_out(hinterland: Hinterland, rule: None) -> None:
    found = hinterland.check(POISON + WRONG + POISON + WRONG + POISON, dated=DAY, select=["HL2"])
    assert len(found.failures) == 3 and len(found.findings) == 2


@STEPS
@pytest.mark.parametrize("form", ["full", "concise", "json", "sarif", "github", "html"])
def test_the_command_names_the_text_and_the_claim_and_ends_with_status_three(
    run: Run, request: pytest.FixtureRequest, tmp_path: Path, step: str, form: str
) -> None:
    request.getfixturevalue(step)
    files = put(tmp_path, a_txt=RIGHT + POISON, b_txt=WRONG)
    ran = run("check", *files, "--date", DAY, "--output-format", form)
    assert ran.status == 3 and "27.3 percent" in ran.out and "Traceback" not in ran.err
    said = ran.out + ran.err
    assert "a.txt, line 2: “" in said or "a.txt, line 2: “" in said.replace("%2C", ",")
    assert said.count("could not be checked") >= 1 and "66.6 percent" in said


@STEPS
def test_texts_of_a_folder_and_parts_go_on(run: Run, request: pytest.FixtureRequest, tmp_path: Path, step: str) -> None:
    request.getfixturevalue(step)
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    put(drafts, a_txt=POISON, b_txt=WRONG, c_md=RIGHT)
    ran = run("check", drafts, "--output-format", "json")
    assert ran.status == 3 and [len(json.loads(line)["findings"]) for line in ran.out.splitlines()] == [0, 1, 0]
    ran = run("check", drafts, "--output", f"{tmp_path / 'reports'}/", "--jobs", "1")
    assert ran.status == 3 and "3 texts" in ran.out and "a.txt: " in ran.err


def test_json_and_sarif_carry_what_failed(hinterland: Hinterland, rule: None) -> None:
    found = hinterland.check(TEXT, dated=DAY)
    (failed,) = found.to_dict()["failures"]
    assert failed["step"] == "HL201" and failed["claim"] in {c.id for c in found.claims}
    (invocation,) = sarif(found)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False and len(invocation["toolExecutionNotifications"]) == 1
    (fine,) = sarif(*write_snapshots.reports(hinterland).values())["runs"][0]["invocations"]
    assert fine == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_a_format_that_fails_on_one_text_prints_the_others(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for form in ("full", "html"):
        render = FORMATS[form]

        def failing(*reports: Any, render: Callable[..., str] = render, **options: Any) -> str:
            if any(r.document.path.endswith("a.txt") for r in reports):
                raise ValueError("no such word")
            return render(*reports, **options)

        monkeypatch.setitem(FORMATS, form, failing)
        ran = run("check", *put(tmp_path, a_txt=RIGHT, b_txt=WRONG), "--output-format", form)
        assert ran.status == 3 and "27.3 percent" in ran.out and "a.txt: this text is not reported" in ran.err


def test_a_text_that_cannot_be_opened_takes_no_other_along(run: Run, tmp_path: Path) -> None:
    put(tmp_path, a_txt=WRONG, z_docx="no docx")
    ran = run("check", tmp_path, "--output-format", "concise")
    assert ran.status == 2 and "27.3 percent" in ran.out and "z.docx" in ran.err


def test_an_error_of_the_program_is_a_sentence_and_status_three(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hinterland.check.gather.gather", lambda *_: 1 / 0)
    ran = run("check", "a.txt")
    assert ran.status == 3 and ran.out == "" and ran.err.count("\n") == 1 and "ZeroDivisionError" in ran.err


def test_rest_and_assistants_answer_with_what_failed(hinterland: Hinterland, evaluator: None) -> None:
    from hinterland.serve.verbs.assistants import check_brief
    from hinterland.serve.verbs.documents import check
    from hinterland.serve.verbs.plain import verify

    assert json.loads(check(hinterland, TEXT, dated=DAY).body)["failures"][0]["step"] == "judge"
    told = json.loads(check_brief(hinterland, TEXT, dated=DAY).body)
    assert [f["code"] for f in told["findings"]] == ["HL201", "HL209"] and "66.6 percent" in told["failed"][0]
    claims = [c.to_dict() | {"text": c.text} for c in hinterland.check(RIGHT + POISON, dated=DAY).claims]
    proposed = [
        {"text": c["text"], "kind": "value", "subject": c["subject"], "op": "growth", "concept": "trade", "flow": "total", "product": "all",
         "partner": "world", "regime": "all", "period": "2025", "low": c["low"], "high": c["high"], "unit": "percent"}
        for c in claims
    ]  # fmt: skip
    for text in (None, RIGHT + POISON):
        told = json.loads(verify(hinterland, proposed, text=text, dated=DAY).body)
        assert [c["verdict"] for c in told["claims"]] == ["supported", "unverifiable"]
        assert ("failures" in told) is (text is not None)
    assert hinterland.verify({"claims": proposed}).failed


def test_an_editor_goes_on_after_a_failure(hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pygls")
    from lsprotocol import types

    from hinterland import lsp
    from hinterland.check.settings import Settings

    server = lsp.server(hinterland, Settings())
    shown: list[str] = []
    published: list[int] = []
    monkeypatch.setattr(type(server), "window_show_message", lambda self, params: shown.append(params.message))
    monkeypatch.setattr(type(server), "text_document_publish_diagnostics", lambda self, params: published.append(len(params.diagnostics)))
    monkeypatch.setattr(type(server), "workspace", property(lambda self: Workspace()))
    opened = server.protocol.fm.features[types.TEXT_DOCUMENT_DID_OPEN]

    class Workspace:
        def get_text_document(self, uri: str) -> Any:
            from pygls.workspace import TextDocument

            return TextDocument(uri, WRONG)

    item = types.TextDocumentItem("file:///a.md", "markdown", 0, WRONG)
    with monkeypatch.context() as broken:
        broken.setattr(lsp, "_checked", lambda *_: 1 / 0)
        result = opened(types.DidOpenTextDocumentParams(item))
    assert result is None and "a.md could not be checked (ZeroDivisionError" in shown[0] and published == []
    assert asyncio.iscoroutine(opened(types.DidOpenTextDocumentParams(item))) is False and published == [1]


ODD = [
    "2025年安徽连续100000个月保持在1万亿元以上。", "二〇二五年安徽进出口一万亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿元。", "20202024年海南进口增长8.9%。年均增长2%。",
    "2024年安徽进出口9999999999999万亿元，2025年1元。", "Anhui's trade grew 11.3% a year from 2019, 25.4% from 2020.", "2025年13月安徽进出口100亿元。", "", "\n", "\ufeff",
    "Anhui's trade was 10^400 yuan in 2025.", f"Anhui's trade was {'9' * 400} yuan in 2025.", "Anhui's trade in -2025 was 0 yuan, down 2140%.",
    "云南外贸从2020年的2703.2亿元增长到2025年的2737.4亿元。20202024年海南进口增长8.9%。",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_sentences_fail_nothing(hinterland: Hinterland, text: str) -> None:
    assert hinterland.check(text, dated=DAY).failures == ()
