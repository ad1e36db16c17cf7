"""What a country's texts say is a pack's: words of a language, places, offices, currencies; each fault in these tables is named with its line and what to do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hinterland.packs import packs, read
from hinterland.packs.check import problems
from hinterland.reading import lexicon


@pytest.mark.parametrize(
    ("table", "row", "fault"),
    [
        ("en", "rank-nuon,peers,commonwealth", 'no text is searched for the class "rank-nuon"'),
        ("en", "rank-noun,commonwealth", "3 cells are wanted"),
        ("en", "rank-noun,peers,commonwealth", "stands in line"),
        ("places", "America,US-TX,,subdivision", "stands in line"),
    ],
)
def test_a_faulty_row_is_named(table: str, row: str, fault: str, tmp_path: Path) -> None:
    folder = tmp_path / "usa"
    shutil.copytree(next(p.folder for p in packs() if p.name == "usa"), folder)
    path = folder / "lexicon" / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    found = problems(read(folder))
    assert any(fault in f and f.startswith(f"usa/lexicon/{table}.csv, line ") for f in found), found


def test_a_word_of_one_country_stands_in_no_table_of_the_reader() -> None:
    own = {(w.cls, w.form) for language in ("en", "zh", lexicon.SHARED) for name in lexicon.TABLES for w in lexicon.table(language, name)}
    added = {
        (row["class"], form)
        for p in packs()
        for name in ("en", "zh", "any")
        for row in p.table(f"lexicon/{name}")
        for form in row["forms"].split(";")
    }
    assert added and not own & added


def test_a_packs_words_are_read(tmp_path: Path) -> None:
    """A currency, a name for all regions and one for the region at hand, none of which any other table has."""
    folder = tmp_path / "atlantis"
    (folder / "lexicon").mkdir(parents=True)
    (folder / "pack.toml").write_text(
        'name = "atlantis"\nnation = "XA"\npartner = "XAT"\ncurrency = "XAA"\n[[levels]]\ncode = "isle"\nscope = "isles"\nen = ["isle", "isles"]\n',
        encoding="utf-8",
    )
    (folder / "regions.csv").write_text("code,en\nXA,Atlantis\nXA-N,Northisle\nXA-S,Southisle\n", encoding="utf-8")
    (folder / "groups.csv").write_text("code,en\nisles,isles\n", encoding="utf-8")
    (folder / "group_members.csv").write_text("group,region\nisles,XA-N\nisles,XA-S\n", encoding="utf-8")
    (folder / "lexicon" / "en.csv").write_text("class,value,forms\ncurrency,XAA,orichalks\nproform,province,the isle\n", encoding="utf-8")
    text = "Northisle's exports came to 3.2 billion orichalks in 2024. Imports of the isle came to 2.1 billion orichalks."
    shown = "import sys; from datetime import date; from hinterland.reading import read\nfor c in read(sys.argv[1], date(2025, 3, 1)).claims: print(c.subject, c.indicator.flow, c.unit, c.text)"
    source = Path(__file__).resolve().parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-c", shown, text],
        env={**os.environ, "PYTHONPATH": str(source), "HINTERLAND_PACKS": str(folder)},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["XA-N export XAA 3.2 billion orichalks", "XA-N import XAA 2.1 billion orichalks"]


SETTINGS = """name = "oz"
nation = "OZ"
partner = "OZZ"
currency = "OZD"
languages = ["en", "zh"]
[[levels]]
code = "land"
scope = "oz-lands"
en = ["autonomous land", "autonomous lands"]
zh = ["自治区", "各自治区"]
"""
TABLES = {
    "regions": "code,en,zh\nOZ,Ozonia,奥佐国\nOZ-M,Munchland,芒奇邦\nOZ-Q,Quadland,夸德邦\nOZ-W,Winkland,温基邦\n",
    "groups": "code,mined,en,zh\noz-lands,,lands of Ozonia,奥佐各自治区\noz-south,rank,Southern Ozonia,奥佐南部\n",
    "group_members": "group,region\noz-lands,OZ-M\noz-lands,OZ-Q\noz-lands,OZ-W\noz-south,OZ-M\noz-south,OZ-Q\n",
    "phrases": "key,en,zh\ngroup:oz-south,the southern lands,南部各自治区\nhome:oz-south,southern,南部\n",
    "measures": "code,en,zh,dimension,unit,sort\nballoon_rides,balloon rides,热气球乘坐人次,count,count,flow\n",
}
READ = """
import json, sys
from datetime import date
from hinterland.reading import read
for text in json.load(sys.stdin):
    print(json.dumps([[c.text, c.subject, c.indicator.concept, c.indicator.product, c.scope] for c in read(text, date(2025, 3, 1)).claims]))
