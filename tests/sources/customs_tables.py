"""Customs tables as the offices lay them out, made up from a few numbers: rows first, then as CSV (pandas flattening), page or workbook."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from pathlib import Path

from hinterland import codes

Rows = list[list[str]]

PROVINCES = [(e.zh, e.code) for e in codes.entries("region") if e.level == "province" and e.parent == "CN"]
ORDER = ("total", "export", "import")
LABELS = {"total": "进出口", "export": "出口", "import": "进口"}
NOTE = "注：根据海关总署公告〔2016〕20 号，原“经营单位”调整为“收发货人”。\xa0"


def amounts(place: int, to_date: bool) -> dict[str, int]:
    """Amounts of the n-th place that add up: exports and imports to the total."""
    export, imported = 1000 + 37 * place, 500 + 11 * place
    scale = 7 if to_date else 1
    return {"export": export * scale, "import": imported * scale, "total": (export + imported) * scale}


def row8(name: str, place: int, *, month: int, order: Sequence[str] = ORDER, growth: str = "3.5", spans: str = "both") -> list[str]:
    """One line of table 8; in January the year to date is the month."""
    cells = [name]
    for flow in order:
        for to_date in (False, True):
            if spans == "to date" and not to_date:
                continue
            cells.append(str(amounts(place, to_date and month > 1)[flow]))
    return cells + [growth] * 3


def lines8(*, month: int, order: Sequence[str] = ORDER, spans: str = "both", more: dict[str, list[str]] | None = None) -> Rows:
    """The nation, 31 provinces, and under a province whatever `more` lists."""
    found = []
    for n, (zh, _) in enumerate(PROVINCES, start=1):
        found.append(row8(zh, n, month=month, order=order, spans=spans))
        for k, below in enumerate((more or {}).get(zh, [])):
            found.append(row8(below, k, month=month, order=order, spans=spans))
    own = [r for r in found if r[0] in dict(PROVINCES)]
    nation = ["总值", *(str(sum(int(r[i]) for r in own)) for i in range(1, len(own[0]) - 3)), "7.1", "8.2", "5.3"]
    return [nation, *found]


def head8(*, month: int, order: Sequence[str] = ORDER, spans: str = "both") -> Rows:
    """The two lines of the head, merged labels repeated."""
    times = 2 if spans == "both" else 1
    upper = ["收发货人所在地"] + [LABELS[f] for f in order for _ in range(times)] + ["累计比去年同期±％"] * 3
    own = [f"{month}月", f"1至{month}月"] if spans == "both" else [f"1至{month}月"]
    return [upper, ["收发货人所在地"] + own * 3 + [LABELS[f] for f in order]]


def table8(
    *,
    month: int = 7,
    order: Sequence[str] = ORDER,
    spans: str = "both",
    unit: str = "单位：万人民币",
    more: dict[str, list[str]] | None = None,
) -> Rows:
    """Table 8 as pandas flattens it: unit, head, lines, note in every cell."""
    head = head8(month=month, order=order, spans=spans)
    width = len(head[0])
    top = [f"Unnamed: {i}_level_0" for i in range(width - 3)] + [unit] * 3
    upper = [*head[0][: width - 3], "累计比去年同期±％", "累计比去年同期±％.1", "累计比去年同期±％.2"]
    return [top, upper, head[1], *lines8(month=month, order=order, spans=spans, more=more), [NOTE] * width]


def prefectures(*, unit: str = "单位：人民币，元，%", places: Sequence[str] | None = None) -> Rows:
    """Hangzhou customs' table: imports before exports, the unit in the last line."""
    names = places if places is not None else ["杭州", "湖州", "嘉兴", "金华", "丽水", "宁波", "衢州", "绍兴", "台州", "温州", "舟山"]
    own = []
    for n, name in enumerate(names):
        a = amounts(n, True)
        own.append(
            ["", f"{name}地区", f"{a['total']}000000.0", f"{a['import']}000000.0", f"{a['export']}000000.0", "16.589050126", "14.6", "17.7"]
        )
    whole = ["", "合计", *(f"{sum(int(float(r[i])) for r in own)}.0" for i in (2, 3, 4)), "18.144408834297852", "14.6", "19.5"]
    head = ["Unnamed: 0", "收发货人所在地", "当期进出口", "当期进口", "当期出口", "进出口同比", "进口同比", "出口同比"]
    return [head, whole, *own, ["", f" {unit}", *[""] * 6]]


