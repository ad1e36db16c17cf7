"""Comex Stat of Brazil by its API, a file for each flow and year or month, as `comexstat_answers` reads; built to its documentation and not
yet tried against the service. It takes a question every ten seconds and cuts answers without saying so, so there is a long pause, and each
answer has to add up to the nation's total."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from hinterland.codes import Period
from hinterland.errors import refused
from hinterland.sources import answers
from hinterland.sources import comexstat_answers as form
from hinterland.sources.live import asking
from hinterland.sources.live.asking import BUSY_WAIT, Answer, Service
from hinterland.sources.reading import InputError

ADDRESS = "https://api-comexstat.mdic.gov.br"
NAME = "Comex Stat"
FIRST = 199701
"""The first month that it holds."""
PAUSE = 11.0
"""Seconds between two questions."""
FLOWS = ("export", "import")
LEVELS: Final = {2: "chapter", 4: "heading", 6: "subHeading"}
"""The details by the digits of their codes."""


def fetch(
    periods: Sequence[str],
    flows: Sequence[str],
    folder: Path,
    *,
    products: str = "TOTAL",
    partners: bool = False,
    address: str | None = None,
    wait: asking.Wait = time.sleep,
    progress: asking.Progress = lambda found: None,
) -> list[asking.Fetched]:
    """Fetch the trade of all states into a folder, in all, by country (`partners`) or by product: TOTAL, AG2, AG4, AG6, or HS codes of one
    length. A year is asked for as a year, other periods by month. The nation's totals come along, and an answer that doesn't add up to them
    is refused. Raises `InputError` for what can't be asked, and for a service that refuses or can't be reached; the files fetched before it
    stay."""
    if unknown := [f for f in flows if f not in FLOWS]:
        raise InputError(f"a flow is export or import, not {unknown[0]!r}")
    details, filters = _division(products, partners)
    spans = [s for p in asking.periods_of(periods) for s in _spans(p, apart=len(details) > 1)]
    if early := [s for s in spans if s.start < FIRST]:
        raise InputError(f"{NAME} gives months from {Period.of_month(FIRST)} on, not {early[0]}")
    run = _Run(Service(NAME, address or ADDRESS), asking.existing(folder), wait)
    by = "partners" if partners else products.replace(",", "+")

    def questions() -> Iterator[asking.Question]:
        for span in dict.fromkeys(spans):
            for flow in flows:
                whole = run.question(flow, span, "nation", [], [])
                yield whole
                yield run.question(flow, span, by, details, filters, None if filters else whole.path)

    return asking.fetch_all(questions(), pause=PAUSE, wait=wait, progress=progress)


def _division(products: str, partners: bool) -> tuple[list[str], list[dict[str, Any]]]:
    """The details and filters of a question. Raises `InputError` for products that can't be asked for."""
    if partners and products != "TOTAL":
        raise InputError(f"{NAME} is fetched by country or by product, not by both; ask twice")
    if partners:
        return ["state", "country"], []
    if products == "TOTAL":
        return ["state"], []
    if products in ("AG2", "AG4", "AG6"):
        return ["state", LEVELS[int(products[2:])]], []
    widths = {len(code) for code in products.split(",")}
    if not asking.CODES.fullmatch(products) or len(widths) > 1:
        raise InputError(f"products are TOTAL, AG2, AG4, AG6, or HS codes of one length (8507 or 850760,854140), not {products!r}")
    level = LEVELS[widths.pop()]
    return ["state", level], [{"filter": level, "values": products.split(",")}]


