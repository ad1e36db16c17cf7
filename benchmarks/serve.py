"""What a server stands: 50 clients on loopback for 30 seconds, beside the bare functions in as many processes; memory over 20,000 requests; loads meanwhile.

Starts `hinterland serve` over a warehouse of its own. Texts of 400 words are made up of sentences whose figures are drawn anew for each, so that no answer is kept from
before; the bare functions are given texts of the same kind. The clients are one process of plain sockets, which takes its part of the same two cores. While 19 monthly files are loaded one after
another, every answer must be whole, and of one state. Run `python benchmarks/serve.py [SECONDS] [REQUESTS]`; it writes docs/reference/benchmarks-serve.md.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import platform
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.serve.verbs import VERBS
from hinterland.sources import tidy
from hinterland.sources.reading import Options
from hinterland.warehouse.load import load

CLIENTS, WORDS, LOADS = 50, 400, 19
PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "benchmarks-serve.md"
MIXED = "## Mixed requests"
"""The heading of what `serve_mixed.py` writes."""

PROVINCES = [codes.name(r) for r in codes.members("provinces")]
TIDY = "region,period,flow,value,unit\n"


def text(rng: random.Random, words: int = WORDS) -> str:
    """An article of sentences about provinces, its figures drawn anew."""
    told: list[str] = []
    while sum(len(s.split()) for s in told) < words:
        place, year, flow = rng.choice(PROVINCES), rng.randint(2019, 2025), rng.choice(("trade", "exports", "imports"))
        told.append(
            f"In {year} {place}'s {flow} {rng.choice(('rose', 'fell'))} {rng.uniform(0, 30):.1f}% to {rng.uniform(10, 3000):.2f} billion yuan."
        )
    return " ".join(told)


def question(rng: random.Random) -> dict[str, str | int]:
    """Which observations a client asks for."""
    return {"region": rng.choice(PROVINCES), "since": rng.randint(2013, 2024), "limit": 100, "offset": rng.randrange(0, 200)}


# -- the bare functions


def bare(location: str, verb: str, seconds: float, seed: int, processors: int = 1) -> int:
    """How many questions one process answers by itself: on one processor, as each of the server's processes does, or alone on all of them."""
    rng = random.Random(seed)
    with Hinterland(location) as h:
        h.engine.spread(processors)
        ask: dict[str, Callable[[], object]] = {
            "check": lambda: VERBS["check"](h, text(rng)),
            "observations": lambda: VERBS["observations"](h, **question(rng)),
        }
        ask[verb]()
        until, done = time.perf_counter() + seconds, 0
        while time.perf_counter() < until:
            ask[verb]()
            done += 1
    return done


# -- the server and its clients


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


PORT = free_port()


