"""What a document is of as a whole: the roles in which places are named, and the candidates of its topics."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.reading.document import parse
from hinterland.reading.evidence import Context
from hinterland.reading.topics import SLOTS, slot_candidates, subject_candidates, topic

TODAY = date(2024, 8, 20)


@pytest.mark.parametrize(("text", "code", "role"), [
    ("China's total exports rose 5 percent.", "CN", "own"), ("Exports from Chile to Peru rose 5 percent.", "CL", "own"), ("Exports from Chile to Peru rose 5 percent.", "PE", "partner"),
    ("Imports from Chile rose 5 percent.", "CL", "partner"), ("Nearly five million tons of corn came into Egypt.", "EG", "own"), ("Corn entering Egypt rose 5 percent.", "EG", "own"),
    ("The Chinese border province of Yunnan grew.", "CN", "attribute"), ("智利对秘鲁出口增长5%。", "CL", "own"), ("智利对秘鲁出口增长5%。", "PE", "partner"), ("主要市场有日本和智利。", "JP", "plain"),
])  # fmt: skip
def test_the_role_in_which_a_place_is_named(text: str, code: str, role: str) -> None:
    assert set(parse(text, TODAY).seen[code].roles) == {role}


def test_a_topic_is_likeliest_first_and_its_odds_add_up_to_one() -> None:
    document = parse(
        "Coffee exports of Kenya\n\nKenya's coffee exports to Germany rose 5 percent in July 2024, and to Italy by 3 percent.", TODAY
    )
    for slot in SLOTS:
        found = topic(Context.of(document), slot)
        assert [p for _, p in found] == sorted((p for _, p in found), reverse=True)
        assert sum(p for _, p in found) == pytest.approx(1.0)
    assert document.main_subject == "KE"


def test_words_that_no_table_knows_are_candidates_too() -> None:
    document = parse("Zorbel exports of Kenya\n\nKenya's zorbel exports rose 5 percent in July 2024.", TODAY)
    assert "?zorbel" in {str(value).lower() for value, _ in slot_candidates(Context.of(document), "product")}
    assert "KE" in {code for code, _ in subject_candidates(document)}


def test_a_partner_of_a_pair_is_known_by_its_first_character_where_it_is_named_in_full() -> None:
    named = parse("中哥贸易规模1496.3亿元，中国对哥伦比亚进出口增长8.5%。", TODAY)
    unnamed = parse("中哥贸易规模1496.3亿元。", TODAY)
    assert [e.value for e in Context.of(named).evidence["partner"][0]][:1] == ["COL"]
    assert not [e for row in Context.of(unnamed).evidence["partner"] for e in row]


def test_a_short_sentence_that_only_names_heads_what_follows() -> None:
    document = parse("(1)奶粉。1—10月进口66.9万吨。(2)乳清。1—10月进口46.7万吨。", TODAY)
    context = Context.of(document)
    last = document.targets[-1].sentence
    assert [document.parsed[n].text for n in context.heads[last]] == ["(2)乳清。"]
