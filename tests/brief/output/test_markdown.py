"""A brief as Markdown: everything it says is there, every mark has its footnote, and the file passes the project's own check as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.brief.output.desk import brief, picture

from hinterland.api import Hinterland
from hinterland.brief.document import Section
from hinterland.brief.output import to_markdown
from hinterland.check import document
from hinterland.codes import Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_the_brief_says(language: Language) -> None:
    made, text = brief(language), to_markdown(brief(language))
    without = re.sub(r"[†‡]?\[\^\d+\]", "", text)
    told = [
        *made.standfirst,
        *(t.text for t in made.takeaways),
        *(t.why for t in made.takeaways),
        *(s for x in made.sections for s in x.sentences),
    ]
    assert [s for s in told if re.sub(r" ?\[\d+\]", "", s) not in without] == []
    assert f"# {made.headline}\n" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_mark_has_one_footnote_and_each_footnote_a_mark(language: Language) -> None:
    text = to_markdown(brief(language))
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.M)
    assert defined == ["1", "2", "3", "4"]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(defined)


def test_signs_stand_before_the_marks_of_figures_that_are_not_official() -> None:
    text = to_markdown(brief())
    assert "1,013.56 billion yuan[^1]" in text
    assert "up 17.3%†[^2]" in text
    assert "351.06 billion yuan‡[^4]" in text
    assert "† a press report" in text and "‡ derived" in text


def test_a_legend_explains_only_the_signs_that_are_used() -> None:
    official = brief(evidence=brief().evidence[:1], takeaways=[], standfirst=[], sections=[Section("a", "A", [["It was so [1]."]])])
    assert "†" not in to_markdown(official)


def test_a_note_says_what_its_figure_is_of_and_where_it_is_from_in_a_line() -> None:
    text = to_markdown(brief())
    assert "[^1]: Anhui, trade, 2025. Ministry of Finance of China, 2026.\n" in text
    assert "[^4]: Anhui, balance of trade, 2025. derived. China Daily Brief, 2026-01, news report.\n" in text


def test_sources_are_a_table_whose_titles_are_links() -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(to_markdown(brief()))
    assert rendered.count("<table>") == 1
    assert '<a href="https://example.org/panel_of_provinces.csv?a=1&amp;b=2">Province panel' in rendered


def test_a_picture_is_an_image_with_its_title_unit_and_source() -> None:
    text = to_markdown(brief())
    assert "![Anhui's trade passed 1 trillion yuan in 2025](<data:image/svg+xml;base64," in text
    assert "**Anhui's trade passed 1 trillion yuan in 2025[^1]**. Billion yuan, a year. Source: Ministry of Finance of China\n" in text
    assert "![Anhui's trade passed 1 trillion yuan in 2025](<of%20mine.svg>)" in to_markdown(brief(), {"total": "of mine.svg"})


def test_where_nothing_can_be_drawn_the_title_stands_alone() -> None:
    text = to_markdown(brief(), {})
    assert "![" not in text
    assert "**Anhui's trade passed 1 trillion yuan in 2025[^1]**" in text


def test_detail_comes_after_the_story_and_without_pictures() -> None:
    detail, story = Section("a", "Aside", [["More."]], [picture()], detail=True), Section("b", "The story", [["It is written."]])
    text = to_markdown(brief(sections=[detail, story]))
    assert text.index("## The story") < text.index("## Aside")
    assert "![" not in text


def test_front_matter_names_the_day_of_the_newest_figure() -> None:
    assert 'title: "Anhui\'s trade passed 1 trillion yuan in 2025"\ndate: 2026-01-23\nlang: en' in to_markdown(brief())
    assert "date:" not in to_markdown(brief(newest=None))


def test_a_name_cannot_write_markdown() -> None:
    nasty = "A|B *bold* <script>alert(1)</script> [x](http://a)\n# heading"
    text = to_markdown(brief(headline=nasty, sections=[Section("a", nasty, [[nasty]], [picture()])]))
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(text.split("---\n", 2)[2])
    assert "<script>" not in rendered
    assert "<em>bold" not in rendered
    assert 'href="http://a"' not in rendered
    assert rendered.count("<h1>") == 1


def test_the_same_brief_gives_the_same_text() -> None:
    assert to_markdown(brief()) == to_markdown(brief())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_passes_the_check_with_no_error_and_no_warning(hinterland: Hinterland, tmp_path: Path, language: Language) -> None:
    path = tmp_path / "brief.md"
    brief(language).save(path)
    report = hinterland.check(document.load_document(str(path)))
    assert [(f.code, f.message) for f in report.findings if f.severity != "info"] == []
    assert len([c for c in report.claims if c.verdict == "supported"]) >= 4
