"""Proposers: who answers a prompt with JSON. A command, an endpoint of the OpenAI form, Anthropic's.

`ask(settings, instructions, request, text, today)` returns the answer as Python objects with the tokens it cost. Requests time out, are repeated with growing pauses where a
host is busy or the connection breaks, and an answer that is nearly JSON is repaired once. Raises `ProposerError`, a sentence without keys and without the host's own text.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from hinterland.plugins import extra_missing
from hinterland.readers.contract import contract_schema
from hinterland.readers.settings import ReaderSettings
from hinterland.sources.reading import InputError

if TYPE_CHECKING:
    import httpx2

LARGEST = 4_000_000
"""Maximum bytes of an answer."""
BUSY = (408, 409, 425, 429, 500, 502, 503, 504, 529)
"""Statuses after which a request is repeated."""


class ProposerError(InputError):
    """A reader didn't answer, or with nothing that can be used; the sentence says which and why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a proposer answered: JSON as Python objects, the tokens in and out where it says so, and whether it had to be repaired."""

    value: Any
    tokens_in: int = 0
    tokens_out: int = 0
    repaired: bool = False


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
    value, repaired = _parsed(settings, done.stdout[:LARGEST].decode("utf-8", "replace"))
    return Answer(value, repaired=repaired)


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
    value, repaired = _parsed(settings, content)
    return Answer(value, tokens_in, tokens_out, repaired)


def _request(settings: ReaderSettings, instructions: str, request: str) -> tuple[str, dict[str, str], dict[str, Any]]:
    """The address, headers and body of a request."""
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
    """The model's own words in a host's answer, with the tokens they cost."""
    usage = envelope.get("usage") or {}
    if settings.kind == "anthropic":
        words = "".join(block["text"] for block in envelope["content"] if block.get("type") == "text")
        return words, int(usage.get("input_tokens", 0)), int(usage.get("output_tokens", 0))
    return str(envelope["choices"][0]["message"]["content"]), int(usage.get("prompt_tokens", 0)), int(usage.get("completion_tokens", 0))


def _parsed(settings: ReaderSettings, words: str) -> tuple[Any, bool]:
    """JSON in an answer: as it stands, else what stands between the outermost braces, else repaired once."""
    fenced = re.search(r"\{.*\}|\[.*\]", words, re.S)
    for candidate in (words, fenced[0] if fenced else ""):
        try:
            return json.loads(candidate), False
        except ValueError:
            continue
    start = words.find("{")
    if start >= 0:
        try:
            from json_repair import repair_json

            value = repair_json(words[start:], return_objects=True)
        except ImportError:
            value = None
        if isinstance(value, dict) and isinstance(value.get("claims"), list):
            return value, True
    raise ProposerError(f"reader {settings.name}: the answer is no JSON with claims")
