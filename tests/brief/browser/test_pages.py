"""The pages of a site in a browser, as people use them: on a phone and a laptop, on paper, with the keyboard alone, without scripts, in both languages."""

from __future__ import annotations

import csv
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hinterland.api import Hinterland

pytestmark = pytest.mark.long

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]

SUBJECTS = ("CN", "central", "CN-AH", "CN-XZ")

BRIEFS = [f"{folder}briefs/{subject}-2025.html" for folder in ("", "zh/") for subject in SUBJECTS]

LISTS = [
    f"{folder}{page}"
    for folder in ("", "zh/")
    for page in ("index.html", "claims/index.html", "search.html", "revisions.html", "about.html")
]

WIDTHS = {"phone": 390, "tablet": 820, "desktop": 1280}

TALLEST = {"phone": 6000, "tablet": 4500, "desktop": 3000}
"""In pixels: how tall the page of a brief may be at each width with its detail folded away."""

SMALLEST = 11
"""In pixels: the smallest text."""

SMALL_TEXTS = """(least) => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest(".unseen")) continue;
    const scale = element.getScreenCTM ? element.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < least - 0.01) found.push(`${size.toFixed(2)} ${node.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""
"""The texts on the screen that are smaller than a size, as they are seen."""


@pytest.fixture(scope="module")
def site(hinterland: Hinterland, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "public"
    hinterland.site("2025", folder, subjects=SUBJECTS)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield started
        started.close()


class Visit:
    """A page that was opened, with what the browser complained of and what it asked for beside the site's own files."""

    def __init__(self, browser: Any, path: Path, *, width: int = 1280, scripts: bool = True, scheme: str = "light") -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, color_scheme=scheme, accept_downloads=True
        )
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    @property
    def outside(self) -> list[str]:
        """What was asked for that is no file and not in the page itself."""
        return [r for r in self.requests if not r.startswith(("file:", "data:"))]


def a_claim(site: Path, folder: str) -> str:
    return f"{folder}claims/{min(p.name for p in (site / 'claims').glob('[0-9a-f]*.html'))}"


# -- nothing is wrong, nothing comes from elsewhere, nothing runs out of the page


@pytest.mark.parametrize("path", [*BRIEFS, *LISTS])
def test_a_page_complains_of_nothing_and_asks_nobody(browser: Any, site: Path, path: str) -> None:
    with Visit(browser, site / path) as visit:
        assert visit.complaints == []
        assert visit.outside == []
        assert visit.page.title()
        assert visit.page.evaluate("document.documentElement.lang") == ("zh-Hans" if path.startswith("zh/") else "en")


@pytest.mark.parametrize("path", [*BRIEFS, *LISTS])
def test_a_page_is_no_wider_than_the_screen(browser: Any, site: Path, path: str) -> None:
    with Visit(browser, site / path) as visit:
        for screen, width in WIDTHS.items():
            visit.page.set_viewport_size({"width": width, "height": 900})
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, screen


@pytest.mark.parametrize("path", [*BRIEFS, *LISTS, "claim", "zh/claim"])
def test_axe_finds_nothing_serious(browser: Any, site: Path, path: str) -> None:
    found = a_claim(site, path.removesuffix("claim")) if path.endswith("claim") else path
    with Visit(browser, site / found) as visit:
        results = axe.Axe().run(visit.page).response
    assert results["passes"], "axe looked at nothing"
    serious = [v for v in results["violations"] if v["impact"] in ("serious", "critical")]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in serious] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", BRIEFS)
def test_a_brief_is_short_readable_and_open_to_all_at_every_width(browser: Any, site: Path, path: str, scheme: str) -> None:
    with Visit(browser, site / path, scheme=scheme) as visit:
        page = visit.page
        for screen, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, screen
            assert page.evaluate("document.documentElement.scrollHeight") <= TALLEST[screen], screen
            assert page.evaluate(SMALL_TEXTS, SMALLEST) == [], screen
            found = axe.Axe().run(page).response["violations"]
            assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == [], screen
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert page.evaluate(SMALL_TEXTS, SMALLEST) == []


# -- evidence on tap


@pytest.mark.parametrize("width", [390, 1280])
def test_a_mark_opens_its_evidence_and_escape_leads_back(browser: Any, site: Path, width: int) -> None:
    with Visit(browser, site / BRIEFS[2], width=width) as visit:
        page = visit.page
        mark = page.locator("sup.mark button").nth(3)
        drawer = page.locator(f"#{mark.get_attribute('popovertarget')}")
        assert not drawer.is_visible()
        mark.focus()
        page.keyboard.press("Enter")
        assert drawer.is_visible()
        assert page.evaluate("document.activeElement.className") == "close"
        assert drawer.get_attribute("role") == "dialog"
        box = drawer.bounding_box()
        assert box["x"] + box["width"] <= width + 1
        assert (box["y"] > 200) == (width == 390), "at the foot of a phone, at the side of a desktop"
        assert axe.Axe().run(page).response["violations"] == []
        page.keyboard.press("Escape")
        assert not drawer.is_visible()
        assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == mark.get_attribute("popovertarget")


