"""Growth of several subjects in one picture: what it shows, what it leaves out, and that lines and names stay apart."""

from __future__ import annotations

from itertools import combinations

import pytest

from hinterland.api import Hinterland
from hinterland.brief.document import Picture
from hinterland.brief.pictures.desk import Desk
from hinterland.brief.pictures.house import EDGE, PHONE, width
from hinterland.brief.pictures.together import DASHES, INKS, together
from hinterland.codes import Language, Period


def drawn(hinterland: Hinterland, *subjects: str, period: str = "2025", language: Language = "en") -> Picture | None:
    return together([Desk(hinterland.indicators, s, Period.parse(period), language, {}, lambda _: 0, "map") for s in subjects])


@pytest.mark.parametrize(("language", "names"), [("en", "Anhui, Henan and Hubei"), ("zh", "安徽、河南、湖北")])
def test_the_table_says_what_the_lines_show(hinterland: Hinterland, language: Language, names: str) -> None:
    made = drawn(hinterland, "CN-AH", "CN-HA", "CN-HB", language=language)
    assert made is not None
    assert names in made.title and names in made.alt
    year, *others = made.rows[-1].values()
    assert year == "2025"
    assert [o.rstrip("†‡") for o in others] == ["+17.3%", "+14.1%", "+18.2%"]
    assert made.source


def test_lines_differ_without_colour_and_names_do_not_lie_on_each_other(hinterland: Hinterland) -> None:
    made = drawn(hinterland, "CN-AH", "CN-HA", "CN-HB", "CN-GD", "CN-JS", "CN-ZJ")
    assert made is not None
    assert len({(ink, str(dash)) for ink, dash in zip(INKS, DASHES, strict=True)}) == len(INKS)
    ends = [
        layer["encoding"]["y"]["value"]
        for layer in made.spec["layer"]
        if layer["mark"].get("fontWeight") == "bold" and layer["mark"]["type"] == "text"
    ]
    assert len(ends) == 6
    assert all(b - a >= 13 for a, b in zip(sorted(ends), sorted(ends)[1:], strict=False))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "subjects",
    [("CN-NM", "CN-AH", "CN-HA", "CN-HB", "CN-GX", "CN-SN"), ("beijing-tianjin-hebei", "yangtze-delta", "seven-large-provinces")],
)
def test_on_a_phone_no_label_lies_on_another_or_outside(hinterland: Hinterland, subjects: tuple[str, ...], language: Language) -> None:
    made = drawn(hinterland, *subjects, language=language)
    assert made is not None and made.narrow is not None
    boxes = []
    for layer in made.narrow["layer"]:
        mark = layer["mark"]
        if mark["type"] != "text":
            continue
        lines = mark["text"] if isinstance(mark["text"], list) else [mark["text"]]
        wide = max(width(line, mark["fontSize"], bold="fontWeight" in mark) for line in lines)
        x, y = (layer["encoding"][axis]["value"] for axis in ("x", "y"))
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[mark["align"]]
        boxes.append((left, y - mark["fontSize"] * 0.8, left + wide, y + mark.get("lineHeight", 0) * (len(lines) - 1)))
    assert len(boxes) > len(subjects) + 4
    assert all(left >= -EDGE and right <= PHONE + EDGE for left, _, right, _ in boxes)
    assert not [(a, b) for a, b in combinations(boxes, 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def test_too_little_draws_nothing(hinterland: Hinterland) -> None:
    assert drawn(hinterland, "CN-AH") is None
    assert drawn(hinterland) is None
    assert drawn(hinterland, "CN-AH", "CN-HA", period="2023-11/2024-02") is None
