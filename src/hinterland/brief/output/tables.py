"""The tables of the evidence workbook as values: takeaways, claims, observations, sources, caveats and the data of pictures.

In goes a brief, out come `Table` objects whose cells say what kind of value they hold (an amount, a rate, a day), not how it looks; headers and labels are
in the brief's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.brief.document import Brief, Picture
from hinterland.brief.output import evidence
from hinterland.brief.output.words import column, word
from hinterland.brief.words import words
from hinterland.claims.cautions import copyist, note
from hinterland.codes import Language
from hinterland.codes.tables import grouped
from hinterland.language import publisher, title
from hinterland.language.naming import is_money
from hinterland.models import Claim, Indicator

INDICATOR = tuple(Indicator.model_fields)
"""The columns that an indicator fills."""

_ADDRESS = re.compile(r"https?://\S+")

_FIGURE = re.compile(r"(?P<number>[+\-−]?\d[\d,]*(?:\.\d+)?)(?P<percent>%?)\s?(?P<sign>[†‡]?)")
"""A figure as a picture's table prints it: `1,014`, `415‡`, `+24.6%†`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and its kind: `money`, `percent` (a fraction, with decimals), `number`, `plain`, `day`, `link`, or text. A `sign` stands behind a number."""

    value: str | int | float | Decimal | datetime | None
    kind: str = ""
    places: int = 0
    link: str | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its key among the sheets."""

    key: str
    columns: list[str]
    rows: list[list[Cell]]


def all_tables(brief: Brief) -> list[Table]:
    """The tables in the order of the sheets."""
    return [takeaways(brief), claims(brief), observations(brief), sources(brief), caveats(brief)]


def takeaways(brief: Brief) -> Table:
    """One row a takeaway, with the advice and why."""
    names = ("number", "takeaway", "marks", "advice", "why", "rule")
    rows = [
        [
            Cell(n, "plain"),
            Cell(evidence.plain(t.text)),
            Cell(_listed(p for p in evidence.pieces(t.text) if isinstance(p, int))),
            Cell(words(f"advice:{t.advice}", brief.language)),
            Cell(t.why),
            Cell(t.rule),
        ]
        for n, t in enumerate(brief.takeaways, start=1)
    ]
    return _table("takeaways", names, rows, brief.language)


def claims(brief: Brief) -> Table:
    """One row a mark."""
    names = (
        "mark", "sign", "told", "sentences", "kind", "subject-name", "subject", *INDICATOR, "period", "scope", "low", "high", "unit", "expression",
        "coverage", "verdict", "sources", "claim-id",
    )  # fmt: skip
    standing = _standing(brief)
    rows = [_claim(n, c, brief, standing.get(n, [])) for n, c in enumerate(brief.evidence, start=1)]
    return _table("claims", names, rows, brief.language)


def _claim(mark: int, claim: Claim, brief: Brief, standing: list[str]) -> list[Cell]:
    found, language = claim.evidence, brief.language
    unit = (found.unit if found else None) or claim.unit or ""
    low, high = (found.low, found.high) if found else (claim.low, claim.high)
    return [
        Cell(mark, "plain"),
        Cell(brief.sign(mark)),
        Cell(evidence.worded(claim, language)),
        Cell("\n".join(standing)),
        Cell(word(f"kind:{claim.kind}", language) or claim.kind),
        Cell(codes.name(claim.subject, language) if claim.subject else None),
        Cell(claim.subject),
        *(Cell(getattr(claim.indicator, f)) for f in INDICATOR),
        Cell(claim.period),
        Cell(claim.scope),
        amount(low, unit),
        amount(high, unit),
        Cell(unit),
        Cell(evidence.how(found.expression, language) if found else None),
        Cell(evidence.coverage(found.coverage, language) if found else None),
        Cell(word(f"verdict:{claim.verdict}", language)),
        Cell(", ".join(s.id for s in found.sources) if found else None),
        Cell(claim.id),
    ]


def observations(brief: Brief) -> Table:
    """Every figure once, with the marks that it serves."""
    names = (
        "marks-served", "region-name", "region", "period", *INDICATOR, "value", "low", "high", "unit", "precision", "source", "released",
        "reliability", "file", "row", "note", "observation-id",
    )  # fmt: skip
    used = [(mark, o) for mark, c in enumerate(brief.evidence, start=1) if c.evidence for o in c.evidence.observations]
    every, serves = {o.id: o for _, o in used}, grouped((o.id, mark) for mark, o in used)
    rows = [
        [
            Cell(_listed(dict.fromkeys(serves[o.id]))),
            Cell(codes.name(o.region, brief.language)),
            Cell(o.region),
            Cell(o.period),
            *(Cell(getattr(o.indicator, f)) for f in INDICATOR),
            amount(o.value, o.unit),
            amount(o.low, o.unit),
            amount(o.high, o.unit),
            Cell(o.unit),
            amount(o.precision, o.unit),
            Cell(o.source),
            day(o.released),
            Cell(evidence.reliability(o.reliability, brief.language)),
            Cell(o.file),
            Cell(o.row, "plain"),
            Cell(note(o.note, brief.language) if o.note else None),
            Cell(o.id),
        ]
        for o in every.values()
    ]
    return _table("observations", names, rows, brief.language)


def sources(brief: Brief) -> Table:
    """The sources, their addresses as links."""
    names = ("id", "title", "publisher", "via", "released", "reliability", "address", "note")
    rows = [
        [
            Cell(s.id),
            Cell(title(s.title, brief.language)),
            Cell(publisher(s.publisher, brief.language)),
            Cell(copyist(s.via, brief.language) if s.via else s.via),
            day(s.released),
            Cell(evidence.reliability(s.reliability, brief.language)),
            Cell(s.address, "link", link=s.address if s.address and _ADDRESS.fullmatch(s.address) else None),
            Cell(note(s.note, brief.language) if s.note else None),
        ]
        for s in brief.sources
    ]
    return _table("sources", names, rows, brief.language)


def caveats(brief: Brief) -> Table:
    """Each caveat once, with the marks that it bears on."""
    marked = ((mark, c.evidence) for mark, c in enumerate(brief.evidence, start=1) if c.evidence)
    bears = grouped((caveat, mark) for mark, found in marked for caveat in dict.fromkeys(evidence.caveats(found, brief.language)))
    return _table(
        "caveats",
        ("grade", "caveat", "marks"),
        [[Cell(c.grade), Cell(c.text), Cell(_listed(marks))] for c, marks in bears.items()],
        brief.language,
    )


def of_picture(picture: Picture) -> Table:
    """The data of a picture under their own headings."""
    columns = list(picture.rows[0])
    cells = [[_value(row.get(c), name=at == 0) for at, c in enumerate(columns)] for row in picture.rows]
    most = [max(row[at].places for row in cells) for at in range(len(columns))]
    even = ("number", "percent")
    rows = [[replace(c, places=n) if c.kind in even else c for c, n in zip(row, most, strict=True)] for row in cells]
    return Table("chart", columns, rows)


def amount(value: Decimal | None, unit: str) -> Cell:
    """A figure in the kind that its unit asks for; percentages become fractions."""
    if value is None:
        return Cell(None)
    if is_money(unit):
        return Cell(value, "money")
    if unit == "percent":
        return Cell(value / 100, "percent", min(_places(value), 4))
    return Cell(value, "number", min(_places(value), 4))


def day(text: str | None) -> Cell:
    """A day as a date; a month or a year alone stays text."""
    try:
        return Cell(datetime.strptime(text or "", "%Y-%m-%d"), "day")
    except ValueError:
        return Cell(text)


def _value(value: Any, *, name: bool) -> Cell:
    """A cell of a picture's table; what stands in the first column is a name, even where it is a year."""
    if isinstance(value, str) and not name and (figure := _FIGURE.fullmatch(value)):
        return _figure(figure)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return Cell(None if value is None else str(value))
    number = Decimal(str(value))
    if not number.is_finite():
        return Cell(None)
    year = isinstance(value, int) and 1900 <= value <= 2100
    return Cell(number, "plain" if year else "number", 0 if year else min(_places(number), 2))


def _figure(printed: re.Match[str]) -> Cell:
    number = Decimal(printed["number"].replace(",", "").replace("−", "-"))
    if printed["percent"]:
        return Cell(number / 100, "percent", min(_places(number), 2), sign=printed["sign"])
    return Cell(number, "number", min(_places(number), 2), sign=printed["sign"])


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _standing(brief: Brief) -> dict[int, list[str]]:
    """The sentences in which each mark stands, without marks, once each."""
    said = [*brief.standfirst, *(t.text for t in brief.takeaways), *(s for section in brief.sections for s in section.sentences)]
    found = grouped((p, evidence.plain(s)) for s in dict.fromkeys(said) for p in evidence.pieces(s) if isinstance(p, int))
    return {mark: list(dict.fromkeys(sentences)) for mark, sentences in found.items()}


def _listed(marks: Iterable[int]) -> str:
    return ", ".join(str(m) for m in marks)


def _table(key: str, names: Iterable[str], rows: list[list[Cell]], language: Language) -> Table:
    return Table(key, [column(n, language) for n in names], rows)
