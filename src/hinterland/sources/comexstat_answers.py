"""Answers of Comex Stat's API as `hinterland fetch comexstat` keeps them. A state is found by its name, a country by its number in the
service's table, kept beside the answer. Exports go by the state that produced the goods, imports by the importer's seat; goods of no state
count to the nation only."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.packs import dollars
from hinterland.sources import answers, countries
from hinterland.sources.comexstat import states
from hinterland.sources.numerals import HS, expect, month_of
from hinterland.sources.reading import Figure, Head, InputError, Options, Reading
from hinterland.sources.records import begin_reading, known_source

NAME = "comexstat-api"
COUNTRY = "BR"
BASES = {"export": "destination-origin", "import": "operating-unit"}
PRODUCTS = {"chapter": "chapterCode", "heading": "headingCode", "subHeading": "subHeadingCode"}
"""The details that divide by product, and the field of a row that holds the code."""
VALUE = "metricFOB"
COUNTRIES = "countries"
"""The table of countries: names as the rows have them, and numbers."""


def sniff(head: Head) -> bool:
    """Whether a file is a kept answer of Comex Stat."""
    return answers.is_kept(head, NAME)


def read(path: Path, options: Options) -> Reading:
    """Read an answer. Raises `InputError` where it isn't one, or where its question doesn't say which flow it is."""
    kept = answers.kept_of(path, answers.read_json(path), NAME)
    flow, details, span = kept.question.get("flow"), kept.question.get("details"), _span(kept.question)
    if flow not in BASES or not isinstance(details, list) or span is None:
        raise InputError(
            f"{path}: the question that is kept with the answer names no flow, details or period; delete the file and fetch it again"
        )
    by_month = kept.question.get("monthDetail") is True
    listed = rows(path.name, kept.answer)
    reading, blank = begin_reading(path, NAME, options, known_source("COMEXSTAT-API"), len(listed), kept.released)
    blank |= {"flow": flow, "basis": BASES[flow], "unit": dollars(), "currency": dollars(), "precision": Decimal(1)}
    for number, given in enumerate(listed, start=1):
        with reading.quarantining(number, ", ".join(f"{k}: {v}" for k, v in given.items())):
            period = str(month_of(given.get("year", ""), given.get("monthNumber", "")) if by_month else span)
            reading.figures.append(_figure(given, number, details, kept.tables.get(COUNTRIES, {}), {**blank, "period": period}))
    return reading


def _span(question: Mapping[str, Any]) -> Period | None:
    """The period of a question; `None` where it has none, or isn't divided by month and is more than a year."""
    period = question.get("period")
    with suppress(KeyError, TypeError, ValueError):
        start, end = (int(str(period[side]).replace("-", "")) for side in ("from", "to"))  # type: ignore[index]
        return Period(start, end) if start // 100 == end // 100 or question.get("monthDetail") else None
    return None


def rows(where: str, answer: Any) -> list[dict[str, str]]:
    """The rows of an answer, as text. Raises `InputError` where it has another form, or says that it failed."""
    data = answer.get("data") if isinstance(answer, dict) else None
    listed = data.get("list") if isinstance(data, dict) else None
    if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
        said = (answer.get("message") or answer.get("error")) if isinstance(answer, dict) else None
        reply = f"; it said: {str(said)[:200]}" if said else ""
        raise InputError(f"{where}: an answer of Comex Stat has its rows in data.list, and this has none{reply}")
    return [{str(k): "" if v is None else str(v).strip() for k, v in row.items()} for row in listed]


def _figure(given: Mapping[str, str], row: int, details: list[str], numbers: Mapping[str, str], blank: Mapping[str, Any]) -> Figure:
    """The figure of a row. Raises `ValueError` or `LookupError` with the reason why it can't be read."""
    if VALUE not in given:
        raise ValueError(f"the row has no {VALUE}")
    field = next((PRODUCTS[d] for d in details if d in PRODUCTS), None)
    return Figure(
        region=_state(given.get("state", "")) if "state" in details else COUNTRY,
        value=value_of(given),
        product=codes.get("product", expect(given.get(field, ""), HS, "an HS code of two, four or six digits")).code if field else "all",
        partner=_partner(given.get("country", ""), numbers) if "country" in details else "world",
        row=row,
        **blank,
    )


def value_of(given: Mapping[str, str]) -> Decimal:
    """The dollars of a row. Raises `ValueError` where they are no number."""
    return Decimal(expect(given.get(VALUE, ""), r"[0-9]{1,18}(\.[0-9]{1,6})?", "an amount in dollars"))


def _state(name: str) -> str:
    with suppress(LookupError):
        code = codes.find(name, "region", within=COUNTRY).code
        if code.removeprefix(f"{COUNTRY}-") in states():
            return code
    raise LookupError(f'"{name}" is no state of Brazil; such goods count to the nation only')


def _partner(name: str, numbers: Mapping[str, str]) -> str:
    if (number := numbers.get(name)) is None:
        raise LookupError(f'the service\'s own table names no country "{name}"')
    code = countries.partner(number, "comexstat")
    if ":" in code:
        raise LookupError(f'"{name}" (number {number}) is no country that a table here names')
    return code
