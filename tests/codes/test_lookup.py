"""The one lookup: what people write finds what they mean, and never what they almost wrote."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland import codes
from hinterland.codes.folding import fold, plain
from hinterland.codes.tables import KINDS

SAMPLES = Path(__file__).parents[2] / ".." / "shared" / "samples"
TABLE_8 = sorted((SAMPLES / "gacc_monthly_location").glob("20*.csv"))
EVERY_SURFACE = [s for kind in ("group", "product", "regime", "unit", "concept", "flow", "scope") for s in codes.surfaces(kind)]


@pytest.mark.parametrize(
    "text",
    [
        "CN-AH",
        "cn-ah",
        "anhui",
        "Anhui",
        "ANHUI",
        "  Anhui ",
        "Anhui Province",
        "anhui province",
        "安徽",
        "安徽省",
        "安 徽",
        "Ａｎｈｕｉ",
        "340000",
        "皖",
    ],
)
def test_a_province_is_found_however_it_is_written(text: str) -> None:
    assert codes.find(text, "region").code == "CN-AH"
    assert codes.find(text, "subject").code == "CN-AH"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Shanxi", "CN-SX"),
        ("shanxi province", "CN-SX"),
        ("山西", "CN-SX"),
        ("山西省", "CN-SX"),
        ("Shānxī", "CN-SX"),
        ("Shaanxi", "CN-SN"),
        ("SHAANXI PROVINCE", "CN-SN"),
        ("陕西", "CN-SN"),
        ("陕西省", "CN-SN"),
        ("Shǎnxī", "CN-SN"),
    ],
)
def test_shanxi_and_shaanxi_are_never_confused(text: str, code: str) -> None:
    assert codes.find(text, "region").code == code


@pytest.mark.parametrize("text", ["Shanxxi", "Shaanxxi", "Shannxi", "Shan xi", "Shanx", "陕山"])
def test_a_near_miss_of_the_two_is_an_error(text: str) -> None:
    with pytest.raises(codes.UnknownName):
        codes.find(text, "region")


def test_an_unknown_name_is_answered_in_a_sentence_with_what_was_meant() -> None:
    with pytest.raises(codes.UnknownName) as caught:
        codes.find("Shanxxi", "region")
    assert str(caught.value) == 'no region is called "Shanxxi"; did you mean Shaanxi (CN-SN) or Shanxi (CN-SX)?'
    assert [e.code for e in caught.value.suggestions] == ["CN-SN", "CN-SX"]
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("Guangdon", "region", "CN-GD"),
        ("Anhi", "subject", "CN-AH"),
        ("cn-ahh", "subject", "CN-AH"),
        ("centrl china", "subject", "central"),
        ("Vietnm", "partner", "VNM"),
        ("lithum batteries", "product", "lithium-batteries"),
        ("general trad", "regime", "10"),
        ("安微省", "region", "CN-AH"),
        ("bilion yuan", "unit", "CNY_1B"),
    ],
)
def test_a_near_miss_offers_what_was_meant(text: str, kind: codes.Kind, meant: str) -> None:
    with pytest.raises(codes.UnknownName) as caught:
        codes.find(text, kind)
    assert meant in [e.code for e in caught.value.suggestions]
    assert f"({meant})" in str(caught.value)


@pytest.mark.parametrize("text", ["", "   ", "?", "xyzzyqwert", "x" * 5000])
def test_what_resembles_nothing_gets_no_suggestion_and_a_short_sentence(text: str) -> None:
    with pytest.raises(codes.UnknownName) as caught:
        codes.find(text, "region")
    assert caught.value.suggestions == ()
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize(
    ("city", "code", "province"),
    [
        ("深圳", "440300", "CN-GD"),
        ("深圳市", "440300", "CN-GD"),
        ("Shenzhen", "440300", "CN-GD"),
        ("Hefei", "340100", "CN-AH"),
        ("合肥市", "340100", "CN-AH"),
        ("Ningbo", "330200", "CN-ZJ"),
        ("Qingdao City", "370200", "CN-SD"),
        ("Xi'an", "610100", "CN-SN"),
        ("xi’an", "610100", "CN-SN"),
        ("Xian", "610100", "CN-SN"),
        ("Zhaoqing", "441200", "CN-GD"),
        ("Urumqi", "650100", "CN-XJ"),
        ("Ürümqi", "650100", "CN-XJ"),
        ("苏州工业园区", "CN-JS-z04", "CN-JS"),
    ],
)
def test_a_city_is_itself_and_never_its_province(city: str, code: str, province: str) -> None:
    found = codes.find(city, "region")
    assert found.code == code != province
    assert found.level in ("city", "zone")
    assert codes.first_level_of(code) == province


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("吉林", "CN-JL"),
        ("吉林省", "CN-JL"),
        ("Jilin", "CN-JL"),
        ("吉林市", "220200"),
        ("Jilin City", "220200"),
        ("海南", "CN-HI"),
        ("Hainan", "CN-HI"),
        ("海南州", "632500"),
    ],
)
def test_the_larger_place_is_meant_unless_the_name_says_otherwise(text: str, code: str) -> None:
    assert codes.find(text, "region").code == code


def test_within_decides_between_namesakes() -> None:
    assert codes.find("吉林", "region", within="CN-JL").code == "220200"
    assert codes.find("Suzhou", "region", within="CN-AH").code == "341300"
    assert codes.find("Suzhou", "region", within="CN-JS").code == "320500"
    assert codes.find("Fuzhou", "region", within="coastal").code == "350100"
    assert codes.find("安徽", "region", within="CN-AH").code == "CN-AH"
    assert codes.find("41", "region", within="CN").code == "CN-HA"
    assert codes.find("Vietnam", "partner", within="ASEAN").code == "VNM"


def test_a_name_of_two_cities_is_ambiguous_and_says_which_there_are() -> None:
    with pytest.raises(codes.AmbiguousName) as caught:
        codes.find("Suzhou", "region")
    assert (
        str(caught.value) == '"Suzhou" names 2 regions: Suzhou (320500, in Jiangsu) and Suzhou (341300, in Anhui); say which, by its code'
    )
    assert {e.code for e in caught.value.candidates} == {"320500", "341300"}


def test_a_name_that_lies_elsewhere_is_not_found_within() -> None:
    with pytest.raises(codes.UnknownName, match=r'no region called "深圳" lies in CN-AH; there is Shenzhen \(440300, in Guangdong\)'):
        codes.find("深圳", "region", within="CN-AH")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("central China", "central"),
        ("the central region", "central"),
        ("central provinces", "central"),
        ("中部地区", "central"),
        ("中部六省", "central"),
        ("长三角", "yangtze-delta"),
        ("长江三角洲", "yangtze-delta"),
        ("Yangtze River Delta", "yangtze-delta"),
        ("京津冀", "beijing-tianjin-hebei"),
        ("Beijing–Tianjin–Hebei", "beijing-tianjin-hebei"),
        ("沿海地区", "coastal"),
        ("inland provinces", "inland"),
        ("东北三省", "northeast"),
        ("Yangtze River Economic Belt", "yangtze-belt"),
        ("Greater Bay Area", "greater-bay-area"),
        ("全国", "CN"),
        ("nationwide", "CN"),
        ("我国", "CN"),
    ],
)
def test_groups_and_the_nation_are_subjects(text: str, code: str) -> None:
    assert codes.find(text, "subject").code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("俄罗斯", "RUS"),
        ("俄罗斯联邦", "RUS"),
        ("刚果共和国", "COG"),
        ("刚果（布）", "COG"),
        ("刚果(布)", "COG"),
        ("波斯尼亚和黑塞哥维那", "BIH"),
        ("波黑", "BIH"),
        ("尼泊尔联邦民主共和国", "NPL"),
        ("法属圣马丁", "MAF"),
        ("圣马丁岛", "MAF"),
        ("中非", "CAF"),
        ("Korea, Rep.", "KOR"),
        ("Korea,DPR", "PRK"),
        ("Viet Nam", "VNM"),
        ("United States (US)", "USA"),
        ("U.S.", "USA"),
        ("Hong Kong, China", "HKG"),
        ("Cote d'Ivoire", "CIV"),
        ("东盟", "ASEAN"),
        ("东南亚国家联盟", "ASEAN"),
        ("EU", "EU"),
        ("European Union", "EU"),
        ("Belt and Road countries", "BRI"),
        ("Belt-and-Road economies", "BRI"),
        ("Belt and Road economies", "BRI"),
        ("共建“一带一路”国家", "BRI"),
        ('共建"一带一路"国家', "BRI"),
        ("RCEP partners", "RCEP"),
        ("金砖国家", "BRICS"),
        ("Central Asia (five countries)", "central-asia"),
        ("拉美", "latin-america"),
        ("World", "world"),
        ("国（地）别不详", "unknown"),
    ],
)
def test_partners_are_found_by_the_names_of_tables_and_newsrooms(text: str, code: str) -> None:
    assert codes.find(text, "partner").code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("新三样", "new-three"),
        ("“新三样”", "new-three"),
        ("new three (electric vehicles, lithium-ion batteries, photovoltaic)", "new-three"),
        ("mechanical and electrical products", "mechanical-electrical"),
        ("electromechanical products", "mechanical-electrical"),
        ("机电产品*", "mechanical-electrical"),
        ("高新技术产品*", "high-tech"),
        ("电动载人汽车*", "electric-vehicles"),
        ("motor vehicles (incl. chassis)", "motor-vehicles"),
        ("汽车（包括底盘）", "motor-vehicles"),
        ("lithium-ion batteries", "lithium-batteries"),
        ("solar cells", "photovoltaics"),
        ("unwrought copper and copper products", "copper"),
        ("medicinal materials and pharmaceuticals", "pharmaceuticals"),
        ("own-brand goods", "own-brand"),
        ("labor-intensive products", "labour-intensive"),
        ("textile and clothing", "textiles-clothing"),
        ("all products", "all"),
        ("87", "87"),
        ("HS 87", "87"),
    ],
)
def test_products_are_found_by_the_names_of_tables_and_newsrooms(text: str, code: str) -> None:
    assert codes.find(text, "product").code == code


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("HS:850760", "850760", "subheading"),
        ("8507", "8507", "heading"),
        ("8507.60", "850760", "subheading"),
        ("hs 85076000", "85076000", "tariff-line"),
    ],
)
def test_hs_codes_need_no_table(text: str, code: str, kind: str) -> None:
    found = codes.find(text, "product")
    assert (found.code, found.type, found.parent) == (code, kind, code[:-2])
    assert codes.get("product", code) == found
    assert codes.name(code) == f"HS {code}"


@pytest.mark.parametrize("text", ["HS:990000", "85076", "8507600000", "HS:"])
def test_what_is_no_hs_code_is_no_product(text: str) -> None:
    with pytest.raises(codes.UnknownName):
        codes.find(text, "product")


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("一般贸易", "regime", "10"),
        ("ordinary trade", "regime", "10"),
        ("寄售、代销贸易", "regime", "16"),
        ("processing trade", "regime", "processing"),
        ("private enterprises", "regime", "enterprise:private"),
        ("World (by state-owned enterprises)", "regime", "enterprise:state-owned"),
        ("外商投资企业", "regime", "enterprise:foreign-invested"),
        ("imports and exports", "flow", "total"),
        ("进出口", "flow", "total"),
        ("外贸", "flow", "total"),
        ("shipments", "flow", "export"),
        ("出口", "flow", "export"),
        ("imports", "flow", "import"),
        ("designated-size industrial revenue", "concept", "industrial_revenue"),
        ("规模以上工业企业营业收入", "concept", "industrial_revenue"),
        ("地区生产总值", "concept", "gdp"),
        ("nationwide", "scope", "provinces"),
        ("top ten", "scope", "top-10"),
        ("central China", "scope", "central"),
    ],
)
def test_the_other_kinds_are_found_too(text: str, kind: codes.Kind, code: str) -> None:
    assert codes.find(text, kind).code == code


@pytest.mark.skipif(not TABLE_8, reason="the sample tables are not beside this repository")
@pytest.mark.parametrize("file", TABLE_8, ids=lambda p: p.stem)
def test_every_name_of_the_monthly_table_by_location_is_known_with_its_level_and_parent(file: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as f:
        names = [row[0].strip() for row in list(csv.reader(f))[3:] if not row[0].startswith("注")]
    assert names[0] == "总值"
    province, provinces = "", 0
    for name in names[1:]:
        found = codes.find(name, "region")
        if found.level == "province":
            province, provinces = found.code, provinces + 1
            continue
        assert codes.first_level_of(found.code) == province, name
        assert found.level == ("zone" if name.endswith(("区", "园")) else "city"), name
        assert codes.find(name, "region", within=province) == found
    assert provinces == 31


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("大连市高新技术产业园区", "大连高新技术产业园区"),
        ("珠海横琴新区", "横琴粤澳深度合作区"),
        ("上海经济技术开发区", "虹桥经济技术开发区"),
        ("宁波经济技术开发区", "宁波及宁波大榭经济技术开发区"),
    ],
)
def test_a_zone_that_changed_its_name_is_one_zone(before: str, after: str) -> None:
    assert codes.find(before, "region").code == codes.find(after, "region").code


@pytest.mark.parametrize(
    ("zone", "parent"),
    [
        ("合肥高新技术产业开发区", "340100"),
        ("陕西西安经济技术开发区", "610100"),
        ("吉林高新技术产业开发区", "220200"),
        ("宁波杭州湾经济技术开发区", "330200"),
        ("雄安新区", "CN-HE"),
        ("上海浦东新区", "CN-SH"),
    ],
)
def test_a_zone_lies_in_the_city_it_names_or_else_in_the_province(zone: str, parent: str) -> None:
    assert codes.parent(codes.find(zone, "region").code) == parent


def test_names_are_given_in_both_languages_short_and_long() -> None:
    assert codes.name("CN-AH") == "Anhui"
    assert codes.name("CN-AH", "zh") == "安徽"
    assert codes.name("CN-AH", "zh", short=False) == "安徽省"
    assert codes.name("CN-XZ") == "Tibet"
    assert codes.name("ASEAN", "zh") == "东盟"
    assert codes.name("new-three", "zh") == "“新三样”"
    assert codes.name("all", kind="regime") == "all modes"
    with pytest.raises(codes.UnknownName, match='has the code "nowhere"'):
        codes.name("nowhere")


def test_get_takes_a_code_exactly() -> None:
    assert codes.get("region", "CN-AH").customs_code == "34"
    with pytest.raises(codes.UnknownName, match='no region has the code "cn-ah"'):
        codes.get("region", "cn-ah")


def test_aliases_hold_folded_names_but_no_codes_and_the_likeliest_meaning_first() -> None:
    forms = codes.aliases("region")
    assert forms["安徽"] == forms["anhui province"] == ("CN-AH",)
    assert forms["吉林"] == ("CN-JL", "220200")
    assert "cn ah" not in forms
    assert "340000" not in forms
    assert "皖" not in forms


def test_surfaces_keep_the_letters_as_written() -> None:
    written = {(s.text, s.language, s.code) for s in codes.surfaces("partner")}
    assert ("US", "en", "USA") in written
    assert ("“一带一路”", "zh", "BRI") in written


@given(st.sampled_from(EVERY_SURFACE), st.sampled_from([str.upper, str.lower, str.title, "  {} ".format, "“{}”".format]))
def test_every_name_finds_its_entry_in_any_case_and_quotes(surface: codes.Surface, change: object) -> None:
    assert callable(change)
    assert codes.find(change(surface.text), surface.kind).code in codes.aliases(surface.kind)[fold(surface.text)]


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=40), st.sampled_from(KINDS))
def test_any_text_is_found_or_answered_with_a_lookup_error(text: str, kind: codes.Kind) -> None:
    try:
        assert codes.find(text, kind).kind == kind
    except (codes.UnknownName, codes.AmbiguousName) as error:
        assert str(error)
