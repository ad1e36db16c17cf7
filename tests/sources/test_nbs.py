"""Saved answers of the statistics bureau: labels say what a cell is, and a cell without data is no figure."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hinterland.sources import nbs
from hinterland.sources.reading import Figure, InputError, Options, Reading
from hinterland.sources.registry import find_format, read
from hinterland.warehouse.stage import by_id, stage

LABELS = {
    "A060101": ("经营单位所在地进出口总额(千美元)", "千美元"),
    "A060102": ("经营单位所在地出口总额(千美元)", "千美元"),
    "A060203": ("境内目的地和货源地进口总额(千美元)", "千美元"),
    "A0801": ("年末城镇人口(万人)", "万人"),
    "A0601": ("进出口总额(人民币)(亿元)", "亿元"),
    "A160103": ("进出口总值_累计增长(%)", "%"),
    "A160102": ("出口总值累计值(千美元)", "千美元"),
}


def node(indicator: str, value: str | None, *, region: str | None = "340000", period: str = "2023") -> dict[str, Any]:
    keys = [("zb", indicator), *([("reg", region)] if region else []), ("sj", period)]
    return {
        "code": "_".join(f"{k}.{v}" for k, v in keys),
        "data": {
            "data": float(value.replace(",", "")) if value else 0,
            "dotcount": 0,
            "hasdata": value is not None,
            "strdata": value or "",
        },
        "wds": [{"wdcode": k, "valuecode": v} for k, v in keys],
    }


def answer(path: Path, *nodes: dict[str, Any], labels: bool = True) -> Path:
    names = [{"code": c, "cname": n, "unit": u} for c, (n, u) in LABELS.items()]
    wdnodes = (
        [{"wdcode": "zb", "wdname": "指标", "nodes": names}, {"wdcode": "reg", "nodes": [{"code": "340000", "cname": "安徽省"}]}]
        if labels
        else []
    )
    body = {"returncode": 200, "returndata": {"datanodes": list(nodes), "freshsort": 0, "wdnodes": wdnodes}}
    path.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    return path


def one(tmp_path: Path, *nodes: dict[str, Any], **said: Any) -> Figure:
    reading = nbs.read(answer(tmp_path / "a.json", *nodes), Options(**said))
    assert reading.quarantined == []
    (figure,) = reading.figures
    return figure


def why(tmp_path: Path, cell: dict[str, Any], **said: Any) -> str:
    reading = nbs.read(answer(tmp_path / "a.json", cell), Options(**said))
    assert reading.figures == [] and reading.rows_read == 1
    return reading.quarantined[0].reason


def test_a_cell_becomes_a_figure_in_the_bureaus_unit(tmp_path: Path) -> None:
    figure = one(tmp_path, node("A060101", "113,456,789"))
    assert (figure.region, figure.period, figure.flow, figure.basis) == ("CN-AH", "2023", "total", "operating-unit")
    assert (figure.value, figure.unit, figure.op) == (Decimal(113_456_789), "USD_1K", "level")
    assert figure.source == "NBS-EASYQUERY"


@pytest.mark.parametrize(
    ("indicator", "flow", "basis"), [("A060102", "export", "operating-unit"), ("A060203", "import", "destination-origin")]
)
def test_the_label_tells_flow_and_basis(tmp_path: Path, indicator: str, flow: str, basis: str) -> None:
    figure = one(tmp_path, node(indicator, "5"))
    assert (figure.flow, figure.basis) == (flow, basis)


def test_a_cell_without_data_is_no_figure_and_no_zero(tmp_path: Path) -> None:
    reading = nbs.read(answer(tmp_path / "a.json", node("A060101", None), node("A060101", "7")), Options())
    assert [f.value for f in reading.figures] == [Decimal(7)]
    assert reading.rows_read == 1 and reading.quarantined == []
    assert reading.warnings == ["1 cells have no data at the bureau, and make no figure"]


def test_digits_are_kept_as_printed(tmp_path: Path) -> None:
    assert str(one(tmp_path, node("A060101", "12.50")).value) == "12.50"


@pytest.mark.parametrize(("text", "period"), [("2023", "2023"), ("202305", "2023-05"), ("2023A", "2023-Q1"), ("2023D", "2023-Q4")])
def test_periods_are_years_months_and_quarters(tmp_path: Path, text: str, period: str) -> None:
    assert one(tmp_path, node("A060101", "5", period=text)).period == period


def test_cumulative_columns_run_from_january(tmp_path: Path) -> None:
    figure = one(tmp_path, node("A160102", "5", period="202305"))
    assert figure.period == "2023-01/2023-05"


def test_growth_is_an_observation_of_its_own(tmp_path: Path) -> None:
    figure = one(tmp_path, node("A160103", "-3.2", region=None, period="202305"))
    assert (figure.op, figure.unit, figure.value, figure.region) == ("growth", "percent", Decimal("-3.2"), "CN")


def test_the_nation_needs_no_region(tmp_path: Path) -> None:
    figure = one(tmp_path, node("A0601", "417568.3", region=None))
    assert (figure.region, figure.unit, figure.flow) == ("CN", "CNY_100M", "total")


def test_the_best_known_indicators_need_no_labels(tmp_path: Path) -> None:
    reading = nbs.read(answer(tmp_path / "a.json", node("A060101", "5"), node("A060201", "6"), labels=False), Options())
    assert [(f.basis, f.unit) for f in reading.figures] == [("operating-unit", "USD_1K"), ("destination-origin", "USD_1K")]


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        (node("A0801", "5"), "年末城镇人口"),
        (node("A9999", "5"), "A9999"),
        (node("A060101", "5", region="990000"), "990000"),
        (node("A060101", "5", period="LAST5"), "LAST5"),
        ({"data": {"hasdata": True, "strdata": "5"}, "wds": []}, "names no indicator"),
        ({**node("A060101", "5"), "data": {"hasdata": True, "strdata": "many"}}, "many"),
    ],
)
def test_what_cannot_be_read_is_put_aside(tmp_path: Path, cell: dict[str, Any], word: str) -> None:
    assert word in why(tmp_path, cell)


def test_the_user_may_say_source_and_unit(tmp_path: Path) -> None:
    figure = one(tmp_path, node("A060101", "5"), source="mine", title="T", publisher="P", unit="USD_10K", released="2024-02")
    assert (figure.source, figure.unit, figure.released) == ("mine", "USD_10K", "2024-02")


def test_it_is_recognised_and_read_by_content(tmp_path: Path) -> None:
    path = answer(tmp_path / "a.json", node("A060101", "5"))
    assert find_format(path) is nbs
    assert isinstance(read(path, Options()), Reading)


@pytest.mark.parametrize("text", ["{}", "[]", "{", '{"returndata": {}}', '{"returndata": []}'])
def test_other_json_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="not a saved answer"):
        nbs.read(path, Options())


def test_its_figures_can_be_stored(tmp_path: Path) -> None:
    reading = nbs.read(answer(tmp_path / "a.json", node("A060101", "5"), node("A160103", "-3.2", region=None, period="202305")), Options())
    staged = stage(reading, by_id(reading.sources))
    assert len(staged.rows) == 2 and staged.quarantined == []
