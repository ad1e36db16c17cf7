"""A draft against a release about a province and a month that nothing is held for: its planted errors and nothing else; and a release as a source to store.

The releases come as text, HTML and docx; each draft has three errors: imports told as exports, two digits changed places, and a power of ten.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import pytest
from tests.conftest import Ran

from hinterland.api import Hinterland
from hinterland.check import load_document
from hinterland.check.release import read_release
from hinterland.sources.reading import InputError, Options

pytestmark = pytest.mark.long

DAY = date(2026, 5, 21)

RELEASE = {
    "en": """Kunming Customs: Yunnan's foreign trade in April 2026
May 20, 2026

Yunnan's imports and exports totalled 27.46 billion yuan in April 2026, up 9.3 percent from a year earlier.
Exports rose 12.8 percent to 11.92 billion yuan, and imports grew 6.7 percent to 15.54 billion yuan.

In the first four months of 2026, Yunnan's foreign trade came to 98.31 billion yuan, an increase of 7.9 percent.
Exports were 41.27 billion yuan, up 10.4 percent, and imports 57.04 billion yuan, up 6.2 percent.

In April, trade with ASEAN reached 10.83 billion yuan, up 14.1 percent, accounting for 39.4 percent of the province's total.
""",
    "zh": """昆明海关：2026年4月云南外贸进出口情况
2026年5月20日

2026年4月，云南省进出口总值274.6亿元，同比增长9.3%。其中，出口119.2亿元，增长12.8%；进口155.4亿元，增长6.7%。

2026年前4个月，云南省进出口总值983.1亿元，增长7.9%。其中，出口412.7亿元，增长10.4%；进口570.4亿元，增长6.2%。

4月，云南省对东盟进出口108.3亿元，增长14.1%，占全省外贸总值的39.4%。
""",
}
DRAFT = {
    "en": """Yunnan's trade picked up in April 2026. Imports and exports totalled 27.46 billion yuan, up 9.3 percent, Kunming Customs said.

Exports rose 12.8 percent to 15.54 billion yuan. Imports grew 7.6 percent.

In the first four months of 2026, Yunnan's foreign trade came to 9.831 billion yuan, an increase of 7.9 percent. Trade with ASEAN reached 10.83 billion yuan in April, up 14.1 percent.
""",
    "zh": """2026年4月，云南外贸继续回升。据昆明海关统计，当月全省进出口274.6亿元，同比增长9.3%。

其中，出口155.4亿元，增长12.8%；进口增长7.6%。

