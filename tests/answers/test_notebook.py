"""Results in a notebook: a line that says what there is, a table in HTML, and frames with a row for each thing that the line counts."""

from __future__ import annotations

import re

import pytest

import hinterland as package
from hinterland.api import Hinterland
from hinterland.errors import InputError
from hinterland.frames import count, spoken
from hinterland.requests import parse

pandas = pytest.importorskip("pandas")

DOUBTFUL = "Anhui exports rose 55% in 2025. Henan exports came to 30 billion yuan in 2025 and Hubei ranked 2nd."


def test_one_thing_is_counted_in_the_singular() -> None:
    assert [count(n, "claim") for n in (0, 1, 2)] == ["0 claims", "1 claim", "2 claims"] and count(3, "story") == "3 stories"


def test_an_amount_is_spoken_to_four_figures() -> None:
    assert spoken(1_013_560_000_000, "CNY") == "1.014 trillion CNY" and spoken(84_785_260_000) == "84.79 billion"


def test_a_report_counts_and_lists_questions_beside_findings(hinterland: Hinterland) -> None:
    report = hinterland.check(DOUBTFUL)
    assert report.questions and f"{count(len(report.questions), 'question')}; 3 claims (" in repr(report)
    frame = report.to_pandas()
    assert list(frame["kind"]) == ["finding"] * len(report.findings) + ["question"] * len(report.questions)
    shown = report._repr_html_()
    assert shown.index("<td>finding</td>") < shown.index("<td>question</td>") < shown.rindex("3 claims (")


def test_a_report_without_findings_still_has_its_claims(hinterland: Hinterland) -> None:
    report = hinterland.check("Anhui exports rose 17.8% in 2025.")
    assert report.to_pandas().empty and "0 findings, 0 questions; 1 claim (" in repr(report)
    [row] = report.to_pandas("claims").to_dict("records")
    assert (row["verdict"], row["subject"], row["period"], row["held low"], row["held high"]) == (
        "supported",
        "CN-AH",
        "2025",
        17.75,
        17.85,
    )
    with pytest.raises(InputError, match="no table 'sources'; name claims, or none"):
        report.to_pandas("sources")


def test_news_come_as_stories_each_with_its_claims(hinterland: Hinterland) -> None:
    found = hinterland.mine("Anhui", "2025", top=3, keep=False)
    assert len(found) == len(found[:]) == 3 and len(repr(found)) < 300
    best = found[0]
    assert best.sentence in repr(found) and set(best.sentences) == {"en", "zh"} and best.bits == best.score
    assert [m.claim for s in found for m in s.mined] == list(found.claims) and best.claims[0] == best.claim
    assert list(found.to_pandas()["sentence"]) == [s.sentence for s in found]
    assert len(found.to_pandas("claims")) == len(found.claims) > 3
    assert best.sentences["zh"] in found._repr_html_()


def test_bounds_say_what_each_cell_lies_between(hinterland: Hinterland) -> None:
    found = hinterland.bounds("Anhui", "2025-07")
    assert repr(found).startswith("<Bounded: Anhui, 2025-07: total 84.79 billion CNY; export ") and len(found.to_pandas()) == 3
    assert "<td>84.785 billion</td>" in found._repr_html_()


def test_what_is_held_is_counted(hinterland: Hinterland) -> None:
    found = hinterland.coverage("Anhui")
    assert repr(found).startswith("<Coverage: Anhui, ") and f"{len(found.to_pandas())} series" in repr(found)


def test_a_text_read_has_a_row_for_each_claim(hinterland: Hinterland) -> None:
    found = hinterland.read("Anhui exports rose 5% in 2025 and its imports fell 2%", "2026-02-01")
    assert repr(found) == "<ReadText: 2 claims read; 1 number left alone; en, dated 2026-02-01>"
    assert list(found.to_pandas()["what"]) == ["trade/export", "trade/import"]


