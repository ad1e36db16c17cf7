"""The US Census Bureau's international trade API: exports of goods by state, a file a month (or each December, for whole years), as
`census` reads. Built to the bureau's guide, whose summary levels (ST, STCY, HSST) name the rows, and not yet tried against the service; the
key is the variable CENSUS_API_KEY."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from hinterland.codes import Period
from hinterland.sources import answers, census
from hinterland.sources.live import asking
from hinterland.sources.live.asking import Answer, Service
from hinterland.sources.reading import InputError

VARIABLE = "CENSUS_API_KEY"
ADDRESS = "https://api.census.gov/data/timeseries/intltrade/exports/statehs"
NAME = "the US Census Bureau"
FIRST = 201001
"""The first month that the datasets hold."""
COLUMNS = ("STATE", "CTY_CODE", "CTY_NAME", "E_COMMODITY", "YEAR", "MONTH", *census.VALUES)
_KEY_PAGE = re.compile(r"(invalid|missing)_key")


def fetch(
    periods: Sequence[str],
    folder: Path,
    *,
    products: str = "TOTAL",
    partners: bool = False,
    key: str | None = None,
    address: str | None = None,
    wait: asking.Wait = time.sleep,
    progress: asking.Progress = lambda found: None,
) -> list[asking.Fetched]:
    """Fetch the exports of all states into a folder, in all, by country (`partners`) or by product: TOTAL, AG2, AG4, AG6, or HS codes. A
    year is asked for by its December, whose year to date it is; other periods month by month. Raises `InputError` for what can't be asked,
    without a key, and for a service that refuses; the files fetched before it stay."""
    chosen = _levels(products, partners)
    months = dict.fromkeys(m for p in asking.periods_of(periods) for m in ([p.end] if p.kind == "year" else p))
    if early := [m for m in months if m < FIRST]:
        raise InputError(f"{NAME} gives months from {Period.of_month(FIRST)} on, not {Period.of_month(early[0])}")
    asking.existing(folder)
    key = key or os.environ.get(VARIABLE) or None
    if key is None:
        raise InputError(
            f"{NAME} answers nobody without a key, which is free: ask for one on its page for developers, and set {VARIABLE} to it"
        )
    service = Service(NAME, address or ADDRESS, key)
    by = "partners" if partners else products.replace(",", "+")

    def question(month: int) -> asking.Question:
        year, number = divmod(month, 100)
        asked = {"get": ",".join(COLUMNS), "YEAR": str(year), "MONTH": f"{number:02}", **chosen}
        # A column that is asked for by value needn't be asked for by name.
        asked["get"] = ",".join(c for c in COLUMNS if c not in asked)
        name, path = f"exports of the states, {Period.of_month(month)}, {by}", folder / f"census-states-{month}-{by}.json"
        return asking.Question(path, name, partial(_content, service, asked, key), _rows)

    return asking.fetch_all(map(question, months), wait=wait, progress=progress)


def _levels(products: str, partners: bool) -> dict[str, Any]:
    """The parameters that name the rows. Raises `InputError` for products that can't be asked for."""
    if partners and products != "TOTAL":
        raise InputError("the Census Bureau's exports by state are fetched by country or by product, not by both; ask twice")
    if partners:
        return {"SUMMARY_LVL2": ["STCY", "CY"], "SUMMARY_LVL": "DET"}
    if products == "TOTAL":
        return {"SUMMARY_LVL2": ["ST", "TO"]}
    if products in ("AG2", "AG4", "AG6"):
        return {"SUMMARY_LVL2": ["HSST", "HS"], "COMM_LVL": f"HS{products[2:]}"}
    if asking.CODES.fullmatch(products):
        return {"SUMMARY_LVL2": ["HSST", "HS"], "E_COMMODITY": products.split(",")}
    raise InputError(f"products are TOTAL, AG2, AG4, AG6, or HS codes of two, four or six digits (8507,850760), not {products!r}")


def _content(service: Service, asked: dict[str, Any], key: str) -> bytes | None:
    """The answer to a question; none where nothing is reported. Raises `InputError` for a refusal, or an answer of another form."""
    answer = service.ask(query={**asked, "key": key})
    _refuse_key(answer)
    if answer.status == 204:
        return None
    value = service.parsed(answer)
    names, rows = census.table(NAME, value)
    if missing := [c for c in ("STATE", *census.VALUES) if c not in names]:
        raise InputError(f"{NAME}: the answer has no column {missing[0]}, which was asked for; its form may have changed")
    if not rows:
        return None
    return answers.Kept(census.NAME, {"address": ADDRESS, **asked}, value).to_json()


def _refuse_key(answer: Answer) -> None:
    """Raises `InputError` where the service doesn't take the key, which it says by sending the client to a page."""
    said = f"{answer.location or ''} {answer.said.lower().replace(' key', '_key')}" if answer.status in (200, 301, 302, 303, 307) else ""
    if (page := _KEY_PAGE.search(said)) and not answer.data.lstrip().startswith(b"["):
        raise InputError(f"{NAME} says that the key in {VARIABLE} is {page[1]}; check it, and that the link in its message was followed")


def _rows(path: Path) -> int:
    """The rows of a file fetched before. Raises `InputError` where it is damaged."""
    value = answers.read_json(path)
    return len(census.table(path.name, answers.kept_of(path, value, census.NAME).answer)[1])
