"""The example of a package that extends Hinterland: installed, its pack, its format and its rule are known to every command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "extension"
COMMAND = "import sys; from hinterland.cli import main; sys.argv = ['hinterland', *sys.argv[1:]]; main()"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder on the path with the package as pip would install it: its modules, and its entry points as its pyproject.toml has them."""
    import tomllib

    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(EXAMPLE / "hinterland_extension", folder / "hinterland_extension")
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    described = folder / "hinterland_extension-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8"
    )
    lines = [f"[{group}]\n" + "\n".join(f"{k} = {v}" for k, v in points.items()) for group, points in project["entry-points"].items()]
    (described / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    warehouse = tmp_path_factory.mktemp("warehouse")
    source = Path(__file__).resolve().parents[1] / "src"

    def run(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join((str(site), str(source)))
        surroundings = {**os.environ, "PYTHONPATH": path, "HINTERLAND_WAREHOUSE": str(warehouse)}
        return subprocess.run(
            [sys.executable, "-c", COMMAND, *arguments], env=surroundings, input=text, capture_output=True, encoding="utf-8", check=False
        )

    return run


def test_the_pack_is_loaded_and_in_order(run: Any) -> None:
    assert "atlantis    XA  EUR    3 × province" in run("pack", "list").stdout
    assert run("pack", "check", str(EXAMPLE / "hinterland_extension" / "atlantis")).returncode == 0


def test_its_figures_are_mined_among_its_own_provinces(run: Any) -> None:
    done = run("mine", "Northport", "--period", "2024", "--output-format", "json")
    claims = [json.loads(line) for line in done.stdout.splitlines()] if done.stdout.startswith("{") else []
    assert done.returncode == 0, done.stderr
    assert "CN" not in {c.get("relation", {}).get("versus") for c in claims}


def test_a_text_is_checked_by_its_figures_and_by_the_rule(run: Any) -> None:
    done = run(
        "check", "-", "--output-format", "json", "--date", "2025-03-01", text="Northport's exports came to 3 billion euros in 2024.\n"
    )
    found = json.loads(done.stdout)
    assert [f["code"] for f in found["findings"]] == ["HL500"], done.stdout
    assert found["findings"][0]["message"].endswith("3 billion euros is round: say about, or give its digits")


def test_the_rule_has_a_page(run: Any) -> None:
    assert "round number without a hedge" in run("rule", "HL500").stdout


def test_a_file_of_the_format_is_loaded_with_its_rejected_line(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "office.txt"
    file.write_text("ATLANTIS OFFICE OF STATISTICS\nNorthport 2021 exports 2500.5\nNorthport 2021 exports many\n", encoding="utf-8")
    done = run("load", str(file))
    assert done.returncode == 0, done.stderr
    assert "'many' is not a number" in run("quarantine").stdout
    assert "2021    export         2.50" in run("show", "XA-N").stdout
