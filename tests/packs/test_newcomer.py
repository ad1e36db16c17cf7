"""A newcomer's exercise, by the pages on packs and measures alone: a third country with ten regions and two measures from a file, and a measure of China's regions.

The tables are filled as the pages say; nothing of the package is touched. Figures are made up.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
COMMAND = "import sys; from hinterland.cli import main; sys.argv = ['hinterland', *sys.argv[1:]]; main()"

STATES = {
    "BW": ("Baden-Württemberg", 247.5, 250.1, 242.6, 55.9, 57.2),
    "BY": ("Bavaria", 216.1, 227.0, 220.0, 100.0, 102.8),
    "NW": ("North Rhine-Westphalia", 231.8, 222.9, 217.4, 52.1, 53.4),
    "HE": ("Hesse", 80.3, 79.0, 78.2, 33.8, 35.0),
    "NI": ("Lower Saxony", 100.5, 99.4, 97.7, 45.2, 46.3),
    "RP": ("Rhineland-Palatinate", 64.6, 59.8, 58.9, 21.4, 21.6),
    "SN": ("Saxony", 53.3, 49.5, 46.8, 19.5, 20.1),
    "HH": ("Hamburg", 58.1, 52.7, 51.1, 15.9, 16.1),
    "TH": ("Thuringia", 18.2, 17.9, 17.4, 9.4, 9.5),
    "SL": ("Saarland", 16.0, 16.4, 15.2, 2.8, 2.9),
}
"""Ten states: exports of three years in billion euros, overnight stays of two in millions."""

MEASURES = """code,en,aliases_en,zh,aliases_zh,dimension,unit,sort,adds_up
overnight_stays,overnight stays,guest nights,,,count,count,flow,regions;months
charging_points,public charging points,charging points,公共充电桩数量,公共充电桩;充电桩数量,count,count,stock,regions
"""
CHINESE = """op,concept,region,period,value,unit
level,charging_points,CN-AH,2024,21.3,count_10K
growth,charging_points,CN-AH,2024,34.0,percent
level,charging_points,CN-JS,2024,30.4,count_10K
"""

pytestmark = pytest.mark.long

Run = Callable[..., subprocess.CompletedProcess[str]]


def figures() -> str:
    """The file of a statistics office: levels of both measures, and the growth of exports that was published."""
    lines = ["op,concept,flow,region,period,value,unit"]
    for code, (_, *exports, before, after) in STATES.items():
        lines += [f"level,trade,export,DE-{code},{2022 + i},{value},EUR_1B" for i, value in enumerate(exports)]
        lines += [f"level,overnight_stays,,DE-{code},{2023 + i},{value},count_1M" for i, value in enumerate((before, after))]
        lines.append(f"growth,trade,export,DE-{code},2024,{100 * (exports[2] / exports[1] - 1):.1f},percent")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the newcomer works in."""
    return tmp_path_factory.mktemp("newcomer")


