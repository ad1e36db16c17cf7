"""SARIF 2.1.0, the exchange format of static analysis: one run for all documents, with the rules, the findings, their evidence and their fixes.

The unit of columns is the code point (`unicodeCodePoints`), which is how offsets count everywhere here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from hinterland import __version__
from hinterland.check.output.source import failures, locate
from hinterland.check.report import Report
from hinterland.check.rules import rules
from hinterland.models import Finding, Span

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(*reports: Report) -> str:
    """One SARIF log."""
    known = list(rules())
    run = {
        "tool": {"driver": {"name": "hinterland", "semanticVersion": __version__, "rules": [_rule(code) for code in known]}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(r)}, "sourceLanguage": r.language} for r in reports],
        "results": [_result(r, f, known) for r in reports for f in r.findings],
        "invocations": [_invocation(reports)],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _invocation(reports: Sequence[Report]) -> dict[str, Any]:
    """Whether all was checked, and what was not because of an error of the program."""
    failed = [(r, Span(start=f.start, end=f.end), sentence) for r in reports for f, sentence in zip(r.failures, failures(r), strict=True)]
    notes = [{"level": "error", "message": {"text": sentence}, "locations": [_location(r, span)]} for r, span, sentence in failed]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": notes}


def _rule(code: str) -> dict[str, Any]:
    rule = rules()[code]
    page = (rule.__doc__ or "").strip()
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in rule.NAME.split()),
        "shortDescription": {"text": page.splitlines()[0]},
        "fullDescription": {"text": page},
        "help": {"text": page},
        "defaultConfiguration": {"level": LEVELS[rule.SEVERITY]},
    }


def _result(report: Report, f: Finding, known: list[str]) -> dict[str, Any]:
    claims = [c for c in report.claims if c.id in f.claims]
    found: dict[str, Any] = {
        "ruleId": f.code,
        "ruleIndex": known.index(f.code),
        "level": LEVELS[f.severity],
        "message": {"text": f.message},
        "locations": [_location(report, f)],
        "properties": {"claims": f.claims, "verdicts": [c.verdict for c in claims]},
    }
    if f.related:
        found["relatedLocations"] = [{"id": i, **_location(report, r)} for i, r in enumerate(f.related, 1)]
    if f.fix and not report.document.extracted:
        region = _region(report, f.fix)
        replaced = {"deletedRegion": region, "insertedContent": {"text": f.fix.replacement}}
        change = {"artifactLocation": {"uri": _uri(report)}, "replacements": [replaced]}
        found["fixes"] = [{"description": {"text": f"{f.fix.grade}: {f.fix.replacement}"}, "artifactChanges": [change]}]
    return found


def _location(report: Report, span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(report)}, "region": _region(report, span)}}


def _region(report: Report, span: Span) -> dict[str, Any]:
    text = report.document.shown
    row, column, _ = locate(text, span.start)
    last, end, _ = locate(text, span.end)
    return {
        "startLine": row, "startColumn": column, "endLine": last, "endColumn": end,
        "charOffset": span.start, "charLength": span.end - span.start, "snippet": {"text": text[span.start : span.end]},
    }  # fmt: skip


def _uri(report: Report) -> str:
    path = report.document.path
    return "stdin" if path == "-" else quote(PurePath(path).as_posix())
