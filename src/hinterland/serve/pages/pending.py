"""Pending files: what contradicts the figures held, what explains it best, and where the server may load, buttons to accept or reject."""

from __future__ import annotations

from hinterland.api import Hinterland
from hinterland.codes import Language
from hinterland.serve.pages.frames import page
from hinterland.serve.replies import Reply
from hinterland.serve.verbs.plain import named


def pending(h: Hinterland, *, language: Language, deciding: bool = False) -> Reply:
    """The page of pending files; `deciding` where they can be accepted and rejected through the server."""
    files = [named(h.pending(f["load"]))["files"][0] for f in h.pending()["files"]]
    return page(h, "pending", language, files=files, deciding=deciding)
