"""The fonts that travel with the package, so that charts, PDF and pages look alike everywhere and Chinese is printed where the machine has no font for it.

"Hinterland Sans" is Source Sans 3 cut down to Latin; pages carry it as it is (`latin`).
"Hinterland Sans SC" is Noto Sans CJK cut down to the characters we need (`scripts/subset_fonts.py`), under the SIL Open Font License (`fonts/OFL.txt`).
Charts and PDF read the files; a page carries the characters it uses (`woff2_for`).
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from hinterland.plugins import extra_missing
from hinterland.sources.reading import InputError

LATIN = "Hinterland Sans"

FAMILY = "Hinterland Sans SC"

CHARTS = "HinterlandChartsSC-Regular"
"""The small font for the labels of charts: what a renderer reads whole for every glyph had better be small."""

Weight = Literal["regular", "bold"]

WEIGHTS: tuple[Weight, ...] = ("regular", "bold")


def folder() -> Path:
    """The folder with the font files, for those who read a folder of fonts (charts, PDF)."""
    return Path(str(files("hinterland.brief") / "fonts"))


def file(weight: Weight = "regular") -> Path:
    """The font file of a weight. Bold holds the characters of our own tables, regular the everyday ones too."""
    return folder() / f"HinterlandSansSC-{weight.capitalize()}.otf"


def latin(weight: Weight = "regular") -> bytes:
    """The web font of the Latin typeface in a weight."""
    return (folder() / f"HinterlandSans-{weight.capitalize()}.woff2").read_bytes()


@cache
def characters(name: str = "HinterlandSansSC-Regular") -> frozenset[str]:
    """The characters that a font file can print, from the list beside it."""
    return frozenset((folder() / f"{name}.txt").read_text(encoding="utf-8"))


def woff2_for(text: str, weight: Weight = "regular") -> bytes:
    """A web font with the characters of a text and no others, for one page or one site. Raises `InputError` without the extra."""
    try:
        import brotli  # noqa: F401 - fontTools compresses with it
        from fontTools.subset import Options, Subsetter
        from fontTools.ttLib import TTFont
    except ImportError:
        raise InputError(extra_missing("Chinese type on a page needs", "pictures")) from None
    subsetter = Subsetter(Options(layout_features=["kern"], hinting=True, name_IDs=[0, 1, 2, 13], notdef_outline=True))
    subsetter.populate(text=text)
    made = io.BytesIO()
    with TTFont(file(weight), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(made)
    return made.getvalue()
