"""Exploring the observations: filters, sources, vintages, a table page by page, and all that fits as a file; and the files that are pending,
what contradicts the figures held and explains it best, and where the server may load, buttons to accept or reject."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief import html, shown
from hinterland.brief.document import Picture
from hinterland.brief.html import Link
from hinterland.brief.interface import label
from hinterland.brief.output import evidence
from hinterland.brief.output.figures import figure, span
from hinterland.brief.output.words import word
from hinterland.brief.pictures import plot
from hinterland.brief.pictures.house import source_line
from hinterland.brief.pictures.scale import MINUS
from hinterland.brief.pictures.words import listed
from hinterland.brief.site.pages import unmarked
from hinterland.check.words import amount
from hinterland.codes import Language, Period
from hinterland.codes.tables import Kind
from hinterland.indicators.resolve import observation
from hinterland.interval import Interval
from hinterland.language import issuer, title
from hinterland.language.naming import currency_name
from hinterland.language.phrases import phrase
from hinterland.language.write import when
from hinterland.models import RELIABILITY, Claim, Observation, Source
from hinterland.serve.pages.choices import Choice, by_kind, named
from hinterland.serve.pages.frames import page, to
from hinterland.serve.replies import Reply
from hinterland.serve.verbs import figures, plain

PAGE = 50
"""Rows on a page."""
SELECTS: tuple[tuple[str, Kind], ...] = (
    ("concept", "concept"), ("flow", "flow"), ("product", "product"), ("partner", "partner"), ("regime", "regime"),
)  # fmt: skip
"""The columns that a list filters by, and the kind of code in each."""
ENTERPRISE = "enterprise:"
"""What the codes of a regime begin with that are no mode of trade."""
FORMS = ("csv", "parquet", "xlsx")
HEADS = {
    "region": "explore:region",
    "period": "ask:period",
    "value": "explore:value",
    "what": "revisions:what",
    "source": "revisions:source",
}
"""The columns of the table and the words of their heads."""
DRAWN, FEWEST, SIDES = 1_000, 3, 6
"""Maximum figures that are read for a chart, the least that make one, and maximum regions in it."""


LENGTHS = ("month", "quarter", "year")
"""The kinds of periods that a chart is drawn of before others, which overlap."""


class Head(NamedTuple):
    """The head of a column: its words, the address of the table in its order, the order it is in, and whether it holds numbers."""

    text: str
    address: str = ""
    order: str = ""
    is_number: bool = False


def explore(
    h: Hinterland, *, language: Language, offset: int = 0, vintage: str = "preferred", sort: str = "oldest", **filters: Any
) -> Reply:
    """A page of the observations that fit, in the order asked for, and a chart of those of one measure. Raises `InputError` for a region or period nobody knows."""
    asked = {k: v for k, v in filters.items() if v is not None}
    found = json.loads(figures.observations(h, vintage=vintage, limit=PAGE, offset=offset, sort=sort, **asked).body)
    total = found["total"]
    kept = asked | ({"vintage": vintage} if vintage != "preferred" else {})
    parameters = kept | ({"sort": sort} if sort != "oldest" else {})
    observed = [Observation.model_validate(o) for o in found["observations"]]
    based = len({o.indicator.basis for o in observed if o.indicator.concept == "trade"}) > 1
    cited = [(Source(**{k: v for k, v in s.items() if k != "observations"}), s["observations"]) for s in h.sources_table()]
    colon = word("colon", language)

    def turned(start: int) -> str:
        return to(language, "explore", **parameters, **({"offset": start} if start else {}))

    def file(form: str) -> str:
        return to("en", "", **kept, format=form).replace("/en/", "/api/observations", 1)

    return page(
        h,
        "explore",
        language,
        parameters | ({"offset": offset} if offset else {}),
        asked={"vintage": vintage, "sort": sort, **asked},
        heads=[_head(column, sort, kept, language) for column in HEADS],
        picture=_picture(h, vintage, asked, language) if asked and vintage == "preferred" else None,
        subjects=by_kind(language),
        selects=[
            (name, label(f"explore:{name}", language), _choices(figures.values_of(h, name), kind, language)) for name, kind in SELECTS
        ],
        ops=[(o, label(f"op:{o}", language)) for o in figures.values_of(h, "op") if o in figures.OPS],
        currencies=[(c, phrase(f"currency-menu:{c}", language) or currency_name(c, language)) for c in figures.values_of(h, "currency")],
        trust=[(t, evidence.reliability(t, language)) for t in RELIABILITY],
        sources=[(s.id, colon.join(dict.fromkeys((issuer(s, language), title(s.title, language))))) for s, _ in cited],
        rows=[_row(o, language, based=based) for o in observed],
        total=total,
        first=offset + 1 if total else 0,
        last=min(offset + PAGE, total),
        before=turned(max(0, offset - PAGE)) if offset else "",
        after=turned(offset + PAGE) if offset + PAGE < total else "",
        downloads=[Link(label(f"download:{f}", language) if f == "xlsx:table" else f, file(f)) for f in FORMS],
        cited=[(shown.cited(s, language), n) for s, n in cited],
        most=figures.MOST,
    )


def _head(column: str, sort: str, kept: dict[str, Any], language: Language) -> Head:
    """The head of a column with the address of its order: from its beginning, or where it is in that, from its end; amounts and periods from their end first."""
    if column == "what":
        return Head(label(HEADS[column], language))
    first, second = (f"-{column}", column) if column in ("value", "period") else (column, f"-{column}")
    order = "ascending" if sort == column else "descending" if sort == f"-{column}" else ""
    return Head(
        label(HEADS[column], language), to(language, "explore", **kept, sort=second if sort == first else first), order, column == "value"
    )


def _picture(h: Hinterland, vintage: str, asked: dict[str, Any], language: Language) -> tuple[Picture, html.Drawn] | None:
    """A chart of the figures that fit and are of one measure, unit and length of period, the largest such set; None where there are few, or more than are read."""
    total, rows = figures.read(h, figures.choose(h, vintage=vintage, **asked), DRAWN, 0, figures.SORTS["period"])
    alike: dict[Any, list[Observation]] = {}
    for o in map(observation, rows):
        alike.setdefault((o.indicator.model_dump_json(), o.unit, Period.parse(o.period).kind), []).append(o)
    best = max(alike.values(), key=lambda own: (Period.parse(own[0].period).kind in LENGTHS, len(own)), default=[])
    if total > DRAWN or len(best) < FEWEST or len({o.region for o in best}) > SIDES:
        return None
    names = [codes.name(r, language) for r in dict.fromkeys(o.region for o in best)]
    about = evidence.measured(
        Claim(id="", kind="value", subject=best[0].region, indicator=best[0].indicator, period=best[0].period), language
    )
    first, *_, last = (when(str(p), language) for p in sorted(Period.parse(o.period) for o in best))
    what = label("explore:drawn", language, what=about, first=first, last=last)
    title = word("colon", language).join((listed(names, language), what))
    points = [
        plot.Point(o.region, o.indicator.flow, o.period, o.value, _row(o, language)["value"], o.unit or "", o.reliability)
        for o in best
        if o.value is not None
    ]
    sources = h.indicators.sources(dict.fromkeys(o.source for o in best))
    drawn = plot.drawn(title, points, language, source_line(sources, {plot.sign(p) for p in points}, language))
    return None if drawn is None else (unmarked(drawn), html.draw(drawn, "x-"))


def _choices(values: list[str], kind: Kind, language: Language) -> list[tuple[str, list[Choice]]]:
    """What a list offers under its headings: what is cut by the nature of the enterprise apart from what is cut by the mode of trade."""
    apart = [v for v in values if v.startswith(ENTERPRISE)]
    cuts = (("mode" if apart else kind, [v for v in values if v not in apart]), ("enterprise", apart))
    return [(label(f"explore:{cut}", language), named(held, kind, language)) for cut, held in cuts if held]


def _row(o: Observation, language: Language, *, based: bool = False) -> dict[str, str]:
    """A row of the table: what it is of with its basis where rows differ in it (`based`), and a derived figure in the digits that it is known to."""
    what = evidence.measured(Claim(id="", kind="value", subject=o.region, indicator=o.indicator, period=o.period), language)
    if based and o.indicator.concept == "trade":
        what = word("comma", language).join((what, label(f"basis:{o.indicator.basis}", language)))
    value = figure(o.value, o.unit, language) if o.value is not None else span(o.low, o.high, o.unit, language)
    if o.reliability == "derived" and o.low is not None and o.high is not None and o.low < o.high:
        value = amount(Interval(o.low, o.high), o.unit, language).replace("-", MINUS)
    about = word("comma", language).join((o.released or word("undated", language), evidence.reliability(o.reliability, language)))
    where, period = codes.name(o.region, language), when(o.period, language)
    return {"region": where, "period": period, "what": what, "value": value, "source": o.source, "about": about}


def pending(h: Hinterland, *, language: Language, deciding: bool = False) -> Reply:
    """The page of pending files; `deciding` where they can be accepted and rejected through the server."""
    files = [plain.named(h.pending(f["load"]))["files"][0] for f in h.pending()["files"]]
    return page(h, "pending", language, files=files, deciding=deciding)
