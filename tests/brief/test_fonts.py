"""The fonts that travel with the package hold every character our tables can print, and a page gets no more than it needs."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path

import pytest

from hinterland.brief import fonts

pytest.importorskip("fontTools")

ROOT = Path(__file__).resolve().parents[2]
FILES = ("HinterlandSansSC-Regular", "HinterlandSansSC-Bold", "HinterlandChartsSC-Regular")


def recipe() -> object:
    spec = importlib.util.spec_from_file_location("subset_fonts", ROOT / "scripts" / "subset_fonts.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def printed(text: set[str]) -> set[str]:
    """Chinese characters and punctuation, which are what a machine may lack."""
    return {c for c in text if "\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef"}


@pytest.mark.parametrize("name", FILES)
def test_the_list_beside_a_font_is_what_it_holds(name: str) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(fonts.folder() / f"{name}.otf", lazy=True) as font:
        held = {chr(c) for c in font.getBestCmap()}
    assert held == fonts.characters(name) - {"\n"}


def test_every_character_of_every_table_can_be_printed() -> None:
    """Run `scripts/subset_fonts.py` anew where this fails."""
    for path in (ROOT / "src" / "hinterland").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as f:
            columns = [v for row in csv.DictReader(f) for k, v in row.items() if k and "zh" in k and isinstance(v, str)]
        assert printed(set("".join(columns))) <= fonts.characters(), path


def test_charts_and_titles_can_print_what_they_are_made_of() -> None:
    """Run `scripts/subset_fonts.py` anew where this fails."""
    module = recipe()
    assert printed(module.charted()) <= fonts.characters(fonts.CHARTS)  # type: ignore[attr-defined]
    assert printed(module.charted()) <= fonts.characters("HinterlandSansSC-Bold")  # type: ignore[attr-defined]


def test_everyday_chinese_and_the_signs_of_a_brief_are_there() -> None:
    everyday = recipe().everyday()  # type: ignore[attr-defined]
    assert len(everyday) == 3755
    assert everyday | set("†‡·–—“”’%，。、；：（）《》！？０９ＡＺAZaz09−") <= fonts.characters()


def test_no_name_is_a_reserved_one_and_the_licence_is_with_them() -> None:
    from fontTools.ttLib import TTFont

    for path in (p for p in fonts.folder().iterdir() if p.suffix in (".otf", ".ttf", ".woff2")):
        with TTFont(path, lazy=True) as font:
            names = {i: font["name"].getDebugName(i) or "" for i in (1, 3, 4, 6, 13, 16)}
        assert all("Noto" not in n and "Source" not in n for i, n in names.items() if i != 13)
        assert "Open Font License" in names[13]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts.folder() / "OFL.txt").read_text(encoding="utf-8")
    assert "OFL.txt" in (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert sum(p.stat().st_size for p in fonts.folder().iterdir()) < 2_500_000


def test_a_page_carries_the_characters_it_prints_and_no_others(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    text = "2025年安徽进出口10135.6亿元，同比增长17.3%。†"
    path = tmp_path / "page.woff2"
    path.write_bytes(fonts.woff2_for(text))
    with TTFont(path) as font:
        assert font.flavor == "woff2"
        assert {chr(c) for c in font.getBestCmap()} == set(text)
    assert path.stat().st_size < 15_000
    assert fonts.woff2_for(text) == path.read_bytes(), "the same text gives the same bytes"


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_the_latin_typeface_is_small_and_prints_what_english_briefs_are_made_of(weight: fonts.Weight, tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    path = tmp_path / "latin.woff2"
    path.write_bytes(fonts.latin(weight))
    assert path.stat().st_size < 20_000
    with TTFont(path) as font:
        assert set("AZaz09%.,;:()–—−“”‘’…×÷áéñ€†‡") <= {chr(c) for c in font.getBestCmap()}
        assert font["name"].getDebugName(1) == fonts.LATIN


def test_the_files_are_where_they_are_said_to_be() -> None:
    assert fonts.file().is_file()
    assert fonts.file("bold").is_file()
