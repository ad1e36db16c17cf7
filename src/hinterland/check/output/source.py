"""Where a finding stands in its text: line and column, the line cut to a readable piece, and carets below it; and what every report closes with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from hinterland.check.catalogue import many, said, say
from hinterland.check.report import Report
from hinterland.codes import Language
from hinterland.models import Claim, Finding

WIDEST = 110
"""Columns of a source line that are shown; a longer one is cut around the finding."""

FEW = 6
"""So many claims that were not checked are named; the rest are counted."""


def locate(text: str, offset: int) -> tuple[int, int, str]:
    """Line and column, counted from one, and the line itself."""
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[begin : end if end >= 0 else len(text)]
    return text.count("\n", 0, offset) + 1, offset - begin + 1, line.removesuffix("\r")


def shown(report: Report) -> Iterator[Finding]:
    """The findings that people see one by one: all but the claims that nothing is held for, which the closing lines list."""
    return (f for f in report.shown if f.severity != "info" or not f.claims)


def excerpt(line: str, column: int, length: int) -> tuple[str, str]:
    """A line, cut around a stretch where it is long, and the carets that stand under the stretch."""
    start, stop = column - 1, max(column, min(column - 1 + length, len(line)))
    first, last = 0, len(line)
    if width(line) > WIDEST:
        spare = max(10, WIDEST - width(line[start:stop]))
        first = _back(line, start, spare // 2)
        last = _on(line, stop, spare - spare // 2)
    before, after = "… " if first else "", " …" if last < len(line) else ""
    lead = before + line[first:start]
    carets = "".join(" " * width(c) for c in lead) + "^" * max(1, width(line[start:stop]))
    return printable(f"{lead}{line[start:last]}{after}"), carets


def printable(text: str) -> str:
    """A line without characters that would move a terminal's cursor or colours."""
    return "".join(" " if c == "\t" else c if c.isprintable() else "\ufffd" for c in text)


def width(text: str) -> int:
    """The columns that a text takes on a terminal: two for a wide character, none for one that combines."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _back(line: str, at: int, columns: int) -> int:
    while at > 0 and columns > 0:
        at -= 1
        columns -= width(line[at])
    while at > 0 and line[at].isascii() and line[at].isalnum() and line[at - 1].isalnum():
        at += 1
    return at


def _on(line: str, at: int, columns: int) -> int:
    while at < len(line) and columns > 0:
        columns -= width(line[at])
        at += 1
    while at < len(line) and line[at].isascii() and line[at].isalnum() and line[at - 1].isalnum():
        at -= 1
    return at


def closing(report: Report) -> list[str]:
    """What was read, linked, checked and left alone: never silent."""
    language, claims, path = report.speaks, report.claims, printable(report.document.path)
    open_ = [c for c in claims if c.verdict == "unverifiable"]
    which = _named(open_, language)
    counts = {v: sum(c.verdict == v for c in claims) for v in ("supported", "refuted")}
    linked = sum(c.indicator.concept is not None and c.subject is not None for c in claims)
    lines = [say(language, "against", **a) for a in report.against]
    if report.hidden:
        lines.append(say(language, "baseline", path=path, n=report.hidden))
    if report.reader["by"] != "offline":
        lines.append(_reader(report))
    return [
        *lines,
        say(language, "sum", path=path, claims=many(language, "claim", len(claims)), linked=linked, checked=sum(counts.values()), **counts),
        say(
            language, "open", n=many(language, "claim", len(open_)), which=which, alone=many(language, "number", report.left_alone),
            date=report.date, origin=say(language, f"origin.{report.date_from}"),
        ),
    ]  # fmt: skip


def _reader(report: Report) -> str:
    """Who read the text, how many proposals were rejected, and what it cost."""
    given = report.reader
    rejected, tokens = given.get("rejected"), (given.get("tokens_in", 0), given.get("tokens_out", 0))
    line = say(
        report.speaks,
        "reader",
        by=given["by"],
        rejected=sum(rejected.values()) if isinstance(rejected, dict) else 0,
        sent=tokens[0],
        got=tokens[1],
    )
    notes = given.get("notes")
    return " ".join([line, *(map(str, notes) if isinstance(notes, list) else ())])


def _named(claims: Sequence[Claim], language: Language) -> str:
    """The first few claims that were not checked, those with one reason together, and how many more there are."""
    if not claims:
        return ""
    semicolon, comma, colon = ("; ", ", ", ": ") if language == "en" else ("；", "、", "：")
    reasons: dict[str, list[str]] = {}
    for c in claims[:FEW]:
        reasons.setdefault(c.reason or _NOTHING, []).append(printable(" ".join(c.text.split())))
    told = [f"{comma.join(texts)} ({said(language, reason)})" for reason, texts in reasons.items()]
    told += [say(language, "more", n=len(claims) - FEW)] if len(claims) > FEW else []
    return colon + semicolon.join(told)


_NOTHING = "nothing is held to check it against"
