"""The months to come for reading: a table, the record of the model, what to know of them."""

from __future__ import annotations

from typing import Any

from hinterland import codes
from hinterland.codes import Language
from hinterland.language.write import when
from hinterland.models import Indicator
from hinterland.outlook.month_by_month import Months
from hinterland.outlook.quantiles import MEDIAN, P10, P90
from hinterland.outlook.tell_ahead import model
from hinterland.outlook.wording import amount, name, share, trade
from hinterland.outlook.words import words


def title(found: Months, language: Language) -> str:
    """Whose trade it is."""
    return words("months:title", language, place=name(found.subject, language), trade=trade(Indicator(flow=found.flow), language))


def columns(language: Language) -> list[str]:
    """The heads of the table of months."""
    return [words(k, language) for k in ("months:month", "ahead:p10", "ahead:median", "ahead:p90")]


def rows(found: Months, language: Language) -> list[list[str]]:
    """The table of months."""
    return [
        [when(m.period, language), *(amount(m.quantiles[q], language, codes.home_of(found.subject).currency) for q in (P10, MEDIAN, P90))]
        for m in found.months
    ]


def sentences(found: Months, language: Language) -> list[str]:
    """What stands below the table: the model, its record as far ahead as was asked, the notes."""
    said = (
        [words("ahead:model", language, model=model(found.model, language), paths=f"{found.paths:,}", seed=found.seed)]
        if found.model
        else []
    )
    for h in found.record.get("horizons", []):
        if h["horizon"] <= len(found.months):
            ahead = words("months:horizon-one" if h["horizon"] == 1 else "months:horizon", language, count=h["horizon"])
            about = {"forecasts": h["forecasts"], "origins": h["origins"], "covered": share(h["coverage_80"], language)}
            losses: dict[str, Any] = {
                "pinball": f"{h['pinball']:.3f}",
                "other": f"{h['naive']['pinball']:.3f}",
                "naive": model(found.record["naive"], language),
            }
            said.append(words("months:record", language, horizon=ahead, **about, **losses))
    return said + [words("ahead:note", language, text=note) for note in found.notes(language)]
