"""The tables agree with themselves: codes are unique, references resolve, names don't collide where they must not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from hinterland import codes
from hinterland.codes.tables import KINDS, above_zero, rows, sourced
from hinterland.packs import PackError, packs
from hinterland.packs.pack import read_cell, read_rows

KEYS = {
    "regions": ("code",),
    "groups": ("code",),
    "group_members": ("group", "region"),
    "partners": ("code",),
    "partner_codes": ("customs_code", "valid_from"),
    "blocs": ("code",),
    "bloc_members": ("bloc", "member", "valid_from"),
    "bloc_scopes": ("bloc", "scope"),
    "products": ("code",),
    "basket_definitions": ("basket", "definition", "hs_prefix"),
    "regimes": ("code",),
    "enterprises": ("code",),
    "units": ("code",),
    "currencies": ("code",),
    "outline_labels": ("code",),
    "tiles": ("code",),
    "phrases": ("key",),
    "prompt": ("key",),
    "short_publishers": ("publisher",),
    "concepts": ("code",),
    "flows": ("code",),
    "scopes": ("code",),
    "centroids": ("region",),
    "countries": ("iso2",),
    "counties": ("code",),
    "traditional": ("traditional",),
    "subdivisions": ("code",),
    "aliases": ("kind", "code"),
    "measures": ("code",),
    "offices": ("code",),
    "money_words": ("word",),
    "customs_headers": ("header",),
    "set_aside": ("source", "region", "flow", "period", "currency"),
    "hosts": ("host",),
    "notes": ("en",),
    "publishers": ("en",),
    "titles": ("en",),
    "copies": ("en",),
    "request_names": ("form", "kind"),
    "request_words": ("class", "value"),
    "request_terms": ("term",),
    "request_aliases": ("form",),
    "request_definitions": ("of",),
    "request_frequency": ("code",),
    "request_sounds": ("sound",),
}
REGIONS = [codes.get("region", e.code) for e in codes.entries("region")]
PROVINCES = [r for r in REGIONS if r.level == "province" and r.country == "CN"]


@pytest.mark.parametrize("table", sorted(KEYS))
def test_no_row_stands_twice(table: str) -> None:
    # Each pack may word a phrase or an example of its own; of all else there is one table.
    own = table in ("phrases", "prompt")
    keys = [(pack.name if pack and own else "", *(row[c] for c in KEYS[table])) for pack, row in sourced(table)]
    twice = [k for k, n in Counter(keys).items() if n > 1]
    assert rows(table)
    assert not twice


def test_every_table_in_the_folder_is_read_and_tested() -> None:
    folders = [Path(codes.__file__).parent / "data", *(p.folder for p in packs())]
    assert {p.stem for folder in folders for p in folder.glob("*.csv")} == set(KEYS)


@pytest.mark.parametrize("table", sorted(t for t in KEYS if "aliases_en" in rows(t)[0]))
def test_cells_are_tidy(table: str) -> None:
    for row in rows(table):
        for column, cell in row.items():
            assert cell == cell.strip(), (row["code"], column)
            if column.startswith("aliases") or column == "other_codes":
                parts = cell.split(";")
                assert cell == "" or (all(parts) and len(parts) == len(set(parts))), (row["code"], column, cell)


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_is_found_by_its_code_and_has_a_name_in_each_language(kind: codes.Kind) -> None:
    for entry in codes.entries(kind):
        assert codes.find(entry.code, kind) is entry
        assert codes.get(kind, entry.code) is entry
        assert entry.en, entry.code
        assert entry.zh, entry.code


@pytest.mark.parametrize("kind", ["group", "regime", "unit", "concept", "flow", "scope"])
def test_no_two_entries_share_a_name(kind: codes.Kind) -> None:
    assert {form: found for form, found in codes.aliases(kind).items() if len(found) > 1} == {}


def test_a_basket_and_a_chapter_may_share_a_name_and_then_the_basket_is_meant() -> None:
    shared = {form: found for form, found in codes.aliases("product").items() if len(found) > 1}
    assert "fertilisers" in shared
    for form, found in shared.items():
        assert [codes.get("product", c).type for c in found] == ["basket", "chapter"], form
        assert codes.find(form, "product").code == found[0]


def test_partners_share_no_name_but_the_two_congos() -> None:
    assert {form for form, found in codes.aliases("partner").items() if len(found) > 1} == {"congo"}


def test_no_name_means_two_provinces() -> None:
    provinces = {p.code for p in PROVINCES}
    assert [form for form, found in codes.aliases("region").items() if len(provinces & set(found)) > 1] == []


def test_no_region_is_called_as_a_group_is() -> None:
    assert not set(codes.aliases("region")) & set(codes.aliases("group"))


def test_the_nation_has_31_provinces_and_brazil_27_states() -> None:
    assert len(PROVINCES) == 31
    assert sum(r.level == "state" and r.country == "BR" for r in REGIONS) == 27


def test_every_parent_exists_in_the_same_country_and_is_larger() -> None:
    for region in REGIONS:
        if region.parent is None:
            assert region.level == "nation"
            continue
        above = codes.get("region", region.parent)
        assert above.country == region.country
        assert above.rank < region.rank or (above.level, region.level) == ("city", "city")
        assert codes.ancestors(region.code)[-1] == region.country


def test_a_citys_six_digits_begin_with_its_provinces_two() -> None:
    for region in REGIONS:
        if region.scheme == "gb2260":
            province = codes.get("region", codes.first_level_of(region.code) or "")
            assert len(region.code) == 6
            assert region.code[:2] == province.customs_code == province.adcode[:2], region


def test_zones_carry_a_code_of_our_own_and_their_province_in_it() -> None:
    zones = [r for r in REGIONS if r.level == "zone"]
    assert len(zones) > 150
    for zone in zones:
        assert zone.scheme == "gacc-zone"
        assert zone.code.rpartition("-")[0] == codes.first_level_of(zone.code)
        assert not zone.adcode


def test_every_member_of_a_group_lies_directly_below_its_nation() -> None:
    for group in codes.entries("group"):
        assert isinstance(group, codes.Group)
        assert {codes.parent(member) for member in codes.members(group.code)} <= {group.country}, group.code


def test_every_bloc_member_is_a_partner() -> None:
    for row in rows("bloc_members"):
        assert codes.get("partner", row["bloc"]).type in ("bloc", "continent")
        assert codes.get("partner", row["member"]).type not in ("bloc", "continent", "world")
        assert row["valid_from"] <= row["valid_to"] or not row["valid_to"]


def test_what_cannot_be_computed_has_no_members_and_says_why() -> None:
    for entry in (*codes.entries("group"), *codes.entries("partner")):
        if isinstance(entry, codes.Group | codes.Partner) and not entry.computable:
            assert codes.members(entry.code) == ()
            assert entry.note


def test_every_computable_group_and_bloc_has_members() -> None:
    for entry in (*codes.entries("group"), *codes.entries("partner")):
        if isinstance(entry, codes.Group) or (isinstance(entry, codes.Partner) and entry.type in ("bloc", "continent")):
            assert bool(codes.members(entry.code)) == entry.computable, entry.code


def test_every_scope_of_a_bloc_names_one() -> None:
    for row in rows("bloc_scopes"):
        assert codes.get("partner", row["bloc"]).type in ("bloc", "aggregate")


def test_sums_of_trade_modes_consist_of_modes() -> None:
    for entry in codes.entries("regime"):
        for part in codes.get("regime", entry.code).parts:
            assert codes.get("regime", part).type == "mode"
    assert sum(codes.get("regime", e.code).type == "mode" for e in codes.entries("regime")) == 20


def test_all_scopes_lie_along_one_of_four_axes_and_hold_every_group() -> None:
    scopes = {e.code: codes.get("scope", e.code) for e in codes.entries("scope")}
    assert {s.axis for s in scopes.values()} <= {"regions", "partners", "products", "regimes", "periods"}
    assert {g.code for g in codes.entries("group")} <= set(scopes)
    assert {"top-10", "partners", "products", "months", "years"} <= set(scopes)


def test_a_users_folder_adds_rows_and_corrects_ours(tmp_path: Path) -> None:
    header = ",".join(rows("regions")[0])
    (tmp_path / "regions.csv").write_text(
        f"{header}\n4106902,ibge,city,BR-PR,BR,,,Curitiba,,库里蒂巴,,,,,\n"
        "CN-AH,iso3166-2,province,CN,CN,340000,34,Anhui (mine),,安徽省,安徽,,,,\n",
        encoding="utf-8-sig",
    )
    script = (
        "from hinterland import codes\n"
        "print(codes.find('Curitiba', 'region').code, codes.first_level_of('4106902'))\n"
        "print(codes.find('CN-AH', 'region').en, len(codes.members('central')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "HINTERLAND_CODES": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["4106902 BR-PR", "Anhui (mine) 6"]


def test_a_row_with_a_missing_cell_is_refused_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "flows.csv").write_text(
        "code,en,short_en,zh,short_zh,aliases_en,aliases_zh,other_codes,note\nreexport,re-exports\n", encoding="utf-8"
    )
    script = "from hinterland import codes\ncodes.entries('flow')"
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "HINTERLAND_CODES": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert "flows.csv, line 2: 9 cells are wanted" in done.stderr


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        (
            "units.csv",
            b"code,en\nbushel,bushels\n",
            "units.csv, line 2, column factor: a number is wanted, and the cell is empty or missing",
        ),
        ("units.csv", b"code,en,factor\nbushel,bushels,lots\n", 'units.csv, line 2, column factor: a number is wanted, and "lots" is none'),
        ("units.csv", b"code,en,factor\nx,x,1\ny,y,-1\n", 'units.csv, line 3, column factor: a number is wanted, and "-1" is none'),
        ("units.csv", b"code,en,factor\nb,b\xfcshel,1\n", "units.csv, line 2, column en: the text isn't UTF-8"),
        ("partners.csv", b"en\nAtlantis\n", "partners.csv, line 2: the table has no column code"),
        ("partners.csv", b'code,en\nATL,"Atlantis\n', "partners.csv, line 2: this is no row of CSV"),
    ],
)
def test_a_malformed_table_is_refused_with_file_line_and_column(tmp_path: Path, name: str, written: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(written)
    with pytest.raises(PackError) as refused:
        for row in read_rows(tmp_path / name, name):
            assert row["code"] and row["en"]
            read_cell(row, "factor", above_zero)
    assert str(refused.value).startswith(said)


def test_importing_reads_no_table() -> None:
    script = "from hinterland import codes\nfrom hinterland.codes import tables\nprint(tables.rows.cache_info().misses)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "0"