2026年前4个月，云南进出口98.31亿元，增长7.9%。4月，云南对东盟进出口108.3亿元，增长14.1%。
""",
}
PLANTED = {
    "en": [("HL208", "15.54 billion yuan"), ("HL201", "7.6 percent"), ("HL209", "9.831 billion yuan")],
    "zh": [("HL208", "155.4亿元"), ("HL201", "7.6%"), ("HL209", "98.31亿元")],
}
PUBLISHER = {"en": "Kunming Customs", "zh": "昆明海关"}
FIGURES = 15


def as_text(folder: Path, text: str) -> Path:
    file = folder / "release.txt"
    file.write_text(text, encoding="utf-8")
    return file


def as_page(folder: Path, text: str) -> Path:
    title, *lines = [line for line in text.split("\n") if line]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    file = folder / "release.html"
    page = f"<!doctype html><html><head><title>{title}</title><script>var growth = '99.9 percent';</script></head><body><h1>{title}</h1>{body}</body></html>"
    file.write_text(page, encoding="utf-8")
    return file


def as_docx(folder: Path, text: str) -> Path:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    for line in text.split("\n"):
        made.add_paragraph(line)
    file = folder / "release.docx"
    made.save(str(file))
    return file


KINDS = {"text": as_text, "html": as_page, "docx": as_docx}
both = pytest.mark.parametrize("language", ["en", "zh"])


def draft(folder: Path, language: str) -> Path:
    file = folder / "draft.txt"
    file.write_text(DRAFT[language], encoding="utf-8")
    return file


# -- a draft against a release


@both
@pytest.mark.parametrize("kind", KINDS)
def test_the_planted_errors_of_a_draft_are_found_and_nothing_else(
    run: Callable[..., Ran], tmp_path: Path, kind: str, language: str
) -> None:
    release = KINDS[kind](tmp_path, RELEASE[language])
    ran = run("check", draft(tmp_path, language), "--against", release, "--date", DAY, "--output-format", "json")
    assert ran.status == 1, ran.err
    report = json.loads(ran.out)
    text = DRAFT[language]
    assert [(f["code"], text[f["start"] : f["end"]]) for f in report["findings"]] == PLANTED[language]
    assert [(a["figures"], a["unsure"]) for a in report["against"]] == [(FIGURES, 0)]
    assert {c["verdict"] for c in report["claims"]} == {"supported", "refuted"}


@pytest.mark.xfail(strict=False, reason="a period is read otherwise than it is meant")
@both
def test_without_the_release_nothing_is_held_and_nothing_is_invented(hinterland: Hinterland, tmp_path: Path, language: str) -> None:
    report = hinterland.check(load_document(str(draft(tmp_path, language))), dated=DAY)
    assert {c.verdict for c in report.claims} == {"unverifiable"}
    assert [f for f in report.findings if f.code != "HL901"] == []


@both
def test_a_draft_that_says_what_the_release_says_has_no_finding(run: Callable[..., Ran], tmp_path: Path, language: str) -> None:
    release = as_text(tmp_path, RELEASE[language])
    ran = run("check", release, "--against", release, "--date", DAY, "--output-format", "json")
    assert (ran.status, json.loads(ran.out)["findings"]) == (0, [])


@both
def test_the_report_names_the_release_and_its_publisher(run: Callable[..., Ran], tmp_path: Path, language: str) -> None:
    ran = run("check", draft(tmp_path, language), "--against", as_text(tmp_path, RELEASE[language]), "--date", DAY)
    assert PUBLISHER[language] in ran.out and "2026-05-20" in ran.out
    [closing] = [line for line in ran.out.splitlines() if "release.txt" in line]
    assert str(FIGURES) in closing


@both
def test_the_slip_of_unit_is_fixed_from_an_office_s_release(run: Callable[..., Ran], tmp_path: Path, language: str) -> None:
    release, text = as_text(tmp_path, RELEASE[language]), draft(tmp_path, language)
    assert run("check", text, "--against", release, "--date", DAY, "--fix").status == 1
    fixed = {"en": ("9.831 billion yuan", "98.31 billion yuan"), "zh": ("98.31亿元", "983.1亿元")}[language]
    assert text.read_text(encoding="utf-8") == DRAFT[language].replace(*fixed)


def test_nothing_is_stored_by_a_check(run: Callable[..., Ran], tmp_path: Path) -> None:
    before = run("sources", "--output-format", "json").out
    run("check", draft(tmp_path, "en"), "--against", as_text(tmp_path, RELEASE["en"]), "--date", DAY)
    assert run("sources", "--output-format", "json").out == before


def test_a_release_that_says_nothing_is_refused_in_a_sentence(run: Callable[..., Ran], tmp_path: Path) -> None:
    run("check", draft(tmp_path, "en"), "--against", as_text(tmp_path, "No figures.\n")).refused("release.txt", "no figure")
    run("check", draft(tmp_path, "en"), "--against", tmp_path / "none.txt").refused("none.txt", "does not exist")


# -- a release as a source

DOUBTFUL = (
    "Kunming Customs: Yunnan's foreign trade in April 2026\nMay 20, 2026\n\n"
    "Yunnan's imports and exports totalled 27.46 billion yuan in April 2026, up 9.3 percent. It was a monthly record. "
    "The hills are green. Exports came to 11.92 billion yuan in April 2026. "
    "Yunnan's exports in April 2026 were 12.92 billion yuan.\n"
)


@both
def test_claims_are_shown_before_they_are_stored(run: Callable[..., Ran], tmp_path: Path, language: str) -> None:
    release = as_text(tmp_path, RELEASE[language])
    before = run("sources", "--output-format", "json").out
    shown = run("load", release, "--format", "prose", "--dry-run")
    assert shown.status == 0, shown.err
    told = {"en": "27.46 billion yuan", "zh": "274.6亿元"}[language]
    assert told in shown.out and PUBLISHER[language] in shown.out and f"{FIGURES} figures" in shown.out
    assert run("sources", "--output-format", "json").out == before


@both
def test_what_was_read_surely_is_stored_under_its_source_and_answers_from_then_on(
    run: Callable[..., Ran], tmp_path: Path, language: str
) -> None:
    release = as_text(tmp_path, RELEASE[language])
    (file,) = run("load", release, "--format", "prose", "--source", "KM-2026-04", "--output-format", "json").read()["files"]
    assert (file["format"], file["rows_new"], file["rows_quarantined"]) == ("prose", FIGURES, 0)
    rows = run("show", "CN-YN", "--output-format", "json").read()["rows"]
    row = next(r for r in rows if r["period"] == "2026-04" and r["flow"] == "total")
    assert (row["value"], row["growth_published"], row["source"], row["reliability"]) == (27_460_000_000, 9.3, "KM-2026-04", "official")
    assert run("check", draft(tmp_path, language), "--date", DAY).status == 1


def test_what_the_reader_was_not_sure_of_is_not_stored_and_is_told(run: Callable[..., Ran], tmp_path: Path) -> None:
    release = as_text(tmp_path, DOUBTFUL)
    shown = run("load", release, "--format", "prose", "--dry-run")
    assert "2 figures" in shown.out
    for left in ("11.92 billion yuan", "12.92 billion yuan", "monthly record"):
        assert left in shown.out
    (file,) = run("load", release, "--format", "prose", "--output-format", "json").read()["files"]
    assert file["rows_new"] == 2 and file["rows_quarantined"] == file["rows_read"] - 2
    query = "SELECT count(*) AS n FROM observations WHERE region = 'CN-YN' AND period = '2026-04' AND flow = 'export'"
    assert run("sql", query, "--output-format", "json").read()["rows"][0]["n"] == 0


@pytest.mark.parametrize("confidence", [0.5, 0.69])
def test_a_claim_read_with_doubt_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, confidence: float) -> None:
    from hinterland.check import release as module

    def doubting(text: str, day: date) -> object:
        found = read(text, day)
        claims = tuple(c.model_copy(update={"confidence": confidence}) if i else c for i, c in enumerate(found.claims))
        return type(found)(found.text, found.language, found.today, claims, found.left_alone)

    read = module.read
    monkeypatch.setattr(module, "read", doubting)
    found = read_release(as_text(tmp_path, RELEASE["en"]), Options())
    assert [c.text for c in found.taken] == ["27.46 billion yuan"]
    assert {reason for _, reason in found.left} == {"the reader was not sure of it"}


def test_publisher_title_and_date_may_be_given(tmp_path: Path) -> None:
    given = Options(publisher="Yunnan Daily", title="Trade in spring", released="2026-05-22")
    source = read_release(as_text(tmp_path, RELEASE["en"]), given).source
    assert (source.publisher, source.title, source.released, source.reliability) == (
        "Yunnan Daily",
        "Trade in spring",
        "2026-05-22",
        "news",
    )


@both
@pytest.mark.parametrize("kind", KINDS)
def test_publisher_title_and_date_are_found_in_the_release(tmp_path: Path, kind: str, language: str) -> None:
    source = read_release(KINDS[kind](tmp_path, RELEASE[language]), Options()).source
    assert (source.publisher, source.title, source.released) == (PUBLISHER[language], RELEASE[language].split("\n")[0], "2026-05-20")
    assert source.reliability == "official"


def test_an_empty_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no figure"):
        read_release(as_text(tmp_path, ""), Options())
