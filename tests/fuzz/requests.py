"""Requests: any path, parameter, header and body, put to a server's application without its processes. None is answered by 500 or above, and none raises."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from hypothesis import strategies as st
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient
from tests.fuzz.bytes import ODD, changed
from tests.serve.test_pending import Inline

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.serve import app, problems, rest
from hinterland.serve.desk import Desk
from hinterland.serve.front import Front
from hinterland.serve.metrics import Metrics
from hinterland.serve.pages import routes
from hinterland.serve.settings import Limits, Settings
from hinterland.serve.uploads import read, store

PATHS = [
    *(f"/api/{name}" for name in ("mine", "claims/a1b2", "observations", "bounds", "outlook", "brief", "sources", "coverage", "states", "check", "verify", "load", "pending", "pending/ab")),
    *(f"/{language}{rest}" for language in ("en", "zh") for rest in ("/", "/compare", "/check", "/explore", "/claims", "/outlook", "/pending", "/CN-AH", "/anhui", "/CN", "/check/report")),
    "/api/pending/ab/accept", "/api/pending/ab/reject", "/", "/static/a.css", "/api/openapi.json",
]  # fmt: skip
NAMES = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split()
"""Names of parameters."""
VALUES = ["", "CN-AH", "Anhui", "安徽", "CN", "central", "2025", "2025-07", "2025-01/2025-07", "export", "0", "-1", "1", "99999999999999999999", "1e400", "json", "html", "sarif", "zh", "en", "HL101",
          "USD", "CNY", "USA", "ASEAN", "all", "2026-03-15", "../../etc/passwd", "' OR 1=1 --", "<script>", *ODD]  # fmt: skip
MEDIA = [
    "text/plain",
    "text/markdown",
    "text/html",
    "application/json",
    "application/pdf",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "text/csv",
    "image/png",
    "",
    "a" * 300,
]
BODIES = [
    b"Anhui's exports were 682.31 billion yuan in 2025.", "2025年安徽出口6823.1亿元。".encode(),
    b'{"claims": [{"text": "17.3%", "kind": "value", "subject": "CN-AH", "op": "growth", "number": 17.3}]}',
    b'{"claims": null}', b"[]", b"flow,region,period,value,unit\nexport,CN-AH,2025,1,CNY_100M\n", b"%PDF-1.4", b"PK\x03\x04", b"decide=accept&period=2025", b"text=Anhui&date=2026-03-15",
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n1\r\n--x--\r\n',
]  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A request."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes


@st.composite
def request(draw: st.DrawFn) -> Asked:
    """A request of any kind."""
    path = (
        draw(st.sampled_from(PATHS))
        if draw(st.integers(0, 9))
        else "/" + quote(draw(st.text(max_size=20)).encode("utf-8", "surrogatepass"))
    )
    asked = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(st.sampled_from(VALUES), st.text(max_size=10))), max_size=4))
    query = urlencode([(n, v.encode("utf-8", "surrogatepass")) for n, v in asked])
    method = draw(st.sampled_from(["GET", "GET", "GET", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"]))
    body = draw(changed(draw(st.sampled_from(BODIES)))) if method in ("POST", "PUT") else b""
    headers = {"Content-Type": draw(st.sampled_from(MEDIA)), "Accept-Language": draw(st.sampled_from(["", "zh", "en;q=x", ",;,"]))}
    if draw(st.booleans()):
        headers["Hinterland-Name"] = draw(st.sampled_from(["a.csv", "../a.md", "a\x7f.pdf", "." * 200, "x.docx"]))
    return Asked(method, f"{path}?{query}", headers, body)


SUBJECTS = [e.code for kind in ("region", "group") for e in codes.entries(kind)]
NAMED = [code for code in SUBJECTS if not code.isdecimal()]
"""The subjects without cities and zones, of which briefs hold most."""
FITTING = ["{l}/{s}?period={p}", "{l}/outlook?subject={s}", "{l}/claims?subject={s}&period={p}", "{l}/compare?subjects={s}&subjects=CN-AH&period={p}", "{l}/explore?region={s}", "{l}/ask?q={s}+{p}",
           "api/brief?subject={s}&period={p}&language={l}", "api/mine?subject={s}&period={p}", "api/outlook?subject={s}", "api/bounds?subject={s}&period={p}", "api/observations?region={s}&since={p}",
           "api/compare?subjects={s}&subjects=CN-GD&period={p}", "api/coverage?subject={s}"]  # fmt: skip
"""Requests that fit the parameters of their addresses."""


@st.composite
def fitting(draw: st.DrawFn) -> Asked:
    """A question about any subject and period, as a page links to it."""
    year, month = draw(st.integers(2012, 2027)), draw(st.integers(1, 12))
    period = draw(st.sampled_from([f"{year}", f"{year}-{month:02}", f"{year}-01/{year}-{month:02}", f"{year}-H1", f"{year}-Q3"]))
    form = draw(st.sampled_from(FITTING))
    url = form.format(
        s=quote(draw(st.one_of(st.sampled_from(NAMED), st.sampled_from(SUBJECTS)))), p=quote(period), l=draw(st.sampled_from(["en", "zh"]))
    )
    return Asked("GET", f"/{url}", {}, b"")


EXAMPLES = st.one_of(request(), fitting())


@contextmanager
def opened() -> Iterator[Callable[[Asked], str]]:
    """An application over a warehouse of its own; what asks it gives the status."""
    # A process of readers or loaders may use so many seconds of its processor; this one goes on.
    with tempfile.TemporaryDirectory() as folder, patch("hinterland.serve.uploads._spend"):
        Hinterland(folder).close()
        limits = Limits()
        desk: Any = Desk(folder)
        pool: Any = Inline(desk)
        uploads: Any = Inline(partial(read, limits))
        loads: Any = Inline(partial(store, folder, limits))
        front = Front(Settings(folder, allow_load=True), pool, uploads, Metrics(), loads)
        made = FastAPI()
        made.include_router(rest.router(front))
        made.include_router(routes.router(front))
        for kind in (problems.Problem, RequestValidationError, HTTPException):
            made.add_exception_handler(kind, app._answered)
        client = TestClient(made, follow_redirects=False)

        def meet(asked: Asked) -> str:
            answer = client.request(asked.method, asked.url, headers=asked.headers, content=asked.body)
            assert answer.status_code < 500, answer.text[:500]
            return str(answer.status_code)

        yield meet
        desk.close()
