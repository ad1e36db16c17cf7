"""Roll-ups: what the records of many files add up to, against sums made by hand; a year at a time, only what changed, and nothing that can't be summed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Ran
from tests.sources.record_files import SOLAR, export

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.claims import evaluate, statement
from hinterland.codes import Region
from hinterland.interval import Interval
from hinterland.language import sentences
from hinterland.models import Indicator, Relation
from hinterland.sources.reading import InputError, Options
from hinterland.warehouse.store import HeadMoved, State, Store

PROVINCES = [r for r in codes.entries("region") if isinstance(r, Region) and r.country == "CN" and r.level == "province"]
PARTNERS = {"502": "USA", "116": "JPN", "141": "VNM", "136": "THA"}
PRODUCTS = ("85076000", "85414300", "87038000", "01012100")
MONTHS = [f"2024{m:02}" for m in range(1, 13)]
LINE = 0.5
"""How far the amount of a line may be off."""

Cell = tuple[str, str, str, str, str]


def cells(months: list[str], seed: int = 0, provinces: int = 31) -> dict[Cell, int]:
    """Amounts by month, flow, province, partner and commodity; about half of all cells have none."""
    rng = random.Random(seed)
    return {
        (month, flow, province.code, partner, product): rng.randrange(1, 10**8)
        for month in months
        for flow in ("export", "import")
        for province in PROVINCES[:provinces]
        for partner in PARTNERS
        for product in PRODUCTS
        if rng.random() < 0.5
    }


def files(folder: Path, amounts: dict[Cell, int]) -> Path:
    """The amounts as query exports, one a month and flow."""
    folder.mkdir(exist_ok=True)
    lines: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    customs = {r.code: (r.customs_code, r.zh) for r in PROVINCES}
    for (month, flow, region, partner, product), amount in amounts.items():
        line = (month, partner, PARTNERS[partner], product, "", *SOLAR[5:9], f"{amount:,}")
        lines[month, flow].append((*line, *customs[region or ""]))
    for (month, flow), rows in lines.items():
        export(folder / f"{month}{'out' if flow == 'export' else 'in'}.csv", *rows, header=HEADER)
    return folder


HEADER = (
    "数据年月", "贸易伙伴编码", "贸易伙伴名称", "商品编码", "商品名称", "第一数量", "第一计量单位", "第二数量", "第二计量单位", "人民币", "注册地编码", "注册地名称",
)  # fmt: skip


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Hinterland]:
    with Hinterland(tmp_path / "w", embedded=False) as h:
        yield h


def figures(h: Hinterland) -> dict[tuple[Any, ...], tuple[float, float, float, str]]:
    rows = h.sql("SELECT flow, region, product, partner, regime, period, value, low, high, reliability FROM observations").fetchall()
    assert len({r[:6] for r in rows}) == len(rows)
    return {r[:6]: (*tuple(map(float, r[6:9])), r[9]) for r in rows}  # type: ignore[misc]


def by_hand(
    amounts: dict[Cell, int], flow: str, region: str, products: tuple[str, ...], partners: set[str], months: list[str]
) -> tuple[int, int]:
    """A sum, and of how many lines."""
    found = [
        amount
        for (month, f, r, partner, product), amount in amounts.items()
        if month in months
        and flow in (f, "total")
        and region in (r, "CN")
        and product.startswith(products)
        and (not partners or PARTNERS[partner] in partners)
    ]
    return sum(found), len(found)


def test_figures_are_the_sums_made_by_hand(empty: Hinterland, tmp_path: Path) -> None:
    amounts = cells(MONTHS)
    empty.load_each([files(tmp_path / "f", amounts)])
    told = empty.roll_up("GACC-QUERY", whole=True)
    [year] = told.years
    assert (year.year, year.records, year.state) == (2024, len(amounts), empty.state.number)
    found = figures(empty)
    assert year.figures == len(found)
    ways = {
        ("all", "world"): ((), set()),
        ("85", "world"): (("85",), set()),
        ("8507", "world"): (("8507",), set()),
        ("lithium-batteries", "world"): (("850760",), set()),
        ("all", "USA"): ((), {"USA"}),
        ("all", "ASEAN"): ((), {"VNM", "THA"}),
        ("85", "ASEAN"): (("85",), {"VNM", "THA"}),
    }
    periods = {"2024": MONTHS, "2024-03": MONTHS[2:3], "2024-01/2024-07": MONTHS[:7]}
    tried = 0
    for (product, partner), (prefixes, partners) in ways.items():
        for period, months in periods.items():
            for flow in ("export", "import", "total"):
                for region in ("CN", "CN-AH", "CN-XZ"):
                    value, lines = by_hand(amounts, flow, region, prefixes or ("",), partners, months)
                    cell = (flow, region, product, partner, "all", period)
                    if cell in found:
                        tried += 1
                        assert found[cell] == (value, value - lines * LINE, value + lines * LINE, "derived"), cell
    assert tried > 100
    assert ("export", "CN", "all", "world", "all", "2024-01/2024-07") in found
    assert ("export", "CN-AH", "85", "ASEAN", "all", "2024") in found


def test_only_years_whose_files_changed_are_summed_again(empty: Hinterland, tmp_path: Path) -> None:
    old = {(m.replace("2024", "2023"), *c): a for (m, *c), a in cells(MONTHS[:2], seed=7).items()}
    first = cells(MONTHS[:2])
    folder = files(files(tmp_path / "f", old), first)  # type: ignore[arg-type]
    empty.load_each([folder])
    assert [y.state for y in empty.roll_up("GACC-QUERY", whole=True).years] == [2, 2]
    again = empty.roll_up("GACC-QUERY", whole=True)
    assert [(y.year, y.state) for y in again.years] == [(2023, None), (2024, None)] and empty.state.number == 2
    both = first | cells(MONTHS[2:3], seed=1)
    empty.load_each([files(folder, both)])
    more = empty.roll_up("GACC-QUERY", whole=True)
    assert [(y.year, y.state) for y in more.years] == [(2023, None), (2024, 4)]
    found = figures(empty)
    value, _ = by_hand(both, "export", "CN", ("",), set(), MONTHS[:3])
    assert found["export", "CN", "all", "world", "all", "2024-Q1"][0] == value
    assert ("export", "CN", "all", "world", "all", "2023-02") in found
    assert [line["kind"] for line in empty.history()["states"]] == ["load", "rollup", "load", "rollup"]
    assert empty.roll_up("GACC-QUERY", whole=True).years[0].figures == more.years[0].figures and empty.state.number == 4
    empty.undo()
    assert ("export", "CN", "all", "world", "all", "2023-02") in figures(empty)
    assert ("export", "CN", "all", "world", "all", "2024-03") not in figures(empty)
    assert ("export", "CN", "all", "world", "all", "2024-02") in figures(empty)


def test_a_load_between_the_sums_and_their_commit_sums_nothing_twice(
    empty: Hinterland, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.load_each([files(tmp_path / "f", cells(MONTHS[:2], provinces=2))])
    commit, written = Store.commit, []

    def late(store: Store, seen: State, rows: Any) -> None:
        if not written:
            written.append(store.table("observations").version())
            raise HeadMoved
        written.append(store.table("observations").version())
        commit(store, seen, rows)

    monkeypatch.setattr(Store, "commit", late)
    assert empty.roll_up("GACC-QUERY", whole=True).years[0].state == 2
    assert written[0] == written[1]


def test_the_nation_is_told_where_all_its_provinces_are(empty: Hinterland, tmp_path: Path) -> None:
    empty.load_each([files(tmp_path / "f", cells(MONTHS[:1], provinces=30))])
    empty.roll_up("GACC-QUERY", [2024], whole=True)
    assert {region for _, region, *_ in figures(empty)} == {p.code for p in PROVINCES[:30]}


def test_files_of_what_somebody_asked_for_are_summed_on_his_word_only(empty: Hinterland, tmp_path: Path) -> None:
    empty.load_each([files(tmp_path / "f", cells(MONTHS[:1]))])
    with pytest.raises(InputError, match="whole=True"):
        empty.roll_up("GACC-QUERY")
    assert empty.state.number == 1


def test_a_query_that_was_cut_off_is_not_summed(empty: Hinterland, tmp_path: Path) -> None:
    rows = [(*SOLAR[:3], f"85{r:06}", *SOLAR[4:9], "1,000") for r in range(10_000)]
    empty.load_each([export(tmp_path / "cut.csv", *rows)], options=Options(flow="export"))
    with pytest.raises(InputError, match="exactly 10,000 rows"):
        empty.roll_up("GACC-QUERY", whole=True)


def test_levels_side_by_side_are_not_summed(empty: Hinterland, tmp_path: Path) -> None:
    paths = [export(tmp_path / f"{p}.csv", (*SOLAR[:3], p, *SOLAR[4:])) for p in ("8541", "85414300")]
    empty.load_each(paths, options=Options(flow="export"))
    with pytest.raises(InputError, match="commodities of several levels"):
        empty.roll_up("GACC-QUERY", whole=True)


@pytest.mark.parametrize(("source", "years", "said"), [("NOBODY", [], "no source held"), ("GACC-QUERY", [1999], "of these years")])
def test_what_is_not_held_is_not_summed(empty: Hinterland, tmp_path: Path, source: str, years: list[int], said: str) -> None:
    empty.load_each([files(tmp_path / "f", cells(MONTHS[:1]))])
    with pytest.raises(InputError, match=said):
        empty.roll_up(source, years, whole=True)


def test_the_command_tells_years_records_and_figures(run: Any, tmp_path: Path) -> None:
    folder = files(tmp_path / "f", cells(MONTHS[:1], provinces=2))
    place = ("--warehouse", str(tmp_path / "w"))
    run("load", "--each", str(folder), *place)
    found = run("roll-up", "GACC-QUERY", "--whole", *place, "--output-format", "json").read()
    assert found["schema"] == "hinterland.rollup/1" and found["years"][0]["figures"] > 0
    shown: Ran = run("roll-up", "GACC-QUERY", "--whole", *place)
    assert shown.status == 0 and "as it was" in shown.out
    refused: Ran = run("roll-up", "GACC-QUERY", *place)
    assert refused.status == 2 and "--whole" in refused.err and "Traceback" not in refused.err


# -- codes over time


def concordance(folder: Path, *rows: str) -> Path:
    path = folder / "hs.csv"
    path.write_text("\n".join(["from,to,year_from,year_to", *rows, ""]), encoding="utf-8")
    return path


def test_a_concordance_gives_later_codes_and_says_so(empty: Hinterland, tmp_path: Path) -> None:
    amounts = cells(MONTHS[:2])
    empty.load_each([files(tmp_path / "f", amounts)])
    plain = empty.roll_up("GACC-QUERY", whole=True)
    by = concordance(tmp_path, "01012100,85010000,,2024", "85076000,85010000,2025,")
    told = empty.roll_up("GACC-QUERY", whole=True, concordance=by)
    assert told.years[0].state == (plain.years[0].state or 0) + 1, "another way to sum is another roll-up"
    found = figures(empty)
    assert ("export", "CN", "01", "world", "all", "2024-01") not in found
    value, _ = by_hand(amounts, "export", "CN", ("85", "0101"), set(), MONTHS[:1])
    assert found["export", "CN", "85", "world", "all", "2024-01"][0] == value
    [(notes,)] = empty.sql("SELECT count(*) FILTER (note NOT LIKE '%codes by hs.csv%') FROM observations").fetchall()
    assert notes == 0
    assert empty.roll_up("GACC-QUERY", whole=True, concordance=by).years[0].state is None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["8517,8518,,", "8517,8519,2020,"], "becomes both"),
        (["8517,851800,,"], "one length"),
        (["phones,8517,,"], "line 2"),
        (["8517,8518,soon,"], "years or none"),
    ],
)
def test_a_concordance_that_can_not_be_meant_is_refused(empty: Hinterland, tmp_path: Path, rows: list[str], said: str) -> None:
    empty.load_each([files(tmp_path / "f", cells(MONTHS[:1], provinces=1))])
    with pytest.raises(InputError, match=said):
        empty.roll_up("GACC-QUERY", whole=True, concordance=concordance(tmp_path, *rows))
    with pytest.raises(InputError, match="can't be read"):
        empty.roll_up("GACC-QUERY", whole=True, concordance=tmp_path / "nowhere.csv")
    assert empty.state.number == 1


def test_who_exports_more_of_what_than_others_do(empty: Hinterland, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    amounts = {c: a for c, a in cells(MONTHS).items() if c[1] == "export"}
    monkeypatch.setattr("hinterland.warehouse.rollup.FEWEST", 4)
    empty.load_each([files(tmp_path / "f", amounts)])
    empty.roll_up("GACC-QUERY", whole=True)
    assert not empty.sql("SELECT 1 FROM observations WHERE concept = 'advantage'").fetchall()  # three chapters are too few to compare
    monkeypatch.setattr("hinterland.warehouse.rollup.FEWEST", 3)
    empty.undo()
    empty.roll_up("GACC-QUERY", whole=True)
    rows = empty.sql(
        "SELECT region, product, value, low, high, unit, flow, period, currency, note FROM observations WHERE concept = 'advantage'"
    ).fetchall()
    held = {(region, product): (value, low, high) for region, product, value, low, high, *_ in rows}
    assert {r[5:9] for r in rows} == {("ratio", "export", "2024", None)}
    assert "among 31 regions and 3 chapters" in rows[0][-1]
    groups = {"85": ("85",), "87": ("87",), "01": ("01",), "lithium-batteries": ("850760",)}
    assert len([k for k in held if k[1] in groups]) == 31 * len(groups)
    for product, prefixes in groups.items():
        for region in {r for r, _ in held}:

            def total(region: str | None, prefixes: tuple[str, ...]) -> int:
                return sum(a for (_, _, r, _, p), a in amounts.items() if p.startswith(prefixes) and region in (None, r))

            expected = total(region, prefixes) / total(region, ("",)) / (total(None, prefixes) / total(None, ("",)))
            value, low, high = map(float, held[region, product])
            assert value == pytest.approx(expected, abs=1e-6)
            assert low <= expected <= high
            assert high - low < 1e-4
    [rank] = evaluate(
        empty.indicators,
        [
            statement(
                "rank", max((v, r) for (r, p), (v, *_) in held.items() if p == "87")[1],
                Indicator(concept="advantage", flow="export", product="87"), "2024", scope="provinces", relation=Relation(test="nth", order="desc"), low=Decimal(1), high=Decimal(1),
            )
        ],
    )  # fmt: skip
    assert (rank.answer, rank.asked, rank.held) == (Interval(Decimal(1), Decimal(1), True, True), 31, 31)
    assert sentences(rank.claim)["en"].endswith(
        "ranked first nationwide by revealed comparative advantage in exports of vehicles other than railway, and parts in 2024."
    )
    for group in ("provinces", "yangtze-delta"):
        empty.indicators.include([group])
        summed = empty.engine.fetch(f"SELECT concept FROM levels WHERE region = '{group}'")
        assert summed
        assert {r["concept"] for r in summed} == {"trade"}  # an index has no sum
