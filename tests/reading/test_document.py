"""A document: what claims rest on, whose trade it tells, and the tables of words behind it."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from hinterland.codes import Language
from hinterland.reading import lexicon
from hinterland.reading.document import parse

TODAY = date(2026, 3, 15)
LANGUAGES: tuple[Language, ...] = get_args(Language)


def targets(text: str) -> list[tuple[str, str, int | None, bool]]:
    """The kind, words and number of each target, and whether it is the lowest."""
    document = parse(text, TODAY)
    return [(t.kind, document.parsed[t.sentence].text[t.start : t.end], t.number, t.lowest) for t in document.targets]


@pytest.mark.parametrize(("text", "kind", "words", "number", "lowest"), [
    ("Anhui ranked eighth nationwide.", "rank", "eighth", 8, False), ("It took ninth place.", "rank", "ninth place", 9, False),
    ("It is the largest trading partner of China.", "rank", "largest trading partner", 1, False), ("Anhui was the second-largest exporter.", "rank", "second-largest", 2, False),
    ("出口规模居全国第8位。", "rank", "第8位", 8, False), ("排名第十。", "rank", "第十", 10, False), ("居全国第二十三位。", "rank", "第二十三位", 23, False),
    ("居全国首位。", "rank", "首位", 1, False),
    ("Exports hit a record high.", "record", "record high", 1, False), ("Exports fell to a record low.", "record", "record low", 1, True),
    ("创历史新高。", "record", "历史新高", 1, False), ("It was the third straight month of growth.", "streak", "third straight month", 3, False),
    ("There was growth for 18 consecutive months.", "streak", "18 consecutive months", 18, False), ("出口连续13个月增长。", "streak", "连续13个月", 13, False),
    ("It topped 1 trillion yuan for the first time.", "first", "first time", 1, False), ("Exports rose for a third consecutive year.", "streak", "third consecutive year", 3, False),
    ("出口创年内新高。", "record", "年内新高", 1, False), ("It was a monthly record.", "record", "monthly record", 1, False),
    ("沿海省份安徽出口增长。", "membership", "沿海", None, False),
    ("Exports rose in nine provinces.", "count", "nine", 9, False), ("有9个省份增长。", "count", "9个", 9, False),
])  # fmt: skip
def test_a_target(text: str, kind: str, words: str, number: int | None, lowest: bool) -> None:
    (found,) = [t for t in targets(text) if t[0] not in ("figure", "direction")]
    assert found == (kind, words, number, lowest)


@pytest.mark.parametrize(("text", "expected"), [
    ("For the first time, exports topped 1 trillion yuan.", ["first", "figure"]), ("出口首次突破1万亿元。", ["first", "figure"]),
    ("Exports rose to 3.1 billion yuan from 120 companies.", ["figure", "count"]), ("Nothing of the kind.", []),
])  # fmt: skip
def test_kinds_of_targets_in_order(text: str, expected: list[str]) -> None:
    assert [kind for kind, *_ in targets(text)] == expected


@pytest.mark.parametrize(("text", "main", "reporter"), [
    ("Anhui's exports rose. Hefei Customs said so. Anhui's imports fell.", "CN-AH", None), ("安徽省出口增长，合肥海关说。", "CN-AH", None), ("Georgia and Armenia traded.", "GE", None),
    ("Vietnam's exports rose.", "VN", None), ("The U.S. Census Bureau said exports rose.", "US", "US"), ("海关总署说，出口增长。", "CN", "CN"), ("Nothing of the kind.", None, None),
])  # fmt: skip
def test_whose_trade_it_tells(text: str, main: str | None, reporter: str | None) -> None:
    document = parse(text, TODAY)
    assert (document.main_subject, document.reporter) == (main, reporter)


def test_the_head_of_a_document_counts_more_and_offices_not_at_all() -> None:
    subjects = parse("Anhui's exports rose. Urumqi Customs said so.", TODAY).subjects
    assert list(subjects) == ["CN-AH"]
    later = parse("Nothing.\n\nIt was so.\n\nIt was.\n\nSo it was.\n\nAnhui's exports rose.", TODAY).subjects
    assert later["CN-AH"] < subjects["CN-AH"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_the_lexicon_loads(language: Language) -> None:
    known = {(w.cls, w.form) for w in lexicon.rows(language)}
    for table in lexicon.TABLES:
        path = files("hinterland.reading.lexicon").joinpath(language, f"{table}.csv")
        if path.is_file():
            with path.open(encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    wanted = {(row["class"], form.strip()) for form in row["forms"].split(";") if form.strip()}
                    assert wanted and wanted <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_lexicon_is_found_in_a_text(language: Language) -> None:
    for word in lexicon.rows(language):
        if word.cls not in lexicon.recognisers(language):
            text = f"( {word.form} )"
            assert any(word in words and text[s:e] == word.form for s, e, words in lexicon.forms_in(text, language).mentions), word


def test_no_word_of_chinese_stands_in_the_code_of_reading() -> None:
    for path in sorted(Path(lexicon.__file__).parent.parent.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                assert not re.search("[\u4e00-\u9fff]", node.value.replace("\u4e00", "").replace("\u9fff", "").replace("\u3400", "")), (
                    f"{path.name}, line {node.lineno}: move the word to a row of lexicon/"
                )


@pytest.fixture
def one_more_word(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = lexicon.rows("en")
    monkeypatch.setattr(lexicon, "rows", lambda language: (*known, lexicon.Word("up", "", "zoomified")))
    lexicon.automaton.cache_clear()
    lexicon.forms.cache_clear()
    lexicon.forms_in.cache_clear()
    yield
    lexicon.automaton.cache_clear()
    lexicon.forms.cache_clear()
    lexicon.forms_in.cache_clear()


@pytest.mark.usefixtures("one_more_word")
def test_adding_a_word_to_a_table_is_enough() -> None:
    assert [m.cls for p in parse("Trade zoomified.", TODAY).parsed for m in p.mentions if m.is_a("up")] == ["up"]


@pytest.mark.parametrize(
    "text",
    [
        "Anhui's trade is above 1 trillion yuan in 97% of the simulated futures of 2026.",
        "模拟显示，安徽2026年进出口为1.2万亿元的概率为81%。",
    ],
)
def test_a_distribution_has_no_targets(text: str) -> None:
    assert targets(text) == []
