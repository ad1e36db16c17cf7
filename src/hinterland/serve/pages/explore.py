"""Exploring the observations: filters, sources, vintages, a table page by page, and all that fits as a file."""

from __future__ import annotations

import json
from typing import Any

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief import shown
from hinterland.brief.html import Link
from hinterland.brief.interface import label
from hinterland.brief.output import evidence
from hinterland.brief.output.figures import figure, span
from hinterland.brief.output.words import word
from hinterland.codes import Language
from hinterland.codes.tables import Kind
from hinterland.language import issuer, title
from hinterland.language.naming import currency_name
from hinterland.language.phrases import phrase
from hinterland.language.write import when
from hinterland.models import RELIABILITY, Claim, Observation, Source
from hinterland.serve.pages.choices import Choice, by_kind, named
from hinterland.serve.pages.frames import page, to
from hinterland.serve.replies import Reply
from hinterland.serve.verbs import figures

PAGE = 50
"""Rows on a page."""
SELECTS: tuple[tuple[str, Kind], ...] = (
    ("concept", "concept"), ("flow", "flow"), ("product", "product"), ("partner", "partner"), ("regime", "regime"),
)  # fmt: skip
"""The columns that a list filters by, and the kind of code in each."""
ENTERPRISE = "enterprise:"
"""What the codes of a regime begin with that are no mode of trade."""
FORMS = ("csv", "parquet", "xlsx")


def explore(h: Hinterland, *, language: Language, offset: int = 0, vintage: str = "preferred", **filters: Any) -> Reply:
    """A page of the observations that fit. Raises `InputError` for a region or period nobody knows."""
    asked = {k: v for k, v in filters.items() if v is not None}
    found = json.loads(figures.observations(h, vintage=vintage, limit=PAGE, offset=offset, **asked).body)
    total = found["total"]
    told = asked | ({"vintage": vintage} if vintage != "preferred" else {})
    cited = [(Source(**{k: v for k, v in s.items() if k != "observations"}), s["observations"]) for s in h.sources_table()]
    colon = word("colon", language)

    def turned(start: int) -> str:
        return to(language, "explore", **told, **({"offset": start} if start else {}))

    def file(form: str) -> str:
        return to("en", "", **told, format=form).replace("/en/", "/api/observations", 1)

    return page(
        h,
        "explore",
        language,
        told | ({"offset": offset} if offset else {}),
        asked={"vintage": vintage, **asked},
        subjects=by_kind(language),
        selects=[(name, label(f"explore:{name}", language), _choices(_held(h, name), kind, language)) for name, kind in SELECTS],
        ops=[(o, label(f"op:{o}", language)) for o in _held(h, "op") if o in figures.OPS],
        currencies=[(c, phrase(f"currency-menu:{c}", language) or currency_name(c, language)) for c in _held(h, "currency")],
        trust=[(t, evidence.reliability(t, language)) for t in RELIABILITY],
        sources=[(s.id, colon.join(dict.fromkeys((issuer(s, language), title(s.title, language))))) for s, _ in cited],
        rows=[_row(Observation.model_validate(o), language) for o in found["observations"]],
        total=total,
        first=offset + 1 if total else 0,
        last=min(offset + PAGE, total),
        before=turned(max(0, offset - PAGE)) if offset else "",
        after=turned(offset + PAGE) if offset + PAGE < total else "",
        downloads=[Link(label(f"download:{f}", language) if f == "xlsx:table" else f, file(f)) for f in FORMS],
        cited=[(shown.cited(s, language), n) for s, n in cited],
        most=figures.MOST,
    )


def _choices(values: list[str], kind: Kind, language: Language) -> list[tuple[str, list[Choice]]]:
    """What a list offers under its headings: what is cut by the nature of the enterprise apart from what is cut by the mode of trade."""
    apart = [v for v in values if v.startswith(ENTERPRISE)]
    cuts = (("mode" if apart else kind, [v for v in values if v not in apart]), ("enterprise", apart))
    return [(label(f"explore:{cut}", language), named(held, kind, language)) for cut, held in cuts if held]


def _held(h: Hinterland, column: str) -> list[str]:
    """The values of a column, the most frequent first."""
    asked = f"SELECT {column} FROM observations WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
    return [str(v) for (v,) in h.engine.con.execute(asked).fetchall()]


def _row(o: Observation, language: Language) -> dict[str, str]:
    what = evidence.measured(Claim(id="", kind="value", subject=o.region, indicator=o.indicator, period=o.period), language)
    value = figure(o.value, o.unit, language) if o.value is not None else span(o.low, o.high, o.unit, language)
    about = word("comma", language).join((o.released or word("undated", language), evidence.reliability(o.reliability, language)))
    where, period = codes.name(o.region, language), when(o.period, language)
    return {"region": where, "period": period, "what": what, "value": value, "source": o.source, "about": about}
