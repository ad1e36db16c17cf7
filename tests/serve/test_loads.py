"""Loading through a server that may: all of a file or nothing, seen by the next question; and never through one that only reads."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest

from hinterland.api import Hinterland
from hinterland.serve.settings import Settings
from hinterland.sources.tidy import TEMPLATE

from .conftest import Serving, running

pytestmark = pytest.mark.long
"""Servers of their own, one after another: a minute in all."""

SAID = {"source": "my-release", "publisher": "A test", "released": "2026-01-05"}


@pytest.fixture(scope="module")
def loading(hinterland: Hinterland, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server that may load, for tests in which nothing comes to be loaded."""
    folder = tmp_path_factory.mktemp("loading") / "warehouse"
    shutil.copytree(hinterland.store.location, folder)
    with running(Settings(str(folder), workers=1, allow_load=True)) as found:
        yield found


def send(server: Serving, body: str | bytes, name: str = "figures.csv", **params: str) -> tuple[int, dict[str, object]]:
    raw = body.encode() if isinstance(body, str) else body
    found = server.client.post("/api/load", content=raw, params=params, headers={"Hinterland-Name": name})
    return found.status_code, found.json()


def test_a_server_that_only_reads_loads_nothing(serving: Serving) -> None:
    status, told = send(serving, TEMPLATE, **SAID)
    assert status == 403 and "--allow-load" in str(told["detail"])


def test_a_load_is_whole_and_seen_at_once(served: Callable[..., Serving]) -> None:
    server = served(allow_load=True)
    before = server.get("/api/observations", limit=1).json()["total"]
    status, told = send(server, TEMPLATE, name="../../etc/figures.csv", **SAID)
    assert status == 200 and told["schema"] == "hinterland.load/1" and told["state"] == 2
    assert [f["path"] for f in told["files"]] == ["figures.csv"]  # type: ignore[index, attr-defined]
    after = server.get("/api/observations", limit=1)
    assert after.json()["total"] > before and after.headers["hinterland-state"] == "2"
    assert send(server, TEMPLATE, **SAID)[1]["state"] is None


@pytest.mark.parametrize(
    ("body", "params", "said"),
    [
        (b"\0\1\2", SAID, "in no format known here"),
        (TEMPLATE, {}, "a figure without a source can't be stored"),
        (b"", SAID, "the body is empty"),
        (TEMPLATE, {**SAID, "format": "prose"}, "looked at before it is stored"),
        (TEMPLATE, {**SAID, "format": "exe"}, "there is no format 'exe'"),
        (TEMPLATE, {**SAID, "shell": "sh"}, "shell"),
    ],
)
def test_what_can_not_be_loaded_is_said_without_telling_where_it_lay(
    loading: Serving, body: str | bytes, params: dict[str, str], said: str
) -> None:
    status, told = send(loading, body, **params)
    assert status == 422 and said in str(told["detail"]) and "/tmp" not in str(told["detail"])
    assert loading.get("/health").json()["state"] == 1
