"""The concise report: one line a finding, as compilers print them, so that editors and scripts can jump to it."""

from __future__ import annotations

from hinterland.check.output.source import closing, locate, printable
from hinterland.check.report import Report


def render(*reports: Report) -> str:
    """One line a finding, then what was and wasn't checked."""
    lines = []
    for report in reports:
        for f in report.shown:
            row, column, _ = locate(report.document.shown, f.start)
            lines.append(f"{printable(report.document.path)}:{row}:{column}: {f.code} {printable(f.message)}")
        lines += closing(report)
    return "\n".join(lines) + "\n"
