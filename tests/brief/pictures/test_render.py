"""Pictures are drawn by the library alone: SVGs that can stand in one page, and PNGs in which Chinese shows without a font of the machine's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hinterland.brief.pictures import png, render, svg

from .conftest import BRIEFS, Make

pytest.importorskip("vl_convert")


def test_ids_are_unique_over_all_pictures_of_a_page(make: Make) -> None:
    drawn = [svg(p, f"p{i}-") for s, at in BRIEFS[:3] for i, p in enumerate(make(s, at).pictures.values())]
    for i, one in enumerate(drawn[:7]):
        ids = re.findall(r'\bid="([^"]+)"', one)
        assert all(x.startswith(f"p{i}-") for x in ids)
        assert set(re.findall(r"url\(#([^)]+)\)", one)) <= set(ids)


def test_a_drawing_is_the_same_whatever_was_drawn_before_it(make: Make) -> None:
    first, second, *_ = make("CN-AH", "2025").pictures.values()
    alone = svg(second)
    render._made.cache_clear()
    svg(first)
    assert svg(second) == alone


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_svg_scales_speaks_and_fetches_nothing(make: Make, language: str) -> None:
    for p in make("CN-AH", "2025", language).pictures.values():
        drawn = svg(p, "a-")
        root = ElementTree.fromstring(drawn)
        assert root.attrib["width"] == "100%"
        assert re.fullmatch(r"0 0 640 \d+(\.\d+)?", root.attrib["viewBox"])
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-label"] == p.alt
        assert "<script" not in drawn
        assert re.findall(r'(?:href|src)="(?!#)', drawn) == []
        assert drawn.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "").count("://") == 0
        assert len(drawn) < 80_000


@pytest.mark.parametrize(("language", "name", "other"), [("en", "Henan", "Tibet"), ("zh", "河南", "西藏")])
def test_a_province_of_the_map_says_its_name_and_leads_to_its_brief(make: Make, language: str, name: str, other: str) -> None:
    drawn = svg(make("CN", "2025", language).pictures["map"], "a-", {name: "/brief?of=a&b"})
    [link] = re.findall(r'<a href="([^"]+)" aria-label="[^"]+" tabindex="-1"><path [^>]*><title>([^<]+)</title></path></a>', drawn)
    assert link[0] == "/brief?of=a&amp;b"
    assert re.fullmatch(rf"{name}[:：] ?[+−]\d+\.\d%[†‡]?", link[1])
    assert len(re.findall(r"<title>", drawn)) == 31
    assert re.search(rf"<title>{other}[:：]", drawn)
    ElementTree.fromstring(drawn)


def test_nothing_runs_out_of_the_picture(make: Make) -> None:
    """The titles of a picture, as the renderer itself measures their characters, stay within its width."""
    from hinterland.brief.pictures.house import INNER, TITLE, width

    for subject, period in BRIEFS:
        for language in ("en", "zh"):
            for p in make(subject, period, language).pictures.values():
                assert all(width(line, TITLE, bold=True) <= INNER for line in p.spec["title"]["text"])
                assert len(p.spec["title"]["text"]) <= 3


def test_a_png_is_one(make: Make) -> None:
    made = png(make("CN-AH", "2025").pictures["partners"], scale=1)
    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20]) == 640


WITHOUT_FONTS = """
import hashlib, sys
from hinterland.brief.document import Picture
from hinterland.brief.pictures import png
from hinterland.brief.pictures.house import FONTS

def drawn(text):
    spec = {"autosize": "none", "padding": {"left": 0, "right": 0, "top": 0, "bottom": 0}, "height": 40, "data": {"values": [{}]},
            "mark": {"type": "text", "text": text, "fontSize": 20, "x": 300, "y": 20}, "config": {"font": FONTS["zh"]}}
    return hashlib.md5(png(Picture("x", "", "", "", "", spec, []), scale=1)).hexdigest()

print(len({drawn(t) for t in ("安徽省", "浙江省", "广东省", "进出口")}), len({drawn("安徽"), drawn("安徽")}))
"""


def test_chinese_is_drawn_on_a_machine_without_fonts(tmp_path: Path) -> None:
    """Four texts of three characters give four images; boxes for characters that no font has would give one."""
    empty = tmp_path / "fonts.conf"
    empty.write_text("<?xml version='1.0'?><fontconfig></fontconfig>", encoding="utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(empty), "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", WITHOUT_FONTS], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["4", "1"], done.stderr


def test_a_renderer_beside_draws_the_same_and_is_missed_by_nobody(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = list(make(*BRIEFS[0]).pictures.values())[:2]
    here = [svg(p, "a-") for p in pictures]
    render._made.cache_clear()
    monkeypatch.setattr(render, "_beside", [])
    render.warm()
    render.warm()
    [beside] = render._beside
    assert beside.svg({"mark": 7}) is None
    with monkeypatch.context() as only:
        only.setattr(render, "_renderer", None)
        assert [svg(p, "a-") for p in pictures] == here
    beside.close()
    render._made.cache_clear()
    assert [svg(p, "a-") for p in pictures] == here
