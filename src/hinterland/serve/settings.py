"""The settings that a server starts with: where it listens, what it may do, and how much it takes at once."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from hinterland.sources.reading import InputError

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken: bytes of a body and of all bodies at once, seconds for a question and for its body to arrive, questions that wait and the seconds for
    which one may be expected to, memory of a process that answers and of one that loads, characters of a text."""

    body: int = 8 * MB
    bodies: int = 256 * MB
    seconds: float = 30.0
    arrival: float = 15.0
    waiting: int = 128
    patience: float = 10.0
    characters: int = 80_000
    upload_memory: int = 1024 * MB
    upload_seconds: int = 20
    load_memory: int = 4096 * MB
    load_seconds: int = 300
    memory: int = 1024 * MB


@dataclass(frozen=True, slots=True)
class Settings:
    """A server: the warehouse it serves, where it listens, the token that it asks for, whether files may be loaded through it, and the address
    (`https://trade.example.org`) at which others reach it where that is another one, as behind a proxy."""

    location: str
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    allow_load: bool = False
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    limits: Limits = field(default_factory=Limits)
    address: str | None = None

    def __post_init__(self) -> None:
        """Raises `InputError` for what would serve the world without a token, and for numbers that make no sense."""
        if not self.loopback and not self.token:
            raise InputError(f"listening on {self.host} needs a token: give one in the variable HINTERLAND_TOKEN, or listen on 127.0.0.1")
        if self.token is not None and len(self.token) < 16:
            raise InputError("a token has at least 16 characters; `python -c 'import secrets; print(secrets.token_urlsafe())'` makes one")
        if self.workers < 1:
            raise InputError(f"--workers is at least 1, not {self.workers}")
        if self.address is not None and not _is_origin(self.address):
            raise InputError(f"--address is a scheme and a host, as in https://trade.example.org, not {self.address!r}")

    @property
    def threads(self) -> int:
        """How many threads each process that answers may use, so that together they use all processors once."""
        return max(1, (os.cpu_count() or 1) // self.workers)

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        with suppress(ValueError):
            return ip_address(self.host).is_loopback
        return False

    @property
    def netloc(self) -> str | None:
        """Host and port of the address, as a browser sends them."""
        return urlsplit(self.address).netloc.lower() if self.address else None


def _is_origin(address: str) -> bool:
    """Whether an address is a scheme and a host, with a port or without, and no more."""
    try:
        found = urlsplit(address)
        known = found.hostname and found.username is None and (found.port or True)
    except ValueError:
        return False
    return bool(known) and found.scheme in ("http", "https") and f"{found.scheme}://{found.netloc}" == address
