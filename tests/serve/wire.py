"""Requests as bytes, for what a well-behaved client can't send: a request is written to a socket, and what comes back is its status, head and body."""

from __future__ import annotations

import contextlib
import json
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from .conftest import Serving


@dataclass(frozen=True, slots=True)
class Said:
    """What a server said: status 0 where it closed the connection without a word."""

    status: int
    head: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def detail(self) -> str:
        """The sentence of a problem, or the body as it is."""
        try:
            return str(json.loads(self.body).get("detail", self.text))
        except (ValueError, AttributeError):
            return self.text


def send(serving: Serving, *parts: bytes, seconds: float = 40) -> Said:
    """Write bytes one after another and read until the server closes or has answered."""
    where = urlsplit(serving.url)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=seconds) as s:
        with contextlib.suppress(ConnectionError):
            for part in parts:
                s.sendall(part)
        return read(s)


def read(s: socket.socket) -> Said:
    """One answer."""
    got = b""
    with contextlib.suppress(ConnectionError):
        while True:
            head, whole, body = got.partition(b"\r\n\r\n")
            if (whole and len(body) >= _length(head)) or not (more := s.recv(65536)):
                break
            got += more
    head, _, body = got.partition(b"\r\n\r\n")
    return Said(int(head.split()[1]) if head else 0, head.decode("latin-1"), body)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def request(method: str, target: bytes | str, body: bytes = b"", **headers: Any) -> bytes:
    """A request as bytes; a header given as None is left out, one given as a list comes as often."""
    given: dict[str, Any] = {"Host": "localhost", "Connection": "close", "Content-Length": len(body) if body else None}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{method} ".encode() + (target if isinstance(target, bytes) else target.encode("latin-1")) + b" HTTP/1.1"]
    for name, value in given.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                lines.append(name.encode() + b": " + (one if isinstance(one, bytes) else str(one).encode("latin-1")))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
