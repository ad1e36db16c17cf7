"""The add-in for Word: its manifest, its icon, and the pane that Word shows, which outside of Word checks what is pasted into it. Only the
pane for Word fetches Microsoft's office.js and may be framed; that for browsers has the policy of all pages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from importlib.resources import files
from uuid import NAMESPACE_URL, uuid5

from hinterland.brief import html
from hinterland.brief.interface import label
from hinterland.check.catalogue import say
from hinterland.codes import Language
from hinterland.serve.guard import policy
from hinterland.serve.pages.frames import OURS, frame, to
from hinterland.serve.pages.statics import address as static

PANE, OFFICE = "word", "word/office"
"""The pane for browsers and the one for Word, below a language."""
MICROSOFT = "https://appsforoffice.microsoft.com"
LIBRARY = f"{MICROSOFT}/lib/1/hosted/office.js"
"""What every add-in reads a document through, and the host that it fetches its parts from."""
ANCESTORS = (
    "https://*.officeapps.live.com", "https://*.office.com", "https://*.sharepoint.com", "https://onedrive.live.com", "https://*.cloud.microsoft",
)  # fmt: skip
"""Where Word on the web shows a pane in a frame."""
HEADERS = {"Content-Security-Policy": policy(MICROSOFT, " ".join(ANCESTORS)), "Cache-Control": "no-cache"}
"""What the pane for Word has other than every page."""
ICONS = (32, 64)
"""The sides of the icon that a manifest names."""


def pane(language: Language, *, office: bool = False) -> str:
    """The pane, for Word or for a browser."""
    around = frame(language, OFFICE if office else PANE)
    bare = replace(around, navigation=(), ask="", scripts=(), home="" if office else around.home)
    return html.render(
        "word.html.j2", bare, beside=OURS, library=LIBRARY if office else "", script=static("word.js"), said=partial(say, language)
    )


def manifest(address: str) -> str:
    """The manifest of an add-in that is served at an address: each server's has an id of its own, so that two of them can be installed."""
    return html.render(
        "manifest.xml.j2",
        frame("en", OFFICE),
        beside=OURS,
        id=uuid5(NAMESPACE_URL, f"{address}/word/manifest.xml"),
        address=address,
        pane=lambda language: address + to(language, OFFICE),
        described=lambda language: label("word:described", language),
        icons=[f"{address}/word/icon-{side}.png" for side in ICONS],
    )


@cache
def icon(side: int) -> bytes:
    """The icon of the pages as a PNG, `side` pixels wide and high."""
    return (files("hinterland.serve.pages") / "static" / f"icon-{side}.png").read_bytes()