def test_a_chart_can_be_taken_away(browser: Any, site: Path) -> None:
    begins = {"png": b"\x89PNG", "svg": b"<svg", "csv": "\ufeff".encode()}
    with Visit(browser, site / BRIEFS[2]) as visit:
        tools = visit.page.locator(".tools").first
        for form, start in begins.items():
            with visit.page.expect_download() as download:
                tools.locator(f"[data-as={form}]").click()
            assert Path(download.value.path()).read_bytes().startswith(start)
            assert re.fullmatch(r"[\w.-]+", download.value.suggested_filename)
        heads, *rows = csv.reader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines())
        assert rows and all(
            not re.search("[†‡,+%]", cell) for row in rows for head, cell in zip(heads, row, strict=True) if "(†‡)" not in head
        )
        assert visit.page.locator(".plot svg title").count() == 0, "what marks say is shown by the page"
        bar = visit.page.locator("figure .plot.wide svg path[fill='#14508c']").first
        bar.hover()
        assert visit.page.locator(".tip").inner_text()


# -- the keyboard


@pytest.mark.parametrize("path", [p for p in BRIEFS if "CN-AH" in p])
def test_the_keyboard_reaches_every_mark_of_the_story(browser: Any, site: Path, path: str) -> None:
    with Visit(browser, site / path) as visit:
        page = visit.page
        marks = page.evaluate("[...document.querySelectorAll('sup.mark button')].filter((m) => m.checkVisibility()).length")
        assert marks > 5
        reached: set[int] = set()
        stops = page.evaluate("document.querySelectorAll('a, button, summary, [tabindex]').length")
        for _ in range(stops + 5):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("[...document.querySelectorAll('sup.mark button')].indexOf(document.activeElement)"))
            if len(reached - {-1}) == marks:
                break
        assert len(reached - {-1}) == marks
        shown = page.evaluate(
            "getComputedStyle(document.querySelector('sup.mark button:focus-visible') ?? document.activeElement).outlineStyle"
        )
        assert shown != "none", "one can't see where the keyboard is"


def test_the_first_stop_skips_to_the_text(browser: Any, site: Path) -> None:
    with Visit(browser, site / BRIEFS[2]) as visit:
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skip"
        visit.page.keyboard.press("Enter")
        assert visit.page.evaluate("location.hash") == "#main"


# -- with and without scripts


@pytest.mark.parametrize("path", ["briefs/CN-AH-2025.html", "zh/briefs/CN-AH-2025.html", "index.html"])
def test_a_page_is_whole_without_scripts(browser: Any, site: Path, path: str) -> None:
    texts = []
    for scripts in (True, False):
        with Visit(browser, site / path, scripts=scripts) as visit:
            text = visit.page.locator("main").inner_text()
            for tool in visit.page.locator("main .tools").all_inner_texts():
                text = text.replace(tool, "")
            texts.append(text.split())
    assert texts[0] == texts[1]


@pytest.mark.parametrize(("path", "typed", "expected"), [("search.html", "Anhui first", "Anhui"), ("zh/search.html", "安徽", "安徽")])
def test_the_search_finds_as_one_types(browser: Any, site: Path, path: str, typed: str, expected: str) -> None:
    with Visit(browser, site / path) as visit:
        visit.page.locator("input").fill(typed)
        visit.page.locator("#found li").first.wait_for()
        assert all(expected in text for text in visit.page.locator("#found li").all_inner_texts()[:5])
        visit.page.locator("#found li a").first.click()
        assert visit.page.locator("h1").inner_text()
        assert visit.complaints == []


def test_from_the_front_page_to_the_evidence_and_to_the_other_language(browser: Any, site: Path) -> None:
    with Visit(browser, site / "index.html") as visit:
        page = visit.page
        page.get_by_role("link", name="Anhui", exact=True).first.click()
        assert "Anhui" in page.locator("h1").inner_text()
        page.locator("sup.mark button").first.click()
        page.locator(".drawer:popover-open .ways a").last.click()
        assert "/claims/" in page.url
        page.go_back()
        page.get_by_role("link", name="中文").click()
        assert "安徽" in page.locator("h1").inner_text()


# -- on paper


@pytest.mark.parametrize("path", [p for p in BRIEFS if "central" not in p])
def test_a_brief_can_be_printed(browser: Any, site: Path, path: str, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    with Visit(browser, site / path) as visit:
        title = visit.page.locator("h1").inner_text()
        visit.page.pdf(path=tmp_path / "page.pdf", format="A4", print_background=True)
    pages = pypdf.PdfReader(tmp_path / "page.pdf").pages
    assert 2 <= len(pages) <= 30
    assert letters(title)[:12] in letters(pages[0].extract_text())


def letters(text: str) -> str:
    """A text without blanks and signs; a PDF may have a radical where the text has the character."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