@pytest.fixture(scope="module")
def run(desk: Path) -> Run:
    """The commands of a desk that made its pack and loaded its two files."""

    def run(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        surroundings = os.environ | {"PYTHONPATH": str(SOURCE), "HINTERLAND_WAREHOUSE": str(desk / "warehouse")}
        surroundings |= {"HINTERLAND_PACKS": str(desk / "germany")} if (desk / "germany" / "measures.csv").is_file() else {}
        return subprocess.run(
            [sys.executable, "-c", COMMAND, *arguments],
            env=surroundings,
            input=text,
            capture_output=True,
            encoding="utf-8",
            cwd=desk,
            check=False,
        )

    made = run("pack", "new", "germany", "--nation", "DE", "--partner", "DEU", "--currency", "EUR", "--level", "state", "states")
    assert made.returncode == 0, made.stderr
    pack = desk / "germany"
    names = "".join(f"DE-{code},{row[0]}\n" for code, row in STATES.items())
    (pack / "regions.csv").write_text(f"code,en\nDE,Germany\n{names}", encoding="utf-8")
    (pack / "groups.csv").write_text("code,mined,en\nde-states,,states of Germany\nde-south,rank,southern states\n", encoding="utf-8")
    members = "".join(f"de-states,DE-{code}\n" for code in STATES)
    (pack / "group_members.csv").write_text(f"group,region\n{members}de-south,DE-BW\nde-south,DE-BY\n", encoding="utf-8")
    for file in (pack / "figures").iterdir():
        file.unlink()
    (pack / "measures.csv").write_text(MEASURES, encoding="utf-8")
    for name, written, publisher in (("land.csv", figures(), "The statistics office"), ("points.csv", CHINESE, "The charging alliance")):
        (desk / name).write_text(written, encoding="utf-8")
        loaded = run(
            "load", name, "--source", name[:-4], "--publisher", publisher, "--title", "Figures of 2024", "--released", "2025-02-20"
        )
        assert loaded.returncode == 0 and "0\nState" in loaded.stdout, loaded.stdout + loaded.stderr
    return run


def test_the_pack_is_in_order(run: Run) -> None:
    assert "germany is in order" in run("pack", "check", "germany").stdout
    assert re.search(r"germany +DE +EUR +10 × state +0 files of figures", run("pack", "list").stdout)


@pytest.mark.parametrize(
    ("true", "wrong", "message"),
    [
        ("Bavaria's exports fell 3.1% in 2024.", "Bavaria's exports fell 4.1% in 2024.", "the text says a fall of 4.1%, the data -3.1%"),
        (
            "Bavaria's overnight stays came to 102.8 million in 2024.",
            "Bavaria's overnight stays came to 104.8 million in 2024.",
            "the text says 104.8 million, the data 102.8 million",
        ),
        (
            "Anhui's public charging points came to 213,000 in 2024, up 34%.",
            "Anhui's public charging points came to 243,000 in 2024.",
            "the text says 243,000, the data 213 thousand",
        ),
        (
            "2024年，安徽公共充电桩数量21.3万个，同比增长34%。",
            "2024年，安徽公共充电桩数量24.3万个。",
            "文中为24.3万个，数据为21.3万",
        ),
    ],
)
def test_a_text_is_judged_by_the_loaded_figures(run: Run, true: str, wrong: str, message: str) -> None:
    right = run("check", "-", "--date", "2025-03-01", text=true)
    assert right.returncode == 0 and ("Not settled: nothing" in right.stdout or "未能核实：无" in right.stdout), right.stdout
    assert message in run("check", "-", "--date", "2025-03-01", text=wrong).stdout


def test_both_measures_are_mined_among_the_countrys_own(run: Run) -> None:
    mined = run("mine", "DE-BY", "--period", "2024").stdout
    assert "Bavaria's exports fell 3.1% in 2024." in mined
    assert "Bavaria's overnight stays came to 102.8 million in 2024." in mined
    assert "Bavaria ranked second among the southern states by exports in 2024." in mined
    assert "provinc" not in mined and "yuan" not in mined


@pytest.mark.parametrize(
    ("subject", "language", "said"),
    [
        ("DE-BY", "en", ["exports fall 3.1% to 220 billion euros in 2024", "overnight stays came to 102.8 million"]),
        ("CN-AH", "en", ["public charging points came to 213 thousand"]),
        ("CN-AH", "zh", ["公共充电桩数量21.3万"]),
    ],
)
def test_a_brief_tells_them(run: Run, desk: Path, subject: str, language: str, said: list[str]) -> None:
    made = run("brief", subject, "--period", "2024", "--language", language, "--output", f"{subject}.{language}.md")
    assert made.returncode == 0, made.stderr
    text = (desk / f"{subject}.{language}.md").read_text(encoding="utf-8")
    assert all(words in text for words in said)
