"""A pack's settings: what is wrong with them is a sentence with the file and what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from tests.conftest import Ran

from hinterland.codes.homes import Home
from hinterland.packs import PackError, read
from hinterland.packs.check import problems

SETTINGS = (
    'name = "atlantis"\nnation = "XA"\npartner = "XAT"\ncurrency = "EUR"\n{more}\n[[levels]]\ncode = "isle"\nen = ["isle", "isles"]\n'
)


def pack(folder: Path, more: str) -> Path:
    (folder / "pack.toml").write_text(SETTINGS.format(more=more), encoding="utf-8")
    return folder


def test_the_price_of_a_second_currency_has_two_ends(tmp_path: Path) -> None:
    found = read(pack(tmp_path, 'second_currency = "USD"\nsecond_price = [0.6, 1.3]'))
    assert found.second_price == (Decimal("0.6"), Decimal("1.3"))


@pytest.mark.parametrize("price", ["[1.3, 0.6]", "[0.6]", "0.9", '["a", "b"]', "[-1, 1]"])
def test_a_price_that_is_none_is_refused(price: str, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="give the lowest and the highest price"):
        read(pack(tmp_path, f'second_currency = "USD"\nsecond_price = {price}'))


def test_a_price_without_a_second_currency_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="second_currency"):
        read(pack(tmp_path, "second_price = [0.6, 1.3]"))


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("HINTERLAND_PACKS", "nowhere", "there is no folder nowhere: correct its path"),
        ("HINTERLAND_PACKS", ".", "holds no pack.toml, so it is no pack"),
        ("HINTERLAND_PACKS", "wrong", 'wrong/pack.toml has currency = "EURO": currency is three capitals, as ISO 4217 has them'),
        ("HINTERLAND_CODES", "nowhere", "HINTERLAND_CODES names nowhere, which is no folder"),
    ],
)
def test_a_command_refuses_wrong_folders_in_a_sentence(variable: str, value: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "wrong").mkdir()
    (pack(tmp_path / "wrong", "") / "pack.toml").write_text(SETTINGS.format(more="").replace("EUR", "EURO"), encoding="utf-8")
    surroundings = {**os.environ, variable: value, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-c", "from hinterland.cli import main; main()", "pack", "list"]
    done = subprocess.run(command, env=surroundings, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2 and sentence in done.stderr and done.stderr.count("\n") == 1, done.stderr


MEASURES = "code,en,aliases_en,dimension,unit,sort,adds_up\n"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("beer,beer output,,volume,tonnes,flow,regions", 'dimension is "volume"; it is money or quantity or count'),
        ("beer,beer output,,quantity,barrels,flow,regions", 'the unit is "barrels", which is no base unit: known are count, '),
        ("beer,beer output,,count,count_10K,flow,regions", 'take its base, "count"'),
        ("beer output,beer output,,quantity,tonnes,flow,regions", 'the code is "beer output": write lower-case letters'),
        ("beer,,,quantity,tonnes,flow,regions", "beer has no name in the column en"),
        ("beer,beer output,,quantity,tonnes,flow,countries", 'adds_up is "countries"; it is regions or months, or empty'),
        ("beer,beer output,Exports,quantity,tonnes,flow,regions", '"Exports" is a name of the flow "export" already'),
        ("beer,beer output,GDP,quantity,tonnes,flow,regions", '"GDP" is a name of the measure "gdp" already'),
        ("gdp,state output,,money,,flow,regions", 'concepts.csv has the measure "gdp" already'),
        ("beer,wine output,,quantity,tonnes,flow,regions", '"wine output" is a name of "wine" in line 2 already'),
    ],
)
def test_a_faulty_measure_is_named_with_its_line(row: str, fault: str, tmp_path: Path) -> None:
    wine = "wine,wine output,,quantity,tonnes,flow,regions;months\n"
    (pack(tmp_path, "") / "measures.csv").write_text(f"{MEASURES}{wine}{row}\n", encoding="utf-8")
    found = [f for f in problems(read(tmp_path)) if "measures.csv" in f]
    assert len(found) == 1 and found[0].startswith(f"{tmp_path.name}/measures.csv, line 3: ") and fault in found[0]


def test_what_is_left_of_the_skeleton_is_named(run: Callable[..., Ran], tmp_path: Path) -> None:
    begun = ("new", str(tmp_path / "atlantis"), "--nation", "XA", "--partner", "XAT", "--currency", "EUR", "--level", "isle", "isles")
    assert run("pack", *begun).status == 0
    tables = [f.partition(", line 2: the row is still as")[0] for f in problems(read(tmp_path / "atlantis")) if ", line 2: " in f]
    assert tables == [f"atlantis/{t}.csv" for t in ("regions", "groups", "group_members", "figures/sources", "figures/annual")]


def test_a_pack_is_written_in_the_languages_that_it_gives_names_in(tmp_path: Path) -> None:
    english, both = (read(pack(tmp_path, more)) for more in ("", 'languages = ["en", "zh"]'))
    assert [Home("XA", english).is_named_in(language) for language in ("en", "zh")] == [True, False]
    assert Home("XA", both).is_named_in("zh") and Home("XA").is_named_in("zh")


def test_a_fault_names_the_folder_wherever_the_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack(tmp_path, "")
    monkeypatch.chdir(tmp_path)
    assert problems(read(Path()))[0].startswith(f"{tmp_path.name}/regions.csv is missing")
