"""Fixes put into a text: the certain ones, none overlapping, shown as a diff or written back byte for byte but for what they change.

Only plain text and Markdown are written to, since in other kinds offsets do not count in the file. A file is replaced as a whole, by a rename, or not at all.
"""

from __future__ import annotations

import difflib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from hinterland.check.document import Document, encode, load_document
from hinterland.check.report import Report
from hinterland.models import Fix
from hinterland.sources.reading import InputError


def fixes(report: Report) -> list[Fix]:
    """The certain fixes of a report in order; of those that overlap, the first. None for a document that isn't the file itself."""
    if report.document.extracted:
        return []
    found: list[Fix] = []
    for fix in sorted((f.fix for f in report.findings if f.fix and f.fix.grade == "certain"), key=lambda f: (f.start, f.end)):
        if not found or fix.start >= found[-1].end:
            found.append(fix)
    return found


def fixed(report: Report) -> str:
    """The text of a document with its certain fixes."""
    text = report.document.shown
    for fix in reversed(fixes(report)):
        text = text[: fix.start] + fix.replacement + text[fix.end :]
    return text


def diff(report: Report) -> str:
    """What the fixes would change, as a unified diff; empty where there are none."""
    path, before = report.document.path, report.document.shown
    lines = difflib.unified_diff(before.splitlines(keepends=True), fixed(report).splitlines(keepends=True), path, path)
    return "".join(line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write(report: Report) -> Document:
    """Write the fixed text back and read the file again. Raises `InputError` where that can't be done safely; the file is then as it was."""
    document = report.document
    path = Path(document.path)
    if document.raw is None or encode(document.shown, document.encoding) != document.raw:
        raise InputError(f"{path} can't be written back as it was read ({document.encoding}); save it as UTF-8, then fix it")
    try:
        if path.read_bytes() != document.raw:
            raise InputError(f"{path} was changed by somebody else while it was checked; check it again")
        content = encode(fixed(report), document.encoding)
        replace(path, content)
    except UnicodeEncodeError as e:
        raise InputError(
            f"{path}: {document.encoding} has no bytes for {e.object[e.start : e.end]!r}; save it as UTF-8, then fix it"
        ) from e
    except OSError as e:
        raise InputError(f"{path} can't be written: {e.strerror or e}") from e
    return load_document(document.path)


def replace(path: Path, content: bytes) -> None:
    """Put bytes in the place of a file at once: readers see the old or the new, never a part. Its mode stays; links are followed."""
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as f:
            f.write(content)
            f.flush()
            os.fsync(f.fileno())
        if target.exists():
            os.chmod(name, target.stat().st_mode & 0o7777)  # noqa: PTH101
        else:
            os.umask(mask := os.umask(0))
            os.chmod(name, 0o666 & ~mask)  # noqa: PTH101
        os.replace(name, target)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
