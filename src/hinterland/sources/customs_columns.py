"""The heads of customs tables: what each column holds (flow or measure, month or year to date, level or growth), read from its labels and
never from its place. Merged labels may be repeated (pages, pandas) or blank (workbooks)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hinterland import codes
from hinterland.sources.pages import Table

MOST_ROWS = 4
"""Header rows of the tallest head."""
FLOWS = {"进出口": "total", "出口": "export", "进口": "import", "export and import": "total", "export": "export", "import": "import"} | {
    "import and export": "total", "exports and imports": "total", "imports and exports": "total", "exports": "export", "imports": "import",
}  # fmt: skip
_TO_DATE = re.compile(r"(?<!\d)1\s*月?\s*[-–~]?\s*(?:至|到|to|-|–|~)\s*[-–]?\s*(\d{1,2})(?!\d)", re.IGNORECASE)
_CUMULATIVE = re.compile(r"累计|total", re.IGNORECASE)
_MONTH = re.compile(r"(?<![\d至到~–-])(\d{1,2})\s*月|^(\d{1,2})$")
_GROWTH = re.compile(r"比[去上]年|同比|±|增减|year.?on.?year|percentage change", re.IGNORECASE)
_QUANTITY = re.compile(r"数量|\bquantity\b", re.IGNORECASE)
_VALUE = re.compile(r"金额|\bvalue\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_BEFORE = re.compile(r"[去上]年(?:同期|累计)")
_LABEL = re.compile(r"数量|金额|quantity|value|\d{1,2}\s*月|累计|当月", re.IGNORECASE)
_FIGURE = re.compile(r"\d{3}|\d\.\d")
_OF_WHICH = re.compile(r"^(?:其中|of which)\s*[:：]?\s*", re.IGNORECASE)
_PANDAS = re.compile(r"Unnamed:.*|(?<=.)\.\d+$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures: where it stands, what it is called, what that means. `year` where the label names one, -1 for the year before."""

    at: int
    label: str
    growth: bool
    to_date: bool | None
    month: int | None
    flow: str | None
    measure: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class TableHead:
    """The head of a table: `first` and `after` are the places of its first row and of the first row of data."""

    first: int
    after: int
    names: str
    name_at: int
    unit_at: int | None
    columns: tuple[Column, ...]

    @property
    def month(self) -> int | None:
        """The last month the labels name, if they agree on one."""
        months = {c.month for c in self.columns if c.month is not None}
        return months.pop() if len(months) == 1 else None

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return self.columns[-1].at + 1


def clean(cell: str) -> str:
    """A label as printed: without the marks that pandas adds to merged cells, and without white space at its ends."""
    return _PANDAS.sub("", " ".join(cell.split())).strip()


def plain(name: str) -> str:
    """A name without indentation, inner white space run together, and without `of which`."""
    return _OF_WHICH.sub("", " ".join(name.split())).strip()


def flow_of(label: str) -> str | None:
    """The flow a label names."""
    return FLOWS.get(codes.fold(label))


def find_head(rows: Table) -> TableHead | None:
    """The head of a table by flow (location, country) or by commodity, the first there is."""
    for place in range(min(len(rows), 30)):
        cells = [clean(c) for c in rows[place][1]]
        by_flow = len({f for c in cells if (f := flow_of(c))}) >= 2
        by_commodity = any(_is_commodity(c) for c in cells) and any(codes.fold(c) in ("计量单位", "quantity unit") for c in cells)
        if by_flow or by_commodity:
            return _head(rows, place, by_commodity)
    return None


def is_excerpt(table: Table, header: Sequence[str]) -> bool:
    """Whether a table is an excerpt of our own, with this header in its first row."""
    return bool(table) and table[0][1] == header


def data(rows: Table, head: TableHead) -> Iterator[tuple[int, str, list[str]]]:
    """The rows of data with their numbers and names; headings, notes, blank rows and repeated heads are no data."""
    for number, cells in rows[head.after :]:
        name = cells[head.name_at] if len(cells) > head.name_at else ""
        others = {c.strip() for i, c in enumerate(cells) if i != head.name_at and i != head.unit_at and c.strip()}
        if not others or others == {name.strip()} or _is_label_row(cells, head.name_at, head.unit_at):
            continue
        yield number, name, cells


def _head(rows: Table, place: int, by_commodity: bool) -> TableHead | None:
    cells = [clean(c) for c in rows[place][1]]
    name_at = next((i for i, c in enumerate(cells) if (_is_commodity(c) if by_commodity else c and flow_of(c) is None)), None)
    unit_at = next((i for i, c in enumerate(cells) if codes.fold(c) in ("计量单位", "quantity unit")), None) if by_commodity else None
    if name_at is None:
        return None
    after = place + 1
    while after < len(rows) and after < place + MOST_ROWS and _is_label_row(rows[after][1], name_at, unit_at):
        after += 1
    labels = [[clean(c) for c in row] for _, row in rows[place:after]]
    width = max(i + 1 for i, c in enumerate(labels[-1]) if c) if any(labels[-1]) else len(labels[0])
    filled = [_filled(row, width) for row in labels[:-1]] + [labels[-1] + [""] * (width - len(labels[-1]))]
    columns = (_column(i, [row[i] for row in filled]) for i in range(name_at + 1, width) if i != unit_at)
    kept = tuple(c for c in columns if c.label)
    return TableHead(place, after, cells[name_at], name_at, unit_at, kept) if kept else None


def _filled(row: Sequence[str], width: int) -> list[str]:
    """Merged labels repeated to the right, where a workbook leaves blanks."""
    found: list[str] = []
    for i in range(width):
        own = row[i] if i < len(row) else ""
        found.append(own or (found[-1] if found else ""))
    return found


def _column(at: int, parts: Sequence[str]) -> Column:
    label = " ".join(dict.fromkeys(p for p in parts if p))
    to_date = _TO_DATE.search(label)
    month = None if to_date else next((m for p in parts if (m := _MONTH.search(p))), None)
    growth = bool(_GROWTH.search(label))
    measure = "quantity" if _QUANTITY.search(label) else "value" if _VALUE.search(label) else None
    year = int(named[1]) if (named := _YEAR.search(label)) else -1 if _BEFORE.search(label) and not growth else None
    cumulative = True if to_date or _CUMULATIVE.search(label) else False if month else None
    number = to_date[1] if to_date else (month[1] or month[2]) if month else None
    flow = next((f for p in reversed(parts) if (f := flow_of(p))), None)
    return Column(at, label, growth, cumulative, int(number) if number else None, flow, measure, year)


def _is_label_row(cells: Sequence[str], name_at: int, unit_at: int | None) -> bool:
    """Whether a row goes on with the head: a column of figures holds a word of heads, and none holds what only data have."""
    words = [c.strip() for i, c in enumerate(cells) if i > name_at and i != unit_at]
    seen = [(w, clean(w)) for w in words]
    labels = [w for w, c in seen if c and (flow_of(c) or _TO_DATE.match(c) or _GROWTH.search(c) or _LABEL.fullmatch(c))]
    return bool(labels) and not any(_FIGURE.search(w) for w in words if w not in labels)


def _is_commodity(cell: str) -> bool:
    return codes.fold(cell) in ("商品名称", "商品", "commodity", "commodities")
