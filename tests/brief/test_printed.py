"""What the stories of briefs print is what pandas finds in the embedded tables: a sample of `benchmarks/printed.py`, and that it finds what isn't so."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from hinterland.brief import Brief

pytest.importorskip("pandas")

PATH = Path(__file__).resolve().parents[2] / "benchmarks" / "printed.py"


@pytest.fixture(scope="module")
def printed() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("printed_benchmark", PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    sys.path.insert(0, str(PATH.parent))
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(PATH.parent))
    del sys.modules[spec.name]


@pytest.mark.parametrize(("subject", "period"), [("CN-AH", "2025"), ("CN", "2025"), ("CN-HN", "2025"), ("CN-AH", "2025-06")])
def test_all_that_a_story_prints_is_found_in_the_tables(
    brief_of: Callable[..., Brief], printed: ModuleType, tmp_path: Path, subject: str, period: str
) -> None:
    brief_of(subject, period).save(tmp_path / "brief.json")
    told = list(printed.statements(tmp_path))
    assert len(told) > 12
    assert [(s.sentence, v) for s in told if (v := printed.verdict(s)) != "agrees"] == []


def test_a_figure_that_is_another_is_found(brief_of: Callable[..., Brief], printed: ModuleType, tmp_path: Path) -> None:
    brief_of("CN-AH", "2025").save(tmp_path / "brief.json")
    told = list(printed.statements(tmp_path))
    rates = [replace(s, before=re.sub(r"[\d.]+%$", "99.9%", s.before)) for s in told if s.before.endswith("%")]
    assert len(rates) > 8
    assert "agrees" not in {printed.verdict(s) for s in rates}
