"""Texts on another country's regions are judged by its own figures: six planted errors each, each found and nothing else, and none of it against China."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.check import load_document
from hinterland.check.document import from_text
from hinterland.models import Claim

TEXTS = Path(__file__).with_name("texts")
PLANTED = {
    "us_states_en.md": ["22%", "third", "sixth-largest", "$75.0 billion", "$51.9 billion", "$1,456.3 billion"],
    "us_states_zh.md": ["22%", "第三", "674亿美元", "第六", "750亿美元", "519亿美元"],
}


@pytest.mark.parametrize("name", PLANTED)
def test_planted_errors_are_found_and_nothing_else(hinterland: Hinterland, name: str) -> None:
    document = load_document(str(TEXTS / name))
    (report,) = hinterland.check_all([document], dated=date(2018, 3, 1))
    assert [document.text[f.start : f.end] for f in report.findings if f.severity == "error"] == PLANTED[name]
    assert all(claim.verdict == "supported" for claim in report.claims if claim.text not in PLANTED[name])


SHARES = {
    "Texas accounted for 22% of the nation's exports in 2017.": False,
    "Texas accounted for 17.1% of the nation's exports in 2017.": True,
    "2017年得克萨斯州出口占全国出口的22%。": False,
    "2017年得克萨斯州出口占全国出口的17.1%。": True,
}
"""Shares of the nation, and whether they are true."""


@pytest.mark.parametrize("text", SHARES)
def test_the_nation_is_the_states_own(hinterland: Hinterland, text: str, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text(text, encoding="utf-8")
    (report,) = hinterland.check_all([load_document(str(tmp_path / "text.md"))], dated=date(2018, 3, 1))
    (claim,) = report.claims
    assert (claim.subject, claim.relation.versus, claim.verdict == "supported") == ("US-TX", "US", SHARES[text])


CORPUS = Path(__file__).resolve().parents[2] / "corpus"
REAL = CORPUS.parent.parent / "shared" / "real"
"""Reports that others published, with labels; every third of them stays unread."""
Labelled = tuple[str, dict[str, Any], str]
"""A labelled text: its name, its labels, its words."""


def of_others(texts: Iterable[Labelled]) -> list[Labelled]:
    """The texts on another country than China, or with figures of one."""
    return [text for text in texts if any(is_foreign(label["subject"]) for label in text[1]["gold"])]


def is_foreign(subject: str | None) -> bool:
    """Whether a label's subject is another country, or a region of one."""
    return bool(subject) and codes.nation_of(subject) != "CN" and not re.match(r"CN\b", subject or "")


def real() -> Iterator[Labelled]:
    """The labelled reports."""
    for path in sorted(REAL.glob("*.gold.json")):
        if int(re.sub(r"\D", "", path.name)) % 3:
            name = path.name.removesuffix(".gold.json")
            yield name, json.loads(path.read_text(encoding="utf-8")), (REAL / f"{name}.txt").read_text(encoding="utf-8")


def corpus(split: str) -> Iterator[Labelled]:
    """The labelled articles of a split."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(CORPUS))
        articles = importlib.import_module("labels").articles(split)
    yield from ((record["id"], record, text) for record, text in articles)


def judged_of_others(hinterland: Hinterland, texts: Sequence[Labelled]) -> Iterator[tuple[str, Claim]]:
    """The claims that are read at figures of other countries, judged, each with the name of its text."""
    for name, labels, words in texts:
        (report,) = hinterland.check_all([from_text(f"{name}.txt", words)], dated=date.fromisoformat(labels["date"]))
        theirs = [(label["start"], label["end"]) for label in labels["gold"] if is_foreign(label["subject"])]
        for claim in report.claims:
            if any(start < (claim.end or 0) and (claim.start or 0) < end for start, end in theirs):
                yield name, claim


def rests_on_china(claim: Claim) -> bool:
    """Whether a claim is borne out or contradicted by a figure of China's."""
    used = {codes.nation_of(o.region) for o in claim.evidence.observations} if claim.evidence else set()
    return claim.verdict != "unverifiable" and "CN" in used


def test_what_rests_on_china_is_told(hinterland: Hinterland) -> None:
    (report,) = hinterland.check_all(
        [from_text("a.txt", "Anhui's imports and exports came to 864.85 billion yuan in 2024.")], dated=date(2025, 3, 1)
    )
    assert [rests_on_china(claim) for claim in report.claims] == [True]


