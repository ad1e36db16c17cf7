"""Where a finding stands in its text: line and column, the line cut to a readable piece, and carets below it; and what every report closes with."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from hinterland.check.catalogue import many, say
from hinterland.check.report import NEAR, Report
from hinterland.check.unverified import STANDINGS, Unverified
from hinterland.check.words import name
from hinterland.codes import Language
from hinterland.codes.tables import grouped
from hinterland.language.write import what as noun
from hinterland.language.write import when
from hinterland.models import UNSURE, Claim, Finding

WIDEST = 110
"""Columns of a source line that are shown; a longer one is cut around the finding."""

SEVERITIES = ("error", "warning", "question", "info")
"""Severities, the gravest first."""

FIRST = 5
"""Findings of a text that the console shows unless all are asked for."""

WORDS = 60
"""Maximum characters of a passage that are quoted where it could not be checked."""

FEW = 4
"""Maximum releases, and claims of each, that are named as not settled; the rest are counted."""


def locate(text: str, offset: int) -> tuple[int, int, str]:
    """Line and column, counted from one, and the line itself."""
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[begin : end if end >= 0 else len(text)]
    return text.count("\n", 0, offset) + 1, offset - begin + 1, line.removesuffix("\r")


def pick_gravest(found: Sequence[Finding]) -> list[Finding]:
    """The findings that a person sees first, in the order of the text: the gravest, and of equal ones the earliest."""
    gravest = sorted(range(len(found)), key=lambda i: (SEVERITIES.index(found[i].severity), i))[:FIRST]
    return [found[i] for i in sorted(gravest)]


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


def closing(report: Report, commands: bool = True) -> list[str]:
    """What was read, checked and left alone, and in the last line what was not settled, with the releases that would decide it: never silent. `commands` are named where
    the report is read at a command line, and not on pages and in comments.
    """
    language, claims, path = report.speaks, report.claims, printable(report.document.path)
    lines = [say(language, "against", **a) for a in report.against]
    if report.hidden:
        lines.append(say(language, "baseline", path=path, n=report.hidden))
    if report.reader["by"] != "offline":
        lines.append(_reader(report))
    origin = say(language, f"origin.{report.date_from}")
    read, alone = many(language, "claim", len(claims)), many(language, "number", report.left_alone)
    summed = say(language, "sum", path=path, claims=read, alone=alone, date=report.date, origin=origin, **report.counts)
    return [*lines, *failures(report), summed, _open(report, commands) if claims else say(language, "open.unread"), *_unread(report)]


def _unread(report: Report) -> list[str]:
    """The sentences beside others that speak of trade and of which nothing was read; none where nothing was read at all."""
    found = [printable(" ".join(report.document.text[start:end].split())) for start, end in report.unread] if report.claims else []
    few = [f"“{text.rstrip(STOPS) if len(text) <= SHOWN else text[:SHOWN].rstrip() + '…'}”" for text in found]
    return (
        [say(report.speaks, "open.sentences", count=many(report.speaks, "sentence", len(found)), which=_few(few, report.speaks))]
        if found
        else []
    )


SHOWN, STOPS = 60, ".。!！;；"
"""Maximum characters of a sentence that was not read, and what it ends with."""


def outcome(report: Report, commands: bool = True) -> str:
    """What a report without findings comes to: that nothing was read or is wrong, or that no error is certain where claims were not settled, some of them unlike the data."""
    if not report.claims:
        return say(report.speaks, "outcome.unread")
    left, unlike = report.counts["unverifiable"], len(report.doubted)
    if not left:
        return say(report.speaks, "outcome.none")
    told = say(report.speaks, "outcome.unlike", n=unlike) if unlike else ""
    how = say(report.speaks, "standing.doubted.command") if commands and unlike else ""
    return say(report.speaks, "outcome.open", n=left, of=many(report.speaks, "claim", len(report.claims)), unlike=told, how=how)


def _open(report: Report, commands: bool) -> str:
    """What was not settled: how many claims, how they stand to the bounds of what is held, by which release each would be decided, and how to pass one."""
    language, claims = report.speaks, {c.id: c for c in report.claims}
    words = {i: printable(" ".join(c.text.split())) for i, c in claims.items()}
    left = [u for u in report.unverified if u.claim not in report.doubted]
    groups: list[tuple[str, list[str]]] = [(s, [words[u.claim] for u in left if u.standing == s]) for s in STANDINGS]
    groups += [(how, [words[i] for i in report.doubted if _doubt(claims[i]) == how]) for how in ("near", "doubted")]
    standings = [say(language, f"standing.{s}", n=len(found), which=_few(found, language)) for s, found in groups if found]
    if commands and report.doubted:
        standings[-1] += say(language, "standing.doubted.command")
    if not standings:
        return say(language, "open.none")
    wanted = {u.claim: _release(u, claims[u.claim], language) for u in left}
    by_release = grouped((release, words[i]) for i, release in wanted.items() if release)
    loose = {i: claims[i] for i, release in wanted.items() if not release}
    unsure = [words[i] for i, c in loose.items() if c.indicator.product == UNSURE]
    others = [words[i] for i, c in loose.items() if c.indicator.product != UNSURE]
    told = [say(language, "release", what=what, which=_few(texts, language)) for what, texts in list(by_release.items())[:FEW]]
    told += [say(language, "more.releases", n=len(by_release) - FEW)] if len(by_release) > FEW else []
    how = say(language, "decide.command" if commands else "decide", releases=say(language, "semicolon").join(told)) if told else ""
    other = "".join(say(language, key, which=_few(which, language)) for key, which in (("unsure", unsure), ("other", others)) if which)
    count = many(language, "claim", sum(len(found) for _, found in groups))
    return say(language, "open", n=count, standings=say(language, "semicolon").join(standings), how=how, other=other)


def verdict_of(report: Report, claim: Claim | None) -> tuple[str, str]:
    """A claim's verdict and its word; what was read too uncertainly is not settled, and of what isn't held it is said how it stands to the bounds."""
    if claim is None:
        return "", ""
    if claim.id in report.doubted:
        return "unverifiable", say(report.speaks, f"verdict.{_doubt(claim)}")
    standing = next((u.standing for u in report.unverified if u.claim == claim.id), claim.verdict)
    return claim.verdict, say(report.speaks, f"verdict.{standing}")


def _doubt(claim: Claim) -> str:
    """Why a claim that is unlike the data is no error: it differs no more than revisions do, or was perhaps misread."""
    return "near" if claim.reason.startswith(NEAR) else "doubted"


def decided_by(report: Report, claim: Claim) -> str:
    """The release that would decide a claim that was not settled, in a sentence; empty where none would, or where it was only read too uncertainly."""
    found = [_release(u, claim, report.speaks) for u in report.unverified if u.claim == claim.id and claim.id not in report.doubted]
    return say(report.speaks, "decide", releases=found[0]).strip() if any(found) else ""


def _release(u: Unverified, claim: Claim, language: Language) -> str:
    """What a release would have to give to decide a claim: the region, the period, and the product or partner where it is one; empty where none of trade would."""
    if u.region is None or u.period is None:
        return ""
    i = claim.indicator
    it = "" if (i.product, i.partner, i.regime) == ("all", "world", "all") else noun(claim, language)
    parts = [name(u.region, language), it, when(u.period, language)]
    return ", ".join(filter(None, parts)) if language == "en" else f"{parts[2]}{parts[0]}{it}"


def _few(texts: Sequence[str], language: Language) -> str:
    more = [say(language, "more", n=len(texts) - FEW)] if len(texts) > FEW else []
    return say(language, "comma").join([*texts[:FEW], *more])


def failures(report: Report) -> list[str]:
    """A sentence for each thing that could not be checked because of an error of the program: the text, the line, the words."""
    text, told = report.document.shown, []
    for f in report.failures:
        words = " ".join(text[f.start : f.end].split())
        which = "failed.text" if f.start == 0 and f.end >= len(report.document.text) else "failed"
        short = words if len(words) <= WORDS else words[:WORDS] + " …"
        line = locate(text, f.start)[0]
        step = say(report.speaks, f"failed.{f.step if f.step in ('read', 'judge') else 'rule'}", code=f.step)
        told.append(printable(say(report.speaks, which, path=report.document.path, line=line, text=short, step=step, error=f.error)))
    return told


def _reader(report: Report) -> str:
    """Who read the text, how many proposals were rejected, and what it cost."""
    given = report.reader
    rejected, notes = given.get("rejected"), given.get("notes")
    number, sent, got = sum(rejected.values()) if isinstance(rejected, dict) else 0, given.get("tokens_in", 0), given.get("tokens_out", 0)
    line = say(report.speaks, "reader", by=given["by"], rejected=number, sent=sent, got=got)
    return " ".join([line, *(map(str, notes) if isinstance(notes, list) else ())])
