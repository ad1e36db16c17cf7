"""The full report, for people: each finding with its line, carets under the figure, what the data say and where that is from."""

from __future__ import annotations

from hinterland.check.catalogue import say
from hinterland.check.output.evidence import lines as evidence
from hinterland.check.output.source import closing, excerpt, locate, pick_gravest, printable
from hinterland.check.report import Report


def render(*reports: Report, every: bool = True) -> str:
    """Findings first, `every` one of a text or the gravest five, then what was and wasn't checked, document by document."""
    return "".join(_one(r, every) for r in reports)


def _one(report: Report, every: bool) -> str:
    lines, text = [], report.document.shown
    found = report.shown
    told = found if every else pick_gravest(found)
    for f in told:
        row, column, line = locate(text, f.start)
        source, carets = excerpt(line, column, f.end - f.start)
        severity = say(report.speaks, f"severity.{f.severity}")
        headline = say(report.speaks, "headline", code=f.code, severity=severity, message=printable(f.message))
        lines.append(f"{printable(report.document.path)}:{row}:{column}: {headline}")
        lines += [f"    {source}", f"    {carets}"]
        lines += [f"    {printable(line)}" for line in evidence(f, report.claims, report.speaks)]
        lines.append("")
    if len(told) < len(found):
        lines += [say(report.speaks, "more.findings", n=len(found) - len(told)), ""]
    return "\n".join([*lines, *closing(report)]) + "\n"
