"""Answers of the National Bureau of Statistics (data.stats.gov.cn, easyquery), saved as JSON: goods trade of the nation and its regions,
named by the indicators' own labels; others are rejected. A cell with `hasdata` false carries a 0 that is no figure."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.errors import refused
from hinterland.packs import office
from hinterland.sources import grids
from hinterland.sources.customs_columns import FLOWS
from hinterland.sources.reading import Figure, Head, Options, Reading
from hinterland.sources.records import begin_reading, known_source

NAME = "nbs"
OFFICE = "nbs"
"""The bureau, among the offices of the packs."""
_LABELS = {"A060101": "经营单位所在地进出口总额(千美元)", "A060201": "境内目的地和货源地进出口总额(千美元)"}
"""What the two indicators best known are called, for answers that carry no labels."""


@cache
def _labelled() -> re.Pattern[str]:
    """What the label of an indicator of goods trade looks like."""
    money = "|".join(office(OFFICE).money)
    return re.compile(
        r"(?:按)?(?P<place>经营单位所在地|收发货人所在地|境内目的地和货源地|境内目的地|境内货源地|货源地)?分?(?:货物)?"
        rf"(?P<flow>进出口|出口|进口)(?:总额|总值|额)(?:\(?(?P<money>{money})\)?)?[_\-]?(?P<what>当期值?|累计值?|同比增长|累计增长|当期同比增长)?"
    )


def sniff(head: Head) -> bool:
    """Whether the JSON has the nodes of an answer of easyquery."""
    return head.text.lstrip().startswith("{") and '"datanodes"' in head.text and '"wds"' in head.text


def read(path: Path, options: Options) -> Reading:
    """Read a saved answer. Raises `InputError` where it isn't one."""
    wanted = f'{path} is not a saved answer of data.stats.gov.cn: it has no "datanodes", or is cut short; save the answer again'
    with refused(ValueError, KeyError, TypeError, AttributeError, RecursionError, form=wanted):
        answer = json.loads(grids.content(path).decode("utf-8-sig"), parse_float=str)
        data = answer.get("returndata", answer)
        nodes = data["datanodes"]
        # The label and unit of each indicator.
        indicators = [n for kind in data.get("wdnodes", []) if kind.get("wdcode") == "zb" for n in kind.get("nodes", [])]
        labels = {n["code"]: (n.get("cname") or n.get("name") or "", n.get("unit") or "") for n in indicators}
    reading, blank = begin_reading(path, NAME, options, known_source("NBS-EASYQUERY"), 0)
    empty = 0
    for number, node in enumerate(nodes, start=1):
        cell = node.get("data") or {}
        if not cell.get("hasdata"):
            empty += 1
            continue
        reading.rows_read += 1
        with reading.quarantining(number, json.dumps(node, ensure_ascii=False)):
            reading.figures.append(_figure(node, cell, labels, options.unit, {**blank, "row": number}))
    if empty:
        reading.warnings.append(f"{empty} cells have no data at the bureau, and make no figure")
    return reading


def _figure(
    node: dict[str, Any], cell: dict[str, Any], labels: dict[str, tuple[str, str]], named_unit: str | None, blank: dict[str, Any]
) -> Figure:
    keys = {w["wdcode"]: w["valuecode"] for w in node["wds"]}
    if "zb" not in keys or "sj" not in keys:
        raise ValueError("the cell names no indicator (zb) or no period (sj)")
    label, unit = labels.get(keys["zb"], (_LABELS.get(keys["zb"], ""), ""))
    indicator, cumulative = _indicator(keys["zb"], label, named_unit or unit)
    text = str(cell.get("strdata") or cell.get("data")).replace(",", "").strip()
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(f'"{text}" is not a number') from None
    region = codes.find(keys["reg"], "region").code if "reg" in keys else office(OFFICE).nation
    return Figure(region=region, period=str(_period(keys["sj"], cumulative)), value=value, **indicator, **blank)


def _indicator(code: str, label: str, unit: str) -> tuple[dict[str, Any], bool]:
    """The fields of a figure that a label says, and whether it is of the year to date."""
    plain = label.translate(str.maketrans("（）", "()")).replace(" ", "")
    bracket = re.search(r"\(([^()]*)\)$", plain)
    if bracket and bracket[1] not in office(OFFICE).money:
        unit, plain = unit or bracket[1], plain[: bracket.start()]
    match = _labelled().fullmatch(plain)
    if match is None:
        raise ValueError(f"the indicator {code} ({label or 'without a label'}) is none of goods trade that is read here")
    if not unit:
        raise ValueError(f"the indicator {code} ({label}) says no unit; name it with --unit")
    what = match["what"] or ""
    growth = "增长" in what
    money = office(OFFICE).currency_in(f"{match['money'] or ''} {unit}") or office(OFFICE).currencies[0]
    of_goods = match["place"] and ("境内" in match["place"] or "货源" in match["place"])
    said = {
        "flow": FLOWS[match["flow"]],
        "basis": "destination-origin" if of_goods else "operating-unit",
        "op": "growth" if growth else "level",
    }
    return said | {"unit": "percent" if growth else codes.unit(unit).code, "currency": money if growth else None}, "累计" in what


def _period(text: str, cumulative: bool) -> Period:
    match = re.fullmatch(r"(\d{4})(?:(\d\d)|([A-D]))?", text)
    if match is None:
        raise ValueError(f'"{text}" is not a period: 2023, 202301 and 2023A are')
    found = Period.of(match[1], match[2], match[3] and "ABCD".index(match[3]) + 1)
    return Period.year_to(found.end) if cumulative else found
