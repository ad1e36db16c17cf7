"""A baseline: the findings that stood in old drafts when it was written, so that only new ones are shown.

A finding is known by its file, its code and the words it stands on with the line around them, not by line numbers, so that text added above does not
bring it back. The file is JSON (`hinterland.baseline/1`), sorted, so that versions of it can be compared.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hinterland.check import fixing
from hinterland.check.output.source import locate
from hinterland.check.report import Report
from hinterland.models import Finding
from hinterland.sources.reading import InputError

SCHEMA = "hinterland.baseline/1"

Known = dict[str, Counter[str]]


def load(path: Path) -> Known:
    """A baseline from its file: marks of findings by file. Raises `InputError` where it is none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["schema"] != SCHEMA:
            raise ValueError(told["schema"])
        return {str(file): Counter({str(k): int(n) for k, n in marks.items()}) for file, marks in told["findings"].items()}
    except FileNotFoundError:
        raise InputError(f"there is no baseline {path}; write one with --write-baseline") from None
    except OSError as e:
        raise InputError(f"the baseline {path} can't be read: {e.strerror or e}") from e
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise InputError(f"{path} is no baseline of ours; write one with --write-baseline") from e


def save(path: Path, reports: Sequence[Report]) -> int:
    """Write a baseline of all errors, warnings and silencers that silence nothing. Returns how many there are. Raises `InputError` where it can't be written."""
    marks = {_file(path, r): Counter(_mark(r, f) for f in r.findings if _is_noted(f)) for r in reports}
    found = {file: dict(sorted(counts.items())) for file, counts in sorted(marks.items()) if counts}
    text = json.dumps({"schema": SCHEMA, "findings": found}, ensure_ascii=False, indent=1) + "\n"
    try:
        fixing.replace(path, text.encode())
    except OSError as e:
        raise InputError(f"the baseline {path} can't be written: {e.strerror or e}") from e
    return sum(counts.total() for counts in marks.values())


def hide(known: Known, path: Path, report: Report) -> Report:
    """The report without what the baseline at a path knows of it; the marks that were met are taken out of `known`."""
    left = known.get(_file(path, report), Counter())
    kept: list[Finding] = []
    for f in report.findings:
        mark = _mark(report, f)
        if _is_noted(f) and left[mark] > 0:
            left[mark] -= 1
        else:
            kept.append(f)
    return replace(report, findings=tuple(kept), hidden=report.hidden + len(report.findings) - len(kept))


def _is_noted(f: Finding) -> bool:
    """Whether a baseline notes a finding: what is of no claim is a silencer that silences nothing."""
    return f.severity != "info" or not f.claims


def _file(baseline: Path, report: Report) -> str:
    """The file of a report as seen from the folder of the baseline."""
    if report.document.path == "-":
        return "-"
    return Path(os.path.relpath(Path(report.document.path).resolve(), baseline.resolve().parent)).as_posix()


def _mark(report: Report, f: Finding) -> str:
    text = report.document.shown
    line = " ".join(locate(text, f.start)[2].split())
    return f"{f.code} {hashlib.sha256(f'{text[f.start : f.end]}|{line}'.encode('utf-8', 'replace')).hexdigest()[:16]}"
