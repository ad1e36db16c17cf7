"""The map: growth of every region below the nation, in classes of colour and as figures; what isn't held is left white within a broken line.

Drawn as a map, or as a grid of tiles that draws no boundary at all, which is what Chinese briefs have unless set otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hinterland.brief.pictures import titles
from hinterland.brief.pictures.desk import Desk, Figure
from hinterland.brief.pictures.house import INK, LABELLED, PALE, PAPER, QUIET, SMALL, Drawing, data, nominal, place, width
from hinterland.brief.pictures.map.geometry import Outline, has_map, outlines, tiles
from hinterland.brief.pictures.scale import plain_rate, rate
from hinterland.brief.pictures.words import listed
from hinterland.brief.values import place as place_of
from hinterland.claims import Evaluated
from hinterland.language.phrases import phrase

FEWEST = 20

CLASSES = ((0.0, "#e9b99c", INK), (5.0, "#e3ebf4", INK), (10.0, "#b3cbe4", INK), (20.0, "#6f9bc8", INK), (float("inf"), "#1d5796", "white"))
"""Classes of growth: below what it lies, its colour, and the ink that reads on it. Falls are warm, the darker the blue the faster; in grey they keep their order."""

LINE = 6.5
"""Half of the distance between a region's name and its figure."""

KEY, KEY_LINE = 34, 18
"""Room for the key above the regions, and for each line of it beyond the first."""

TILE, COLUMNS = 46.0, 7
"""How high a tile is, and how many stand in a row."""

BOX = {"x": place("x"), "x2": {"field": "x2"}, "y": place("y"), "y2": {"field": "y2"}}
"""A rectangle to the point."""


def growth_map(desk: Desk) -> Drawing | None:
    """The drawing, where the country's pack has a map, the growth of most of its regions is held, and of the subject, if it is one."""
    nation_code = desk.home.nation
    if not (tiles(nation_code) if desk.shape == "tiles" else has_map(nation_code)):
        return None
    everyone = desk.peers
    known = {r: f for r, f in desk.all_growths.items() if r in everyone}
    held = desk.kept(known)
    if len(held) < FEWEST or not (desk.members or desk.subject in held):
        return None
    shown = {r: held.get(r) for r in everyone}
    key, top = _key(desk)
    layers, height = (_tiles if desk.shape == "tiles" else _outlines)(desk, shown, top)
    if (said := _title(desk, held)) is None:
        return None
    title, claims = said
    notes = _signs(desk, held)
    for why, some in (("missing:regions", [r for r in everyone if r not in known]), ("missing:rates", [r for r in known if r not in held])):
        notes += [desk.words(why, names=listed([desk.name(r) for r in some], desk.language))] if some else []
    if desk.shape == "map":
        notes.append(desk.words("map:note"))
    nation = desk.all_growths.get(desk.home.nation)
    return Drawing(
        key="map",
        title=title,
        subtitle=desk.words("map:subtitle" if desk.is_nation else "map:subtitle-outlined", name=_who(desk)),
        alt=desk.words(
            "map:alt-tiles" if desk.shape == "tiles" else "map:alt",
            n=len(held),
            first=desk.name(next(iter(held))),
            size=rate(next(iter(held.values()))),
            last=desk.name(list(held)[-1]),
            least=rate(list(held.values())[-1]),
        ),
        height=height,
        layers=[*key, *layers],
        rows=[{desk.words("head:region"): desk.name(r), desk.words("head:growth"): rate(f)} for r, f in held.items()],
        figures=[*held.values(), *([nation] if nation else [])],
        claims=claims,
        notes=notes,
        body={"projection": {"type": "identity", "scale": 1, "translate": [0, 0]}} if desk.shape == "map" else {},
    )


def _who(desk: Desk) -> str:
    return (phrase(f"group:{desk.subject}", desk.language) if desk.members else "") or desk.name()


