"""The brief of Anhui's trade in 2025 states what is held, says where from, and changes when a figure changes: nothing in it is typed in."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from hinterland.api import Hinterland
from hinterland.brief import Brief
from hinterland.brief.output import to_html, to_json, to_markdown
from hinterland.indicators import Indicators
from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import Engine
from hinterland.warehouse.load import seed
from hinterland.warehouse.store import Store


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    with Hinterland(tmp_path_factory.mktemp("brief") / "warehouse") as h:
        yield h


@pytest.fixture(scope="module")
def anhui(brief_of: Callable[..., Brief]) -> Brief:
    return brief_of("CN-AH")


def prose(brief: Brief) -> str:
    text = " ".join(s for section in brief.sections for s in section.sentences)
    return re.sub(r"\s?\[\d+\]", "", text)


def story(brief: Brief) -> str:
    text = " ".join(
        [*brief.standfirst, *(t.text for t in brief.takeaways), *(s for x in brief.sections if not x.detail for s in x.sentences)]
    )
    return re.sub(r"\s?\[\d+\]", "", text)


@pytest.mark.parametrize(
    "said",
    [
        "Anhui's goods trade rose 17.3% to 1.01 trillion yuan in 2025, making the province the first of the six central provinces",
        "and the ninth province nationwide, to pass 1 trillion yuan",
        "Growth quickened from 7.4% in 2024 and was far above the nation's 3.8%.",
        "Exports of the so-called new three (electric vehicles, lithium batteries and solar cells) more than doubled to 101.8 billion yuan, "
        "nearly 15% of Anhui's exports. They accounted for 51% of the growth of Anhui's exports.",
        "Growth in Anhui's trade quickened within the year, from 14.1% in the first seven months of 2025 to 21% in the last five months.",
        "grew fastest among the ten largest trading provinces and municipalities and second fastest among the six central provinces, behind Hubei",
        "In December 2025 alone Anhui's trade rose 35.9% to 112 billion yuan.",  # Any of August to November may have been higher.
        "Central China's trade as a whole rose 9.7%, less than Anhui's. Anhui accounted for 25.7% of central China's trade.",
        "The question is whether Anhui, which trailed Sichuan by 18 billion yuan in 2025, overtakes it in 2026.",
        "Figures marked † rest on news reports or second-hand copies of official releases.",
    ],
)
def test_the_story_of_anhui_says(anhui: Brief, said: str) -> None:
    assert said in story(anhui)


@pytest.mark.parametrize(
    "said",
    [
        "Anhui's goods trade rose 17.3% to 1.0136 trillion yuan in 2025.",
        "Exports rose 17.8% to 682.31 billion yuan and imports rose 16.2% to 331.25 billion yuan",
        "Anhui ranked ninth nationwide by trade",
        "Nine provincial-level regions had trade above 1 trillion yuan in 2025: Guangdong, Jiangsu, Zhejiang, Shanghai, Shandong, Beijing, Fujian, Sichuan and Anhui",
        "became the first of the six central provinces with trade above 1 trillion yuan",
        "grew fastest among the ten largest trading provinces and municipalities",
        "Hubei's trade came to 834.01 billion yuan, up 18.2%",
        "new three more than doubled to 101.83 billion yuan, nearly 15% of Anhui's exports",
        "machinery and electronics rose 21.2% and made up more than 70% of Anhui's exports",
        "1.228 million units",
        "54.3%",
        "Trade with ASEAN rose 38.3% to 141.5 billion yuan",
        "Anhui's trade grew with 189 countries and regions",
        "industrial revenue came to 5.27 trillion yuan in the first eleven months of 2025, fifth nationwide",
        "went from 3.8 trillion yuan in 2020 to 5.5 trillion yuan in 2024",
        "In December 2025 alone Anhui's trade rose 35.9% to 111.84 billion yuan",
        "Anhui's trade grew by an average of 13.2% a year from 2020, when it was 545.15 billion yuan, to 2025",
    ],
)
def test_the_brief_of_anhui_says(anhui: Brief, said: str) -> None:
    assert said in prose(anhui)


def read_marks(brief: Brief) -> list[int]:
    """The marks in reading order; those of pictures come last."""
    texts = [*brief.standfirst, *(t.text for t in brief.takeaways), *(s for x in brief.sections for s in x.sentences)]
    return [int(m) for text in texts for m in re.findall(r"\[(\d+)\]", text)] + [m for p in brief.pictures for m in p.marks]


def test_every_mark_leads_to_observations_with_their_sources(anhui: Brief) -> None:
    marks = set(read_marks(anhui))
    assert marks == set(range(1, len(anhui.evidence) + 1))
    for claim in anhui.evidence:
        assert claim.evidence is not None
        assert claim.evidence.observations
        assert {o.source for o in claim.evidence.observations} == {s.id for s in claim.evidence.sources}
        assert all(s.reliability for s in claim.evidence.sources)


def test_marks_are_numbered_as_they_are_read(anhui: Brief) -> None:
    first_read = list(dict.fromkeys(read_marks(anhui)))
    assert first_read == sorted(first_read)


def test_the_share_of_the_new_three_is_an_interval(anhui: Brief) -> None:
    share = next(c for c in anhui.evidence if c.indicator.op == "share" and c.indicator.product == "new-three")
    assert share.evidence is not None
    assert share.evidence.low is not None
    assert share.evidence.high is not None
    assert 14.9 < share.evidence.low < share.evidence.high < 15.0


def changed(folder: Path, file: str, old: str, new: str) -> Hinterland:
    """A warehouse seeded with the embedded tables, one figure of which is another."""
    with as_file(files("hinterland") / "packs" / "china" / "figures") as data:
        shutil.copytree(data, folder / "data")
    path = folder / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    store = Store(folder / "warehouse")
    seed(store, folder / "data")
    return Hinterland(folder / "warehouse", embedded=False)


def test_a_figure_that_changes_changes_the_brief(tmp_path: Path) -> None:
    with changed(tmp_path, "annual.csv", "10135.6,CNY_100M", "10239.7,CNY_100M") as h:
        text = prose(h.brief("anhui", "2025"))
    assert "1.0240 trillion yuan" in text
    assert "1.0136" not in text


@pytest.mark.long
def test_a_growth_rate_that_changes_may_change_a_rank(tmp_path: Path) -> None:
    with changed(tmp_path, "annual.csv", "14.1,percent", "24.1,percent") as h:
        text = prose(h.brief("anhui", "2025"))
    assert "grew fastest among the ten largest" not in text


def test_what_is_not_held_is_said(desk: Hinterland) -> None:
    told = story(desk.brief("西藏", "2025"))
    said = "This brief has no full-year figures on Tibet's exports, imports or products; the figures given for exports and imports cover the first seven months of 2025."
    assert said in told


def test_a_total_that_was_not_published_follows_from_a_part_and_its_share(desk: Hinterland) -> None:
    brief = desk.brief("西藏", "2025")
    said = "China Tibet Online, which put Tibet's trade with the Belt and Road countries in 2025 at 5.75 billion yuan, 67.8% of the total."
    assert said in story(brief)
    total = next(c for c in brief.evidence if c.indicator.op == "level" and c.indicator.partner == "world" and c.period == "2025")
    assert total.evidence and total.evidence.expression == "100 part / share" and len(total.evidence.observations) == 2


@pytest.mark.parametrize(
    ("subject", "period"),
    [("CN", "2025"), ("CN-GD", "2023"), ("CN-HB", "2025-01/2025-09")],
)
def test_a_brief_is_written_of_provinces_groups_and_the_nation(brief_of: Callable[..., Brief], subject: str, period: str) -> None:
    brief = brief_of(subject, period)
    assert brief.sections
    assert "None" not in prose(brief)


@pytest.mark.parametrize(
    ("subject", "period", "said"),
    [("Shanxxi", "2025", "Shaanxi"), ("anhui", "1950", "no trade"), ("anhui", "2025-13", "month"), ("anhui", "soon", "soon")],
)
def test_bad_input_is_a_sentence(desk: Hinterland, subject: str, period: str, said: str) -> None:
    with pytest.raises(InputError) as e:
        desk.brief(subject, period)
    assert said in str(e.value)


def test_the_page_asks_for_nothing_from_anywhere(anhui: Brief) -> None:
    page, scripts = re.subn(r"<script type=\"module\">.*?</script>", "", to_html(anhui), flags=re.DOTALL)
    assert scripts <= 1 and "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#|https?://[^"]*" rel="noreferrer")', page)
    assert 'id="e1"' in page


def test_a_name_cannot_write_html(anhui: Brief) -> None:
    brief = Brief("x", "x", "2025", "en", 1, "<b>bold</b>", sections=list(anhui.sections), evidence=list(anhui.evidence))
    assert "<b>bold</b>" not in to_html(brief)


def test_markdown_and_json_hold_the_same_sentences(anhui: Brief) -> None:
    told = json.loads(to_json(anhui))
    assert [s["sentences"] for s in told["sections"]] == [s.sentences for s in anhui.sections]
    assert to_markdown(anhui).count("[^1]:") == 1


def test_nothing_is_left_of_a_brief_that_cannot_be_written(anhui: Brief, tmp_path: Path) -> None:
    for path in (tmp_path / "a.exe", tmp_path / "no" / "a.md"):
        with pytest.raises(InputError):
            anhui.save(path)
    assert not list(tmp_path.iterdir())


def test_another_source_left_out_changes_what_is_said(desk: Hinterland) -> None:
    engine = Engine(desk.store, desk.state, without=["CDB-2026"])
    from hinterland.brief import write

    text = prose(write(Indicators(engine), "CN-AH", "2025"))
    assert "682.31" not in text


def test_a_rank_that_may_be_one_of_two_is_not_told(brief_of: Callable[..., Brief]) -> None:
    told = story(brief_of("CN-HN", period="2021"))
    assert "trade" in told and "nationwide by trade" not in told and "third among the six central provinces" in told
