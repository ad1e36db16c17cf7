"""Reports as text: full for people, concise for a terminal, json for programs; each format one function."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from hinterland.check.report import Report


def full(report: Report) -> str:
    """Each finding with its line, carets under the figure, and what the data say; then what was and wasn't checked."""
    lines = []
    text = report.document.text
    for f in report.findings:
        if f.severity == "info":
            continue
        row, column, source = locate(text, f.start)
        lines.append(f"{report.document.path}:{row}:{column}: {f.code} {f.severity}: {f.message}")
        lines.append(f"    {source}")
        lines.append(
            "    "
            + "".join("　" if ord(c) > 0x2E7F else " " for c in source[: column - 1])
            + "^" * max(1, min(f.end - f.start, len(source) - column + 1))
        )
        if f.fix:
            lines.append(f"    {'fix' if f.fix.grade == 'certain' else 'likely fix'}: {f.fix.replacement}")
        lines.append("")
    return "\n".join([*lines, *closing(report)]) + "\n"


def concise(report: Report) -> str:
    """One line a finding."""
    lines = []
    for f in report.findings:
        row, column, _ = locate(report.document.text, f.start)
        if f.severity != "info":
            lines.append(f"{report.document.path}:{row}:{column}: {f.code} {f.message}")
    return "\n".join([*lines, *closing(report)]) + "\n"


def as_json(report: Report) -> str:
    """One object on one line."""
    return json.dumps(report.to_dict(), ensure_ascii=False) + "\n"


FORMATS: dict[str, Callable[[Report], str]] = {"full": full, "concise": concise, "json": as_json}
"""How a report is printed, by the name of the format."""


def locate(text: str, offset: int) -> tuple[int, int, str]:
    """Line and column, counted from one, and the line itself."""
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return text.count("\n", 0, offset) + 1, offset - begin + 1, text[begin : end if end >= 0 else len(text)]


def closing(report: Report) -> Sequence[str]:
    """What was read, linked, checked and left alone: never silent."""
    claims = report.claims
    linked = sum(c.indicator.concept is not None and c.subject is not None for c in claims)
    checked = [c for c in claims if c.verdict != "unverifiable"]
    open_ = [c for c in claims if c.verdict == "unverifiable"]
    return [
        f"{report.document.path}: {len(claims)} claims read, {linked} linked to the tables, {len(checked)} checked: "
        f"{sum(c.verdict == 'supported' for c in claims)} supported, {sum(c.verdict == 'refuted' for c in claims)} refuted.",
        f"Not checked: {len(open_)} claims"
        + (": " + "; ".join(f"{c.text} ({c.reason or 'nothing held'})" for c in open_[:6]) if open_ else "")
        + ("; ..." if len(open_) > 6 else "")
        + f". {report.left_alone} numbers left alone (dates, names, plans). Dates read from {report.date} ({report.date_from}).",
    ]
