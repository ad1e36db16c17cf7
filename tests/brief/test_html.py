"""The page of a brief stands by itself, can be read without a pointer, and leads from every mark to observations and sources, in both languages."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markupsafe import escape

from hinterland.api import Hinterland
from hinterland.brief import Brief, Picture, Section, Takeaway
from hinterland.brief.document import Advice, Advised
from hinterland.brief.document import sign as sign_of
from hinterland.brief.html import AROUND, EDGE, Marks, bared, page, sheet
from hinterland.brief.interface import table
from hinterland.brief.output.story import parts
from hinterland.brief.shown import FEW, entry, stated
from hinterland.claims.mine import best_first
from hinterland.codes import Language
from hinterland.sources.reading import InputError

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Tags(HTMLParser):
    """What stands in a page: its tags with their attributes, its text, and whether every tag is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    def every(self, attribute: str, tag: str | None = None) -> list[str]:
        return [value for name, a in self.tags if (tag in (None, name)) and (value := a.get(attribute)) is not None]


def drawing(said: str = "Title <1>") -> Picture:
    """A picture as the house draws them: notes and sources in a layer of text, room for these and the title."""
    foot = {"type": "text", "text": ["A note. Source:", "an office."]}
    spec = {
        "padding": {"left": 16, "right": 16, "top": 90, "bottom": 50},
        "height": 40,
        "title": {"text": [said]},
        "layer": [
            {"data": {"values": [{"v": 1.5}]}, "mark": "bar", "encoding": {"x": {"field": "v", "type": "quantitative"}}},
            {"data": {"values": [{}]}, "mark": foot, "encoding": {"x": {"value": 0}, "y": {"value": 54}}},
        ],
        "config": {"font": "sans-serif"},
    }
    return Picture("drawn", said, "Subtitle", "Source: an office.", "What it shows", spec, [{"region": "Anhui", "value": 1.5}], [1])


@pytest.fixture(scope="module", params=["en", "zh"])
def brief(request: pytest.FixtureRequest, brief_of: Callable[..., Brief]) -> Brief:
    language: Language = request.param
    written = brief_of("CN-AH", "2025", language)
    first = replace(written.sections[0], pictures=[drawing(), *written.sections[0].pictures])
    return replace(written, sections=[first, *written.sections[1:]])


@pytest.fixture(scope="module")
def text(brief: Brief) -> str:
    return page(brief)


@pytest.fixture(scope="module")
def tags(text: str) -> Tags:
    return Tags(text)


def test_tags_are_closed_in_their_turn(tags: Tags) -> None:
    assert tags.crossed == []
    assert tags.open == []


