"""Reports as lines: the full one for people, one line a finding for editors and scripts, annotations for pull requests, one object a document for programs.

The full report gives each finding with its line, carets under the figure, what the data say and where that is from. Workflow commands of GitHub Actions are escaped as the
runner's toolkit does, so that no text can end a command or begin another.
"""

from __future__ import annotations

import json

from hinterland.check.catalogue import say
from hinterland.check.output.evidence import lines as evidence
from hinterland.check.output.source import closing, excerpt, failures, locate, outcome, pick_gravest, printable
from hinterland.check.report import Report


def full(*reports: Report, every: bool = True, commands: bool = True) -> str:
    """Findings first, `every` one of a text or the gravest five, then what was and wasn't checked, document by document."""
    return "".join(_one(r, every, commands) for r in reports)


def _one(report: Report, every: bool, commands: bool) -> str:
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
    nothing = [] if found else [say(report.speaks, "outcome", path=printable(report.document.path), outcome=outcome(report, commands))]
    return "\n".join([*lines, *nothing, *closing(report, commands)]) + "\n"


def concise(*reports: Report, commands: bool = True) -> str:
    """One line a finding, as compilers print them, then what was and wasn't checked."""
    lines = []
    for report in reports:
        for f in report.shown:
            row, column, _ = locate(report.document.shown, f.start)
            lines.append(f"{printable(report.document.path)}:{row}:{column}: {f.code} {printable(f.message)}")
        lines += closing(report, commands)
    return "\n".join(lines) + "\n"


def objects(*reports: Report) -> str:
    """JSON Lines: the contract's object, one a line, in the order of the documents."""
    return "".join(json.dumps(r.to_dict(), ensure_ascii=False) + "\n" for r in reports)


LEVELS = {"error": "error", "warning": "warning", "info": "notice", "question": "notice"}


def github(*reports: Report) -> str:
    """One command a finding, then what was and wasn't checked."""
    lines = []
    for report in reports:
        text = report.document.shown
        for f in report.shown:
            row, column, _ = locate(text, f.start)
            last, end, _ = locate(text, max(f.start, f.end - 1))
            where = {"file": report.document.path, "line": row, "endLine": last, "title": f.code}
            if row == last:
                where |= {"col": column, "endColumn": end + 1}
            lines.append(f"::{LEVELS[f.severity]} {','.join(f'{k}={_property(str(v))}' for k, v in where.items())}::{_data(f.message)}")
        for failed, sentence in zip(report.failures, failures(report), strict=True):
            where = {"file": report.document.path, "line": locate(text, failed.start)[0], "title": failed.step}
            lines.append(f"::error {','.join(f'{k}={_property(str(v))}' for k, v in where.items())}::{_data(sentence)}")
        lines += [" " + line if line.startswith("::") else line for line in closing(report) if line not in failures(report)]
    return "\n".join(lines) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
