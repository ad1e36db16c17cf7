"""Every function of the Python interface that takes a path takes it as a `str` and as a `pathlib.Path`, with the same outcome."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hinterland as package
from hinterland.api import Hinterland
from hinterland.brief.document import Brief
from hinterland.brief.pictures.plot import Plot
from hinterland.sources.comexstat_names import regions_table
from hinterland.sources.reading import Options

DESK = Options(source="desk", publisher="The desk", title="A release", released="2026-02-01", reliability="news")
FIGURES = "flow,region,period,value,unit,source\ntotal,CN-AH,1961,12000.5,CNY_100M,desk\n"

CALLS: dict[str, tuple[str, str, Callable[[Hinterland, Any], object]]] = {
    "open": ("a-warehouse", "", lambda h, path: package.open(path, embedded=False).state.number),
    "Hinterland": ("another-warehouse", "", lambda h, path: Hinterland(path, embedded=False).state.number),
    "load": ("figures.csv", FIGURES, lambda h, path: [f.rows_new for f in h.load([path], options=DESK).files]),
    "load_each": ("figures.csv", FIGURES, lambda h, path: h.load_each([path], options=DESK).loaded),
    "roll_up": ("codes.csv", "from,to\n0101,0102\n", lambda h, path: h.roll_up("nobody", concordance=path)),
    "against": ("release.txt", "Anhui's exports were 500 billion yuan in 1961.", lambda h, path: len(h.against([path], options=DESK))),
    "site": ("a-site", "", lambda h, path: h.site("2025", path, languages=("en",), subjects=["CN-AH"], downloads=()).path),
    "Brief.save": ("brief.md", "", lambda h, path: h.brief("CN-AH", "2025").save(path)),
    "Plot.save": ("plot.svg", "", lambda h, path: h.show("CN-AH").plot().save(path)),
    "regions_table": ("names.csv", "CO_MUN_GEO;NO_MUN_MIN;SG_UF\n3550308;São Paulo;SP\n", lambda h, path: regions_table(path)),
}
"""Each of them: a name for the path, what stands in the file, and the call."""

TEXTS = {"check"}
"""What takes a text as a `str`, so that only a `Path` is a file."""


def outcome(h: Hinterland, call: Callable[[Hinterland, Any], object], path: str | Path) -> str:
    """What a call gives, or the sentence of what it refuses."""
    try:
        return repr(call(h, path))
    except package.InputError as e:
        return str(e)


@pytest.mark.parametrize("name", CALLS)
def test_a_path_is_text_or_a_path(name: str, tmp_path: Path) -> None:
    file, text, call = CALLS[name]
    told = []
    for kind in (str, Path):
        folder = tmp_path / kind.__name__
        folder.mkdir()
        if text:
            (folder / file).write_text(text, encoding="latin-1")
        with package.open(folder / "warehouse") as h:
            made = outcome(h, call, kind(folder / file))
        told.append(re.sub(rf"{re.escape(str(folder))}\b", "FOLDER", made))
        if not text:
            assert (folder / file).exists()
    assert told[0] == told[1]


def test_no_function_of_the_interface_with_a_path_is_left_out() -> None:
    found = {"open", "Hinterland"} if "Path" in str(inspect.signature(package.open)) else set()
    for of in (Hinterland, Brief, Plot):
        for name, member in inspect.getmembers(of, inspect.isfunction):
            if not name.startswith("_") and "Path" in str(list(inspect.signature(member).parameters.values())):
                found.add(name if of is Hinterland else f"{of.__name__}.{name}")
    assert found - TEXTS | {"regions_table"} == CALLS.keys() and found >= TEXTS


def test_a_text_is_checked_as_it_is_and_a_path_read(hinterland: Hinterland, tmp_path: Path) -> None:
    file, text = tmp_path / "draft.txt", "Hubei recorded 8.34 trillion yuan in trade in 2025."
    file.write_text(text, encoding="utf-8")
    assert [f.code for f in hinterland.check(file).findings] == [f.code for f in hinterland.check(text).findings] == ["HL209"]
    with pytest.raises(package.InputError, match="does not exist"):
        hinterland.check(tmp_path / "none.txt")
