"""Asking a service over HTTP for JSON, with the standard library alone: one request goes in, its bytes come out, or what went wrong in a sentence.

Redirects are not followed, since a service answers what it was asked or says no. Sentences name the service, never the address with its parameters, in which a key may stand.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import IO, Any
from urllib.parse import urlencode, urlsplit

from hinterland.sources.live.asking import Busy
from hinterland.sources.reading import InputError
from hinterland.version import __version__

LARGEST = 256 * 1024 * 1024
"""Bytes; an answer that is longer is not read."""
BUSY, BUSY_WAIT = (408, 425, 429, 500, 502, 503, 504), 10.0
"""Statuses after which a question is asked again, and the seconds to wait where a busy service doesn't say how long."""
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: its status, where it sent the client on (`None`: nowhere), and the bytes; `secret` is a key that no sentence may repeat."""

    status: int
    location: str | None
    data: bytes
    secret: str | None = None

    @property
    def said(self) -> str:
        """The beginning of the answer as a line of text, for a sentence."""
        text = " ".join(_TAGS.sub(" ", self.data[:2000].decode("utf-8", "replace")).split())
        return (text.replace(self.secret, "***") if self.secret else text)[:200] or "nothing"


@dataclass(frozen=True, slots=True)
class Service:
    """A service by the name that sentences use, its address, the key that no sentence repeats, and the seconds that an answer may take."""

    name: str
    address: str
    secret: str | None = None
    timeout: float = 120.0

    def get(self, path: str = "", query: Mapping[str, Any] | None = None) -> Answer:
        """Ask by the query of an address; a list gives a parameter several times. Raises as `_ask` does."""
        asked = f"?{urlencode(query, doseq=True)}" if query else ""
        return self._ask(urllib.request.Request(f"{self.address}{path}{asked}", headers=_HEADERS))

    def post(self, path: str, body: Mapping[str, Any]) -> Answer:
        """Ask by a JSON object. Raises as `_ask` does."""
        data = json.dumps(body, ensure_ascii=False).encode()
        return self._ask(
            urllib.request.Request(f"{self.address}{path}", data, {**_HEADERS, "Content-Type": "application/json"}, method="POST")
        )

    def _ask(self, request: urllib.request.Request) -> Answer:
        """The answer of a service that isn't busy. Raises `Busy` for one that is, `InputError` where it can't be reached or answers too much."""
        if urlsplit(self.address).scheme not in ("http", "https"):
            raise InputError(f"the address of {self.name} begins with https://, not {self.address[:40]!r}")
        try:
            with _OPENER.open(request, timeout=self.timeout) as response:
                return self._answered(response.status, response.headers, response)
        except urllib.error.HTTPError as e:
            with e:
                return self._answered(e.code, e.headers, e)
        except urllib.error.URLError as e:
            raise self._unreached(e.reason) from None
        except (OSError, http.client.HTTPException, ValueError) as e:
            raise self._unreached(e) from None

    def _answered(self, status: int, headers: Message, body: IO[bytes]) -> Answer:
        data = body.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise InputError(f"{self.name}: the answer is larger than {LARGEST // 1024**2} MB; ask for less at once")
        answer = Answer(status, headers.get("Location"), data, self.secret)
        if status in BUSY:
            told = headers.get("Retry-After", "")
            raise Busy(
                f"{self.name} is busy or counts too many questions (status {status}); it said: {answer.said}; try again later",
                float(told) if told.isdecimal() else BUSY_WAIT,
            )
        return answer

    def _unreached(self, reason: object) -> InputError:
        if isinstance(reason, socket.timeout):
            return InputError(f"{self.name} gave no answer within {self.timeout:g} seconds; try again later")
        if isinstance(reason, ssl.SSLError):
            return InputError(f"{self.name} shows a certificate that this machine doesn't trust; check its date and its certificates")
        return InputError(f"{self.name} can't be reached ({type(reason).__name__}); check the network, and the proxy if there is one")

    def parsed(self, answer: Answer) -> Any:
        """The JSON of an answer with status 200. Raises `InputError` for another status, and for what is no JSON."""
        if answer.status in (401, 403):
            raise InputError(f"{self.name} refuses the question (status {answer.status}); it said: {answer.said}")
        if answer.status != 200:
            raise InputError(f"{self.name} answered with status {answer.status}; it said: {answer.said}")
        try:
            return json.loads(answer.data)
        except ValueError:
            raise InputError(f"{self.name} answered with something else than JSON; it said: {answer.said}") from None


class _Stay(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect as the answer it is."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> None:
        """No further request."""
        return


_HEADERS = {"Accept": "application/json", "User-Agent": f"hinterland/{__version__}"}
_OPENER = urllib.request.build_opener(_Stay)
