"""Workflow commands of GitHub Actions, which turn findings into annotations on the lines of a pull request; a plain summary follows.

Values are escaped as the runner's toolkit does, so that no text can end a command or begin another.
"""

from __future__ import annotations

from hinterland.check.output.source import closing, failures, locate
from hinterland.check.report import Report

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(*reports: Report) -> str:
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
