"""The pages of a server in Chromium, as a person uses them: from the map to a figure's evidence, an article checked, the language changed, a mark dragged, a
workbook saved; with no complaint of the browser, no request to elsewhere, on a phone and a laptop, with the keyboard, without scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from .conftest import Visit

pytestmark = pytest.mark.long

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
"""Asserts of what a page shows wait for it: a click is over before the page it leads to stands."""

expect.set_options(timeout=45_000)

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

ARTICLE = Path(__file__).resolve().parents[4] / "shared" / "article" / "inland-trade-2025.txt"

DRAFT = (
    "Henan (935.67 billion yuan) and Hubei (834.01 billion yuan) are close contenders in 2025.\n\n"
    "Anhui became the first central province to surpass 1 trillion yuan in annual trade in 2025, joining eight coastal provinces already in that bracket. "
    "Hubei recorded 8.34 trillion yuan in trade in 2025.\n"
)
"""A text of ours with two kinds of error: a number ten times too large, and provinces called coastal that aren't."""

ADDRESSES = (
    "", "CN-AH?period=2025", "compare?subjects=CN-AH,CN-HA,CN-HB&period=2025", "check", "explore?region=CN-AH&op=growth", "claims?q=Anhui&period=2025",
    "outlook?subject=CN-HA&horizon=3&threshold=1000000000000", "api", "word", "rules", "nowhere",
)  # fmt: skip

WIDTHS = {"phone": 390, "laptop": 1280}


def serious(page: Any) -> list[Any]:
    """What axe finds that keeps people out."""
    results = axe.Axe().run(page).response
    assert results["passes"], "axe looked at nothing"
    return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in results["violations"] if v["impact"] in ("serious", "critical")]


def paste(visit: Visit, text: str) -> None:
    visit.page.locator("#pasted").fill(text)
    visit.page.locator(".send button").click()
    visit.page.locator(".checked").wait_for()


def codes(page: Any) -> list[str]:
    return [text.split()[0] for text in page.locator(".findings .code").all_inner_texts()]


# -- what a person does


def test_the_walk(browser: Any, serving: Any, tmp_path: Path) -> None:
    with Visit(browser, serving.url, "/") as visit:
        page = visit.page
        expect(page).to_have_url(re.compile(r"/en/$"))
        # Find Anhui, and read.
        page.locator("#standing").get_by_role("link", name="Anhui").click()
        expect(page.locator("h1")).to_contain_text("Anhui")
        assert "1.01 trillion yuan" in page.locator(".standfirst").inner_text()
        # Open the evidence of a figure, and the page of its claim.
        page.locator(".standfirst sup.mark button").first.click()
        opened = page.locator(".drawer:popover-open")
        expect(opened).to_contain_text("Anhui")
        assert opened.is_visible()
        brief = page.url.partition("#")[0]
        opened.get_by_role("link", name="Page of this claim").click()
        expect(page).to_have_url(re.compile("/en/claims/"))
        expect(page.locator(".verdict")).to_contain_text("Supported")
        # Download the workbook.
        page.goto(brief)
        with page.expect_download() as saving:
            page.get_by_role("link", name="Excel workbook").click()
        saved = tmp_path / saving.value.suggested_filename
        saving.value.save_as(saved)
        assert saved.name == "CN-AH-2025.xlsx" and saved.read_bytes().startswith(b"PK")
        # Paste an article and see both errors.
        page.get_by_role("navigation", name="This site").get_by_role("link", name="Check").click()
        paste(visit, DRAFT)
        assert {"HL102", "HL209"} & set(codes(page)), "the number ten times too large"
        assert {"HL205", "HL207"} & set(codes(page)), "the eight provinces called coastal"
        assert page.locator("article .claim.refuted, article .claim.error").count() >= 2
        # Switch to Chinese, on the page of an outlook, and drag the threshold.
        page.get_by_role("navigation", name="This site").get_by_role("link", name="Outlook").click()
        page.get_by_role("link", name="中文").click()
        expect(page).to_have_url(re.compile("/zh/outlook$"))
        expect(page.locator("h1")).to_contain_text("河南")
        before = page.locator(".chances tbody tr").first.inner_text()
        slider = page.get_by_role("slider")
        box = slider.bounding_box()
        with page.expect_response(lambda r: "threshold=" in r.url):
            at = box["x"] + box["width"] * int(slider.input_value()) / int(slider.get_attribute("max"))
            page.mouse.move(at, box["y"] + box["height"] / 2)
            page.mouse.down()
            page.mouse.move(box["x"] + box["width"] * 0.45, box["y"] + box["height"] / 2, steps=5)
            page.mouse.up()
        page.wait_for_function("was => document.querySelector('.chances tbody tr').innerText !== was", arg=before)
        said = page.locator(".slider output").inner_text()
        assert said in page.locator(".chances thead").inner_text(), "the table is of the mark that the slider stands at"
        assert parse_qs(urlsplit(page.url).query)["threshold"] == [page.locator("select[name=threshold]").input_value()]
        assert visit.complaints == []


