"""The evidence workbook, opened again with another library: every mark, figure, source and caveat, as numbers and as text that can't become a formula."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from tests.brief.output.desk import DAILY, EXPORTS, brief, evidence, picture, stated

from hinterland.brief.document import Section
from hinterland.brief.output import to_xlsx
from hinterland.brief.output.charts import marks
from hinterland.codes import Language


def opened(raw: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(raw))


def rows(raw: bytes, sheet: str) -> list[dict[str, Any]]:
    head, *lines = opened(raw).get_sheet_by_name(sheet).to_python()
    return [dict(zip(head, line, strict=True)) for line in lines]


def parts(raw: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as z:
        return {n: z.read(n).decode("utf-8") for n in z.namelist() if n.endswith((".xml", ".rels"))}


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Notes", "Takeaways", "Claims", "Observations", "Sources", "Caveats", "Chart 1"]),
        ("zh", ["说明", "要点", "表述", "数据", "来源", "注意事项", "图1"]),
    ],
)
def test_one_table_a_sheet_named_in_the_briefs_language(language: Language, names: list[str]) -> None:
    assert opened(to_xlsx(brief(language))).sheet_names == names


def test_a_row_for_each_mark_with_the_sentences_that_it_stands_in() -> None:
    claims = rows(to_xlsx(brief()), "Claims")
    assert [(r["Mark"], r["Sign"]) for r in claims] == [(1, ""), (2, "†"), (3, "†"), (4, "‡")]
    assert claims[2]["Stands in"] == "Anhui's exports came to 682.31 billion yuan in 2025."
    assert claims[0]["Stands in"].count("\n") == 1
    assert (claims[3]["Low"], claims[3]["High"], claims[3]["Unit"]) == (351_050_000_000, 351_070_000_000, "CNY")
    assert (claims[1]["Operation"], claims[1]["How it came about"], claims[1]["Verdict"]) == ("growth", "as published", "supported")


def test_every_figure_stands_once_with_the_marks_that_it_serves() -> None:
    figures = rows(to_xlsx(brief()), "Observations")
    assert len(figures) == len({r["Figure's id"] for r in figures}) == 4
    exports = next(r for r in figures if r["Flow"] == "export")
    assert (exports["Marks it serves"], exports["Value"], exports["Source"], exports["File"], exports["Row"]) == (
        "3, 4", 682_310_000_000, "CDB-2026", "figures.csv", 3,
    )  # fmt: skip


def test_percentages_are_real_ones_and_days_are_dates() -> None:
    raw = to_xlsx(brief(evidence=[*evidence()[:3], stated(EXPORTS.model_copy(update={"released": "2026-01-23"}), source=DAILY)]))
    growth = next(r for r in rows(raw, "Observations") if r["Operation"] == "growth")
    assert growth["Value"] == pytest.approx(0.173)
    assert any(r["Published"] == date(2026, 1, 23) for r in rows(raw, "Observations"))
    assert 'formatCode="0.0%"' in parts(raw)["xl/styles.xml"]


@pytest.mark.parametrize(("language", "unit"), [("en", "bn"), ("zh", "亿")])
def test_amounts_are_shown_in_billions_or_yi(language: Language, unit: str) -> None:
    assert f"&quot;{unit}&quot;" in parts(to_xlsx(brief(language)))["xl/styles.xml"]


def test_tables_have_filters_and_frozen_headers() -> None:
    found = parts(to_xlsx(brief()))
    for number in (2, 3, 4, 5, 6):
        sheet = found[f"xl/worksheets/sheet{number}.xml"]
        assert "<autoFilter" in sheet and 'state="frozen"' in sheet and "<cols>" in sheet


def test_an_address_is_a_link_and_a_caveat_names_its_marks() -> None:
    raw = to_xlsx(brief())
    assert 'Target="https://example.org/panel_of_provinces.csv?a=1&amp;b=2"' in parts(raw)["xl/worksheets/_rels/sheet5.xml.rels"]
    assert [r["Marks"] for r in rows(raw, "Caveats")] == ["3"]


def test_an_address_that_is_none_stays_text() -> None:
    source = DAILY.model_copy(update={"address": "=HYPERLINK(1)"})
    raw = to_xlsx(brief(evidence=[stated(EXPORTS, source=source)] * 4))
    assert rows(raw, "Sources")[0]["Address"] == "=HYPERLINK(1)"


@pytest.mark.parametrize("nasty", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "{=1+1}"])
def test_text_cannot_become_a_formula(nasty: str) -> None:
    data = picture()
    hostile = type(data)(
        **{f: getattr(data, f) for f in data.__slots__} | {"title": nasty, "rows": [{nasty: nasty, "v": 1}, {nasty: "b", "v": 2}]}
    )
    source = DAILY.model_copy(update={"title": nasty, "publisher": nasty, "note": nasty})
    claim = stated(EXPORTS.model_copy(update={"note": nasty, "file": nasty}), source=source, caveats=(nasty,))
    raw = to_xlsx(
        brief(headline=nasty, evidence=[claim], takeaways=[], sections=[Section("a", nasty, [[f"{nasty} [1]"]], [hostile])], standfirst=[])
    )
    sheets = {n: text for n, text in parts(raw).items() if n.startswith("xl/worksheets/sheet")}
    assert [n for n, text in sheets.items() if "<f>" in text or "<f " in text] == []
    assert rows(raw, "Sources")[0]["Title"] == nasty


def test_a_simple_picture_has_a_chart_of_excels_own() -> None:
    found = parts(to_xlsx(brief()))
    assert "<c:lineChart>" in found["xl/charts/chart1.xml"]
    assert "A line that rises over three years" in found["xl/drawings/drawing1.xml"]


def test_a_picture_that_is_not_simple_has_its_table_alone() -> None:
    data = picture()
    long = [{"Year": y, "Flow": f, "Value": 1.5} for y in ("2024", "2025") for f in ("export", "import")]
    other = type(data)(**{f: getattr(data, f) for f in data.__slots__} | {"rows": long})
    raw = to_xlsx(brief(sections=[Section("a", "A", [], [other])]))
    assert not [n for n in parts(raw) if "chart1" in n and "charts/" in n]
    assert "Chart 1" in opened(raw).sheet_names


def test_figures_of_a_picture_are_numbers_that_show_their_signs() -> None:
    data = picture()
    printed = [{"Year": "2024", "Trade": "1,014", "Growth": "+24.6%‡"}, {"Year": "2025", "Trade": "415‡", "Growth": "−3%"}]
    raw = to_xlsx(
        brief(sections=[Section("a", "A", [], [type(data)(**{f: getattr(data, f) for f in data.__slots__} | {"rows": printed})])])
    )
    assert opened(raw).get_sheet_by_name("Chart 1").to_python()[-2:] == [
        ["2024", 1014.0, pytest.approx(0.246)],
        ["2025", 415.0, pytest.approx(-0.03)],
    ]
    styles = parts(raw)["xl/styles.xml"]
    assert "#,##0&quot;‡&quot;" in styles and "0.0%&quot;‡&quot;" in styles
    chart = parts(raw)["xl/charts/chart1.xml"]
    assert chart.count("<c:ser>") == 1 and "$B$6" in chart


def test_the_marks_of_layered_specifications_are_found() -> None:
    assert list(marks({"layer": [{"mark": "rule"}, {"mark": {"type": "bar"}}]})) == ["rule", "bar"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_same_brief_gives_the_same_bytes(language: Language) -> None:
    assert to_xlsx(brief(language)) == to_xlsx(brief(language))


def test_a_brief_without_evidence_is_a_workbook_all_the_same() -> None:
    assert "Claims" in opened(to_xlsx(brief(evidence=[], takeaways=[], standfirst=[], sections=[], newest=None))).sheet_names


def test_the_charts_title_is_the_sheets_so_that_it_is_no_formula_of_its_own() -> None:
    chart = parts(to_xlsx(brief()))["xl/charts/chart1.xml"]
    assert "<c:f>'Chart 1'!$A$1</c:f>" in chart and "Anhui's trade passed 1 trillion yuan in 2025" in chart
