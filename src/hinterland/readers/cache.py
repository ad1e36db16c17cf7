"""Answers that were given before, by text, prompt and model: one small JSON file each in the user's cache folder.

Keys are hashes, so that neither a text nor a key of a host can be read from a file's name. A cache that can't be written is no cache, and never an error.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path


def folder() -> Path:
    """Where answers are kept: HINTERLAND_CACHE, else the user's cache folder."""
    return Path(os.environ.get("HINTERLAND_CACHE") or user_cache_path("hinterland")) / "readers"


def key(*parts: str) -> str:
    """The hash of what an answer depends on."""
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def load(name: str) -> Any | None:
    """The answer kept under a hash, None where there is none that can be read."""
    try:
        return json.loads((folder() / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def save(name: str, answer: Any) -> None:
    """Keep an answer; written whole or not at all."""
    path = folder() / f"{name}.json"
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