def _spans(period: Period, *, apart: bool) -> list[Period]:
    """What is asked for at once: a year, the months of one year, or a single month where the rows are many (`apart`)."""
    if period.kind == "year":
        return [period]
    months = list(period)
    if apart:
        return [Period.of_month(m) for m in months]
    years = dict.fromkeys(m // 100 for m in months)
    return [Period(max(period.start, 100 * y + 1), min(period.end, 100 * y + 12)) for y in years]


@dataclass
class _Run:
    """A run's questions to the service, and what it asks for once: the day of the last update with the last month, and the numbers of countries."""

    service: Service
    folder: Path
    wait: asking.Wait

    def question(
        self, flow: str, span: Period, by: str, details: list[str], filters: list[dict[str, Any]], whole: Path | None = None
    ) -> asking.Question:
        """A question; `whole` is the file with the totals that the answer has to add up to."""
        ends = {side: str(Period.of_month(month)) for side, month in (("from", span.start), ("to", span.end))}
        asked = {
            "flow": flow, "monthDetail": span.kind != "year", "period": ends, "filters": filters, "details": details, "metrics": [form.VALUE],
        }  # fmt: skip
        name = f"{flow}s, {span}, {by}"
        path = self.folder / f"comexstat-{flow}-{str(span).replace('/', '-to-')}-{by}.json"
        return asking.Question(path, name, lambda: self._content(name, asked, span, whole), lambda kept: len(_listed(kept)))

    def _content(self, name: str, asked: dict[str, Any], span: Period, whole: Path | None) -> bytes | None:
        released, last = self.updated
        if last < span.end:
            instead = f"; ask for {Period(span.start, last)}" if span.start <= last else ""
            raise InputError(f"{NAME} has not the whole of {span} yet: its months end in {Period.of_month(last)}{instead}")
        tables = {form.COUNTRIES: self.countries} if "country" in asked["details"] else {}
        value = self._ask(lambda: self.service.ask("/general?language=pt", body=asked))
        listed = form.rows(f"{NAME}, {name}", value)
        if not listed:
            return None
        if whole is not None:
            _add_up(name, listed, whole)
        return answers.Kept(form.NAME, asked, value, released=released, tables=tables).to_json()

    @cached_property
    def updated(self) -> tuple[str, int]:
        """The day of the last update, and the last month held. Raises `InputError` where the service doesn't say."""
        value = self._ask(lambda: self.service.ask("/general/dates/updated"))
        unsaid = f"{NAME} doesn't say up to which month it goes, or when it was updated; its form may have changed"
        with refused(KeyError, TypeError, ValueError, form=unsaid):
            data = value["data"]
            day = date.fromisoformat(str(data["updated"])[:10]).isoformat()
            last = Period.of_month(int(data["year"]) * 100 + int(data["monthNumber"])).end
        self.wait(PAUSE)
        return day, last

    @cached_property
    def countries(self) -> dict[str, str]:
        """The service's numbers of countries by their names. Raises `InputError` where its table has another form."""
        value = self._ask(lambda: self.service.ask("/tables/countries", {"language": "pt"}))
        self.wait(PAUSE)
        return {row.get("text", ""): row.get("id", "") for row in form.rows(f"{NAME}, table of countries", value)}

    def _ask(self, ask: Any) -> Any:
        def once() -> Any:
            answer: Answer = ask()
            value = self.service.parsed(answer)
            error = value.get("error") if isinstance(value, dict) else None
            if isinstance(error, dict) and error.get("code") == 429:
                raise asking.Busy(f"{NAME} counts too many questions; it said: {answer.said}; try again later", BUSY_WAIT)
            if error or (isinstance(value, dict) and value.get("success") is False):
                raise InputError(f"{NAME} gave no answer; it said: {answer.said}")
            return value

        return asking.ask_patiently(once, self.wait)


def _add_up(name: str, listed: Sequence[Mapping[str, str]], whole: Path) -> None:
    """Raises `InputError` where rows don't add up to the nation's total, which is how a cut answer shows."""
    if not whole.exists():
        return
    total = sum((form.value_of(r) for r in _listed(whole)), Decimal(0))
    with refused(ValueError, form=f"{NAME}, {name}: {{}}; its form may have changed"):
        summed = sum((form.value_of(r) for r in listed), Decimal(0))
    if summed != total:
        raise InputError(
            f"{NAME}, {name}: the rows add up to {summed:,} dollars and the nation's total is {total:,}, so rows are missing or the data changed in between; "
            f"ask for months or for fewer digits (AG2), or delete {whole.name} to fetch the total again"
        )


def _listed(path: Path) -> list[dict[str, str]]:
    """The rows of a file fetched before. Raises `InputError` where it is damaged."""
    return form.rows(path.name, answers.kept_of(path, answers.read_json(path), form.NAME).answer)