def _title(desk: Desk, held: dict[str, Figure]) -> tuple[str, list[Evaluated]] | None:
    """The subject's growth against the nation's; of a whole, in how many of its regions trade grew, or where that isn't sure of all, how its own did, if that is."""
    own, nation = desk.all_growths.get(desk.subject), desk.all_growths.get(desk.home.nation)
    claims = [
        e for e in (titles.own(desk, "growth"), desk.found.one("comparison", "growth", subject=desk.subject, period=str(desk.period))) if e
    ]
    if desk.members:
        inside = [f for r, f in held.items() if r in desk.members]
        grown = sum(f.low > 0 for f in inside)
        group = "" if desk.is_nation else _who(desk)
        counted = desk.found.one("count", "growth", period=str(desk.period))
        if counted is None and len(inside) < sum(r in desk.all_growths for r in desk.members):
            stated = next((e.answer for e in claims if e.claim.kind == "value"), None)
            return (desk.words("map:moved", moved=titles.moved(stated, desk.language)), claims) if stated else None
        values = {"n": (counted and place_of(counted)) or grown, "of": len(inside), "group": group}
        return desk.words("map:counted-group" if group else "map:counted", **values), [*claims, *([counted] if counted else [])]
    assert own is not None
    values = {"moved": titles.moved(own.interval, desk.language)}
    if nation is None:
        return desk.words("map:moved", **values), claims
    return desk.words("map:against", nation=titles.moved(nation.interval, desk.language), **values), claims


def _label(desk: Desk, code: str, f: Figure | None) -> str:
    """A region with its figure, for whoever points at it; the name stands before the colon, by which links find it."""
    return desk.words("map:region", region=desk.name(code), figure=rate(f) if f else desk.words("none"))


def _usual(held: Iterable[Figure]) -> str:
    """The sign that most figures carry."""
    return max(("", "†", "‡"), key=[f.sign for f in held].count)


def _said(shown: Mapping[str, Figure | None], unit: str) -> dict[str, str]:
    """The figures as they are printed on a map, where the sign that most of them carry is left to a note."""
    usual = _usual(f for f in shown.values() if f is not None)
    return {r: f"{plain_rate(f)}{unit}{'' if usual else f.sign}" for r, f in shown.items() if f is not None}


def _signs(desk: Desk, held: Mapping[str, Figure]) -> list[str]:
    """The note for signs that aren't drawn."""
    if not (usual := _usual(held.values())):
        return []
    others = [desk.name(r) + (f.sign or desk.words("official")) for r, f in held.items() if f.sign != usual]
    if not others:
        return [desk.words("signs:all", sign=usual)]
    return [desk.words("signs:most", sign=usual, names=listed(others, desk.language))]


def _class(f: Figure | None) -> tuple[str, str]:
    """The colour of a growth rate and the ink that reads on it."""
    if f is None:
        return PAPER, QUIET
    return next((colour, ink) for end, colour, ink in CLASSES if f.value < end)


def _key(desk: Desk) -> tuple[list[dict[str, Any]], float]:
    """The classes, each a swatch with what it stands for, and where the regions begin below them."""
    rows: list[dict[str, Any]] = []
    x = y = 0.0
    swatches = [(colour, desk.words(f"map:class-{i}")) for i, (_, colour, _) in enumerate(CLASSES)]
    for colour, said in (*swatches, (PAPER, desk.words("none"))):
        wide = 27 + width(said, SMALL)
        if x + wide > desk.room:
            x, y = 0.0, y + KEY_LINE
        rows.append({"x": x, "x2": x + 22, "tx": x + 27, "y": y + 1, "y2": y + 12, "ty": y + 7, "fill": colour, "said": said})
        x += wide + 14
    words = {"type": "text", "align": "left", "baseline": "middle", "fontSize": SMALL}
    return [
        {"data": data(rows[:-1]), "mark": {"type": "rect"}, "encoding": BOX | {"fill": nominal("fill")}},
        {"data": data(rows[-1:]), "mark": {"type": "rect", "fill": PAPER, "stroke": QUIET, "strokeDash": [2, 2]}, "encoding": BOX},
        {"data": data(rows), "mark": words, "encoding": {"x": place("tx"), "y": place("ty"), "text": {"field": "said"}}},
    ], KEY - 8 + y


# -- tiles


