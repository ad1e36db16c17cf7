"""Excel's own chart of a picture, where it is a simple one: lines or bars over one column of names and up to three columns of one kind of numbers.

Which it is stands in the picture's specification; what doesn't fit is left to the table alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hinterland.brief.document import Picture
from hinterland.brief.output.tables import Table

MOST_ROWS, MOST_SERIES = 60, 3

COLORS = ("#1F5A7A", "#C8553D", "#8A8D91")

TYPES: dict[str, Mapping[str, str]] = {"line": {"type": "line"}, "area": {"type": "line"}, "bar": {"type": "column"}}
"""Vega-Lite's marks and Excel's charts."""


def add_chart(book: Any, sheet: Any, picture: Picture, table: Table, top: int) -> bool:
    """Put a chart beside the table that begins at row `top`. Returns whether there is one."""
    kind = next((k for m in marks(picture.spec) if (k := TYPES.get(m))), None)
    numeric = _numeric(table)
    names = [row[0].value for row in table.rows]
    if kind is None or not 0 < len(numeric) <= MOST_SERIES:
        return False
    if len(set(names)) < len(names) or not 1 < len(names) <= MOST_ROWS:
        return False
    lying = kind["type"] == "column" and len(names) > 14
    chart = book.add_chart({"type": "bar"} if lying else dict(kind))
    first, last = top + 1, top + len(names)
    for at in numeric:
        chart.add_series(
            {
                "name": [sheet.get_name(), top, at],
                "categories": [sheet.get_name(), first, 0, last, 0],
                "values": [sheet.get_name(), first, at, last, at],
                **_style(numeric.index(at), kind["type"] == "line"),
            }
        )
    # The title is that of the sheet, by reference: a title given as text is taken for a formula where it begins with an equals sign.
    chart.set_title({"name": [sheet.get_name(), 0, 0], "name_font": {"size": 11}, "overlay": False})
    if len(numeric) == 1:
        chart.set_legend({"none": True})
    light = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
    chart.set_y_axis(
        {"reverse": True, "interval_unit": 1, "major_gridlines": {"visible": False}}
        if lying
        else {"major_gridlines": light, "line": {"none": True}}
    )
    if lying:
        chart.set_x_axis({"major_gridlines": light})
    chart.set_size({"width": 720, "height": 380 if not lying else max(380, 22 * len(names))})
    sheet.insert_chart(top, len(table.columns) + 1, chart, {"description": picture.alt})
    return True


def _style(number: int, line: bool) -> dict[str, Any]:
    color = {"color": COLORS[number]}
    return {"line": {**color, "width": 2.25}} if line else {"fill": color, "gap": 60}


def marks(spec: Any) -> Iterator[str]:
    """The marks of a specification in their order, those of layers too."""
    if isinstance(spec, list):
        for one in spec:
            yield from marks(one)
    elif isinstance(spec, dict):
        mark = spec.get("mark")
        if mark is not None:
            yield str(mark.get("type") if isinstance(mark, dict) else mark)
        for key in ("layer", "hconcat", "vconcat", "concat", "spec"):
            yield from marks(spec.get(key))


def _numeric(table: Table) -> list[int]:
    """The columns of numbers of one kind, that of the first: amounts and rates have no axis in common."""
    kinds = {at: {row[at].kind for row in table.rows if row[at].value is not None} for at in range(1, len(table.columns))}
    first = next((k for k in kinds.values() if k in ({"number"}, {"percent"})), None)
    return [at for at, k in kinds.items() if k == first]
