"""Growth of several subjects in one picture: what it shows, what it leaves out, and that lines and names stay apart."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland
from hinterland.brief.document import Picture
from hinterland.brief.pictures.desk import Desk
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


def test_too_little_draws_nothing(hinterland: Hinterland) -> None:
    assert drawn(hinterland, "CN-AH") is None
    assert drawn(hinterland) is None
    assert drawn(hinterland, "CN-AH", "CN-HA", period="2023-11/2024-02") is None
