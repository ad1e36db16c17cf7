"""The corpus holds what its page says: enough articles, labels that fit their texts, nothing shared between splits; and its scripts work."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
sys.path.insert(0, str(CORPUS))

import labels  # noqa: E402
import overlap  # noqa: E402
import plant  # noqa: E402

import score  # noqa: E402

articles = cache(labels.articles)
"""The articles of a split, whose labels are compiled once and by no worker that tests other things."""


def every() -> list[tuple[dict, str]]:
    return [article for split in labels.SPLITS for article in articles(split)]


MANY, STATED, EACH = 300, 5_000, 150


def test_there_are_as_many_articles_and_claims_as_promised() -> None:
    assert len(every()) >= MANY
    assert all(sum(r["language"] == language for r, _ in every()) >= EACH for language in ("en", "zh"))
    assert sum(not c.get("optional") for r, _ in every() for c in r["gold"]) >= STATED
    assert sum(r["about"] != "china" for r, _ in every()) >= len(every()) / 5


def test_every_label_fits_its_text() -> None:
    found = []
    for split in labels.SPLITS:
        for name, lines in labels.blocks(CORPUS / "labels" / f"{split}.labels").items():
            text = (CORPUS / "articles" / split / f"{name}.txt").read_text(encoding="utf-8")
            record, problems = labels.compile_block(name, lines, text)
            found += [f"{name}: {p}" for p in problems + labels.validate(record, text)]
    assert found == []


def test_nothing_stands_on_both_sides_of_a_split() -> None:
    for key in ("publisher", "address"):
        sides = [{r[key] for r, _ in articles(split)} for split in labels.SPLITS]
        assert not (sides[0] & sides[1] or sides[0] & sides[2] or sides[1] & sides[2]), key
    assert overlap.between(list(labels.SPLITS)) == 0


def test_the_parts_of_a_record_are_complete() -> None:
    record = articles("train")[0][0]
    assert {"id", "language", "date", "style", "about", "gold", "ignore", "findings"} <= set(record)
    assert all(set(score.ATTRIBUTES) <= set(c) | {"op"} for c in record["gold"])


def test_a_perfect_answer_scores_one_and_an_empty_one_nothing(tmp_path: Path) -> None:
    rows = [{"id": r["id"], "claims": [c for c in r["gold"] if c["concept"] != "?"]} for r, _ in articles("tune")]
    file = tmp_path / "mine.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(CORPUS / "score.py"), "--split", "tune", "--claims", str(file), "--json", "--resamples", "10"],
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    rates = json.loads(ran.stdout)["groups"]["all"]["rates"]
    assert (rates["recall"], rates["exact/stated"], rates["misread/read"], rates["phantom texts"]) == (1, 1, 0, 0)
    record, text = articles("tune")[0]
    assert score.score_article(record, text, {"claims": []})["counts"]["read"] == 0
    assert score.score_article(record, text, None)["counts"]["failed"] == 1


def test_the_example_of_the_page_on_scoring_is_a_claim_that_can_be_scored(tmp_path: Path) -> None:
    page = (CORPUS.parent / "docs" / "how-to" / "score-a-reader.md").read_text(encoding="utf-8")
    example = re.search(r"^\{.*\}$", page, re.MULTILINE)
    assert example is not None
    file = tmp_path / "mine.jsonl"
    file.write_text(example[0], encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(CORPUS / "score.py"), "--split", "train", "--only", "^zh1-01$", "--claims", str(file), "--resamples", "10"],
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    assert "by attribute" in ran.stdout


@pytest.mark.parametrize(
    ("gold", "got", "result"),
    [
        ("CN-ZJ:Yiwu", "330782", "right"),
        ("CN-ZJ:Yiwu", "CN-ZJ:义乌", "right"),
        ("CN-ZJ:Yiwu", "CN-ZJ", "wrong"),
        ("CN-LN:大連", "210200", "right"),
        ("CN-AH", None, "open"),
        ("CN-AH", "?Wanjiang", "open"),
    ],
)
def test_places_are_compared_by_their_names(gold: str, got: str | None, result: str) -> None:
    assert score.attribute("subject", {"subject": gold, "kind": "value", "op": "level"}, got) == result


@pytest.mark.parametrize(
    ("got", "result"),
    [("?fresh durian", "right"), ("?durian", "right"), ("?kiwifruit", "open"), (None, "open"), ("all", "wrong"), ("fruit", "wrong")],
)
def test_unknown_products_are_never_the_whole(got: str | None, result: str) -> None:
    assert score.attribute("product", {"product": "?fresh durian", "kind": "value", "op": "level"}, got) == result


def test_planted_errors_change_one_place_and_keep_the_labels_in_theirs() -> None:
    draw = random.Random(1)
    kinds = set()
    for record, text in articles("train")[:30]:
        for name, altered, words in plant.planted(record, text, 1, draw):
            kinds.add(name.split("~")[1])
            assert words != text
            assert len(altered["findings"]) == len(record["findings"]) + 1
            assert all(words[c["start"] : c["end"]] == c["text"] for c in altered["gold"])
    assert kinds >= {"digit", "power", "sign", "region", "period", "flow", "unit", "rank", "conversion", "sum"}


@pytest.mark.parametrize("name", plant.TYPOGRAPHY)
def test_other_typography_keeps_the_labels_in_their_places(name: str) -> None:
    for record, text in articles("train")[:20]:
        altered, words = plant.apply(record, text, plant.TYPOGRAPHY[name](text))
        assert all(words[c["start"] : c["end"]] == c["text"] for c in altered["gold"])
