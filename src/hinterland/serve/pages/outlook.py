"""What may come next: the chance that a subject's trade passes a mark in each of the next years, by simulated futures, and how good such
futures have been. The mark is one of a range of round amounts, which a list offers and a script turns into a slider; the futures of a state
are simulated once for all marks."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief import html
from hinterland.brief.interface import label
from hinterland.brief.site.frames import name
from hinterland.codes import Language
from hinterland.indicators.show import subject_code
from hinterland.models import Flow
from hinterland.requests.slots import FLOWS
from hinterland.serve.pages.choices import Choice, by_kind, named, shown_first
from hinterland.serve.pages.frames import brief_link, page
from hinterland.serve.replies import Reply

if TYPE_CHECKING:
    from hinterland.outlook.answer import Outlook

HORIZONS = (1, 2, 3, 5, 7, 10)
STEPS = 40
"""About how many marks are offered, from a part of the last level to a multiple of it."""
DECIDING = ("nation-to-date",)
"""Notes that a row of the table rests on, which stand beneath it."""
LEAST, MOST = Decimal("0.5"), Decimal("2.5")


def outlook(
    h: Hinterland,
    *,
    language: Language,
    subject: str | None = None,
    threshold: str | None = None,
    horizon: int | None = None,
    flow: Flow | None = None,
) -> Reply:
    """The page of a subject. A threshold that isn't among the marks offered is put among them."""
    asked: dict[str, Any] = {"subject": subject, "threshold": threshold, "horizon": horizon, "flow": flow}
    found = _asked(h, subject or shown_first("outlook")[0], threshold, horizon or 5, flow)
    chosen = found.threshold
    values: dict[str, Any] = {"picture": None, "heads": [], "rows": [], "crossing": [], "basis": [], "said": []}
    if found.years:
        from hinterland.brief.pictures.fan import fan
        from hinterland.outlook import answer, tell_ahead
        from hinterland.outlook.wording import words

        deciding = [n for n in found.notes if n.code in DECIDING]
        said = tell_ahead.sentences(replace(found, notes=tuple(n for n in found.notes if n not in deciding)), language)
        crossing = 1 if found.first_year or found.stays else 0
        picture = fan(found, language, answer.sources(h.indicators, found))
        values = {
            "picture": (picture, html.draw(picture, "p-")),
            "heads": tell_ahead.columns(found, language),
            "rows": tell_ahead.rows(found, language),
            "crossing": said[:crossing],
            "basis": [words("ahead:note", language, text=n.text(language, found.home)) for n in deciding],
            "said": said[crossing:],
        }
    else:
        values["said"] = [n.text(language, found.home) for n in found.notes]
    last = str(found.history[-1].year) if found.history else ""
    return page(
        h,
        "outlook",
        language,
        asked,
        around={"scripts": ("slider.js",)},
        asked={"subject": found.subject, "horizon": horizon or 5, "flow": found.flow},
        whose=name(found.subject, language),
        subjects=by_kind(language),
        horizons=[(str(n), label("outlook:years", language, n=n)) for n in sorted({*HORIZONS, horizon or 5})],
        flows=named(FLOWS, "flow", language),
        marks=marks(found, language),
        mark=None if chosen is None else f"{chosen:f}",
        brief=brief_link(found.subject, last, language) if last else None,
        data=f"/api/outlook?subject={found.subject}&horizon={horizon or 5}&flow={found.flow}"
        + (f"&threshold={chosen:f}" if chosen else ""),
        **values,
    )


def _asked(h: Hinterland, subject: str, threshold: str | None, horizon: int, flow: Flow | None) -> Outlook:
    """The outlook, on futures that are simulated once. Raises `InputError` for what can't be asked."""
    from hinterland.outlook.answer import FARTHEST, outlook
    from hinterland.outlook.forecast import kept_forecast
    from hinterland.outlook.joint import TooShort

    made = None
    if 1 <= horizon <= FARTHEST:
        with suppress(TooShort):
            made = kept_forecast(h.indicators, horizon, flow, codes.home_of(subject_code(subject)))
    return outlook(h.indicators, subject, threshold, horizon, flow, made=made)


def marks(found: Outlook, language: Language) -> list[Choice]:
    """Round amounts around the last level, the smallest first, with what each is called."""
    from hinterland.outlook.wording import round_mark

    if not found.history:
        return []
    last = Decimal(round(found.history[-1].value))
    rough = last * (MOST - LEAST) / STEPS
    power = Decimal(1).scaleb(rough.adjusted())
    step = min((m * power for m in (1, 2, 5, 10)), key=lambda s: abs(s - rough))
    first = (last * LEAST // step + 1) * step
    offered = {first + n * step for n in range(int((last * MOST - first) / step) + 1)} | ({found.threshold} if found.threshold else set())
    return [(f"{m:f}", round_mark(m, language, found.home.currency)) for m in sorted(offered)]
