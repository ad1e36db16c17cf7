"""What a country's texts say is a pack's: words of a language, places, offices, currencies; each fault in these tables is named with its line and what to do."""

from __future__ import annotations

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
en = ["land", "lands"]
zh = ["邦", "各邦"]
"""
TABLES = {
    "regions": "code,en,zh\nOZ,Ozonia,奥佐国\nOZ-M,Munchland,芒奇邦\nOZ-Q,Quadland,夸德邦\nOZ-W,Winkland,温基邦\n",
    "groups": "code,mined,en,zh\noz-lands,,lands of Ozonia,奥佐各邦\noz-south,rank,Southern Ozonia,奥佐南部\n",
    "group_members": "group,region\noz-lands,OZ-M\noz-lands,OZ-Q\noz-lands,OZ-W\noz-south,OZ-M\noz-south,OZ-Q\n",
    "phrases": "key,en,zh\ngroup:oz-south,the southern lands,南部各邦\nhome:oz-south,southern,南部\n",
}


def test_what_a_pack_calls_a_group_is_read_as_that_group(tmp_path: Path) -> None:
    """Its phrase in sentences, its adjective with what the regions are called, and its own name with each of them, none of them an alias."""
    folder = tmp_path / "oz"
    folder.mkdir()
    for name, text in {"pack.toml": SETTINGS, **{f"{name}.csv": text for name, text in TABLES.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    texts = {
        "Munchland ranked second among the southern lands by exports in 2024.": "oz-south",
        "2024年，芒奇邦出口规模在南部各邦中居第二位。": "oz-south",
        "2024年，芒奇邦出口规模居奥佐南部各邦第二位。": "oz-south",
        "2024年，芒奇邦出口规模居各邦第二位。": "oz-lands",
        "Texas ranked first among the southern states by exports in 2017.": "us-south",
    }
    shown = "import sys; from datetime import date; from hinterland.reading import read\nfor text in sys.argv[1:]: print(*(c.scope for c in read(text, date(2025, 3, 1)).claims))"
    done = subprocess.run(
        [sys.executable, "-c", shown, *texts],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src"), "HINTERLAND_PACKS": str(folder)},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == list(texts.values())