def test_the_article_shows_its_errors_and_their_evidence(browser: Any, serving: Any) -> None:
    if not ARTICLE.is_file():
        pytest.skip("the article is not here")
    with Visit(browser, serving.url, "/en/check") as visit:
        paste(visit, ARTICLE.read_text(encoding="utf-8"))
        found = set(codes(visit.page))
        assert {"HL102", "HL209"} & found and {"HL205", "HL207"} & found
        assert visit.complaints == []
        assert serious(visit.page) == []


def test_evidence_in_a_checked_text_opens_under_the_pointer_and_by_keyboard(browser: Any, serving: Any) -> None:
    with Visit(browser, serving.url, "/en/check") as visit:
        page = visit.page
        paste(visit, DRAFT)
        claims = page.locator("article .claim")
        hidden = claims.nth(0).locator(".evidence")
        assert not hidden.is_visible()
        claims.nth(0).hover()
        expect(hidden).to_be_visible()
        page.mouse.move(0, 0)
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('article .claim')"):
                break
        expect(page.locator("article .claim:focus > .evidence")).to_be_visible()
        # A finding leads to the words it is about.
        page.locator(".findings a").first.click()
        expect(page.locator(":target")).to_be_visible()


def test_a_file_is_dropped_and_the_report_saved(browser: Any, serving: Any, tmp_path: Path) -> None:
    with Visit(browser, serving.url, "/en/check") as visit:
        page = visit.page
        given = page.evaluate_handle(
            "text => { const d = new DataTransfer(); d.items.add(new File([text], 'draft.txt', {type: 'text/plain'})); return d }", DRAFT
        )
        page.dispatch_event("form.send", "drop", {"dataTransfer": given})
        expect(page.locator(".dropping")).to_contain_text("draft.txt")
        page.locator(".send button").click()
        page.locator(".checked").wait_for()
        assert "draft.txt" in page.locator("h1").inner_text()
        with page.expect_download() as saving:
            page.get_by_role("button", name="Word with comments").click()
        saved = tmp_path / saving.value.suggested_filename
        saving.value.save_as(saved)
        assert saved.name == "draft-checked.docx" and saved.read_bytes().startswith(b"PK")
        assert visit.complaints == []


def test_the_period_is_chosen_by_keyboard_without_losing_the_place(browser: Any, serving: Any) -> None:
    with Visit(browser, serving.url, "/en/") as visit:
        page = visit.page
        slider = page.get_by_role("slider")
        assert page.locator(".slider .ends").inner_text().split() == ["2016", "2025"]
        slider.focus()
        with page.expect_response(lambda r: "period=2024" in r.url):
            page.keyboard.press("ArrowLeft")
        page.wait_for_function("document.querySelector('h1').innerText.includes('2024')")
        assert page.evaluate("document.activeElement.type") == "range"
        assert page.url.endswith("?period=2024") and "2024" in page.title()
        page.get_by_role("link", name="中文").click()
        expect(page).to_have_url(re.compile(r"/zh/\?period=2024$"))
        assert visit.complaints == []


