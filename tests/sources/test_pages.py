"""Saved pages as tables of text: spans repeated, indentation kept, nothing trusted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.sources import pages


def rows(html: str) -> list[list[str]]:
    (table,) = pages.parse(html).tables
    return [cells for _, cells in table]


def test_cells_are_text_without_tags() -> None:
    assert rows("<table><tr><td><span><b>41,046.4&nbsp;</b></span>\n</td><td> a\n\t b </td></tr></table>") == [["41,046.4", "a b"]]


def test_merged_cells_are_repeated_across_and_down() -> None:
    html = """<table>
      <tr><td rowspan="2">name</td><td colspan="2">flow</td><td rowspan="3">x</td></tr>
      <tr><td>month</td><td>year</td></tr>
      <tr><td>Total</td><td>1</td><td>2</td></tr>
    </table>"""
    assert rows(html) == [["name", "flow", "flow", "x"], ["name", "month", "year", "x"], ["Total", "1", "2", "x"]]


def test_a_cell_may_be_merged_both_ways() -> None:
    assert rows("<table><tr><td colspan=2 rowspan=2>a<td>b<tr><td>c</table>") == [["a", "a", "b"], ["a", "a", "c"]]


def test_indentation_by_non_breaking_spaces_is_kept() -> None:
    assert rows("<table><tr><td><span>&nbsp;&nbsp;&nbsp;Germany</span></td></tr></table>") == [["\xa0\xa0\xa0Germany"]]


def test_a_line_break_is_a_space_and_adjoining_spans_are_one_word() -> None:
    assert rows("<table><tr><td>Quantity<br />\nUnit</td><td><span>1-5 Total, 202</span><span>5</span></td></tr></table>") == [
        ["Quantity Unit", "1-5 Total, 2025"]
    ]


def test_tags_left_open_are_closed_by_the_next() -> None:
    assert rows("<table><tr><td>a<td>b<tr><th>c<th>d</table>") == [["a", "b"], ["c", "d"]]


def test_a_table_within_a_table_is_one_of_its_own() -> None:
    found = pages.parse("<table><tr><td>outer<table><tr><td>inner</td></tr></table></td><td>next</td></tr></table>").tables
    assert [[cells for _, cells in t] for t in found] == [[["inner"]], [["outer", "next"]]]


def test_rows_are_numbered_from_one() -> None:
    (table,) = pages.parse("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>").tables
    assert [number for number, _ in table] == [1, 2]


def test_scripts_and_styles_are_not_read() -> None:
    page = pages.parse(
        "<script>var t='<table><tr><td>no</td></tr></table>'</script><style>td{}</style><table><tr><td>yes</td></tr></table>"
    )
    assert [[cells for _, cells in t] for t in page.tables] == [[["yes"]]]


def test_headings_are_titles_and_what_is_classed_as_one() -> None:
    page = pages.parse("<title>One &amp; only</title><h1>Two</h1><div class='atcl-ttl'>Three <b>bold</b></div><p>no heading</p>")
    assert page.headings == ["One & only", "Two", "Three bold"]


def test_a_heading_without_an_end_does_not_swallow_the_page() -> None:
    page = pages.parse(f"<div class='title'>{'word ' * 400}<p>x</p></div><h2>Second</h2>")
    assert page.headings == ["Second"]


@pytest.mark.parametrize(
    ("html", "date"),
    [
        ("<div class='atcl-date'>2026/04/08</div>", "2026-04-08"),
        ("<div class='atcl-date'>03/08/2018</div>", "2018-03-08"),
        ("<span class='time'>2025-08-18 10:00</span>", "2025-08-18"),
        ("<p>发布时间：2025年8月18日</p>", "2025-08-18"),
        ("<p>2025-08-18</p>", None),
        ("<div class='date'>13/45/2018</div>", None),
        ("<table class='date'><tr><td>2025-08-18</td></tr></table>", None),
    ],
)
def test_the_date_of_a_page_is_where_it_is_marked_as_one(html: str, date: str | None) -> None:
    assert pages.parse(html).published == date


def test_pictures_are_listed() -> None:
    assert pages.parse("<img src='\\Excel\\4-RMB.png'/><img alt='none'>").pictures == ["\\Excel\\4-RMB.png", ""]


def test_spans_beyond_reason_are_bounded() -> None:
    assert len(rows("<table><tr><td colspan='999999999'>a</td></tr></table>")[0]) == pages.MAX_SPAN
    assert rows("<table><tr><td colspan='0' rowspan='-3'>a</td><td colspan='x'>b</td></tr></table>") == [["a", "b"]]


def test_a_page_of_too_many_cells_is_refused() -> None:
    many = "<table>" + "<tr><td colspan=1000 rowspan=1000>a</td></tr>" * 500 + "</table>"
    with pytest.raises(pages.TooLargeError, match="cells"):
        pages.parse(many)


def test_tables_too_deep_in_one_another_are_refused() -> None:
    with pytest.raises(pages.TooLargeError, match="deep"):
        pages.parse("<table><tr><td>" * 100)


@given(st.text(alphabet=st.sampled_from("<>/=\"' \n&;-!abtdrhcolspanrowspan0123456789"), max_size=400))
def test_no_page_breaks_the_reader(text: str) -> None:
    for html in (text, f"<table><tr><td>{text}</td></tr></table>", f"<table {text}"):
        assert isinstance(pages.parse(html), pages.Page)
