"""Laws of the customs formats: rows read are rows held plus rows rejected, and whatever is wrong with a file is said in a sentence."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sources import customs_tables as made

from hinterland.sources import customs_commodities, customs_country, customs_location
from hinterland.sources.reading import InputError, Options, Reading, head_of
from hinterland.warehouse.stage import by_id, stage

COUNTRY = [["（2）2025年7月进出口商品国别（地区）总值表（人民币值）"], ["单位：万元人民币"], *made.COUNTRY_HEAD, *made.COUNTRY_LINES]
GOODS = [["（13）2025年7月出口主要商品量值表（人民币值）"], ["单位：万元人民币"], *made.GOODS_HEAD, *made.GOODS_LINES]
TABLES = {
    "location": (customs_location, made.table8(more={"浙江省": ["杭州市", "宁波市"]})),
    "prefectures": (customs_location, made.prefectures()),
    "country": (customs_country, COUNTRY),
    "commodities": (customs_commodities, GOODS),
}
CELLS = [
    "",
    "-",
    "*REF!",
    "1,234.5",
    "7",
    "总值",
    "安徽省",
    "出口",
    "7月",
    "注：",
    "\xa0",
    "9" * 25,
    "单位：千美元",
    "2024年8月进出口总值表",
    '"',
    "万吨",
]


def conserved(reading: Reading) -> None:
    aside = [q.row for q in reading.quarantined]
    assert len(aside) == len(set(aside)), "a row is rejected once"
    assert all(q.reason and "\n" not in q.reason for q in reading.quarantined)
    assert {f.row for f in reading.figures}.isdisjoint(aside)
    staged = stage(reading, by_id(reading.sources))
    assert len({f.row for f in reading.figures} | {q.row for q in staged.quarantined}) <= reading.rows_read
    assert {f.source for f in reading.figures} <= {s.id for s in reading.sources}


@pytest.mark.parametrize("kind", TABLES)
def test_a_whole_table_is_conserved(kind: str, tmp_path: Path) -> None:
    module, rows = TABLES[kind]
    reading = module.read(made.write_csv(tmp_path / "2025-07.csv", rows), Options())
    conserved(reading)
    assert len({f.row for f in reading.figures}) + len(reading.quarantined) == reading.rows_read


@pytest.mark.parametrize("kind", TABLES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_changed_cells_are_read_put_aside_or_refused_in_a_sentence(kind: str, data: st.DataObject, tmp_path: Path) -> None:
    module, original = TABLES[kind]
    rows = [list(r) for r in original]
    for _ in range(data.draw(st.integers(1, 4))):
        row = rows[data.draw(st.integers(0, len(rows) - 1))]
        if row:
            row[data.draw(st.integers(0, len(row) - 1))] = data.draw(st.sampled_from(CELLS))
    path = made.write_csv(tmp_path / "2025-07.csv", rows)
    try:
        conserved(module.read(path, Options()))
    except InputError as e:
        assert str(path) in str(e)
        assert "\n" not in str(e)


@pytest.mark.parametrize("kind", TABLES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.integers(0, 10**6))
def test_tables_cut_shuffled_or_thinned_are_never_read_wrong(kind: str, seed: int, tmp_path: Path) -> None:
    module, original = TABLES[kind]
    chance = random.Random(seed)
    rows = [list(r) for r in original if chance.random() > 0.05]
    if chance.random() < 0.3:
        chance.shuffle(rows)
    if chance.random() < 0.3:
        at = chance.randrange(10)
        rows = [r[:at] + r[at + 1 :] for r in rows]
    path = made.write_csv(tmp_path / "2025-07.csv", rows)
    try:
        conserved(module.read(path, Options()))
    except InputError as e:
        assert str(path) in str(e)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.binary(min_size=1, max_size=600),
    start=st.sampled_from(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html><table><tr><td>", "收发货人所在地,进出口,出口\n".encode()]
    ),
)
def test_bytes_of_any_kind_are_refused_in_a_sentence(data: bytes, start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file.xls"
    path.write_bytes(start + data)
    for module in (customs_location, customs_country, customs_commodities):
        assert module.sniff(head_of(path)) in (True, False)
        with pytest.raises(InputError):
            module.read(path, Options())
