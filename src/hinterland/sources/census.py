"""Exports of the states of the United States as the Census Bureau's international trade API gives them: JSON rows by state of origin of
movement, country and HS code (`-` is the total of each). Groups of countries repeat their members' trade and are rejected; so are
industries by NAICS."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.packaged import read_words
from hinterland.packs import dollars
from hinterland.sources import answers
from hinterland.sources.numerals import HS, expect
from hinterland.sources.reading import Figure, Head, InputError, Options, Reading
from hinterland.sources.records import begin_reading, known_source

NAME = "census"
COUNTRY = "US"
BASIS = "destination-origin"
TOTAL = "-"
VALUES = ("ALL_VAL_MO", "ALL_VAL_YR")
_COUNTRY_CODE = re.compile(r"[1-9]\d{3}")


def sniff(head: Head) -> bool:
    """Whether a file is a kept answer of the bureau, or an answer saved as it came, whose first row names a state and a value."""
    first = head.text.lstrip()[:2000].partition("]")[0]
    return answers.is_kept(head, NAME) or (first.startswith("[[") and '"STATE"' in first and any(f'"{v}"' in first for v in VALUES))


def read(path: Path, options: Options) -> Reading:
    """Read an answer. Raises `InputError` where it isn't one, or lacks the columns that say whose exports of when these are."""
    value = answers.read_json(path)
    kept = None if isinstance(value, list) else answers.kept_of(path, value, NAME)
    names, rows = table(path.name, kept.answer if kept else value)
    missing = [n for n in ("STATE", "YEAR", "MONTH") if n not in names]
    if "time" in names:
        missing = [n for n in missing if n == "STATE"]
    if missing or not set(names) & set(VALUES):
        lacking = missing[0] if missing else " or ".join(VALUES)
        raise InputError(f"{path}: the answer has no column {lacking}; ask for STATE, YEAR, MONTH and {' or '.join(VALUES)}")
    reading, blank = begin_reading(path, NAME, options, known_source("US-CENSUS-STATES"), len(rows), kept.released if kept else None)
    for number, cells in enumerate(rows, start=2):
        # A parameter that was also asked for comes as two columns that say the same.
        given = dict(zip(reversed(names), reversed(cells), strict=True))
        with reading.quarantining(number, ",".join(cells)):
            reading.figures += _figures(given, number, blank)
    return reading


def table(where: str, answer: Any) -> tuple[list[str], list[list[str]]]:
    """The names of the columns of an answer and its rows, as text. Raises `InputError` where it has another form."""
    if not isinstance(answer, list) or not answer or not all(isinstance(row, list) and len(row) == len(answer[0]) for row in answer):
        raise InputError(
            f"{where}: an answer of the Census Bureau is a list of rows of one length, the first with the names of the columns"
        )
    text = [["" if cell is None else str(cell) for cell in row] for row in answer]
    return text[0], text[1:]


def _figures(given: Mapping[str, str], row: int, blank: Mapping[str, Any]) -> list[Figure]:
    """The month and the year to date of a row. Raises `ValueError` or `LookupError` with the reason why it can't be read."""
    if "NAICS" in given and given["NAICS"] not in (TOTAL, ""):
        raise ValueError(f"an industry by NAICS ({given['NAICS']}), which no table of products has")
    region, product, partner = _state(given["STATE"]), _product(given.get("E_COMMODITY", TOTAL)), _partner(given)
    month = _month(given)
    periods = {"ALL_VAL_MO": Period.of_month(month), "ALL_VAL_YR": Period.year_to(month)}
    if month % 100 == 1 and "ALL_VAL_MO" in given:
        del periods["ALL_VAL_YR"]
    money = dollars()
    common = {**blank, "flow": "export", "basis": BASIS, "currency": money, "precision": Decimal(1)}
    common |= {"product": product, "partner": partner, "row": row}
    values = {p: Decimal(expect(given[n], "[0-9]{1,18}", "an amount in dollars")) for n, p in periods.items() if n in given}
    return [Figure(region, str(period), value, money, **common) for period, value in values.items()]


def _state(text: str) -> str:
    if text == TOTAL:
        return COUNTRY
    code = f"{COUNTRY}-{text}"
    if codes.held("region", code) is None:
        raise LookupError(f'no table of regions has {code}; rows of "{text}" count to the total only')
    return code


def _product(text: str) -> str:
    if text in (TOTAL, ""):
        return "all"
    return codes.get("product", expect(text, HS, "an HS code of two, four or six digits")).code


def _partner(given: Mapping[str, str]) -> str:
    code, name = given.get("CTY_CODE", TOTAL), given.get("CTY_NAME", "")
    if code in (TOTAL, ""):
        return "world"
    if not _COUNTRY_CODE.fullmatch(code):
        raise ValueError(f"a group of countries as the bureau defines it ({code} {name}), whose members have rows of their own")
    if not name:
        raise ValueError(f"the country {code} has no name beside it; ask for CTY_NAME too")
    own = read_words("hinterland.sources", "census_partners.csv", "name").get(name.upper())
    return codes.find(own["partner"] if own else name, "partner").code


def _month(given: Mapping[str, str]) -> int:
    parts: Sequence[str] = given["time"].split("-") if "time" in given else (given["YEAR"], given["MONTH"])
    if len(parts) != 2 or not (re.fullmatch(r"\d{4}", parts[0]) and re.fullmatch(r"\d{1,2}", parts[1])):
        raise ValueError(f'"{"-".join(parts)}" is not a month')
    return Period.of_month(int(parts[0]) * 100 + int(parts[1])).end