@pytest.mark.skipif(not REAL.is_dir(), reason="the labelled reports are not here")
def test_no_figure_of_another_country_in_a_report_is_judged_against_chinas(hinterland: Hinterland) -> None:
    """Neither borne out nor contradicted by a figure of China's, whatever place it was read as."""
    texts = of_others(real())
    judged = list(judged_of_others(hinterland, texts))
    assert [(name, c.text, c.subject) for name, c in judged if rests_on_china(c)] == []
    assert len(texts) >= 5 and len(judged) >= 50, "the reports with figures of other countries are read"


@pytest.mark.parametrize(("split", "figures"), [("tune", 300), pytest.param("train", 5000, marks=pytest.mark.long)])
def test_no_figure_of_another_country_in_an_article_is_judged_against_chinas(hinterland: Hinterland, split: str, figures: int) -> None:
    judged = list(judged_of_others(hinterland, of_others(corpus(split))))
    assert [(name, c.text, c.subject) for name, c in judged if rests_on_china(c)] == []
    assert len(judged) >= figures, "the articles with figures of other countries are read"


COMMUNIQUE = {
    "en": (
        "In 2024, Anhui's GDP reached 5.06 trillion yuan, up 6.8 percent. Value added of designated-size industry grew 9.0 percent. Fixed-asset investment rose 4.0 percent. "
        "Retail sales of consumer goods totalled 2.41 trillion yuan. Foreign direct investment actually used came to $1.78 billion. Imports and exports totalled 864.85 billion yuan. "
        "The resident population stood at 61.23 million. Per capita disposable income was 36,587 yuan. Grain output reached 41.91 million tonnes. "
        "Freight volume came to 4.21 billion tonnes. General public budget revenue was 406.4 billion yuan. Tax revenue fell 2.1 percent."
    ),
    "zh": (
        "2024年，安徽省实现地区生产总值50625亿元，比上年增长6.8%。规模以上工业增加值增长9.0%。固定资产投资增长4.0%。社会消费品零售总额24149亿元。"
        "实际使用外资17.8亿美元。全年进出口总额8648.5亿元。年末常住人口6123万人。全省居民人均可支配收入36587元。粮食产量4191.3万吨。货运量42.1亿吨。"
        "一般公共预算收入4064亿元。税收收入下降2.1%。"
    ),
}
"""A communiqué of twelve measures; GDP and trade are held, and GDP's growth is wrong."""


@pytest.mark.parametrize("language", COMMUNIQUE)
def test_of_twelve_measures_those_held_are_judged_and_no_other_is_taken_for_trade(hinterland: Hinterland, language: str) -> None:
    (report,) = hinterland.check_all([from_text("text.txt", COMMUNIQUE[language])], dated=date(2025, 3, 20))
    assert len({c.indicator.concept for c in report.claims}) == 12
    judged = {(c.indicator.concept, c.indicator.op): c.verdict for c in report.claims if c.verdict != "unverifiable"}
    assert judged == {("gdp", "level"): "supported", ("gdp", "growth"): "refuted", ("trade", "level"): "supported"}
    assert [c.text for c in report.claims if c.indicator.concept == "trade"] == [
        {"en": "864.85 billion yuan", "zh": "8648.5亿元"}[language]
    ]
    assert [(f.severity, report.document.text[f.start : f.end]) for f in report.findings] == [
        ("warning", {"en": "6.8 percent", "zh": "6.8%"}[language])
    ]


@pytest.mark.parametrize(
    "text",
    ["Anhui's GDP reached 6.93 trillion yuan in 2025.", "Anhui's GDP rose 7.2 percent in 2025.", "2025年安徽省生产总值6.93万亿元。"],
)
def test_a_false_figure_of_a_measure_that_is_read_surely_is_an_error(hinterland: Hinterland, text: str) -> None:
    [finding] = hinterland.check(text, dated=date(2026, 3, 20)).findings
    assert (finding.code, finding.severity) == ("HL201", "error")


def test_a_rank_by_a_measure_is_judged_by_what_is_held(hinterland: Hinterland) -> None:
    report = hinterland.check("In 2025 Anhui had the second largest GDP among the provinces.", dated=date(2026, 3, 20))
    assert [(q.code, q.severity) for q in report.questions] == [("HL202", "question")] and not report.findings
