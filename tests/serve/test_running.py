"""A server as it runs: what it logs, what becomes of it when its processes die, when too much is asked, when it is told to stop, and while somebody loads."""

from __future__ import annotations

import concurrent.futures
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from hinterland.api import Hinterland
from hinterland.serve.app import server as make
from hinterland.serve.settings import Limits, Settings
from hinterland.sources.reading import Options
from hinterland.sources.tidy import TEMPLATE

from .conftest import Serving
from .test_hostile import PDF, files, post
from .wire import read, request, send

SLOW = "17.3% " * 3000
"""A text that takes far longer to check than any of its length that people write."""

MARK = "markerofauser"


def children(pid: int | None = None) -> list[int]:
    """The processes that a process started, by what they run: those that multiprocessing spawned."""
    mine = str(pid or os.getpid())
    found = []
    for one in Path("/proc").iterdir():
        if (
            one.name.isdigit()
            and (told := _told(one / "stat"))
            and told.rsplit(")", 1)[1].split()[1] == mine
            and "spawn_main" in _told(one / "cmdline")
        ):
            found.append(int(one.name))
    return found


def _told(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def healthy(serving: Serving, seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while serving.get("/health").status_code != 200:
        assert time.monotonic() < until


def test_nothing_that_users_send_is_logged(serving: Serving, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    caplog.set_level(logging.DEBUG)
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "check_text", "arguments": {"text": MARK, "date": MARK}}}
    serving.client.get(f"/{MARK}", params={MARK: MARK}, headers={MARK: MARK, "Authorization": f"Bearer {MARK}"})
    serving.client.get(f"/api/claims/{MARK}")
    serving.client.get("/api/mine", params={"subject": MARK, "period": "2025"})
    serving.client.get("/api/outlook", params={"claim": MARK, "shock": MARK})
    serving.client.post("/api/check", content=f"{MARK} 17.3%", headers={"Content-Type": "text/plain"})
    serving.client.post("/api/check", json={"text": f"{MARK} 17.3%", MARK: MARK})
    serving.client.request(MARK.upper(), "/api/check")
    for told in (call, {**call, "method": MARK}, {MARK: MARK}):
        serving.client.post("/mcp", json=told, headers={"Accept": "application/json, text/event-stream"})
    send(serving, post(files.broken_table() + MARK.encode(), PDF, Hinterland_Name=f"{MARK}.pdf"))
    send(serving, f"{MARK}\r\n\r\n".encode())
    send(serving, request("GET", f"/{MARK}", Host=MARK))
    logged = caplog.text + "".join(capfd.readouterr())
    # What a client of a test logs is no log of the server's.
    of_server = [r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    assert [line for line in of_server if MARK in line.lower()] == []
    assert any("/api/check" in line for line in of_server) and MARK not in "".join(capfd.readouterr()) and logged


@pytest.mark.alone
def test_a_process_killed_while_it_answers_is_replaced(served: Callable[..., Serving]) -> None:
    before = set(children())
    server = served()
    healthy(server)
    with concurrent.futures.ThreadPoolExecutor() as threads:
        asked = threads.submit(server.check, SLOW)
        time.sleep(0.5)
        for pid in set(children()) - before:
            os.kill(pid, signal.SIGKILL)
        found = asked.result()
    assert found.status_code == 500 and found.headers["content-type"] == "application/problem+json" and "ended" in found.json()["detail"]
    healthy(server)
    assert server.check("Anhui's trade was 1.01 trillion yuan in 2025.").status_code == 200
    assert "hinterland_workers_replaced 1.0" in server.get("/metrics").text


@pytest.mark.alone
def test_a_question_that_takes_too_long_is_given_up(served: Callable[..., Serving]) -> None:
    server = served(limits=Limits(seconds=1.5))
    healthy(server)
    found = server.check(SLOW)
    assert (found.status_code, found.headers["retry-after"]) == (503, "2") and "no answer within 1.5 seconds" in found.json()["detail"]
    healthy(server)
    assert server.check("Anhui's trade was 1.01 trillion yuan in 2025.").status_code == 200


@pytest.mark.alone
def test_more_questions_than_may_wait_are_told_to_come_again(served: Callable[..., Serving]) -> None:
    server = served(limits=Limits(seconds=20, waiting=8))
    healthy(server)
    with concurrent.futures.ThreadPoolExecutor(24) as threads:
        slow = threads.submit(server.check, "17.3% " * 250)
        time.sleep(0.2)
        found = list(threads.map(lambda n: server.check(f"Anhui's trade was 1.0{n} trillion yuan in 2025."), range(20)))
    assert slow.result().status_code == 200
    assert {f.status_code for f in found} == {200, 429} and sum(f.status_code == 429 for f in found) >= 20 - 8
    assert all(1 <= int(f.headers["retry-after"]) <= 20 for f in found if f.status_code == 429)


@pytest.mark.alone
def test_a_body_that_does_not_come_is_not_waited_for(served: Callable[..., Serving]) -> None:
    server = served(limits=Limits(arrival=0.5))
    said = send(server, post(b"x", Content_Length=1000))
    assert said.status == 408 and "within 0.5 seconds" in said.detail and "connection: close" in said.head.lower()


@pytest.mark.alone
@pytest.mark.parametrize("begun", [b"", b"GET /health HTTP/1.1\r\nHost: loc"], ids=["nothing", "half a head"])
def test_a_head_that_does_not_come_is_not_waited_for(served: Callable[..., Serving], begun: bytes) -> None:
    server = served(limits=Limits(arrival=0.5))
    said = send(server, begun, seconds=10)
    assert said.status == 408 and "the head of a request did not arrive" in said.detail


@pytest.mark.alone
def test_an_answer_that_is_not_taken_is_not_kept_for_ever(served: Callable[..., Serving]) -> None:
    server = served(limits=Limits(seconds=2))
    healthy(server)
    where = urlsplit(server.url)
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.connect((where.hostname, where.port))
        s.sendall(request("GET", "/api/observations?limit=1000", Connection="keep-alive") * 200)
        time.sleep(4)
        assert read(s).status in (0, 200)
    healthy(server)


@pytest.mark.alone
def test_too_many_bodies_at_once_are_not_taken(served: Callable[..., Serving]) -> None:
    server = served(limits=Limits(bodies=1024 * 1024, arrival=5))
    healthy(server)
    where = urlsplit(server.url)
    with socket.create_connection((where.hostname or "", where.port or 0)) as s:
        s.sendall(post(b"x" * 900_000, Content_Length=1_000_000))
        while "hinterland_body_bytes 900000.0" not in server.get("/metrics").text:
            pass  # it is still on its way
        said = send(server, post(b"\xff" * 300_000))
        assert said.status == 429 and "too much is being sent" in said.detail and "retry-after" in said.head.lower()
        assert server.get("/health").status_code == 200
        assert read(s).status == 408
    assert send(server, post(b"\xff" * 300_000)).status == 400  # it was taken, and is no text


@pytest.mark.alone
def test_what_is_being_answered_when_it_stops_is_answered(hinterland: Hinterland) -> None:
    server = make(Settings(hinterland.store.location, port=0, workers=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    while httpx.get(f"{url}/health", timeout=60).status_code != 200:
        time.sleep(0.02)
    with concurrent.futures.ThreadPoolExecutor() as threads:
        asked = threads.submit(httpx.post, f"{url}/api/check", content="17.3% " * 200, headers={"Content-Type": "text/plain"}, timeout=60)
        time.sleep(0.3)
        server.should_exit = True
        assert asked.result().status_code == 200
    thread.join(30)
    assert not thread.is_alive()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health")


@pytest.mark.alone
def test_who_reads_while_others_load_reads_one_state(served: Callable[..., Serving], tmp_path: Path) -> None:
    server = served(workers=2)
    rows = [line for line in TEMPLATE.splitlines() if line]
    loads, readers = 4, 4
    seen: dict[int, set[int]] = {}
    kept: set[tuple[int, int]] = set()
    failed: list[str] = []
    done = threading.Event()
    first = server.get("/api/observations", limit=1).json()

    def watch(client: httpx.Client) -> None:
        while not done.is_set():
            found = client.get("/api/observations", params={"limit": 3})
            told = found.json()
            if found.status_code != 200 or int(found.headers["hinterland-state"]) != told["state"]:
                failed.append(found.text)
                return
            seen.setdefault(told["state"], set()).add(told["total"])
            early = client.get("/api/observations", params={"limit": 1, "state": 1}).json()
            kept.add((early["state"], early["total"]))

    def bring(number: int) -> None:
        path = tmp_path / f"{number}.csv"
        path.write_text("\n".join([rows[0], *(r.replace("2025", str(1990 + number)) for r in rows[1:])]) + "\n")
        with Hinterland(server.location) as h:
            h.load([path], options=Options(source="my-release", publisher="A test", released="2026-01-05"))

    with concurrent.futures.ThreadPoolExecutor(readers + 2) as threads:
        clients = [httpx.Client(base_url=server.url, timeout=60) for _ in range(readers)]
        watching = [threads.submit(watch, c) for c in clients]
        try:
            list(threads.map(bring, range(loads)))
        finally:
            done.set()
        for w in watching:
            w.result()
        for c in clients:
            c.close()
    assert failed == []
    assert kept == {(1, first["total"])}
    assert {state: len(totals) for state, totals in seen.items()} == dict.fromkeys(seen, 1) and len(seen) > 1
    with Hinterland(server.location) as h:
        numbers = [load.seq for load in h.state.loads]
        for state in seen:
            with Hinterland(server.location, state=state, embedded=False) as then:
                assert seen[state] == {then.sql("SELECT count(*) FROM preferred").fetchall()[0][0]}
    assert numbers == list(range(1, loads + 2))
    assert server.get("/api/observations", limit=1).json()["state"] == loads + 1