def write_csv(path: Path, rows: Rows, encoding: str = "utf-8-sig") -> Path:
    """Rows as CSV; with a byte-order mark, as pandas writes it, unless another encoding is named."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def page(title: str, rows: Rows, *, date: str = "", unit: str = "", extra: str = "") -> str:
    """A page of customs: the title as heading and again in the table, the unit right of it, merged cells as spans."""
    width = max(len(r) for r in rows)
    body = [f'<tr><td colspan="{width}"><span><b>{html.escape(title)}</b></span></td></tr>'] if title else []
    body += [f'<tr><td colspan="{width}" align="right">{unit}</td></tr>'] if unit else []
    for row in rows:
        if len(set(row)) == 1:
            body.append(f'<tr><td colspan="{width}">{row[0]}</td></tr>')
        else:
            body.append("<tr>" + "".join(f"<td><span>{c}</span>\n</td>" for c in row) + "</tr>")
    return (
        f"<!DOCTYPE html><html><head><title>{html.escape(title)}</title><script>var a = '<table><tr><td>no';</script></head><body>"
        f'<div class="atcl-ttl">{html.escape(title)}</div><div class="atcl-date">{date}</div>'
        f'<div class="atcl-cnt"><table>{"".join(body)}</table></div>{extra}</body></html>'
    )


def write_page(path: Path, title: str, rows: Rows, **more: str) -> Path:
    """A page as a file."""
    path.write_text(page(title, rows, **more), encoding="utf-8")
    return path


def write_workbook(path: Path, rows: Rows, *, sheet: str = "Sheet1") -> Path:
    """Rows as a workbook: numbers as numbers, repeated labels of a head as blanks, as merged cells are."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                merged = j > 0 and i < 6 and cell == row[j - 1] and not _is_number(cell)
                if cell and not merged:
                    page.write(i, j, float(cell) if _is_number(cell) else cell)
    return path


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


COUNTRY_HEAD: Rows = [
    ["进口原产国（地）\n出口最终目的国（地）", *["进出口"] * 2, *["出口"] * 2, *["进口"] * 2, *["累计比去年同期±％"] * 3],
    ["进口原产国（地）\n出口最终目的国（地）", *["7月", "1至7月"] * 3, "进出口", "出口", "进口"],
]
COUNTRY_LINES: Rows = [
    ["总值", "300.5000", "2100.2501", "200.2500", "1400.1251", "100.2500", "700.1250", "3.5", "7.3", "-1.6"],
    ["  亚洲", "150.0000", "1050.0000", "100.0000", "700.0000", "50.0000", "350.0000", "1.0", "2.0", "-3.0"],
    ["    阿富汗", "1.0000", "7.0000", "1.0000", "7.0000", "-", "-", "23,244,451.6", "10.0", "-"],
    ["    波黑", "2.0000", "14.0000", "1.0000", "7.0000", "1.0000", "7.0000", "1.0", "1.0", "1.0"],
    ["东南亚国家联盟", "40.0000", "280.0000", "30.0000", "210.0000", "10.0000", "70.0000", "4.0", "5.0", "6.0"],
    ["注：1.东南亚国家联盟包括：文莱、缅甸、柬埔寨。"] * 10,
]

ENGLISH_HEAD: Rows = [
    ["Import Source", *["Export &amp; Import"] * 2, *["Export"] * 2, *["Import"] * 2, *["1-to-3 Total Year-on-Year (±%)"] * 3],
    ["Export Destination", "3", "1- to-3", "3", "1-to-3", "3", "1- to-3", "Export &amp; Import", "Export", "Import"],
]
ENGLISH_LINES: Rows = [
    ["Total", "41,046.4&nbsp;", "118,380.0&nbsp;", "22,297.0", "68,466.7", "18,749.4", "49,913.3", "15.0", "11.9", "19.6"],
    ["&nbsp;&nbsp;European Union", "4,873.2", "14,862.2", "3,248.9", "10,344.0", "1,624.3", "4,518.2", "14.6", "18.0", "7.6"],
    ["&nbsp;&nbsp;&nbsp;of which: Germany", "1,243.6", "3,752.6", "711.8", "2,240.9", "531.7", "1,511.7", "12.7", "21.2", "2.1"],
    ["&nbsp;&nbsp;R. O. Korea", "900.0", "2,700.0", "500.0", "1,500.0", "400.0", "1,200.0", "1.0", "2.0", "3.0"],
]

GOODS_HEAD: Rows = [
    ["商品名称", "计量单位", *["7月"] * 2, *["1至7月累计"] * 2, *["7月比去年同期±%"] * 2, *["1至7月累计比去年同期±%"] * 2],
    ["商品名称", "计量单位", *["数量", "金额"] * 4],
]
GOODS_LINES: Rows = [
    ["农产品*", "-", "-", "600", "-", "4200", "-", "1.5", "-", "2.5"],
    ["  竹编花篮", "万吨", "35", "120", "240", "830", "-2.3", "1.0", "3.0", "4.0"],
    ["成品油", "万吨", "336.8", "258", "1923", "1115", "-12.0", "7.4", "-10.0", "-19.1"],
    ["鞋类", "亿双", "7.4", "235", "34.9", "1097", "-5.7", "-13.1", "-5.0", "-13.0"],
    ["机电产品*", "-", "-", "9000", "-", "63000", "-", "8.7", "-", "9.3"],
    ["注：“农产品*”、“机电产品*”包括本表中已列名的有关商品。"] * 10,
]
