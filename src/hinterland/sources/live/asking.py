"""What the services share: questions asked one after another over HTTP, each answer kept as a file and not asked for again, so that a run
that was stopped goes on; a service that says how long it is busy is waited for, up to a bound. Redirects are not followed, and sentences
never name an address with its parameters, in which a key may stand."""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO, Any, TypeVar
from urllib.parse import urlencode, urlsplit

from hinterland.codes import Period
from hinterland.errors import refused
from hinterland.models import Result
from hinterland.sources.numerals import HS
from hinterland.sources.reading import InputError, whole
from hinterland.version import __version__

PAUSE, ATTEMPTS, LONGEST_WAIT = 1.0, 4, 120
"""Seconds between two questions, unless a service wants more; how often one is asked while it is busy; seconds beyond which a service that says to wait is left alone."""
CODES = re.compile(rf"{HS}(?:,{HS})*")
"""HS codes as products are asked for by them."""
Wait = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Fetched(Result):
    """What became of one question: the file (`None` where nothing is reported), its rows, and whether it was there already."""

    path: Path | None
    asked: str
    rows: int = 0
    kept: bool = False


Progress = Callable[[Fetched], None]


@dataclass(frozen=True, slots=True)
class Question:
    """A file of the folder, what to call its content, what asks for it (`None`: nothing is reported; again where it raises `Busy`), and what counts its rows."""

    path: Path
    name: str
    ask: Callable[[], bytes | None]
    count: Callable[[Path], int]


class Busy(Exception):
    """The service asks to be asked again in `seconds`; the text is the sentence to end with if that is too long or too often."""

    def __init__(self, sentence: str, seconds: float) -> None:
        super().__init__(sentence)
        self.seconds = seconds


def existing(folder: Path) -> Path:
    """The folder, if it is one. Raises `InputError` where there is none."""
    if not folder.is_dir():
        raise InputError(f"there is no folder {folder}; make it first")
    return folder


def fetch_all(
    questions: Iterable[Question], *, pause: float = PAUSE, wait: Wait = time.sleep, progress: Progress = lambda found: None
) -> list[Fetched]:
    """Ask what isn't there yet, in order, and write each answer as a file. Raises `InputError` where one can't be had; the files written before it stay."""
    found: list[Fetched] = []
    for question in questions:
        path, is_kept = question.path, question.path.exists()
        if not is_kept:
            if any(not f.kept for f in found):
                wait(pause)
            if (answer := ask_patiently(question.ask, wait)) is not None:
                write_whole(path, answer)
        found.append(Fetched(path, question.name, question.count(path), is_kept) if path.exists() else Fetched(None, question.name))
        progress(found[-1])
    return found


T = TypeVar("T")


def ask_patiently(ask: Callable[[], T], wait: Wait) -> T:
    """What a question gives, asked again where the service is busy. Raises `InputError` where it stays so, or would for too long."""
    for attempt in range(ATTEMPTS):
        try:
            return ask()
        except Busy as busy:
            if busy.seconds > LONGEST_WAIT or attempt == ATTEMPTS - 1:
                raise InputError(str(busy)) from None
            wait(busy.seconds + PAUSE)
    raise AssertionError("a question is asked at least once")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all. Raises `InputError` where it can't be written."""
    try:
        with whole(path) as unfinished:
            unfinished.write_bytes(data)
    except OSError as e:
        raise InputError(f"{path} can't be written: {e.strerror}") from e


def periods_of(texts: Sequence[str]) -> list[Period]:
    """Years, months and spans of months as people write them. Raises `InputError` for another."""
    with refused(ValueError):
        return [Period.parse(text) for text in texts]


def rows_in(path: Path) -> int:
    """The rows of a CSV that was fetched before, without its header."""
    with path.open("rb") as f:
        return max(0, sum(1 for _ in f) - 1)


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

    def ask(self, path: str = "", query: Mapping[str, Any] | None = None, body: Mapping[str, Any] | None = None) -> Answer:
        """The answer of a service that isn't busy to the query of an address, where a list gives a parameter several times, or to a JSON object. Raises `Busy`
        for one that is, `InputError` where it can't be reached or answers too much."""
        if urlsplit(self.address).scheme not in ("http", "https"):
            raise InputError(f"the address of {self.name} begins with https://, not {self.address[:40]!r}")
        data, headers = None, _HEADERS
        if body is not None:
            data, headers = json.dumps(body, ensure_ascii=False).encode(), {**_HEADERS, "Content-Type": "application/json"}
        asked = f"?{urlencode(query, doseq=True)}" if query else ""
        try:
            request = urllib.request.Request(f"{self.address}{path}{asked}", data, headers)
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
            retry_after = headers.get("Retry-After", "")
            raise Busy(
                f"{self.name} is busy or counts too many questions (status {status}); it said: {answer.said}; try again later",
                float(retry_after) if retry_after.isdecimal() else BUSY_WAIT,
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
