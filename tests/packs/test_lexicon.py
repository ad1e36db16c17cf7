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