@contextmanager
def serving(location: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server, until left. Raises `RuntimeError` where it ends by itself or doesn't answer within a minute."""
    command = [sys.executable, "-m", "hinterland.cli", "serve", "--port", str(PORT), "--warehouse", location]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                if json.loads(asyncio.run(once("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")))["status"] == "ok":
                    break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError(f"the server ended with status {process.returncode}: run `{' '.join(command)}` to see why") from None
            time.sleep(0.1)
        else:
            raise RuntimeError("the server did not answer within a minute")
        yield process
    finally:
        process.terminate()
        process.wait(60)


async def once(request: str) -> bytes:
    """One request on a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(request.encode())
    _, _, body = await answer(reader)
    writer.close()
    return body


async def answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the next answer."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in head[1:] if line)}
    return int(head[0].split()[1]), headers, await reader.readexactly(int(headers.get("content-length", 0)))


@dataclass
class Seen:
    """What clients saw."""

    milliseconds: list[float] = field(default_factory=list)
    errors: int = 0
    totals: dict[str, set[tuple[str, int]]] = field(default_factory=dict)

    def add(self, status: int, headers: dict[str, str], body: bytes, took: float, key: str) -> None:
        """Count an answer; how many figures fit a question is a matter of the state alone."""
        self.milliseconds.append(1000 * took)
        self.errors += status != 200
        if status == 200 and key:
            self.totals.setdefault(key, set()).add((headers["hinterland-state"], json.loads(body)["total"]))

    @property
    def mixed(self) -> int:
        """Questions that had two answers from one state."""
        return sum(len({s for s, _ in told}) < len(told) for told in self.totals.values())

    def at(self, percent: int) -> float:
        """A percentile of the time an answer took, in milliseconds."""
        return statistics.quantiles(self.milliseconds, n=100)[percent - 1] if len(self.milliseconds) > 1 else 0.0


def request(verb: str, rng: random.Random, words: int) -> tuple[bytes, str]:
    """A request as bytes, and what is to be remembered of its answer."""
    if verb == "check":
        body = text(rng, words).encode()
        head = f"POST /api/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body, ""
    asked = question(rng)
    key = f"{asked['region']} {asked['since']}"
    return f"GET /api/observations?{urlencode(asked)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(), key


async def client(verb: str, seen: Seen, seed: int, words: int, more: Callable[[], bool], compared: bool) -> None:
    """One client: asks, waits, asks again. Answers are looked into only where they are to be compared, since that takes a part of the processors."""
    rng = random.Random(seed)
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    while more():
        sent, key = request(verb, rng, words)
        begun = time.perf_counter()
        writer.write(sent)
        try:
            status, headers, body = await answer(reader)
        except (asyncio.IncompleteReadError, OSError):
            seen.errors += 1
            reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
            continue
        seen.add(status, headers, body, time.perf_counter() - begun, key if compared else "")
    writer.close()


def clients(
    verb: str, seconds: float = 0, requests: int = 0, words: int = WORDS, seed: int = 0, compared: bool = False
) -> tuple[Seen, float]:
    """What fifty clients saw, for some seconds or requests, and how long it took."""
    seen, count, begun = Seen(), itertools.count(), time.perf_counter()

    def more() -> bool:
        return next(count) < requests if requests else time.perf_counter() - begun < seconds

    async def all_of_them() -> None:
        await asyncio.gather(*(client(verb, seen, seed + n, words, more, compared) for n in range(CLIENTS)))

    asyncio.run(all_of_them())
    return seen, time.perf_counter() - begun


def memory(process: subprocess.Popen[bytes]) -> float:
    """Resident memory of a process and those it started, in MB."""
    # Each thread has the children that it started.
    begun = [int(c) for thread in Path(f"/proc/{process.pid}/task").iterdir() for c in (thread / "children").read_text().split()]
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in [process.pid, *begun])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def load_all(location: str, folder: str) -> None:
    """Load monthly files one after another, as a program beside the server does."""
    for n in range(LOADS):
        path = Path(folder) / f"month-{n:02}.csv"
        rows = [f"{r},{2008 + n // 12}-{n % 12 + 1:02},total,{1000 + n}.{i:02},CNY_100M" for i, r in enumerate(codes.members("provinces"))]
        path.write_text(TIDY + "\n".join(rows) + "\n", encoding="utf-8")
        with Hinterland(location) as h:
            # Synthetic months agree with nothing that is held: they are stored past the gate.
            said = Options(source=f"synthetic-{n}", publisher="SYNTHETIC", released="2026-02-01", reliability="secondary")
            load(h.store, [tidy.read(path, said)], {})


ROUNDS = 10


def throughput(verb: str, seconds: float, location: str, pool: ProcessPoolExecutor, processes: int) -> str:
    """A row of the page: bare functions and server in turn, some rounds of it, since machines are noisy; rates and ratios are medians."""
    all_seen, rates, bares, alone, ratios, shares = Seen(), [], [], [], [], []
    with serving(location):
        clients(verb, seconds=3, seed=5000)
        for n in range(ROUNDS):
            part = seconds / ROUNDS
            bares.append(
                sum(pool.map(bare, [location] * processes, [verb] * processes, [part / 2] * processes, range(n, n + processes))) * 2 / part
            )
            alone.append(pool.submit(bare, location, verb, part / 2, n, processes).result() * 2 / part)
            busy = time.process_time()
            seen, took = clients(verb, seconds=part, seed=1000 * n)
            shares.append((time.process_time() - busy) / took / processes)
            rates.append(len(seen.milliseconds) / took)
            ratios.append(rates[-1] / bares[-1])
            all_seen.milliseconds += seen.milliseconds
            all_seen.errors += seen.errors
    ratio, share = statistics.median(ratios), statistics.median(shares)
    by_itself = statistics.median(r / a for r, a in zip(rates, alone, strict=True))
    return (
        f"| `/api/{verb}` | {len(all_seen.milliseconds):,} | {all_seen.errors} | {statistics.median(rates):.1f} | {statistics.median(bares):.1f} | {ratio:.2f} | {share:.0%} "
        f"| {ratio / (1 - share):.2f} | {statistics.median(alone):.1f} | {by_itself:.2f} | {all_seen.at(50):.0f} | {all_seen.at(99):.0f} |"
    )


def main(seconds: float, requests: int) -> None:
    """Measure all, print it and write the page."""
    processes = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        location = str(Path(folder) / "warehouse")
        Hinterland(location).close()
        rows, pool = [], ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
        for verb in ("check", "observations"):
            rows.append(throughput(verb, seconds, location, pool, processes))
            print(rows[-1], flush=True)
        grown = []
        with serving(location) as process:
            for verb, words, asked in (("check", 40, requests // 5), ("observations", 0, requests * 4 // 5)):
                clients(verb, requests=asked // 10, words=words, seed=9000)
                marks = [memory(process)]
                for part in range(4):
                    clients(verb, requests=asked // 4, words=words, seed=10_000 + 100 * part)
                    marks.append(memory(process))
                grown.append(f"| `/api/{verb}` | {asked:,} | {' | '.join(f'{m:,.0f}' for m in marks)} |")
                print(grown[-1], flush=True)
        with serving(location):
            loading = pool.submit(load_all, location, folder)
            answers = failed = mixed = 0
            while not loading.done():
                part, _ = clients("observations", seconds=3, seed=answers, compared=True)
                answers, failed, mixed = answers + len(part.milliseconds), failed + part.errors, mixed + part.mixed
            loading.result()
            states = len(json.loads(asyncio.run(once("GET /api/states HTTP/1.1\r\nHost: localhost\r\n\r\n")))["states"])
        pool.shutdown()
    page = [
        "# What the server stands", "",
        f"{CLIENTS} clients on loopback for {seconds:g} seconds, {processes} processes that answer, on {processes} processors that the clients share; Python {platform.python_version()}. "
        f"Texts have {WORDS} words, with figures drawn anew for each. Bare functions ran in {processes} processes, in turn with the server; rates are medians of {ROUNDS} rounds. "
        "`benchmarks/serve.py` writes this page.", "",
        "| | requests | errors | a second | bare functions a second | ratio | the clients' part | ratio on the rest | one process alone a second | ratio | median ms | 99th percentile ms |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |", *rows, "",
        f"Memory of all processes in MB over {requests:,} requests (texts of 40 words), before and at each quarter:", "",
        "| | requests | before | 1/4 | 2/4 | 3/4 | 4/4 |", "| --- | --- | --- | --- | --- | --- | --- |", *grown, "",
        f"While {LOADS} monthly files were loaded by another program ({states} states in the end): {answers:,} answers, {failed} failed, {mixed} questions with two answers from one state.", "",
    ]  # fmt: skip
    print("\n".join(page))
    _, _, mixed = PAGE.read_text(encoding="utf-8").partition(MIXED)
    PAGE.write_text("\n".join(page) + (f"\n{MIXED}{mixed}" if mixed else ""), encoding="utf-8")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 30.0, int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
