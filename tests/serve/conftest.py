"""A server on a port of its own, over a warehouse of its own, started once for all tests of a folder; and one over a warehouse that a test may load into."""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from hinterland.api import Hinterland
from hinterland.serve.app import server as make
from hinterland.serve.settings import Limits, Settings


@dataclass
class Serving:
    """A running server: where it is, and a client for it."""

    url: str
    client: httpx.Client
    location: str

    def get(self, path: str, **params: Any) -> httpx.Response:
        return self.client.get(path, params=params)

    def check(self, text: str, **params: Any) -> httpx.Response:
        return self.client.post("/api/check", content=text.encode(), headers={"Content-Type": "text/plain"}, params=params)


@contextlib.contextmanager
def running(settings: Settings) -> Iterator[Serving]:
    """A server in a thread, until left."""
    server = make(replace(settings, port=0))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=130) as client:
        until = time.monotonic() + 60
        while client.get("/health").status_code != 200 and time.monotonic() < until:
            time.sleep(0.05)
        yield Serving(f"http://127.0.0.1:{port}", client, settings.location)
    server.should_exit = True
    thread.join(30)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def serving(hinterland: Hinterland) -> Iterator[Serving]:
    """A server for reading only, which waits long enough for answers while other tests use the processors."""
    with running(Settings(hinterland.store.location, workers=1, limits=Limits(seconds=120))) as found:
        yield found


@pytest.fixture
def served(hinterland: Hinterland, tmp_path: Path) -> Iterator[Callable[..., Serving]]:
    """Starts servers over copies of the warehouse, with settings of their own."""
    with contextlib.ExitStack() as open_ones:

        def start(**settings: Any) -> Serving:
            folder = tmp_path / f"warehouse-{time.monotonic_ns()}"
            shutil.copytree(hinterland.store.location, folder)
            return open_ones.enter_context(running(Settings(str(folder), **{"workers": 1, **settings})))

        yield start
