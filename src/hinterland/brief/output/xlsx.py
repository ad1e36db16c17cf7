"""A brief as the evidence workbook: one table a sheet, with real numbers, filters and frozen headers, and a chart where a picture is a simple one.

In goes a brief, out come the bytes of an xlsx file, the same for the same brief. Whatever is text is written as text, so that no name can become a formula.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from hinterland import codes
from hinterland.brief.document import Brief, Picture
from hinterland.brief.output import evidence, tables
from hinterland.brief.output.charts import add_chart
from hinterland.brief.output.extras import dated, library
from hinterland.brief.output.tables import Cell, Table
from hinterland.brief.output.words import column, word
from hinterland.brief.words import methods
from hinterland.codes import Language
from hinterland.language.naming import currency_name

WIDEST, NARROWEST = 60, 8

_MONEY: dict[Language, str] = {
    "en": '[>=1000000000]#,##0.00,,,"bn";[<=-1000000000]-#,##0.00,,,"bn";#,##0.00,,"m"',
    "zh": '[>=100000000]0\\.00,,"亿";[<=-100000000]-0\\.00,,"亿";0\\.0,"万"',
}
"""Amounts in billions or in 亿: a format divides by thousands only, so the two last digits of the millions stand behind a point that is text."""


class Formats:
    """The formats of a workbook's cells, each made when first used."""

    def __init__(self, book: Any, language: Language) -> None:
        self._book, self._language = book, language
        self._made: dict[tuple[str, int, str], Any] = {}

    def get(self, kind: str, places: int = 0, sign: str = "") -> Any:
        """The format of a kind of cell: `money`, `percent` with decimals, `head`, `wrap` ...; a sign stands behind the number."""
        key = (kind, places, sign)
        if key not in self._made:
            look: dict[str, Any] = {"valign": "top", "font_name": "Arial", "font_size": 10} | self._styles(kind, places)
            if sign:
                look["num_format"] += f'"{sign}"'
            self._made[key] = self._book.add_format(look)
        return self._made[key]

    def _styles(self, kind: str, places: int) -> dict[str, Any]:
        known: dict[str, dict[str, Any]] = {
            "head": {"bold": True, "bg_color": "#E8EDF2", "bottom": 1, "text_wrap": True},
            "title": {"bold": True, "font_size": 14},
            "bold": {"bold": True},
            "wrap": {"text_wrap": True},
            "link": {"font_color": "#0B5394", "underline": 1},
            "money": {"num_format": _MONEY[self._language]},
            "percent": {"num_format": f"0.{'0' * places}%" if places else "0%"},
            "number": {"num_format": f"#,##0.{'0' * places}" if places else "#,##0"},
            "plain": {"num_format": "0"},
            "day": {"num_format": "yyyy-mm-dd"},
        }
        return known.get(kind, {})


def to_xlsx(brief: Brief) -> bytes:
    """The workbook."""
    out = io.BytesIO()
    book = library(".xlsx").Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    )
    book.set_properties(
        {"title": brief.headline, "subject": f"{brief.name}, {brief.period}", "author": "Hinterland", "created": dated(brief)}
    )
    formats = Formats(book, brief.language)
    _notes(book.add_worksheet(column("sheet:notes", brief.language)), formats, brief)
    for table in tables.all_tables(brief):
        write(book.add_worksheet(column(f"sheet:{table.key}", brief.language)), formats, table)
    for number, picture in enumerate(brief.pictures, start=1):
        _picture(book, formats, brief, number, picture)
    book.close()
    return out.getvalue()


def write(sheet: Any, formats: Formats, table: Table, top: int = 0) -> None:
    """Write a table from a row on: header, rows, filter, frozen header, widths."""
    for at, head in enumerate(table.columns):
        sheet.write_string(top, at, head, formats.get("head"))
    for line, row in enumerate(table.rows, start=top + 1):
        for at, cell in enumerate(row):
            _write(sheet, formats, line, at, cell)
    if table.rows:
        sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
    if top == 0:
        sheet.freeze_panes(1, 1)
    for at, head in enumerate(table.columns):
        widest = max(_width(x) for x in (head, *(row[at].value for row in table.rows)))
        sheet.set_column(at, at, min(max(widest + 2, NARROWEST), WIDEST))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _write(sheet: Any, formats: Formats, line: int, at: int, cell: Cell) -> None:
    if cell.value is None:
        return
    style = formats.get(cell.kind, cell.places, cell.sign)
    if isinstance(cell.value, datetime):
        sheet.write_datetime(line, at, cell.value, style)
    elif isinstance(cell.value, str):
        if cell.link is None or sheet.write_url(line, at, cell.link, style, cell.value) != 0:
            sheet.write_string(line, at, cell.value, formats.get("wrap" if "\n" in cell.value or _width(cell.value) > WIDEST - 2 else ""))
    else:
        sheet.write_number(line, at, float(cell.value), style)


def _width(value: Any) -> int:
    """How many columns of a digit's width a cell takes; Chinese characters take two."""
    text = value if isinstance(value, str) else "0" * 14 if value is not None else ""
    return max((sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in text.split("\n")), default=0)


def _notes(sheet: Any, formats: Formats, brief: Brief) -> None:
    """What the workbook is, which state it is from, what the signs mean, how to quote."""
    facts = {
        "subject": f"{brief.name} ({brief.subject})",
        "period": brief.period,
        "state": str(brief.state),
        "newest": brief.newest or word("undated", brief.language),
    }
    sheet.write_string(0, 0, word("notes:title", brief.language, headline=brief.headline), formats.get("title"))
    for line, (key, value) in enumerate(facts.items(), start=2):
        sheet.write_string(line, 0, word(f"notes:{key}", brief.language), formats.get("bold"))
        sheet.write_string(line, 1, value, formats.get("wrap"))
    names = [currency_name(c, brief.language) for c in codes.home_of(brief.subject).currencies]
    known = {"currencies": ("或" if brief.language == "zh" else " or ").join(names)}
    notes = [word(f"notes:{n}", brief.language, **known) for n in ("what", "claims", "observations", "numbers", "intervals", "quote")]
    for line, text in enumerate([*notes, *evidence.legend(brief), *methods(brief.subject, brief.language)], start=3 + len(facts)):
        sheet.merge_range(line, 0, line, 1, "", formats.get("wrap"))
        sheet.write_string(line, 0, text, formats.get("wrap"))
        sheet.set_row(line, 15 * (1 + _width(text) // 105))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 80)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _picture(book: Any, formats: Formats, brief: Brief, number: int, picture: Picture) -> None:
    """A sheet with a picture's title, its data, and the chart that Excel can draw of it."""
    if not picture.rows:
        return
    sheet = book.add_worksheet(column("sheet:chart", brief.language).format(n=number))
    table = tables.of_picture(picture)
    sheet.write_string(0, 0, evidence.plain(picture.title), formats.get("title"))
    for line, text in enumerate((picture.subtitle, picture.source), start=1):
        sheet.write_string(line, 0, text, formats.get(""))
    write(sheet, formats, table, top=4)
    add_chart(book, sheet, picture, table, top=4)
