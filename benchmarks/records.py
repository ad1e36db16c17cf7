"""Records by the million: how fast they are loaded, summed and mined, and in how much memory, at three sizes.

The records are SYNTHETIC (`records_data.py`), written some files at a time, loaded by the command in a process of its own, and thrown away, so that the disk holds a warehouse and little more. Writing
them isn't timed; `scale.py` sets them beside others. Run `python benchmarks/records.py [ROWS]`; it writes docs/reference/benchmarks-records.md.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from hinterland.api import open as open_warehouse
from records_data import Synthetic

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "benchmarks-records.md"
A_FILE, A_BATCH = 1_000_000, 6

SOURCE = ("--source", "SYNTHETIC", "--title", "Synthetic records", "--publisher", "SYNTHETIC", "--reliability", "secondary")
MEASURED = "import resource, sys\nfrom hinterland.cli import main\ntry:\n    main()\nfinally:\n    print('PEAK', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"


def command(*words: str) -> tuple[float, float, dict[str, Any]]:
    """Seconds, megabytes at most, and what a command printed."""
    begun = time.perf_counter()
    ran = subprocess.run([sys.executable, "-c", MEASURED, *words, "--output-format", "json"], capture_output=True, text=True, check=False)
    took = time.perf_counter() - begun
    if ran.returncode:
        raise SystemExit(f"{' '.join(words)} ended with status {ran.returncode}:\n{ran.stderr}")
    return took, int(ran.stderr.split("PEAK")[1].split()[0]) / 1024, json.loads(ran.stdout)


def measure(rows: int) -> dict[str, Any]:
    """Load, sum and mine so many rows in a warehouse of their own."""
    told: dict[str, Any] = {"rows": rows, "files": 0, "load": 0.0, "bytes": 0, "peak": 0.0}
    with tempfile.TemporaryDirectory(prefix="records-") as place:
        folder, warehouse = Path(place) / "files", str(Path(place) / "warehouse")
        folder.mkdir()
        with open_warehouse(warehouse) as h:
            made = Synthetic(h).write(folder, rows, A_FILE)
        batch: list[Path] = []
        for path in made:
            batch.append(path)
            told["files"] += 1
            if len(batch) == A_BATCH:
                load(batch, folder, warehouse, told)
                batch = []
        if batch:
            load(batch, folder, warehouse, told)
        told["rollup"], told["rollup_peak"], summed = command("roll-up", "SYNTHETIC", "--whole", "--warehouse", warehouse)
        told["figures"], told["summed"] = summed["years"][0]["figures"], summed["years"][0]["records"]
        told["mine"], told["mine_peak"], mined = command("mine", "CN", "--period", "2024", "--warehouse", warehouse)
        told["claims"] = len(mined["claims"])
        told["disk"] = sum(p.stat().st_size for p in Path(warehouse, "records").rglob("*.parquet"))
    if told["summed"] != rows:
        raise SystemExit(f"{told['summed']:,} of {rows:,} rows were summed")
    print(told, flush=True)
    return told


def load(batch: list[Path], folder: Path, warehouse: str, told: dict[str, Any]) -> None:
    """Load some files and throw them away."""
    took, peak, report = command("load", "--each", str(folder), *SOURCE, "--warehouse", warehouse)
    if report["failed"] or report["rows_quarantined"] or report["rows_new"] != report["rows_read"]:
        raise SystemExit(f"not all was loaded: {report}")
    told["load"], told["bytes"], told["peak"] = told["load"] + took, told["bytes"] + report["bytes"], max(told["peak"], peak)
    print(f"{report['rows_read']:,} rows in {took:.1f} s, {peak:,.0f} MB at most", flush=True)
    for path in batch:
        path.unlink()


def main(rows: int) -> None:
    """Measure three sizes and write the page."""
    found = [measure(n) for n in (rows // 100, rows // 10, rows)]
    lines = [
        "# Records by the million", "",
        f"Synthetic query exports in the site's own bytes (GB18030), {A_FILE:,} rows a file at most, one year of 31 provinces, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"DuckDB {duckdb.__version__}. Memory is the most that a process held. `benchmarks/records.py` writes this page.", "",
        "| rows | files | text | load | rows a second | memory | on disk | roll-up | figures | memory | mining the nation | memory |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        *(
            f"| {f['rows']:,} | {f['files']} | {f['bytes'] / 1e6:,.0f} MB | {f['load']:,.0f} s | {f['rows'] / f['load']:,.0f} | {f['peak']:,.0f} MB | {f['disk'] / 1e6:,.0f} MB "
            f"| {f['rollup']:,.0f} s | {f['figures']:,} | {f['rollup_peak']:,.0f} MB | {f['mine']:,.0f} s | {f['mine_peak']:,.0f} MB |"
            for f in found
        ), "",
    ]  # fmt: skip
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
