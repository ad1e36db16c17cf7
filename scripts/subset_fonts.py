"""Make the package's fonts from Noto Sans CJK: `python scripts/subset_fonts.py NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc`.

Given `SourceSans3-Regular.ttf` and `SourceSans3-Bold.ttf` of the npm package source-sans, it makes the Latin typeface "Hinterland Sans" in two weights,
each as a TrueType file for charts and PDF and as a WOFF2 file for pages.

Of Noto three fonts come out, each with Latin, digits and punctuation: the regular weight with the 3,755 everyday characters of GB 2312 and those of our own tables and
texts, the bold one with those of our tables and texts (it is for titles, which these write), and one for charts with the names that charts print, since the
renderer reads the whole file for every glyph. They are called "Hinterland Sans SC" and "Hinterland Charts SC", since a changed font may not carry a
reserved name. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src" / "hinterland" / "brief" / "fonts"

FACE = "Noto Sans CJK SC"
"""The one face of the collection that has the forms of the mainland."""

RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2010, 0x2027),
    (0x2030, 0x203A),
    (0x2160, 0x216B),
    (0x3000, 0x3017),
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE5),
)
"""Latin with its accents, punctuation with † ‡ and ‰, Roman numerals, and Chinese and full-width punctuation."""

SIGNS = "−×÷±≈≠≤≥°·…€→←↑↓▲▼△▽○●□■◆◇①②③④⑤⑥⑦⑧⑨⑩§©®™‑"

LATIN = "Hinterland Sans"

KEPT_FEATURES = {LATIN: ["kern", "tnum"], "Hinterland Sans SC": ["kern", "locl", "ccmp"], "Hinterland Charts SC": []}
"""What shaping each family does: none in charts, whose labels are few letters and which are drawn faster without."""
STAMP = 3_786_912_000
"""A fixed day, so that the same input gives the same bytes."""


def everyday() -> set[str]:
    """The 3,755 characters of GB 2312's first level: rows 16 to 55."""
    found: set[str] = set()
    for row in range(16, 56):
        for column in range(1, 95):
            found.update(bytes((0xA0 + row, 0xA0 + column)).decode("gb2312", "ignore"))
    return found


def ours() -> set[str]:
    """Every character in the package's tables, modules and templates, but for what is only read: the reader's words, traditional characters, counties."""
    found: set[str] = set()
    for suffix in ("csv", "py", "j2", "sql"):
        for path in (ROOT / "src" / "hinterland").rglob(f"*.{suffix}"):
            if "reading" not in path.parts and path.stem not in ("traditional", "counties"):
                found.update(path.read_text(encoding="utf-8"))
    return found


def charted() -> set[str]:
    """Every character that a chart may print: its words, and the names of provinces, groups, products, partners and what else it tells."""
    package = ROOT / "src" / "hinterland"
    texts = [
        *(package / "brief" / "pictures").glob("*.csv"),
        *(package / "language" / n for n in ("write.py", "chinese_numbers.py", "phrases.csv")),
    ]
    found = {c for path in texts for c in path.read_text(encoding="utf-8")}
    for name in ("regions", "groups", "products", "partners", "flows", "regimes", "concepts"):
        for path in (package / "codes" / "data" / f"{name}.csv", *(package / "packs").glob(f"[!s]*/{name}.csv")):
            with path.open(encoding="utf-8") if path.is_file() else nullcontext([]) as f:
                for row in csv.DictReader(f):
                    if row.get("level", "province") in ("nation", "province", "state"):
                        found.update((row.get("zh") or "") + (row.get("short_zh") or ""))
    return found


FONTS: tuple[tuple[str, str, Callable[[], set[str]]], ...] = (
    ("Hinterland Sans SC", "Regular", lambda: ours() | everyday()),
    ("Hinterland Sans SC", "Bold", ours),
    ("Hinterland Charts SC", "Regular", charted),
)
"""The fonts by family and style, with the characters that each is to hold."""


def face(path: Path) -> TTFont:
    """The mainland's face of a collection, or the font itself."""
    if path.suffix != ".ttc":
        return TTFont(path)
    fonts = TTCollection(path, lazy=True).fonts
    found: TTFont = next(f for f in fonts if f["name"].getDebugName(1) == FACE)
    return found


def subset(font: TTFont, family: str, style: str, characters: set[str]) -> None:
    """Cut a font down and rename it."""
    options = Options()
    options.layout_features = KEPT_FEATURES[family]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    options.notdef_outline = True
    cutter = Subsetter(options)
    cutter.populate(unicodes={c for first, last in RANGES for c in range(first, last + 1)} | {ord(c) for c in characters | set(SIGNS)})
    cutter.subset(font)
    plain = f"{family.replace(' ', '')}-{style}"
    for number, text in {1: family, 3: plain, 4: family if style == "Regular" else f"{family} {style}", 6: plain}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    if "CFF " in font:
        top = font["CFF "].cff
        top.fontNames[0] = plain
        top[0].FullName = plain
        top[0].FamilyName = family
    font["head"].modified = font["head"].created = STAMP
    font.recalcTimestamp = False


def latin(path: Path) -> None:
    """Write a weight of the Latin typeface for charts and PDF, and for pages."""
    font = TTFont(path)
    style = "Bold" if font["OS/2"].usWeightClass >= 600 else "Regular"
    subset(font, LATIN, style, set())
    font["name"].setName("This Font Software is licensed under the SIL Open Font License, Version 1.1.", 13, 3, 1, 0x409)
    font["name"].setName(style, 2, 3, 1, 0x409)
    font["OS/2"].fsSelection = 0x20 if style == "Bold" else 0x40
    font["head"].macStyle = int(style == "Bold")
    for flavor, suffix in ((None, "ttf"), ("woff2", "woff2")):
        out = FOLDER / f"{LATIN.replace(' ', '')}-{style}.{suffix}"
        font.flavor = flavor
        font.save(out)
        print(f"{out.relative_to(ROOT)}: {len(font.getBestCmap())} characters, {out.stat().st_size:,} bytes")


def main(paths: list[str]) -> None:
    """Write every font whose style one of the paths has, those of Noto with their characters beside them as text."""
    if not paths:
        sys.exit(__doc__)
    FOLDER.mkdir(exist_ok=True)
    for path in (p for p in paths if p.endswith(".ttf")):
        latin(Path(path))
    styles = {face(Path(p))["name"].getDebugName(2): Path(p) for p in paths if not p.endswith(".ttf")}
    for family, style, characters in FONTS:
        if style in styles:
            font = face(styles[style])
            subset(font, family, style, characters())
            out = FOLDER / f"{family.replace(' ', '')}-{style}.otf"
            font.save(out)
            out.with_suffix(".txt").write_text("".join(map(chr, sorted(font.getBestCmap()))) + "\n", encoding="utf-8")
            print(f"{out.relative_to(ROOT)}: {len(font.getBestCmap())} characters, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
