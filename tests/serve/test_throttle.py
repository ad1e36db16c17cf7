"""Guessing the token is slow: a few wrong ones of an address are looked at, then one every few seconds."""

from __future__ import annotations

from collections.abc import Callable

from tests.serve.conftest import Serving
from tests.serve.wire import request, send

from hinterland.serve.guard import ADDRESSES, EVERY, TRIES, Throttle

TOKEN = "a-token-of-a-test-1234"


def test_after_some_tries_an_address_waits_and_no_other() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    for _ in range(TRIES):
        assert throttle.wait("a") == 0
        throttle.failed("a")
    assert (throttle.wait("a"), throttle.wait("b")) == (EVERY, 0)
    now[0] += EVERY
    assert throttle.wait("a") == 0
    throttle.failed("a")
    assert throttle.wait("a") == EVERY
    now[0] += EVERY * TRIES * 2
    assert throttle.wait("a") == 0


def test_only_so_many_addresses_are_remembered() -> None:
    throttle = Throttle(lambda: 0.0)
    for n in range(ADDRESSES + 5):
        throttle.failed(str(n))
    assert len(throttle._full) == ADDRESSES


def test_who_guesses_is_told_to_wait_and_the_token_is_not_looked_at(served: Callable[..., Serving]) -> None:
    server = served(token=TOKEN)
    for n in range(TRIES):
        assert send(server, request("GET", "/api/sources", Authorization=f"Bearer wrong-{n:020}")).status == 401
    for token in ("wrong-again-0123456789", TOKEN):
        said = send(server, request("GET", "/api/sources", Authorization=f"Bearer {token}"))
        assert said.status == 429 and "too many wrong tokens" in said.detail and "retry-after" in said.head.lower()
    assert send(server, request("GET", "/api/sources")).status == 401, "without a token nothing is guessed"
    assert send(server, request("GET", "/health")).status in (200, 503)
