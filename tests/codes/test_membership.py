"""Membership: groups of provinces, blocs at a time, and customs codes that change."""

from __future__ import annotations

import pytest

from hinterland import codes
from hinterland.codes import Period


@pytest.mark.parametrize(
    ("group", "size"),
    [
        ("provinces", 31),
        ("eastern", 10),
        ("central", 6),
        ("western", 12),
        ("northeast", 3),
        ("coastal", 11),
        ("inland", 20),
        ("yangtze-delta", 4),
        ("beijing-tianjin-hebei", 3),
        ("yangtze-belt", 11),
        ("yellow-river", 9),
        ("municipalities", 4),
        ("autonomous-regions", 5),
        ("greater-bay-area", 0),
    ],
)
def test_a_group_has_as_many_provinces_as_its_definition_says(group: str, size: int) -> None:
    assert len(codes.members(group)) == size


def test_the_four_regions_part_the_nation_and_so_do_coast_and_inland() -> None:
    for parts in (("eastern", "central", "western", "northeast"), ("coastal", "inland")):
        together = [code for part in parts for code in codes.members(part)]
        assert sorted(together) == sorted(codes.members("provinces"))


def test_the_central_region_is_the_six() -> None:
    assert set(codes.members("central")) == {"CN-SX", "CN-AH", "CN-JX", "CN-HA", "CN-HB", "CN-HN"}


def test_a_province_may_belong_to_overlapping_groups() -> None:
    assert {"western", "coastal"} <= set(codes.groups_of("CN-GX"))
    assert {"northeast", "coastal"} <= set(codes.groups_of("CN-LN"))
    assert "inland" in codes.groups_of("CN-SC")
    assert "coastal" not in codes.groups_of("CN-SC")
    assert "inland" in codes.groups_of("CN-BJ")
    assert codes.groups_of("440300") == ()


def test_a_code_that_is_neither_group_nor_bloc_has_no_members() -> None:
    with pytest.raises(codes.UnknownName, match='neither a group of regions nor a bloc has the code "CN-AH"'):
        codes.members("CN-AH")


@pytest.mark.parametrize(
    ("bloc", "period", "size"),
    [
        ("EU", "2019", 28),
        ("EU", "2020-01", 28),
        ("EU", "2020-02", 27),
        ("EU", "2020", 27),
        ("EU", "2025", 27),
        ("ASEAN", "2024", 10),
        ("ASEAN", "2025-09", 10),
        ("ASEAN", "2025-10", 11),
        ("ASEAN", "2025", 10),
        ("ASEAN", "2026", 11),
        ("BRICS", "2023", 5),
        ("BRICS", "2024", 9),
        ("BRICS", "2025-01", 10),
        ("RCEP", "2021", 0),
        ("RCEP", "2022-01", 10),
        ("RCEP", "2024", 15),
        ("central-asia", "2000", 5),
    ],
)
def test_a_bloc_has_the_members_of_its_time(bloc: str, period: str, size: int) -> None:
    assert len(codes.members(bloc, Period.parse(period))) == size


def test_britain_is_in_the_union_up_to_january_2020_only() -> None:
    assert "GBR" in codes.members("EU", Period.parse("2020-01"))
    assert "GBR" not in codes.members("EU", Period.parse("2020-02"))
    assert "GBR" not in codes.members("EU")


def test_todays_members_are_given_without_a_period() -> None:
    assert "TLS" in codes.members("ASEAN")
    assert len(codes.members("EU")) == 27


def test_belt_and_road_is_a_published_aggregate_with_versions_of_its_scope() -> None:
    assert codes.members("BRI") == ()
    assert not codes.get("partner", "BRI").computable
    scopes = codes.bloc_scopes("BRI")
    assert scopes[0].last == 202312
    assert scopes[1].first == 202301


def test_the_south_caucasus_moved_from_europe_to_asia_in_2024() -> None:
    for country in ("GEO", "ARM", "AZE"):
        assert "europe" in codes.blocs_of(country, Period.parse("2023"))
        assert "asia" in codes.blocs_of(country, Period.parse("2024"))
        assert "europe" not in codes.blocs_of(country)


@pytest.mark.parametrize(
    ("code", "period", "partner"),
    [
        ("337", "2023-12", "GEO"),
        ("150", "2024-01", "GEO"),
        ("338", "2020", "ARM"),
        ("152", "2025", "AZE"),
        ("448", "2023", "SPM"),
        ("505", "2024", "SPM"),
        ("449", "2023", "ANT"),
        ("449", "2024", "BES"),
        ("502", "2016", "USA"),
        ("142", "2024-01", "CHN"),
        ("701", "2024", "unknown"),
    ],
)
def test_a_customs_code_means_what_it_meant_at_the_time(code: str, period: str, partner: str) -> None:
    assert codes.partner_of(code, Period.parse(period)).code == partner


def test_a_code_used_out_of_its_time_is_refused_with_the_one_then_in_use() -> None:
    with pytest.raises(codes.UnknownName, match="the partner code 337 was not in use in 2024; Georgia was 150 then"):
        codes.partner_of("337", Period.parse("2024"))
    with pytest.raises(codes.UnknownName, match="the partner code 150 was not in use in 2023; Georgia was 337 then"):
        codes.partner_of("150", Period.parse("2023"))


def test_a_code_not_held_is_refused() -> None:
    with pytest.raises(codes.UnknownName, match='no partner code "888"'):
        codes.partner_of("888")


def test_codes_that_are_only_inferred_say_so() -> None:
    assert [c.inferred for c in codes.customs_codes("GEO")] == [False, True]
    assert not any(c.inferred for c in codes.customs_codes("USA"))


def test_several_customs_codes_may_share_one_country() -> None:
    assert {c.code for c in codes.customs_codes("ESP")} == {"312", "207", "210", "256"}
    assert codes.partner_of("207").code == "ESP-207"
    assert codes.partner_of("207").iso3 == codes.partner_of("312").iso3 == "ESP"


def test_enterprises_are_regimes_and_not_partners() -> None:
    assert codes.get("regime", "enterprise:private").type == "enterprise"
    with pytest.raises(codes.UnknownName):
        codes.find("private enterprises", "partner")


def test_regions_know_what_lies_above_and_inside() -> None:
    assert codes.parent("340100") == "CN-AH"
    assert codes.parent("CN") is None
    assert codes.ancestors("CN-AH-z01") == ("340100", "CN-AH", "CN")
    assert codes.first_level_of("CN-AH-z01") == codes.first_level_of("CN-AH") == "CN-AH"
    assert codes.first_level_of("CN") is None
    assert codes.first_level_of("152501") == "CN-NM"


def test_every_member_of_the_continents_has_a_code_and_the_continents_are_apart() -> None:
    now = Period.parse("2024")
    seen: dict[str, str] = {}
    for continent in ("asia", "africa", "europe", "latin-america", "north-america", "oceania"):
        for partner in codes.members(continent, now):
            assert codes.customs_codes(partner, now), partner
            assert seen.setdefault(partner, continent) == continent
    assert len(seen) > 230
