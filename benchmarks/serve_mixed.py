"""What the server stands of mixed requests: 50 and 200 clients for some seconds each, while `/health` is asked ten times a second.

Clients check texts, look figures up and open pages, and wait as they are told where the answer is 429. Writes the last section of docs/reference/benchmarks-serve.md; `serve.py`
writes the rest. `python benchmarks/serve_mixed.py [seconds] [clients ...]`; `memory 600` instead watches the memory for ten minutes.
"""

from __future__ import annotations

import asyncio
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import quote, urlencode

from hinterland import codes
from hinterland.api import Hinterland
from serve import MIXED, PAGE, PORT, PROVINCES, answer, memory, question, serving, text

SHARES = {"check, 400 words": 4, "check, 40 words": 2, "observations": 8, "bounds": 2, "a province's page": 3, "sources": 1}
"""How often each kind is asked, in twentieths."""

CODES = codes.members("provinces")


@dataclass
class Seen:
    """What all clients saw: milliseconds of answers by kind, statuses, and milliseconds of `/health`."""

    milliseconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[int] = field(default_factory=Counter)
    health: list[float] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """Answers that say that the server failed, and connections that ended without one; but for 503, that an answer took more than 30 seconds."""
        return sum(n for status, n in self.statuses.items() if (status >= 500 or not status) and status != 503)


def request(kind: str, rng: random.Random) -> bytes:
    """A request of a kind, its texts and figures drawn anew."""
    if kind.startswith("check"):
        body = text(rng, int(kind.split()[1])).encode()
        head = f"POST /api/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body
    paths = {
        "observations": lambda: f"/api/observations?{urlencode(question(rng))}",
        "bounds": lambda: f"/api/bounds?subject={quote(rng.choice(PROVINCES))}&period={rng.randint(2015, 2025)}",
        "a province's page": lambda: f"/en/{rng.choice(CODES)}?period={rng.randint(2020, 2025)}",
        "sources": lambda: "/api/sources",
    }
    return f"GET {paths[kind]()} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


async def client(seen: Seen, seed: int, until: float) -> None:
    """One client: asks, waits for the answer, asks again; told to wait, it does."""
    rng = random.Random(seed)
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    while time.perf_counter() < until:
        [kind] = rng.choices(list(SHARES), list(SHARES.values()))
        begun = time.perf_counter()
        writer.write(request(kind, rng))
        try:
            status, headers, _ = await answer(reader)
        except (asyncio.IncompleteReadError, OSError):
            seen.statuses[0] += 1
            reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
            continue
        seen.statuses[status] += 1
        if status == 200:
            seen.milliseconds[kind].append(1000 * (time.perf_counter() - begun))
        elif status == 429:
            # The server closes connections that are idle for long, so a client that waits takes another.
            writer.close()
            await asyncio.sleep(min(float(headers["retry-after"]), max(0.0, until - time.perf_counter())))
            reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.close()


def probe(port: int, seconds: float) -> tuple[list[float], int]:
    """Ask `/health` ten times a second, in a process of its own that clients don't hold up: milliseconds, and how many answers weren't 200."""
    milliseconds, wrong, until = [], 0, time.perf_counter() + seconds
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        while time.perf_counter() < until:
            begun = time.perf_counter()
            connection.request("GET", "/health")
            told = connection.getresponse()
            told.read()
            milliseconds.append(1000 * (time.perf_counter() - begun))
            wrong += told.status != 200
            time.sleep(0.1)
    return milliseconds, wrong


def ask(clients: int, seconds: float, seed: int = 0) -> Seen:
    """What a number of clients saw in a number of seconds."""
    seen, until = Seen(), time.perf_counter() + seconds

    async def all_of_them() -> None:
        await asyncio.gather(*(client(seen, seed + n, until) for n in range(clients)))

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        probed = pool.submit(probe, PORT, seconds)
        asyncio.run(all_of_them())
        seen.health, seen.statuses[503] = probed.result()[0], seen.statuses[503] + probed.result()[1]
    return seen


def percentile(values: list[float], percent: int) -> float:
    """A percentile of some values; 0 where there are too few."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else 0.0


def rows(clients: int, seconds: float, seen: Seen, load: float) -> tuple[str, list[str]]:
    """The row of a number of clients, and a row for each kind of request."""
    answered = sum(map(len, seen.milliseconds.values()))
    first = (
        f"| {clients} | {answered / seconds:.1f} | {seen.statuses[429]:,} | {seen.statuses[503]} | {seen.failed} | {percentile(seen.health, 50):.0f} | {percentile(seen.health, 99):.0f} "
        f"| {max(seen.health):.0f} | {load:.1f} |"
    )
    kinds = [
        f"| {clients} | {kind} | {len(found) / seconds:.1f} | {percentile(found, 50):.0f} | {percentile(found, 99):.0f} |"
        for kind in SHARES
        if (found := seen.milliseconds[kind])
    ]
    return first, kinds


def watch(location: str, seconds: float) -> str:
    """Memory of all processes over some time under 50 clients, as a sentence."""
    with serving(location) as process:
        ask(50, min(60.0, seconds / 5), seed=50_000)
        marks = [memory(process)]
        for part in range(5):
            ask(50, seconds / 5, seed=60_000 + 1000 * part)
            marks.append(memory(process))
    return f"Memory of all processes under 50 clients over {seconds:g} seconds, at each fifth, in MB: {', '.join(f'{m:,.0f}' for m in marks)}.\n"


def main(seconds: float, counts: list[int]) -> None:
    """Measure, print, and write the section."""
    summary, kinds = [], []
    with tempfile.TemporaryDirectory() as folder:
        location = str(Path(folder) / "warehouse")
        Hinterland(location).close()
        for clients in counts:
            with serving(location):
                ask(10, 5, seed=90_000)
                before = os.getloadavg()[0]
                first, of = rows(clients, seconds, ask(clients, seconds), before)
            print(first, *of, sep="\n", flush=True)
            summary.append(first)
            kinds += of
    section = [
        MIXED, "",
        f"Clients on loopback for {seconds:g} seconds each, on {os.cpu_count()} processors that they share with the server; Python {platform.python_version()}. Of twenty requests "
        f"{', '.join(f'{n} are {kind}' for kind, n in SHARES.items())}. `/health` is asked ten times a second meanwhile; a client that gets 429 waits the seconds of `Retry-After`. Other programs "
        "used the machine as well: `load` is its average over a minute just before. `benchmarks/serve_mixed.py` writes this section.", "",
        "| clients | answers a second | told 429 | 503, more than 30 s | other 5xx or lost | health median ms | health 99th percentile ms | health at most ms | load |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |", *summary, "",
        "| clients | request | answers a second | median ms | 99th percentile ms |", "| --- | --- | --- | --- | --- |", *kinds, "",
    ]  # fmt: skip
    before, _, _ = PAGE.read_text(encoding="utf-8").partition(MIXED)
    PAGE.write_text(before.rstrip("\n") + "\n\n" + "\n".join(section), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        with tempfile.TemporaryDirectory() as folder:
            Hinterland(folder).close()
            told = watch(folder, float(sys.argv[2]))
        print(told)
        PAGE.write_text(PAGE.read_text(encoding="utf-8").rstrip("\n") + "\n\n" + told, encoding="utf-8")
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 30.0, [int(n) for n in sys.argv[2:]] or [50, 200])
