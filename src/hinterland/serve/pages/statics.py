"""Files that all pages share: the style sheet, the scripts, the Latin typeface, the Chinese font of last resort. Each address holds a
digest of its file, so that it may be kept for ever. The process in front serves them and workers link to them; both make the same
addresses, since both make them of the package's own files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from hinterland.brief import fonts
from hinterland.brief.html import latin, script, sheet

ROOT = "/static/"
OTHERS = ("slider.js", "check.js", "waiting.js", "word.js", "icon.svg")
MEDIA = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "otf": "font/otf",
    "woff2": "font/woff2",
    "svg": "image/svg+xml",
}
FACE = '@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{address}") format("opentype"); font-display: swap; unicode-range: U+2000-2FFF, U+3000-9FFF, U+FF00-FFEF; }}\n'
"""The rule for a file of the Chinese font, which a page fetches where the Latin typeface lacks a character."""
WEIGHTS: dict[fonts.Weight, str] = {"regular": "400", "bold": "600 700"}


@dataclass(frozen=True, slots=True)
class Static:
    """A file: its address, its bytes and what they are."""

    address: str
    body: bytes
    media: str


@cache
def statics() -> MappingProxyType[str, Static]:
    """All files by their name."""
    made = {path.name: _static(path.name, path.read_bytes()) for path in map(fonts.file, WEIGHTS)}
    latin_files = {weight: f"HinterlandSans-{weight.capitalize()}.woff2" for weight in WEIGHTS}
    made |= {name: _static(name, fonts.latin(weight)) for weight, name in latin_files.items()}
    folder = files("hinterland.serve.pages") / "static"
    made |= {name: _static(name, (folder / name).read_bytes()) for name in OTHERS}
    made["brief.js"] = _static("brief.js", script().encode("utf-8"))
    faces = "".join(
        FACE.format(family=fonts.FAMILY, weight=weight, address=made[fonts.file(name).name].address) for name, weight in WEIGHTS.items()
    )
    faces += latin({weight: made[name].address for weight, name in latin_files.items()})
    style = sheet() + (folder / "pages.css").read_text(encoding="utf-8") + faces
    return MappingProxyType(made | {"style.css": _static("style.css", style.encode("utf-8"))})


def address(name: str) -> str:
    """Where a file is served."""
    return statics()[name].address


def _static(name: str, body: bytes) -> Static:
    stem, _, suffix = name.rpartition(".")
    return Static(f"{ROOT}{stem}-{hashlib.sha256(body).hexdigest()[:12]}.{suffix}", body, MEDIA[suffix])
