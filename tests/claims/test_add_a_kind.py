"""The page on adding a kind is followed to the letter: its files are written to a folder, and the kind is evaluated, mined and written."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module, invalidate_caches
from pathlib import Path
from typing import Any

import pytest

from hinterland import codes, plugins
from hinterland.api import Hinterland
from hinterland.claims import evaluate, kinds, statement
from hinterland.claims.kinds import BUILT_IN, Kind
from hinterland.claims.mine import candidates
from hinterland.codes import Period
from hinterland.language import sentence, sentences
from hinterland.models import Indicator

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-kind.md"
FILE = re.compile(r"^### `(?P<path>[^`]+)`\n+```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
TRADE = Indicator(basis="operating-unit", currency="CNY")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The package that the page makes, importable and not yet known as a kind."""
    for m in FILE.finditer(PAGE.read_text(encoding="utf-8")):
        path = tmp_path / m["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(m["text"], encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    invalidate_caches()
    yield import_module("hinterland_average")
    kinds.forget("average")
    sys.modules.pop("hinterland_average", None)


@pytest.fixture
def average(package: Any) -> Kind:
    kinds.register(package.KIND)
    kind = package.KIND
    assert isinstance(kind, Kind)
    return kind


def test_the_page_makes_all_files_of_a_kind(package: Any) -> None:
    paths = [m["path"] for m in FILE.finditer(PAGE.read_text(encoding="utf-8"))]
    assert paths == ["hinterland_average/__init__.py", "hinterland_average/sql/evaluate.sql", "hinterland_average/sql/generate.sql"]


def test_the_page_names_every_role_and_every_column() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"`{role}`" in text for role in kinds.ROLES)
    columns = (
        "claim",
        "low",
        "high",
        "widest_low",
        "widest_high",
        "outer_low",
        "outer_high",
        "unit",
        "observations",
        "members",
        "asked",
        "held",
        "how",
        "since",
    )
    assert all(f"`{column}`" in text for column in columns)


def test_it_is_answered_as_plain_python_answers_it(average: Kind, hinterland: Hinterland) -> None:
    claim = statement("average", "CN-AH", TRADE, "2024", scope="central")
    levels = evaluate(hinterland.indicators, [statement("value", m, TRADE, "2024") for m in codes.members("central")])
    own = next(e.answer for e in levels if e.claim.subject == "CN-AH")
    held = [e.answer for e in levels if e.answer is not None]
    assert own is not None and own.low is not None and own.high is not None and len(held) == 6
    lows = sum((a.low for a in held if a.low is not None), Decimal(0))
    highs = sum((a.high for a in held if a.high is not None), Decimal(0))
    [found] = evaluate(hinterland.indicators, [claim])
    assert found.answer is not None and found.answer.low is not None and found.answer.high is not None
    assert float(found.answer.low) == pytest.approx(float(6 * own.low / highs), rel=1e-6)
    assert float(found.answer.high) == pytest.approx(float(6 * own.high / lows), rel=1e-6)
    assert (found.asked, found.held, found.claim.verdict) == (6, 6, "supported")
    assert len(found.evidence.observations) == 6


def test_it_is_judged_like_every_other(average: Kind, hinterland: Hinterland) -> None:
    said = {"scope": "central", "unit": "ratio"}
    right = statement("average", "CN-AH", TRADE, "2024", low=1, high=2, **said)  # type: ignore[arg-type]
    wrong = statement("average", "CN-AH", TRADE, "2024", low=3, high=4, **said)  # type: ignore[arg-type]
    unheld = statement("average", "CN-AH", TRADE, "1990", low=1, high=2, **said)  # type: ignore[arg-type]
    verdicts = [e.claim.verdict for e in evaluate(hinterland.indicators, [right, wrong, unheld])]
    assert verdicts == ["supported", "refuted", "unverifiable"]


def test_it_is_mined(average: Kind, hinterland: Hinterland) -> None:
    found = [c for c, _ in candidates(hinterland.indicators, ["CN-AH"], Period.parse("2024")) if c.kind == "average"]
    assert [c.scope for c in found] == ["central"]
    assert [e.claim.verdict for e in evaluate(hinterland.indicators, found)] == ["supported"]


def test_it_is_written_in_both_languages(average: Kind) -> None:
    claim = statement("average", "CN-AH", TRADE, "2024", scope="central", low=Decimal("1.4415"), high=Decimal("1.4418"), unit="ratio")
    assert sentences(claim) == {
        "en": "Anhui's trade was 1.44 times the average of central China in 2024.",
        "zh": "2024年安徽进出口为中部各省平均的1.44倍。",
    }


def test_a_kind_without_words_is_said_to_have_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wordless").mkdir()
    (tmp_path / "wordless" / "__init__.py").write_text('"""A kind without words."""\n', encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    kinds.register(Kind("wordless", "wordless", generates=False))
    try:
        with pytest.raises(ValueError, match="wordless has no write"):
            sentence(statement("wordless", "CN-AH", TRADE, "2024", low=1, high=1))
    finally:
        kinds.forget("wordless")


def test_an_installed_package_brings_its_kind_through_an_entry_point(package: Any, tmp_path: Path, hinterland: Hinterland) -> None:
    described = tmp_path / "hinterland_average-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: hinterland-average\nVersion: 1.0\n", encoding="utf-8")
    lines = re.findall(r"^\[project\.entry-points\.\"(.+)\"\]\n(\w+) = \"(.+)\"$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    [(group, name, target)] = lines
    (described / "entry_points.txt").write_text(f"[{group}]\n{name} = {target}\n", encoding="utf-8")
    invalidate_caches()
    _forget_installed()
    try:
        assert kinds.find("average") == package.KIND
        [found] = evaluate(hinterland.indicators, [statement("average", "CN-AH", TRADE, "2024", scope="central")])
        assert found.claim.verdict == "supported"
    finally:
        _forget_installed()


def _forget_installed() -> None:
    """Look for installed packages again."""
    plugins.installed.cache_clear()
    kinds._installed.cache_clear()


# -- the registry


def test_the_ten_kinds_are_the_packages_own() -> None:
    assert list(kinds.kinds()) == [k.name for k in BUILT_IN]
    assert len(BUILT_IN) == 10
    assert [k.name for k in kinds.generating()] == ["value", "change", "rank", "count", "first", "record", "streak", "comparison"]


@pytest.mark.parametrize("kind", BUILT_IN, ids=lambda k: k.name)
def test_a_kind_of_the_package_has_its_sql(kind: Kind) -> None:
    assert kind.evaluator.startswith("--")
    assert kind.writer is None
    if kind.generates:
        assert kind.generator.startswith("--")


def test_a_name_that_is_taken_is_refused(average: Kind) -> None:
    kinds.register(average)
    with pytest.raises(ValueError, match="a kind average already"):
        kinds.register(Kind("average", "elsewhere"))
    with pytest.raises(ValueError, match="a kind value already"):
        kinds.register(Kind("value", "elsewhere"))


def test_an_unknown_kind_is_refused_with_those_there_are(hinterland: Hinterland) -> None:
    with pytest.raises(ValueError, match="claims of kind guess can't be judged; those that can are value, change"):
        evaluate(hinterland.indicators, [statement("guess", "CN-AH", TRADE, "2024")])


@pytest.mark.parametrize(
    ("name", "needs", "says"), [("Guess", (), "lower-case"), ("a b", (), "lower-case"), ("guess", ("mood",), "needs 'mood'")]
)
def test_a_kind_is_named_and_needs_what_there_is(name: str, needs: tuple[str, ...], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Kind(name, "nowhere", needs=needs)
