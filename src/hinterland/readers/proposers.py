"""Proposers: who answers a prompt with JSON: a `command`, an endpoint of the `openai` form (llama.cpp, Ollama, vLLM), or `anthropic`;
configured by tables `[readers.NAME]` of hinterland.toml and one by environment variables. `key-env` names the variable that holds a key,
which is never written into settings. `ask` repeats requests with growing pauses where a host is busy, and repairs an answer that is nearly
JSON once; it raises `ProposerError`, a sentence without keys and without the host's own text."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hinterland.errors import InputError, refused
from hinterland.plugins import extra_missing
from hinterland.readers.contract import contract_schema

if TYPE_CHECKING:
    import httpx2

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
    with refused(TypeError, ValueError, form=f"{at}: timeout, retries and tokens are numbers"):
        timeout, retries, tokens = float(table.get("timeout", 120)), int(table.get("retries", 3)), int(table.get("tokens", 8_192))
    if timeout <= 0 or retries < 0 or tokens < 1:
        raise InputError(f"{at}: timeout and tokens are above 0, retries at least 0")
    key = env.get(str(table.get("key-env", "")), "")
    return ReaderSettings(
        name, kind, command, url, str(table.get("model", "")), key, timeout, retries, tokens, bool(table.get("cache", True))
    )


LARGEST = 4_000_000
"""Maximum bytes of an answer."""
BUSY = (408, 409, 425, 429, 500, 502, 503, 504, 529)
"""Statuses after which a request is repeated."""


class ProposerError(InputError):
    """A reader didn't answer, or with nothing that can be used; the sentence says which and why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a proposer answered: JSON as Python objects, and the tokens in and out where it says so."""

    value: Any
    tokens_in: int = 0
    tokens_out: int = 0


def ask(settings: ReaderSettings, instructions: str, request: str, text: str, today: date) -> Answer:
    """The answer of a configured reader to one part of a text."""
    if settings.kind == "command":
        return _ask_command(settings, instructions, request, text, today)
    return _ask_endpoint(settings, instructions, request)


def _ask_command(settings: ReaderSettings, instructions: str, request: str, text: str, today: date) -> Answer:
    given = {"schema": "hinterland.propose/1", "text": text, "date": today.isoformat(), "instructions": instructions, "request": request}
    try:
        done = subprocess.run(
            settings.command,
            input=json.dumps(given, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=settings.timeout,
            check=False,
        )
    except FileNotFoundError:
        raise ProposerError(f"reader {settings.name}: there is no command {settings.command[0]!r}; see the setting `command`") from None
    except subprocess.TimeoutExpired:
        raise ProposerError(f"reader {settings.name}: {settings.command[0]} gave no answer within {settings.timeout:g} seconds") from None
    except OSError as e:
        raise ProposerError(f"reader {settings.name}: {settings.command[0]} can't be run: {e.strerror or e}") from None
    if done.returncode:
        raise ProposerError(f"reader {settings.name}: {settings.command[0]} ended with status {done.returncode}")
    return Answer(_parsed(settings, done.stdout[:LARGEST].decode("utf-8", "replace")))


def _ask_endpoint(settings: ReaderSettings, instructions: str, request: str) -> Answer:
    try:
        import httpx2
        import tenacity
    except ImportError:
        raise ProposerError(extra_missing("asking a model needs", "models")) from None
    address, headers, body = _request(settings, instructions, request)

    class Busy(Exception):
        """The host is busy; the status says how."""

    @tenacity.retry(
        retry=tenacity.retry_if_exception_type((Busy, httpx2.TransportError)),
        stop=tenacity.stop_after_attempt(settings.retries + 1),
        wait=tenacity.wait_exponential_jitter(multiplier=0.5, max=20),
        reraise=True,
    )
    def once(body: dict[str, Any]) -> httpx2.Response:
        response = httpx2.post(address, headers=headers, json=body, timeout=settings.timeout, follow_redirects=False)
        if response.status_code in BUSY:
            raise Busy(str(response.status_code))
        return response

    try:
        response = once(body)
        if response.status_code in (400, 422) and "response_format" in body:
            response = once({key: value for key, value in body.items() if key != "response_format"})
    except Busy as e:
        raise ProposerError(f"reader {settings.name}: {settings.host} is busy (status {e}); tried {settings.retries + 1} times") from None
    except httpx2.TimeoutException:
        raise ProposerError(f"reader {settings.name}: {settings.host} gave no answer within {settings.timeout:g} seconds") from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as e:
        raise ProposerError(f"reader {settings.name}: {settings.host} can't be reached ({type(e).__name__})") from None
    if response.status_code in (401, 403):
        raise ProposerError(
            f"reader {settings.name}: {settings.host} refuses the key (status {response.status_code}); see the setting `key-env`"
        )
    if response.status_code != 200:
        raise ProposerError(f"reader {settings.name}: {settings.host} answered with status {response.status_code}")
    if len(response.content) > LARGEST:
        raise ProposerError(f"reader {settings.name}: the answer of {settings.host} is larger than {LARGEST // 1_000_000} MB")
    try:
        envelope = response.json()
        content, tokens_in, tokens_out = _content(settings, envelope)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise ProposerError(f"reader {settings.name}: {settings.host} doesn't answer in the form of {settings.kind}") from None
    return Answer(_parsed(settings, content), tokens_in, tokens_out)


def _request(settings: ReaderSettings, instructions: str, request: str) -> tuple[str, dict[str, str], dict[str, Any]]:
    if settings.kind == "anthropic":
        headers = {"anthropic-version": "2023-06-01"} | ({"x-api-key": settings.key} if settings.key else {})
        system = [{"type": "text", "text": instructions, "cache_control": {"type": "ephemeral"}}]
        body = {
            "model": settings.model,
            "max_tokens": settings.tokens,
            "system": system,
            "messages": [{"role": "user", "content": request}],
        }
        return f"{settings.url}/v1/messages", headers, body
    headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
    messages = [{"role": "system", "content": instructions}, {"role": "user", "content": request}]
    schema = {"type": "json_schema", "json_schema": {"name": "claims", "schema": contract_schema()}}
    body = {"model": settings.model, "max_tokens": settings.tokens, "temperature": 0, "messages": messages, "response_format": schema}
    return f"{settings.url}/chat/completions", headers, body


def _content(settings: ReaderSettings, envelope: Mapping[str, Any]) -> tuple[str, int, int]:
    usage = envelope.get("usage") or {}
    if settings.kind == "anthropic":
        words = "".join(block["text"] for block in envelope["content"] if block.get("type") == "text")
        return words, int(usage.get("input_tokens", 0)), int(usage.get("output_tokens", 0))
    return str(envelope["choices"][0]["message"]["content"]), int(usage.get("prompt_tokens", 0)), int(usage.get("completion_tokens", 0))


def _parsed(settings: ReaderSettings, words: str) -> Any:
    """JSON in an answer: as it stands, else what stands between the outermost braces, else repaired once."""
    fenced = re.search(r"\{.*\}|\[.*\]", words, re.S)
    for candidate in (words, fenced[0] if fenced else ""):
        with suppress(ValueError):
            return json.loads(candidate)
    if (start := words.find("{")) >= 0:
        with suppress(ImportError):
            from json_repair import repair_json

            value = repair_json(words[start:], return_objects=True)
            if isinstance(value, dict) and isinstance(value.get("claims"), list):
                return value
    raise ProposerError(f"reader {settings.name}: the answer is no JSON with claims")
