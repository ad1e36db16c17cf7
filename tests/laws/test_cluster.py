"""Spark on a cluster: a master and two workers that the test starts from PySpark's own package; what is loaded and summed, closed and checked there is the same to the byte as here,
whether or not a worker is killed in the middle.

Needs PySpark (the extra `spark`) and Java; where both are there, nothing lets it be skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.ledger.test_touched import bring
from tests.ledger.test_touched import figures as made
from tests.warehouse.test_cube import MONTHS, cells, figures, files

from hinterland.api import Hinterland
from hinterland.check import parts
from hinterland.indicators import Indicators, desk
from hinterland.ledger import Ledger, stored
from hinterland.sources.reading import InputError
from hinterland.warehouse.spark import MASTER, SparkEngine, started
from hinterland.warehouse.store import Store

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="PySpark is not installed"),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java"),
    pytest.mark.filterwarnings("ignore"),
]

HOST = "127.0.0.1"
SMALL = {
    "spark.driver.host": HOST,
    "spark.driver.bindAddress": HOST,
    "spark.executor.memory": "600m",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.task.maxFailures": "8",
}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as s:
        s.bind((HOST, 0))
        return int(s.getsockname()[1])


@dataclass
class Cluster:
    """A standalone master and its workers, each a process."""

    folder: Path
    port: int = field(default_factory=free_port)
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, name: str, *arguments: str) -> None:
        """Start a master or a worker, and wait until it says that it is there."""
        import pyspark

        home = Path(pyspark.__file__).parent
        log = self.folder / f"{len(self.running)}.log"
        surroundings = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": HOST, "SPARK_WORKER_DIR": str(self.folder / "work")}
        command = [
            str(home / "bin" / "spark-class"),
            f"org.apache.spark.deploy.{name.lower()}.{name}",
            "--host",
            HOST,
            "--webui-port",
            "0",
            *arguments,
        ]
        with log.open("wb") as out:
            self.running.append(subprocess.Popen(command, stdout=out, stderr=out, env=surroundings, start_new_session=True))
        ready = re.compile(b"New state: ALIVE|Successfully registered with master")
        for _ in range(600):
            if ready.search(log.read_bytes()):
                return
            time.sleep(0.1)
        raise AssertionError(log.read_text(encoding="utf-8", errors="replace")[-2000:])

    def hire(self) -> None:
        """Start a worker."""
        self.start("Worker", "--cores", "1", "--memory", "1g", f"spark://{HOST}:{self.port}")

    def kill(self) -> None:
        """Kill the worker that was started last and what it started itself, its executors."""
        os.killpg(self.running[-1].pid, signal.SIGKILL)
        assert self.running[-1].wait(10) == -signal.SIGKILL


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    one = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        one.start("Master", "--port", str(one.port))
        for _ in range(2):
            one.hire()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(MASTER, f"spark://{HOST}:{one.port}")
            patch.setenv("SPARK_LOCAL_IP", HOST)
            session = started(SMALL)
            yield one
            session.stop()
    finally:
        for process in one.running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def test_a_cluster_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MASTER, "nonsense://nowhere")
    with pytest.raises(InputError, match="nonsense://nowhere"):
        started()


def test_records_are_summed_on_a_cluster_as_here(cluster: Cluster, tmp_path: Path) -> None:
    read = files(tmp_path / "exports", cells(MONTHS[:2]))
    held = {}
    for engine in ("duckdb", "spark"):
        with Hinterland(tmp_path / engine, embedded=False) as h:
            h.load_each([read])
        with Hinterland(tmp_path / engine, embedded=False, engine=engine) as h:
            h.roll_up("GACC-QUERY", whole=True)
        with Hinterland(tmp_path / engine, embedded=False) as h:
            held[engine] = figures(h)
        assert not list((tmp_path / engine).glob(".*")), "what was kept while summing is removed"
    assert len(held["duckdb"]) > 500
    assert held["spark"] == held["duckdb"]


def test_bounds_are_closed_on_a_cluster_as_here(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a worker computed is still there when it is killed."""
    monkeypatch.setattr(stored, "place", lambda engine: None)
    bring(Store(tmp_path / "warehouse"), made(1), "world.csv")
    with Hinterland(tmp_path / "warehouse", embedded=False) as h:
        other = Indicators(SparkEngine(h.store, h.state))
        found = []
        for indicators in (h.indicators, other):
            Ledger(indicators).table()
            if indicators is other:
                cluster.kill()
            rows = indicators.engine.fetch("SELECT * FROM ledger")
            found.append(
                sorted((r["region"], r["series"], r["first_month"], r["last_month"], r["low"], r["high"], r["held"]) for r in rows)
            )
        other.engine.close()
    cluster.hire()
    assert len(found[0]) > 100
    assert found[1] == found[0]


def test_a_killed_worker_takes_no_text_along(
    cluster: Cluster, hinterland: Hinterland, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker is killed when the first parts are there; the others are checked without it."""
    monkeypatch.setattr(parts, "PART", 2)
    monkeypatch.setattr(desk, "AT_ONCE", 1)
    texts = []
    for n in range(16):
        texts.append(str(tmp_path / f"{n:02}.txt"))
        Path(texts[-1]).write_text(f"Anhui's trade rose {n}.8% in 2025. 2025年安徽进出口增长{n + 1}.3%。", encoding="utf-8")
    state = desk.Desk(hinterland.store.location, hinterland.state.number)
    here = parts.check_parts(state, texts, tmp_path / "duckdb", parts.Asked())

    def killing(done: int, total: int) -> None:
        if done == 1:
            cluster.kill()

    there = parts.check_parts(state, texts, tmp_path / "spark", parts.Asked(), on="spark", progress=killing)
    made = [[p.read_bytes() for p in sorted((tmp_path / on).glob("part-*"))] for on in ("duckdb", "spark")]
    assert len(made[0]) == 8
    assert made[1] == made[0]
    assert there == here


def test_claims_are_mined_on_a_cluster_as_here(cluster: Cluster, tmp_path: Path) -> None:
    place, mined = tmp_path / "warehouse", []
    bring(Store(place), made(1), "world.csv")
    for engine in ("duckdb", "spark"):
        with Hinterland(place, embedded=False, engine=engine) as h:
            mined.append([claim.model_dump_json() for claim in h.mine("CN-ZJ", "2024", top=50, keep=False).claims])
    assert len(mined[0]) > 20
    assert mined[1] == mined[0]