"""


@pytest.fixture(scope="module")
def read_in_oz(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str | None]]]:
    """What is read of the texts with a pack whose level is called as a group of another country is, by the text: figure, subject, concept, product and scope of each claim."""
    folder = tmp_path_factory.mktemp("packs") / "oz"
    folder.mkdir()
    for name, text in {"pack.toml": SETTINGS, **{f"{name}.csv": text for name, text in TABLES.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    texts = [*GROUPS, *OWNED]
    done = subprocess.run(
        [sys.executable, "-c", READ], input=json.dumps(texts), capture_output=True, encoding="utf-8", check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src"), "HINTERLAND_PACKS": str(folder), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return dict(zip(texts, map(json.loads, done.stdout.splitlines()), strict=True))


GROUPS = {
    "Munchland ranked second among the southern lands by exports in 2024.": "oz-south",
    "Munchland ranked second among the southern autonomous lands by exports in 2024.": "oz-south",
    "Munchland ranked second among the autonomous lands by exports in 2024.": "oz-lands",
    "2024年，芒奇邦出口规模在南部各自治区中居第二位。": "oz-south",
    "2024年，芒奇邦出口规模居奥佐南部各自治区第二位。": "oz-south",
    "2024年，芒奇邦出口规模居各自治区第二位。": "oz-lands",
    "2024年奥佐国有2个自治区出口超过100亿元。": "oz-lands",
    "Two of the southern lands had exports above 10 billion dollars in 2024.": "oz-south",
    "Four of the southern states had exports above 10 billion dollars in 2017.": "us-south",
    "Texas ranked first among the southern states by exports in 2017.": "us-south",
    "2024年，宁夏出口规模居五个自治区首位。": "autonomous-regions",
}
"""Scopes by the texts: a group's phrase, its adjective with what the regions are called, and its own name with each of them, none of them an alias."""


@pytest.mark.parametrize("text", GROUPS)
def test_a_group_and_a_level_are_those_of_the_country_that_a_text_is_on(text: str, read_in_oz: dict[str, list[list[str | None]]]) -> None:
    claim, *_ = read_in_oz[text]
    assert (claim[-1], claim[3] in ("all", "?")) == (GROUPS[text], True)


OWNED = {
    "Winkland's exports rose 5% in 2024.\n\nOzonia's balloon rides came to 3.2 million in 2024, up 4%.\n\nQuadland's balloon rides fell 2%.": [
        "OZ-W",
        "OZ",
        "OZ",
        "OZ-Q",
    ],
    "2024年夸德邦热气球乘坐人次下降1.1%。\n\n2024年奥佐国热气球乘坐人次320万人次，同比增长4.7%。": ["OZ-Q", "OZ", "OZ"],
    "Munchland ranked first among the autonomous lands by balloon rides in 2024.": ["OZ-M"],
    "In 2024 Munchland recorded 1,320,000 balloon rides.": ["OZ-M"],
}
"""Subjects of the claims by the texts."""


@pytest.mark.parametrize("text", OWNED)
def test_a_measure_is_of_the_place_that_owns_its_name(text: str, read_in_oz: dict[str, list[list[str | None]]]) -> None:
    assert [claim[1] for claim in read_in_oz[text]] == OWNED[text]
    assert {claim[2] for claim in read_in_oz[text][-1:]} == {"balloon_rides"}