def test_futures_give_their_middle_as_people_say_it(hinterland: Hinterland) -> None:
    pytest.importorskip("numpy")
    cell, months = hinterland.posterior("Anhui", "2025-09", draws=200), hinterland.outlook_months("Anhui", 3, paths=200)
    assert f"median {spoken(cell.median, 'CNY')}, 80% between" in repr(cell) and len(cell.to_pandas()) == 1
    assert "3 months, median " in repr(months) and len(months.to_pandas()) == 3 and months.notes()[0] in months._repr_html_()


def test_a_ranking_has_its_scope_and_the_places_that_each_may_have(hinterland: Hinterland) -> None:
    found = hinterland.ask("rank provinces by imports 2025")
    rows, members = found.to_pandas().to_dict("records"), 31
    held = len(rows)
    assert {r["scope"] for r in rows} == {f"{held} of {members} held"} and held < members
    assert all(max(r["first_place"], r["place"]) <= r["last_place"] <= members for r in rows)
    growth = hinterland.ask("rank provinces by exports growth 2025").rows
    assert {(r.last_place or 0) - (r.place or 0) for r in growth} >= {members - len(growth)}, "nothing bounds growth"
    assert any(r["beware"] for r in rows) and hinterland.ask("top 3 provinces by imports 2025").beware


def test_a_member_whose_bounds_lie_below_is_never_ahead(hinterland: Hinterland) -> None:
    first, *_ = hinterland.ask("top 3 provinces by exports 2025").rows
    assert (first.first_place, first.last_place) == (1, 1)


def test_a_comparison_shows_its_figures_and_leads_with_those_held(hinterland: Hinterland) -> None:
    found = hinterland.compare("Fujian", "Hunan", period=2024, flow="total")
    assert repr(found).endswith(f" ({', '.join(f'{r.name} {r.text}' for r in found.rows)})>")
    partly = hinterland.compare("Anhui", "Tibet", "Hubei", period=2025, flow="total")
    assert {r.name for r in partly.rows} == {"Anhui", "Hubei"} and " led " in partly.sentence
    assert any("Not held" in s and "Tibet" in s for s in partly.sentences)


def test_a_difference_is_as_exact_as_its_figures(hinterland: Hinterland) -> None:
    found = hinterland.compare("Guangdong", "Jiangsu", period=2025, flow="total")
    assert [r.text for r in found.rows] == [
        "9.49 trillion yuan",
        "5.952 trillion yuan",
    ] and "by 3.54 trillion yuan, or 59.5%" in found.sentence
    years = hinterland.ask("Fujian imports 2023 vs 2024")
    assert all(f"{r.period} {r.text}" in repr(years) for r in years.rows)


def test_an_outlook_speaks_its_amounts_and_says_what_decides_its_first_year(hinterland: Hinterland) -> None:
    pytest.importorskip("numpy")
    found = hinterland.outlook("Hubei", "1.2 trillion yuan", horizon=2, paths=200)
    assert repr(found).startswith("<Outlook: Hubei, total against 1.2 trillion CNY, 2 years; ")
    first, decided = found.years[0], [n for n in found.notes if n.is_decisive]
    assert first.spoken("CNY") in repr(found) and decided and repr(found).endswith(f", as {decided[-1].text()}>")
    assert set(found.to_pandas()["threshold"]) == {1_200_000_000_000}
    assert "<td>1,200.000 billion</td>" in found._repr_html_() and found.notes[0].text() in found.remarks()


@pytest.mark.parametrize("request_", ["stories of Hunan 2024", "what's new in Hunan 2024", "mine Hunan 2024", "湖南2024年有什么新鲜事"])
def test_stories_are_asked_for_like_news(request_: str) -> None:
    asked = parse(request_)
    assert (asked.what, asked.subjects, [str(p) for p in asked.periods]) == ("brief", ("CN-HN",), ["2024"])


def test_the_warehouse_shows_itself_and_help_says_which_verb_is_for_what(hinterland: Hinterland) -> None:
    assert f"state {hinterland.state.number} of" in hinterland._repr_html_()
    named = re.findall(r"\bh\.(\w+)", package.__doc__ or "")
    assert len(named) > 10 and all(callable(getattr(hinterland, name)) for name in named if name != "open")
