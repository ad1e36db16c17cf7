"""Which readers are configured: tables `[readers.NAME]` of hinterland.toml, and one by environment variables.

`kind` is `command`, `openai` (any endpoint of that form: llama.cpp, Ollama, vLLM and others) or `anthropic`. Keys are never written into settings: `key-env` names the
variable that holds one. Nothing is sent anywhere unless a reader was configured and asked for by its name.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hinterland.sources.reading import InputError

DEFAULT_URLS = {"openai": "http://127.0.0.1:8080/v1", "anthropic": "https://api.anthropic.com"}
KINDS = ("command", "openai", "anthropic")
ENVIRONMENT = "model"
"""The name of the reader that environment variables configure."""


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """One configured reader. `key` is never shown: its representation leaves it out."""

    name: str
    kind: str
    command: tuple[str, ...] = ()
    url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    retries: int = 3
    tokens: int = 8_192
    cache: bool = True

    @property
    def host(self) -> str:
        """Where a text is sent to: a host, or the command's name."""
        return self.command[0] if self.kind == "command" else urlsplit(self.url).netloc

    @property
    def local(self) -> bool:
        """Whether the text stays on this machine."""
        return self.kind == "command" or (urlsplit(self.url).hostname or "") in ("localhost", "127.0.0.1", "::1")


def configured(
    tables: Mapping[str, Mapping[str, Any]], environment: Mapping[str, str] | None = None, where: Path | None = None
) -> dict[str, ReaderSettings]:
    """The readers of a settings file and of the environment, by name. Raises `InputError` for one that can't work."""
    env = os.environ if environment is None else environment
    found = {name: _reader(name, table, env, where) for name, table in tables.items()}
    if command := env.get("HINTERLAND_READER_COMMAND"):
        found[ENVIRONMENT] = ReaderSettings(ENVIRONMENT, "command", command=tuple(shlex.split(command)))
    elif model := env.get("HINTERLAND_MODEL"):
        kind = env.get("HINTERLAND_MODEL_KIND", "openai")
        table = {"kind": kind, "model": model, "key-env": "HINTERLAND_MODEL_KEY"}
        if url := env.get("HINTERLAND_MODEL_URL"):
            table["url"] = url
        found[ENVIRONMENT] = _reader(ENVIRONMENT, table, env, None)
    return found


KEYS = ("kind", "command", "url", "model", "key-env", "timeout", "retries", "tokens", "cache")


def _reader(name: str, table: Mapping[str, Any], env: Mapping[str, str], where: Path | None) -> ReaderSettings:
    at = f"{where}: readers.{name}" if where else f"reader {name}"
    if name in ("offline", "both"):
        raise InputError(f"{at}: the name is taken; choose another")
    if unknown := [k for k in table if k not in KEYS]:
        raise InputError(f"{at}: there is no setting {unknown[0]!r}; the settings are {', '.join(KEYS)}")
    kind = table.get("kind", "command" if "command" in table else "openai")
    if kind not in KINDS:
        raise InputError(f"{at}: kind is {', '.join(KINDS)}, not {kind!r}")
    command = table.get("command", ())
    command = tuple(shlex.split(command)) if isinstance(command, str) else tuple(map(str, command))
    if kind == "command" and not command:
        raise InputError(f"{at}: command is missing: the program that takes a text and answers with claims")
    if kind != "command" and not table.get("model"):
        raise InputError(f"{at}: model is missing: the name by which the endpoint knows its model")
    url = str(table.get("url", DEFAULT_URLS.get(kind, ""))).rstrip("/")
    if kind != "command" and urlsplit(url).scheme not in ("http", "https"):
        raise InputError(f"{at}: url is an address such as http://127.0.0.1:8080/v1, not {url!r}")
    try:
        timeout, retries, tokens = float(table.get("timeout", 120)), int(table.get("retries", 3)), int(table.get("tokens", 8_192))
    except (TypeError, ValueError):
        raise InputError(f"{at}: timeout, retries and tokens are numbers") from None
    if timeout <= 0 or retries < 0 or tokens < 1:
        raise InputError(f"{at}: timeout and tokens are above 0, retries at least 0")
    key = env.get(str(table.get("key-env", "")), "")
    return ReaderSettings(
        name, kind, command, url, str(table.get("model", "")), key, timeout, retries, tokens, bool(table.get("cache", True))
    )