def _tiles(desk: Desk, shown: dict[str, Figure | None], top: float) -> tuple[list[dict[str, Any]], float]:
    wide, high = desk.room / COLUMNS, TILE
    figures, places = _said(shown, "%"), tiles(desk.home.nation)
    short = any(width(desk.name(code), SMALL, bold=True) > wide - 4 for code in shown)
    rows: list[dict[str, Any]] = []
    for code, f in shown.items():
        row, column = places[code]
        fill, ink = _class(f)
        x, y = column * wide, top + row * high
        name, said = code.rpartition("-")[2] if short else desk.name(code), figures.get(code) or desk.words("none")
        ends = {"x": x + 1.5, "x2": x + wide - 1.5, "y": y + 1.5, "y2": y + high - 1.5}
        middles = {"mx": x + wide / 2, "y_name": y + high / 2 - 8, "y_said": y + high / 2 + 9}
        words = {"name": name, "label": _label(desk, code, f), "said": said}
        rows.append({**ends, **middles, **words, "fill": fill, "ink": ink, "edge": QUIET if f is None else fill, "code": code})
    held = [r for r in rows if shown[r["code"]] is not None]
    missing = [r for r in rows if shown[r["code"]] is None]
    outlined = [r for r in rows if _outlined(desk, r["code"])]
    layers = [
        {"data": data(held), "mark": {"type": "rect"}, "encoding": BOX | {"fill": nominal("fill")} | LABELLED},
        {"data": data(missing), "mark": {"type": "rect", "fill": PAPER, "stroke": QUIET, "strokeDash": [3, 3]}, "encoding": BOX | LABELLED},
        {"data": data(outlined), "mark": {"type": "rect", "fillOpacity": 0, "stroke": INK, "strokeWidth": 2.2}, "encoding": BOX},
        _words(rows, "mx", "y_name", "name", "bold"),
        _words(rows, "mx", "y_said", "said", "normal"),
    ]
    last = max(row for row, _ in places.values())
    return [layer for layer in layers if layer["data"]["values"]], top + (last + 1) * high


def _words(rows: list[dict[str, Any]], x: str, y: str, field: str, weight: Any) -> dict[str, Any]:
    """A layer with a text of each row."""
    mark = {"type": "text", "baseline": "middle", "fontSize": SMALL, "fontWeight": weight}
    return {"data": data(rows), "mark": mark, "encoding": {"x": place(x), "y": place(y), "text": {"field": field}, "color": nominal("ink")}}


def _outlined(desk: Desk, code: str) -> bool:
    return code == desk.subject or (not desk.is_nation and code in desk.members)


# -- outlines


def _outlines(desk: Desk, shown: dict[str, Figure | None], top: float) -> tuple[list[dict[str, Any]], float]:
    found = outlines(desk.room, desk.home.nation)
    said = _said(shown, "")
    regions, labels = [], []
    for code, outline in found.regions.items():
        f = shown.get(code)
        fill, ink = _class(f)
        regions.append(_feature(outline, top, code=code, label=_label(desk, code, f), fill=fill, edge=QUIET if f is None else PAPER))
        (x, y), ink = outline.label, INK if outline.outside else ink
        left, right = outline.across(-LINE)
        named = not outline.outside and (right - left > width(desk.name(code), SMALL) or desk.subject == code)
        if named:
            weight = "bold" if desk.subject == code else "normal"
            labels.append({"x": (left + right) / 2, "y": y + top - LINE, "said": desk.name(code), "ink": ink, "weight": weight})
        if f is not None:
            labels.append({"x": x, "y": y + top + (LINE if named else 0), "said": said[code], "ink": ink, "weight": "normal"})
    strong = [r for r in regions if _outlined(desk, r["code"])]
    shape = {"type": "geoshape", "strokeWidth": 0.8, "strokeJoin": "round"}
    held = [r for r in regions if shown.get(r["code"]) is not None]
    missing = [r for r in regions if shown.get(r["code"]) is None]
    layers = [
        {"data": data([_feature(o, top) for o in found.around]), "mark": shape | {"fill": PAPER, "stroke": PALE}},
        {"data": data(held), "mark": shape, "encoding": {"fill": nominal("fill"), "stroke": nominal("edge")} | LABELLED},
        {"data": data(missing), "mark": shape | {"fill": PAPER, "stroke": QUIET, "strokeDash": [3, 3]}, "encoding": LABELLED},
        {"data": data(strong), "mark": shape | {"filled": False, "stroke": INK, "strokeWidth": 1.8}},
        _words(labels, "x", "y", "said", {"expr": "datum.weight"}),
    ]
    return [layer for layer in layers if layer["data"]["values"]], found.height + top


def _feature(outline: Outline, top: float, **properties: str) -> dict[str, Any]:
    """An outline as a feature in points of the picture."""
    coordinates = [[[[x, y + top] for x, y in ring] for ring in rings] for rings in outline.polygons]
    return {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": coordinates}, **properties}
