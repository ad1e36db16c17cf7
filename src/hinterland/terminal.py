"""What people see on a terminal: tables that fit, colours only where there is a terminal, and a word when figures are old."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hinterland import codes, tables
from hinterland.escapes import visible
from hinterland.frames import count

if TYPE_CHECKING:
    from rich.console import Console

    from hinterland.answers.stories import Stories
    from hinterland.check.release import Release
    from hinterland.check.verify import Verified
    from hinterland.claims.memory import Remembered
    from hinterland.claims.revisions import Changed, Revisions
    from hinterland.indicators.reconcile import Reconciliation
    from hinterland.indicators.revisions import Revision
    from hinterland.indicators.show import Show, ShowRow
    from hinterland.indicators.sourcing import Maker, Sourcing
    from hinterland.ledger.cells import Bounded
    from hinterland.models import Claim
    from hinterland.outlook.answer import Outlook
    from hinterland.outlook.month_by_month import Months
    from hinterland.reading import ReadText
    from hinterland.warehouse.bulk import BulkReport

OLD_AFTER_DAYS = 120
SOON = 2.0
"""Seconds after which a person at a terminal is shown what is being waited for."""


def _console() -> Console:
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=200)


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    right: Collection[int] = (),
    title: str | None = None,
    first: Sequence[int] = (),
    whole: bool = False,
) -> None:
    """Print a table that fits the terminal. `right` are the columns of numbers, `first` those to leave out first where there is no room; with `whole` none is left
    out, and rows that are too wide stand one value a line."""
    from rich.markup import escape
    from rich.table import Table

    console = _console()
    cells = [[_plain(c) for c in row] for row in rows]
    fitted = tables.fit(columns, cells, console.width, whole=right, first=first)
    if whole and fitted.dropped:
        console.print(tables.records(columns, cells), end="", markup=False, soft_wrap=True)
        return
    shown = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for place, least in zip(fitted.kept, fitted.least, strict=True):
        shown.add_column(columns[place], justify="right" if place in right else "left", overflow="fold", min_width=least)
    for row in rows:
        shown.add_row(*[escape(_plain(row[place])) for place in fitted.kept])
    console.print(shown)
    if fitted.dropped:
        names = ", ".join(columns[n] or "notes" for n in fitted.dropped)
        print(f"Not shown, for want of room: {names} (a wider terminal or --output-format csv has them).", file=sys.stderr)


def _plain(value: Any) -> str:
    return "" if value is None else visible(f"{value:f}" if isinstance(value, Decimal) else str(value))


@contextmanager
def progress(what: str) -> Iterator[Callable[..., None]]:
    """Show how far a long work is, on standard error and only where that is a terminal; it is called with the amount done, the whole and, where it is known, the rate."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, rate="": bar.update(task, completed=done, total=total, description=f"{what} {rate}".strip())


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show what is being done once it has taken some seconds; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    from rich.console import Console

    shown = Console(stderr=True).status(what)
    timer = Timer(SOON, shown.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        shown.stop()


@contextmanager
def bulk_progress() -> Iterator[Callable[[BulkReport, int], None]]:
    """Show how far a load of many files is, with rows and bytes a second."""
    with progress("files") as advance:

        def step(report: BulkReport, total: int) -> None:
            seconds = max(report.seconds, 1e-9)
            advance(report.bytes, total, f"{report.rows_read / seconds:,.0f} rows/s, {report.bytes / seconds / 2**20:,.1f} MB/s")

        yield step


def _sources(row: ShowRow) -> str:
    """The sources of a row: of its level, and of its published growth where that is another's."""
    own, growth = row.source or "", row.growth_source
    return own if growth in (None, row.source) else f"{own}; growth {growth}"


def show_table(shown: Show) -> None:
    """Print the figures of a subject in billions, and below them what to know of single rows."""
    notes = list(dict.fromkeys(row.note for row in shown.rows if row.note))
    is_money = codes.unit(shown.unit).currency is not None
    lines = [
        (row.period, row.flow or "", "" if row.value is None else f"{row.value / 10**9:,.2f}" if is_money else f"{row.value.normalize():,f}",
         "" if row.growth_published is None else f"{row.growth_published.normalize():+f}", "" if row.growth_computed is None else f"{row.growth_computed:+.2f}",
         row.coverage + (f", without {', '.join(map(codes.name, row.missing))}" if row.missing else ""), row.reliability or "", _sources(row), f"[{notes.index(row.note) + 1}]" if row.note else "")
        for row in shown.rows
    ]  # fmt: skip
    value = f"billion {shown.unit}" if is_money else codes.name(shown.unit, kind="unit")
    table(
        ["period", "flow", value, "growth % published", "derived from levels", "held", "reliability", "source", ""],
        lines,
        right=(2, 3, 4),
        title=f"{codes.name(shown.subject)}: {codes.name(shown.measure, kind='concept')}, {shown.unit}",
        first=(6, 5, 4),
    )
    for number, note in enumerate(notes, start=1):
        print(f"[{number}] {note}")


def gaps(found: Reconciliation, all_rows: bool) -> None:
    """Print reconciliations, those that rounding explains only when asked for, and count the rest."""
    fine = ("equal", "rounding")
    shown = [g for g in found.rows if all_rows or g.explanation not in fine]
    table(
        ["what", "region", "period", "flow", "published (billion)", "sum of parts", "difference", "roundings", "parts", "why"],
        [
            (g.kind, g.region, g.period, g.flow, f"{g.published / 10**9:,.3f} {g.unit}", f"{g.sum_of_parts / 10**9:,.3f}", f"{g.difference / 10**9:,.4f}",
             "" if g.roundings is None else f"{g.roundings:,.1f}", g.parts, g.explanation)
            for g in shown
        ],
        right=(4, 5, 6, 7),
    )  # fmt: skip
    within = sum(g.explanation in fine for g in found.rows)
    print(
        f"{len(found.rows)} reconciled; {within} add up within rounding" + ("." if all_rows else " and are not listed (--all shows them).")
    )


def bounded(found: Bounded) -> None:
    """Print cells with their bounds, and of each what it follows from."""
    rows = []
    for cell in found.cells:
        low, high = ("" if end is None else f"{end / 10**9:,.3f}" for end in (cell.bound.low, cell.bound.high))
        rows.append((cell.period, cell.flow, low, high, cell.unit, cell.bound.by))
    table(["period", "flow", "at least (billion)", "at most", "unit", "by"], rows, right=(2, 3))
    for cell in found.cells:
        print(f"{codes.name(cell.subject, kind='subject')}, {cell.flow}: {cell.bound.sentence}.")


def _written(claim: Claim, texts: Mapping[str, str], indent: str = "") -> str:
    """A claim's sentences, a line each, in the languages that its country's pack gives names in."""
    home = codes.home_of(claim.subject or claim.scope)
    return f"\n{indent}".join(text for language, text in texts.items() if home.is_named_in(language)) + "\n"


def mined(found: Stories, explain: bool) -> None:
    """Print stories claim by claim: a sentence in each language, with score, id and what to beware of."""
    from hinterland.brief.takeaways import advise
    from hinterland.brief.words import words
    from hinterland.claims.news import figure
    from hinterland.language import sentences

    if not found:
        print("Nothing is held to make a claim of.")
    before, last = 0, math.inf
    for m in found.mined:
        texts = sentences(m.claim)
        evidence = m.evaluated.evidence
        beware = "".join(f" · {c}" for c, caution in zip(evidence.caveats, evidence.cautions, strict=True) if caution.code != "note")
        advice = words(f"advice:{advise([m.claim], 'en')[0]}", "en")
        head = f"{m.story:2}. " if m.story != before else "    - "
        indent = " " * len(head)
        if m.story != before and m.score < 1 <= last:
            print("What follows came about as expected, or near it:")
        before, last = m.story, m.score if m.story != before else last
        print(f"{head}{_written(m.claim, texts, indent)}{indent}{figure(m.score)} bits · {m.claim.id[:8]} · {advice}{beware}")
        if explain:
            print(f"{indent}{m.alone.explain()}")


def columns(names: Iterable[str], rows: Iterable[Mapping[str, Any]], right: Collection[int] = (), **how: Any) -> None:
    """Print some columns of rows as a table, by their names; a mapping gives the name of the rows for each that is shown."""
    of = names if isinstance(names, Mapping) else {n: n for n in names}
    table(list(of), [tuple(row[n] for n in of.values()) for row in rows], right=right, **how)


def understood(found: ReadText) -> None:
    """Print claims as they were read from a text."""
    names = ["text", "kind", "subject", "op", "what", "period", "scope", "low", "high", "unit", "confidence"]
    columns(names, found.rows_of(), (7, 8, 10))
    print(f"{found.counts()}.")


def explained(found: ReadText) -> None:
    """Print how each slot of each claim was decided."""
    rows = [
        (c.text if i == 0 else "", s.slot, s.value or "(open)", f"{s.odds:.2f}", ", ".join(f"{value or '(open)'} {odds:.2f}" for value, odds in s.others))
        for c in found.claims
        for i, s in enumerate(found.choices.get(c.id, ()))
    ]  # fmt: skip
    table(["text", "slot", "value", "probability", "runners-up"], rows, right=(3,))


def verified(found: Verified) -> None:
    """Print judged claims with their evidence, the findings on them, and what was rejected."""
    from hinterland.claims.rows import rows

    columns(["text", "subject", "op", "what", "period", "verdict", "held low", "held high", "reason"], rows(found.claims), (6, 7))
    for finding in found.report.findings if found.report else ():
        print(f"{finding.code} {finding.severity}: {finding.message}")
    for proposal, reason in found.rejected:
        print(f"rejected: {reason}" if proposal is None or reason.endswith("'") else f"rejected: {reason} ({str(proposal)[:60]})")
    print(f"{count(len(found.claims), 'claim')} judged; {len(found.rejected)} rejected.")


def released(release: Release) -> None:
    """Print what was read of a release: the figures to be stored, then what is left out and why."""
    from hinterland.claims.rows import rows

    source = release.source
    print(
        f"{source.title}\n{source.publisher} ({source.reliability})"
        + (f", {source.released}" if source.released else ", no date found")
        + f"; source {source.id}"
    )
    shown = [
        row | {"region": codes.name(row["subject"] or codes.home_of().nation), "op": "rank" if row["kind"] == "rank" else row["op"]}
        for row in rows(release.taken)
    ]
    columns(["text", "region", "what", "op", "period", "low", "high", "unit"], shown, (5, 6))
    if release.left:
        table(["left out", "why"], [(c.text, why) for c, why in release.left])
    print(f"{count(len(release.taken), 'figure')}, {count(len(release.left), 'claim')} left out.")


def changes(changed: Sequence[Changed], since: int) -> None:
    """Print what became of claims since a state."""
    from hinterland.language import sentence

    words = {"true": "now true", "false": "no longer held", "different": "different"}
    for c in changed:
        before = f" (before: {sentence(c.before.claim)})" if c.how == "different" and c.before else ""
        print(f"{words[c.how]}: {sentence(c.claim)}{before}")
    print(f"{count(len(changed), 'claim')} changed since state {since}.")


def revised(found: Revisions) -> None:
    """Print what differs between two states: how much first, then the figures, then the claims."""
    where = f" of {codes.name(found.subject)}" if found.subject else ""
    where += f" within {found.period}" if found.period else ""
    if not found.differing:
        print(f"No figure{where} differs between state {found.earlier} and state {found.later}; {_confirmed(found)}.")
    else:
        counts = ", ".join(f"{found.counts[how]:,} {how}" for how in ("changed", "gone", "new"))
        print(f"Figures{where} from state {found.earlier} to state {found.later}: {counts}; {_confirmed(found)}.")
        columns = ["", "region", "period", "what", "before", "after", "change", "%", "source before", "source after"]
        table(columns, [_revision(v) for v in found.values], right=(4, 5, 6, 7))
        if len(found.values) < found.differing:
            print(f"{len(found.values):,} of {found.differing:,} are listed, the greatest changes first (--top lists more).")
    if found.subject and found.period:
        changes(found.claims, found.earlier)


def _confirmed(found: Revisions) -> str:
    return f"{found.counts['confirmed']:,} confirmed by a further source, {found.counts['same']:,} the same"


def _revision(v: Revision) -> tuple[Any, ...]:
    from hinterland.brief.output.figures import figure, standing
    from hinterland.claims.rows import measured

    shown = [standing(s, v.unit, "en") for s in (v.before, v.after)]
    change = "" if v.change is None else f"{'+' if v.change > 0 else ''}{figure(v.change, v.unit, 'en')}"
    percent = "" if v.change_percent is None else f"{v.change_percent:+.2f}"
    sources = [s.source if s else "" for s in (v.before, v.after)]
    what = f"{measured(v.indicator)} {v.indicator.op}"
    return (v.how, v.region, v.period, what, *shown, change, percent, *sources)


def remembered(found: Remembered) -> None:
    """Print a claim with its evidence, now and in earlier states."""
    from hinterland.brief.output.evidence import via
    from hinterland.brief.output.figures import figure, span
    from hinterland.brief.takeaways import advise
    from hinterland.brief.words import words
    from hinterland.check.words import amount
    from hinterland.interval import Interval
    from hinterland.language import sentences

    claim = found.now.claim
    texts, (advice, _, why) = sentences(claim), advise([claim], "en")
    evidence = found.now.evidence
    print(f"{_written(claim, texts)}{claim.id} · {claim.verdict} in state {found.state}" + (f" · {claim.reason}" if claim.reason else ""))
    print(f"{words(f'advice:{advice}', 'en')}: {why}")
    said = span(low := evidence.low, high := evidence.high, evidence.unit or "", "en")
    if evidence.expression == "as published" and low is not None and high is not None and low < high:
        said = amount(Interval(low, high), evidence.unit, "en")
    if said:
        print(f"The data say {said}" + (f" ({evidence.coverage})" if evidence.coverage else "") + ".")
    for caveat in evidence.caveats:
        print(f"Beware: {caveat}.")
    table(
        ["region", "period", "what", "value", "source", "file and row", "reliability", "released"],
        [
            (o.region, o.period, f"{o.indicator.flow or o.indicator.concept} {o.indicator.op}",
             span(o.low, o.high, o.unit, "en") if o.value is None else figure(o.value, o.unit, "en"), o.source,
             ":".join(str(part) for part in (o.file, o.row) if part is not None), o.reliability, o.released)
            for o in evidence.observations
        ],
        right=(3,),
    )  # fmt: skip
    for s in evidence.sources:
        print(f"{s.id}: {s.title}. {s.publisher}" + (f", {copy}" if (copy := via(s, "en")) else "") + f". {s.address or ''}")
    print(f"SQL: {evidence.sql}")
    for former in found.former:
        e = former.claim.evidence
        word = "superseded" if former.superseded else "the same"
        told = span(e.low, e.high, e.unit or "", "en") if e else ""
        print(f"State {former.state}: {former.claim.verdict}{told and f', {told}'} ({word}).")


def outlook(found: Outlook, language: codes.Language, asked: str | None = None) -> None:
    """Print an outlook: the years, what is to know of them, then months, exposure, shocks and the inland shift where they were asked for."""
    from hinterland.outlook.telling import sentences_of
    from hinterland.outlook.wording import words

    _ahead(found, language, asked)
    if found.monthly is not None:
        print()
        _ahead(found.monthly, language)
    for key, result in (("resilience", found.resilience), ("shocks", found.shocks), ("shift", found.shift)):
        said = sentences_of(result, language) if result is not None else []
        if said:
            print()
            _console().print(words(f"ahead:{key}", language), style="bold")
            print("\n".join(said))


def sourced(found: Sourcing, top: int) -> None:
    """Print where a product comes from: its makers, then those that could make it, then what is told of the product itself."""

    def number(value: float | None, digits: int = 1, sign: str = "") -> str | None:
        return None if value is None else f"{round(value, digits) + 0.0:{sign},.{digits}f}"

    shown = (("value", 0, ""), ("share", 1, ""), ("growth", 1, "+"), ("advantage", 2, ""), ("density", 3, ""), ("gain", 2, ""))

    def rows(makers: Sequence[Maker]) -> list[tuple[Any, ...]]:
        return [(codes.name(m.region), *(number(getattr(m, name), digits, sign) for name, digits, sign in shown)) for m in makers[:top]]

    heads, right = ["region", found.currency, "% of all", "growth %", "advantage", "density", "gain"], range(1, 7)
    table(heads, rows(found.makers), right=right, title=f"HS {found.product}, {found.flow} {found.period}")
    if found.could:
        print()
        table(heads, rows(found.could), right=right, title="Without an advantage yet, the nearest first")
    print()
    said = [
        f"{found.value:,.0f} {found.currency} of {found.regions} regions held"
        + (f", {found.growth:+.1f}% since {found.before}" if found.growth is not None else "")
    ]
    said += [f"Herfindahl-Hirschman index {found.concentration:.3f}"]
    said += [
        f"{g} {now:.1f}%" + (f" (a year before {before:.1f}%)" if before is not None else "") for g, (now, before) in found.sides.items()
    ]
    if found.complexity is not None:
        said += [f"complexity {found.complexity:.2f}, made by {found.ubiquity} regions"]
    print("; ".join(said) + ".")
    print(
        f"From records of {found.source}; advantage is told from {found.beside:,} products held."
        if found.could
        else f"From records of {found.source}."
    )


def _ahead(found: Outlook | Months, language: codes.Language, asked: str | None = None) -> None:
    from hinterland.outlook import tell_ahead

    _console().print(tell_ahead.title(found, language), style="bold")
    if rows := tell_ahead.rows(found, language):
        heads = tell_ahead.columns(found, language)
        table(heads, rows, right=range(1, len(heads)))
    print("\n".join(tell_ahead.sentences(found, language, asked)))


def aged(newest: str | None) -> None:
    """Say on standard error that the newest figure held is old."""
    if newest and (date.today() - date.fromisoformat(newest)).days > OLD_AFTER_DAYS:
        print(
            f"The newest figure held was published by {newest}; newer ones may be out (load them with `hinterland load`).", file=sys.stderr
        )
