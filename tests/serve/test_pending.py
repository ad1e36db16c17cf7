"""Pending files through a server: listed by REST and as a page, accepted and rejected where files may be loaded, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.sources.reading import Options

fastapi = pytest.importorskip("fastapi")
testclient = pytest.importorskip("starlette.testclient")

from hinterland.serve import problems, rest  # noqa: E402
from hinterland.serve.desk import Desk  # noqa: E402
from hinterland.serve.front import Front  # noqa: E402
from hinterland.serve.metrics import Metrics  # noqa: E402
from hinterland.serve.pages import routes  # noqa: E402
from hinterland.serve.problems import Problem  # noqa: E402
from hinterland.serve.settings import Limits, Settings  # noqa: E402
from hinterland.serve.uploads import store  # noqa: E402


class Inline:
    """Answers where a pool would, in this process."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    async def ask(self, verb: str, **arguments: Any) -> Any:
        return self.answer(verb, dict(arguments))


@pytest.fixture
def warehouse_with_one(tmp_path: Path) -> Iterator[Hinterland]:
    """A warehouse with a file that is pending."""
    path = tmp_path / "secret folder" / "figures.csv"
    path.parent.mkdir()
    path.write_text("flow,region,period,value,unit\nexport,CN-AH,2025,99999,CNY_100M\n", encoding="utf-8")
    with open_warehouse(tmp_path / "warehouse") as h:
        h.load([path], options=Options(source="desk", publisher="Our desk", released="2026-02-01"))
        yield h


def client(location: str, *, loading: bool) -> Any:
    """A server's application over a warehouse, without processes."""
    pool, loads = Inline(Desk(location)), Inline(partial(store, location, Limits())) if loading else None
    front = Front(Settings(location, allow_load=loading), pool, pool, Metrics(), loads)  # type: ignore[arg-type]
    made = fastapi.FastAPI()
    made.include_router(rest.router(front))
    made.include_router(routes.router(front))
    made.add_exception_handler(Problem, lambda request, error: problems.response(error, request))
    return testclient.TestClient(made, raise_server_exceptions=False, follow_redirects=False)


def test_rest_lists_shows_and_accepts(warehouse_with_one: Hinterland) -> None:
    asked = client(warehouse_with_one.store.location, loading=True)
    told = asked.get("/api/pending").json()
    [file] = told["files"]
    assert (told["schema"], file["file"], file["rows_pending"]) == ("hinterland.pending/1", "figures.csv", 1)
    assert "secret folder" not in asked.get(f"/api/pending/{file['id']}").text
    assert asked.get(f"/api/pending/{file['id']}").json()["files"][0]["contradictions"]
    assert asked.get("/api/pending/ffff").status_code == 404
    refused = asked.post(f"/api/pending/{file['id']}/accept", params={"period": "2025-07"})
    assert refused.status_code == 422 and "of another length" in refused.json()["detail"]
    accepted = asked.post(f"/api/pending/{file['id']}/accept")
    assert accepted.json()["schema"] == "hinterland.accept/1" and accepted.headers["hinterland-state"] == "3"
    assert asked.get("/api/pending").json()["files"] == []


def test_rest_rejects(warehouse_with_one: Hinterland) -> None:
    asked = client(warehouse_with_one.store.location, loading=True)
    [file] = asked.get("/api/pending").json()["files"]
    assert asked.post(f"/api/pending/{file['id']}/reject").json()["schema"] == "hinterland.reject/1"
    assert asked.get("/api/pending").json()["files"] == []


def test_a_server_that_only_reads_decides_nothing(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "warehouse") as h:
        # The provinces' trade of 2025-07 under the month of the year before.
        whole = (
            "op = 'level' AND flow = 'total' AND currency = 'CNY' AND product = 'all' AND partner = 'world' AND basis = 'operating-unit'"
        )
        rows = h.sql(f"SELECT region, value FROM preferred WHERE period = '2025-07' AND {whole}").fetchall()
        path = tmp_path / "figures.csv"
        lines = [f"total,{region},2024-07,{value},CNY" for region, value in rows]
        path.write_text("\n".join(["flow,region,period,value,unit", *lines]) + "\n", encoding="utf-8")
        h.load([path], options=Options(source="desk", publisher="Our desk", released="2024-08-18"))
    asked = client(str(tmp_path / "warehouse"), loading=False)
    [file] = asked.get("/api/pending").json()["files"]
    assert asked.post(f"/api/pending/{file['id']}/accept").status_code == 403
    page = asked.get("/en/pending").text
    assert "figures.csv" in page and 'method="post"' not in page
    # What each explanation is accepted by stands beside it, and before what counts the file as it stands.
    commands = re.findall(r"<code>(hinterland [^<]*)</code>", page)
    explained = [f"hinterland accept {file['id']} --as {n}" for n, _ in enumerate(file["advice"], 1)]
    assert commands == [*explained, f"hinterland accept {file['id']}", f"hinterland reject {file['id']}"] and explained
    assert "under the period that the file gives" in page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_lists_and_decides(warehouse_with_one: Hinterland, language: str) -> None:
    asked = client(warehouse_with_one.store.location, loading=True)
    page = asked.get(f"/{language}/pending")
    told = {"en": "Anhui, exports, 2025: 9.9999 trillion yuan", "zh": "安徽，出口，2025年：此处为9.9999万亿元"}[language]
    assert page.status_code == 200 and "figures.csv" in page.text and told in page.text
    [file] = asked.get("/api/pending").json()["files"]
    sent = asked.post(f"/{language}/pending/{file['load']}", data={"decide": "reject", "period": ""})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/{language}/pending")
    assert "figures.csv" not in asked.get(f"/{language}/pending").text
    assert asked.post(f"/{language}/pending/{file['load']}", data={"decide": "burn"}).status_code == 422
