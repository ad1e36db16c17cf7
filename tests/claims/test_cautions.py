"""What cautions say: both languages from the same values, nothing English left in the Chinese of what the package itself holds."""

from __future__ import annotations

import csv
import re
from string import Formatter

import pytest

from hinterland.api import Hinterland
from hinterland.claims import evaluate
from hinterland.claims.cautions import SEPARATOR, caution, make, note, publisher, wordings
from hinterland.claims.mine import candidates
from hinterland.codes import Language, Period
from hinterland.packaged import read_table
from hinterland.packs import packs

ENGLISH = re.compile(r"(?!China Daily Brief|Daily Brief|Morning Star)\b[A-Za-z]{2,} [A-Za-z]{2,}")
"""Two English words, but for the names of papers that have no Chinese one."""


def fields(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


def embedded(column: str) -> list[str]:
    """What the embedded tables hold in a column, each once."""
    found: set[str] = set()
    for table in (path for pack in packs() for path in pack.figures):
        if table.name.endswith(".csv") and (table.name == "sources.csv") == (column == "publisher"):
            with table.open(encoding="utf-8") as f:
                found.update(r.get(column) or "" for r in csv.DictReader(f))
    return sorted(found - {""})


@pytest.mark.parametrize("code", wordings())
def test_a_wording_tells_the_same_values_in_both_languages(code: str) -> None:
    row = wordings()[code]
    assert fields(row["en"]) == fields(row["zh"])


def test_a_code_that_no_table_holds_is_an_error() -> None:
    with pytest.raises(KeyError):
        make("no such caveat")


def test_notes_and_publishers_stand_in_the_tables() -> None:
    assert len(embedded("note")) > 50
    assert len(embedded("publisher")) > 100


@pytest.mark.parametrize("text", embedded("note"))
def test_a_note_of_the_embedded_tables_has_its_chinese(text: str) -> None:
    assert not ENGLISH.search(note(text, "zh"))
    rows = [*read_table("hinterland.claims", "notes.csv"), *read_table("hinterland.packs", "china/notes.csv")]
    plainer = {row["en"]: row["short"] for row in rows if row["short"]}
    for en, short in plainer.items():
        form = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[\\d.]+)", re.escape(en))
        if "{" in en and (found := re.fullmatch(form, text)):
            assert note(text, "en") == short.format(**found.groupdict())
            return
    parts = [plainer.get(part, part) for part in text.split(SEPARATOR)]
    assert note(text, "en") == plainer.get(text, SEPARATOR.join(parts))


@pytest.mark.parametrize("name", embedded("publisher"))
def test_a_publisher_of_the_embedded_tables_has_its_chinese(name: str) -> None:
    assert not ENGLISH.search(publisher(name, "zh"))
    assert publisher(name, "en") == name


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("published as 4.4 trillion; 12 members", "公布数为4.4万亿；12个成员"),
        ("national rank 6, up one place", "居全国第6位，上升一位"),
        ("yuan from 62.840 billion dollars at the rate 6.5991 of the 27 regions held in both", "由628.4亿美元按两种货币均有数据的27个地区的汇率6.5991折算"),
        ("revised base: the level and growth of 14.1% published for 2025-01/2025-11 imply it", "修订后的基数：由2025年1月至2025年11月公布的数值和14.1%的增速推得"),
        ("one of my own", "one of my own"),
    ],
)  # fmt: skip
def test_a_note_is_told_in_chinese(text: str, zh: str) -> None:
    assert note(text, "zh") == zh


@pytest.mark.parametrize(
    ("name", "zh"),
    [
        ("National Bureau of Statistics of China", "国家统计局"),
        ("Anhui Provincial Bureau of Statistics (2025 statistical communique)", "安徽省统计局（2025年统计公报）"),
        ("Inner Mongolia Bureau of Statistics (2025 statistical communique)", "内蒙古自治区统计局（2025年统计公报）"),
        ("青岛海关", "青岛海关"),
        ("The Daily Unknown", "The Daily Unknown"),
    ],
)
def test_a_publisher_is_named_in_chinese(name: str, zh: str) -> None:
    assert publisher(name, "zh") == zh


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "the Lunar New Year, which moves between January and February, fell on 29 January 2025 (10 February 2024 the year before): the two months are read together"),
        ("zh", "春节在1月、2月之间移动（本年为2025年1月29日，上年为2024年2月10日），两个月宜合并看"),
    ],
)  # fmt: skip
def test_days_are_told_as_each_language_does(language: Language, sentence: str) -> None:
    assert caution(make("lunar-new-year", day="2025-01-29", before="2024-02-10"), language) == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "stands on one article or report only (Xinhua, The blog)"), ("zh", "仅见于一篇报道或报告（新华社、The blog）")],
)
def test_several_publishers_are_listed(language: Language, sentence: str) -> None:
    assert caution(make("one-article", publishers="Xinhua; The blog"), language) == sentence


@pytest.mark.parametrize("subject", ["CN-AH", "CN-GD", "CN-XZ", "CN"])
def test_no_caveat_of_what_is_mined_is_english_in_chinese(subject: str, hinterland: Hinterland) -> None:
    periods = [Period.parse(p) for p in ("2025", "2025-12", "2023")]
    claims = [c for p in periods for c, _ in candidates(hinterland.indicators, [subject], p)]
    found = [e.evidence for e in evaluate(hinterland.indicators, claims)]
    assert any(e.cautions for e in found)
    for e in found:
        assert e.caveats == [caution(c) for c in e.cautions]
        assert not [c for c in e.cautions if ENGLISH.search(caution(c, "zh"))]