def test_the_page_asks_for_nothing_from_anywhere(text: str, tags: Tags) -> None:
    [script] = re.findall(r"<script[^>]*>(.*?)</script>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text, "no other script runs"
    assert "connect-src" not in text and "default-src 'none'" in text
    assert tags.every("src") == []
    assert [name for name, a in tags.tags if "href" in a and name not in ("a",)] == []
    assert all(u.startswith(("data:", "#")) for u in re.findall(r"url\(\"?([^)\"]+)", text.replace(script, "")))
    assert "@import" not in sheet()


def test_links_to_other_places_are_sources_and_give_no_address_away(tags: Tags) -> None:
    outside = [a for name, a in tags.tags if name == "a" and "://" in (a["href"] or "")]
    assert outside
    assert all("noreferrer" in (a["rel"] or "") for a in outside)


def test_no_id_is_given_twice(tags: Tags) -> None:
    assert [i for i, n in Counter(tags.every("id")).items() if n > 1] == []


def test_every_link_within_the_page_leads_somewhere(tags: Tags) -> None:
    ids = set(tags.every("id"))
    assert [h for h in tags.every("href", "a") if h.startswith("#") and h[1:] not in ids] == []


def test_every_mark_opens_its_evidence_and_has_a_name_that_says_what_it_is(brief: Brief, tags: Tags) -> None:
    marks = [a for name, a in tags.tags if name == "button" and a.get("class") == "mark"]
    drawers = {a["id"] for name, a in tags.tags if "popover" in a}
    names = {int(a["data-n"] or 0): a["aria-label"] or "" for a in marks}
    assert set(names) == set(range(1, len(brief.evidence) + 1))
    assert {a["popovertarget"] for a in marks} == drawers
    assert all(str(n) in name for n, name in names.items())
    signed = {n for n in names if brief.sign(n)}
    shape = {n: name.replace(str(n), "") for n, name in names.items()}
    assert signed
    assert not {shape[n] for n in signed} & {shape[n] for n in set(names) - signed}


def test_a_line_begins_neither_with_a_mark_nor_with_the_stop_behind_one(brief: Brief) -> None:
    marked = Marks(brief)("Trade rose 1% [1], exports 2% [2] in 2025 [3].")
    assert marked.count("\u2060<button") == 3
    assert re.findall("</button>(\u2060?)</sup>(.)", marked) == [("\u2060", ","), ("", " "), ("\u2060", ".")]


def test_a_line_of_notes_ends_with_no_sign(brief: Brief) -> None:
    signed = [foot for p in brief.pictures if "\u2021" in (foot := bared(p)[1])]
    assert signed and all("\u2021 " not in foot for foot in signed)


def test_a_drawer_says_which_figures_and_sources_its_claim_stands_on_and_how_to_quote_it(brief: Brief, text: str) -> None:
    for n, claim in enumerate(brief.evidence, start=1):
        part = text.split(f'popover id="e{n}"')[1].split('class="drawer"')[0]
        told = entry(claim, brief.language, n)
        assert claim.evidence
        assert all(escape(s.publisher) in part for s in told.sources)
        assert all(escape(c) in part for c in told.cautions)
        assert len(told.few) == (min(FEW, told.count) if told.count > 1 else 0)
        assert all(escape(line) in part for line in told.few)
        assert escape(told.quote) in part


def test_detail_is_folded_away_and_the_story_is_not(brief: Brief) -> None:
    sections = [Section("b", "Aside", [["More of it."]], detail=True), Section("a", "The story", [["It is written."]])]
    text = page(replace(brief, sections=sections))
    story, rest = text.split('<details class="rest"')
    assert "It is written." in story and "More of it." not in story
    assert "More of it." in rest


def test_a_story_has_three_pictures_at_most_and_ends_somewhere(brief: Brief) -> None:
    drawn = [replace(drawing(), key=f"k{n}") for n in range(5)]
    long = [Section(f"s{n}", "S", [["word " * 200 if brief.language == "en" else "字" * 400]]) for n in range(4)]
    found = parts(replace(brief, sections=[Section("first", "First", [["It is written."]], drawn), *long]))
    assert [s.key for s in found.story] == ["first", "s0", "s1"]
    assert ([len(s.pictures) for s in found.story], len(found.pictures)) == ([3, 0, 0], 2)
    assert [s.key for s in found.detail] == ["s2", "s3"]


def test_a_picture_has_a_drawing_for_phones_and_ways_to_take_it_away(brief: Brief) -> None:
    slim = {
        "padding": dict.fromkeys(("left", "right", "top", "bottom"), 4),
        "autosize": "none",
        "width": 342,
        "height": 40,
        "layer": drawing().spec["layer"][:1],
        "config": {"font": "x"},
    }
    text = page(replace(brief, sections=[Section("a", "A", [["It is written."]], [replace(drawing(), narrow=slim)])]))
    assert re.search(r'<div class="plot slim"><svg[^>]*viewBox="0 0 350 ', text)
    assert re.findall(r'data-as="(\w+)"', text.split('<p class="tools"')[1].split("</p>")[0]) == ["png", "svg", "csv", "embed"]


def test_signs_are_explained_where_they_are_used(brief: Brief, text: str) -> None:
    for sign in ("†", "‡"):
        assert f'<span class="legend">{sign}' in text
    unsigned = replace(
        brief, evidence=[c for c in brief.evidence if not sign_of(c)][:1], sections=[], takeaways=[], standfirst=[], headline="x"
    )
    assert '<span class="legend">' not in page(unsigned)


def test_a_picture_says_what_it_shows_and_gives_its_figures(text: str, tags: Tags) -> None:
    assert "Title &lt;1&gt;" in text
    assert '<td>Anhui</td><td class="number">1.5</td>' in text
    assert "figure" in [name for name, _ in tags.tags]


def test_title_notes_and_sources_of_a_picture_are_text_and_not_drawn_twice() -> None:
    bare, foot = bared(drawing())
    assert foot == "A note. Source: an office."
    assert "title" not in bare.spec
    assert len(bare.spec["layer"]) == 1
    assert bare.spec["padding"] == {"left": EDGE, "right": EDGE, "top": AROUND, "bottom": AROUND}
    assert bare.spec["width"] == 608


def test_a_picture_of_another_house_keeps_what_is_drawn_in_it() -> None:
    bare, foot = bared(replace(drawing(), source="Somebody else."))
    assert (len(bare.spec["layer"]), foot) == (2, "Somebody else.")


def test_a_page_is_written_where_nothing_can_be_drawn(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise InputError("no extra")

    monkeypatch.setattr("hinterland.brief.pictures.svg", refuse)
    monkeypatch.setattr("hinterland.brief.fonts.woff2_for", refuse)
    text = page(brief)
    assert "<svg" not in text.split("</script>")[1]
    assert "<details open>" in text


def test_a_reason_of_one_line_under_the_lead_stands_open_and_a_longer_one_is_folded(brief: Brief) -> None:
    short, long = (page(replace(brief, headline_advice=Advised("look", "rule", why))) for why in ("One report.", "Because of it. " * 12))
    assert (
        re.search(r'<p class="advice look"><b>[^<]+</b> One report.</p>', short)
        and '<details class="advice look">' not in short.partition("</header>")[0]
    )
    assert '<details class="advice look">' in long.partition('class="takeaways"')[0]


@pytest.mark.parametrize("advice", ["quote", "hedge", "look"])
def test_a_takeaway_says_what_to_do_and_why(brief: Brief, advice: Advice) -> None:
    text = page(replace(brief, takeaways=[Takeaway("Trade grew.", advice, "rule", "Because of it.")]))
    assert f'class="advice {advice}"' in text
    assert "Because of it." in text


def test_the_page_is_in_its_language(brief: Brief, tags: Tags) -> None:
    attributes = dict(tags.tags)
    assert attributes["html"]["lang"] == {"en": "en", "zh": "zh-Hans"}[brief.language]
    ours = "".join(tags.words)
    labels = [row[{"en": "zh", "zh": "en"}[brief.language]] for row in table().values()]
    assert [x for x in labels if len(x) > 9 and "{" not in x and x in ours] == []


def test_landmarks_and_headings_are_in_order(tags: Tags) -> None:
    names = [name for name, _ in tags.tags]
    assert names.count("main") == names.count("h1") == 1
    levels = [int(n[1]) for n in names if re.fullmatch(r"h[1-6]", n)]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert tags.every("href", "a")[0] == "#main"


def test_a_name_cannot_write_html(brief: Brief) -> None:
    evil = '<img src=x onerror="alert(1)">'
    told = Section("changed", evil, [[f"{evil} [1]."]], [replace(drawing(evil), subtitle=evil, source=evil, alt=evil, rows=[{evil: evil}])])
    text = page(
        replace(brief, name=evil, headline=evil, standfirst=[evil], takeaways=[Takeaway(evil, "look", evil, evil)], sections=[told])
    )
    assert "<img" not in text


def test_a_claim_that_states_its_answer_has_the_id_that_mining_gives_it(hinterland: Hinterland, brief_of: Callable[..., Brief]) -> None:
    mined = {m.claim.id for m in best_first(hinterland.mine("anhui", "2025").mined)[:20]}
    told = {stated(c).id for c in brief_of("CN-AH").evidence}
    assert len(mined & told) >= len(mined) / 2


def test_evidence_of_a_claim_without_any_is_empty(brief: Brief) -> None:
    bare = entry(brief.evidence[0].model_copy(update={"evidence": None}), brief.language)
    assert (bare.series, bare.sources, bare.sql) == ([], [], "")


def test_the_table_of_labels_has_both_languages() -> None:
    assert [k for k, row in table().items() if not row["en"] or not row["zh"]] == []