def test_a_search_finds_a_claim(browser: Any, serving: Any) -> None:
    with Visit(browser, serving.url, "/zh/claims", language="zh-CN") as visit:
        page = visit.page
        page.locator("#q").fill("安徽 新三样")
        page.keyboard.press("Enter")
        page.locator(".hits a").first.click()
        expect(page.locator("h1")).to_contain_text("安徽")
        assert visit.complaints == []


def test_a_chart_of_a_served_page_can_be_taken_away(browser: Any, serving: Any) -> None:
    with Visit(browser, serving.url, "/en/CN-AH?period=2025") as visit:
        tools = visit.page.locator("p.tools").first
        expect(tools).to_be_visible()
        for form, start in {"png": b"\x89PNG", "csv": "\ufeff".encode()}.items():
            with visit.page.expect_download() as download:
                tools.locator(f"[data-as={form}]").click()
            assert Path(download.value.path()).read_bytes().startswith(start)
        visit.page.locator("button.theme").click()
        assert visit.page.evaluate("document.documentElement.style.colorScheme") == "dark"
        assert visit.complaints == []


def test_observations_are_filtered_and_saved(browser: Any, serving: Any, tmp_path: Path) -> None:
    with Visit(browser, serving.url, "/en/explore") as visit:
        page = visit.page
        page.locator("#region").select_option("CN-AH")
        page.locator("#op").select_option("growth")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("table.rows tbody tr")).to_have_count(50)
        page.get_by_role("link", name="Next").click()
        expect(page.locator(".turn")).to_contain_text("51 to")
        with page.expect_download() as saving:
            page.get_by_role("link", name="parquet").click()
        saving.value.save_as(tmp_path / "o.parquet")
        assert saving.value.suggested_filename == "observations.parquet"
        assert (tmp_path / "o.parquet").read_bytes().startswith(b"PAR1")
        assert visit.complaints == []


# -- every page


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_is_sound(browser: Any, serving: Any, language: str, path: str) -> None:
    missing = path == "nowhere"
    for width in WIDTHS.values():
        with Visit(browser, serving.url, f"/{language}/{path}", width=width) as visit:
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
            assert [c for c in visit.complaints if not missing or "404" not in c] == []
    with Visit(browser, serving.url, f"/{language}/{path}") as visit:
        assert serious(visit.page) == []
        assert visit.page.evaluate("document.documentElement.lang") == ("en" if language == "en" else "zh-Hans")


def test_pages_serve_without_scripts(browser: Any, serving: Any) -> None:
    with Visit(browser, serving.url, "/en/", scripts=False) as visit:
        page = visit.page
        page.locator("#period").select_option("2023")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("h1")).to_contain_text("2023")
        page.goto(f"{serving.url}/en/outlook?subject=CN-HA&horizon=2")
        page.locator("#threshold").select_option("1100000000000")
        page.get_by_role("button", name="Show").click()
        expect(page.locator(".chances thead")).to_contain_text("1.1 trillion yuan")
        page.goto(f"{serving.url}/en/check")
        paste(visit, DRAFT)
        assert {"HL102", "HL209"} & set(codes(page))


def test_a_checked_text_can_be_printed(browser: Any, serving: Any, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    with Visit(browser, serving.url, "/en/check") as visit:
        paste(visit, DRAFT)
        visit.page.pdf(path=tmp_path / "page.pdf", format="A4")
    text = "".join(p.extract_text() for p in pypdf.PdfReader(tmp_path / "page.pdf").pages)
    assert "HL102" in text or "HL209" in text
    assert "Or a file" not in text, "forms are not printed"
