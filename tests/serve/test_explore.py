"""Tables of pages: observations with their order by each column, their basis and the chart of one measure; the list of the front page; places that members not held could change."""

from __future__ import annotations

import re

from .conftest import Serving

ASKED = "/en/explore?region=CN-AH&flow=export&op=level"


def test_observations_are_sorted_and_drawn(serving: Serving) -> None:
    first, last = (serving.client.get(f"{ASKED}&sort={order}").text for order in ("value", "-value"))
    rows = [re.findall(r'<td class="number">(.*?)</td>', text) for text in (first, last)]
    assert rows[0][0] != rows[1][0] and 'aria-sort="ascending"' in first and 'aria-sort="descending"' in last
    assert "<svg" in first and "<svg" not in serving.client.get("/en/explore").text.partition("<main")[2]
    assert serving.client.get(f"{ASKED}&sort=shade").status_code == 422


def test_rows_that_differ_in_their_basis_say_it_and_derived_figures_have_the_digits_they_are_known_to(serving: Serving) -> None:
    both = serving.get("/en/explore", region="CN-SC", flow="total", op="level", period="2024").text
    rows = re.findall(r'<tr><td>Sichuan</td><td>2024</td><td class="number">(.*?)</td><td>(.*?)</td>', both)
    assert {
        ("1.13 trillion yuan", "trade, Domestic destination and origin"),
        ("1,045.72 billion yuan", "trade, Location of the operating unit"),
    } <= {*rows}
    one = serving.get("/en/explore", region="CN-SC", flow="total", op="level", period="2025", product="all").text
    assert "operating unit" not in one.partition("<tbody>")[2].partition("</tbody>")[0]


def test_a_place_that_could_change_is_one_of_several(serving: Serving) -> None:
    text = serving.client.get("/en/compare?subjects=CN-SN&subjects=CN-CQ&period=2025").text
    assert re.search(r"Rank by growth</th><td><a [^>]*>2 to 3</a>", text)


def test_the_list_of_regions_has_the_marks_and_the_rates_of_the_pictures(serving: Serving) -> None:
    standing = r"<li><a [^>]*>([^<]+)</a> <span>([^<]*?) <b>([^<]*)</b></span></li>"
    page, early = serving.client.get("/en/?period=2025").text, serving.client.get("/en/?period=2016").text
    rows = {name: (level, growth) for name, level, growth in re.findall(standing, page)}
    assert rows["Guangdong"][0] == "9,490†" and rows["Jiangsu"][0] == "5,952"
    # What the map has no sure rate of has none here, and a level without a rate keeps its column.
    assert rows["Heilongjiang"][1] == "–" and "No sure rate for Heilongjiang" in page
    assert len(re.findall(standing, early)) == len(rows) == 31 and ("Anhui", "294", "–") in re.findall(standing, early)


def test_english_pages_have_the_chinese_font_after_those_of_the_machine(serving: Serving) -> None:
    sheet = re.search(r'href="(/static/style[^"]*css)"', serving.client.get("/en/").text)
    assert sheet
    own = re.search(r"--sans: ([^;]*)", serving.client.get(sheet[1]).text)
    assert own and own[1].endswith('"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Hinterland Sans SC", sans-serif')
