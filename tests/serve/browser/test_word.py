"""The pane of the add-in in Chromium: outside of Word with its box, and with a double of Word's library in place of Microsoft's, at the width of a pane."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hinterland.serve.pages.word import LIBRARY

from .conftest import Visit

pytestmark = pytest.mark.long

expect = pytest.importorskip("playwright.sync_api").expect

WIDE = 350
WRONG = "8.34 trillion yuan"
TEXT = f"\U0001f600 Hubei's trade came to 834.01 billion yuan in 2025.\nHubei recorded {WRONG} in trade in 2025.\n\nHubei recorded {WRONG} in trade in 2025."
"""An error that stands twice, behind a character that JavaScript counts as two."""

DOUBLE = """
window.asked = [];
window.Office = { HostType: { Word: "Word" }, onReady: (then) => Promise.resolve({ host: HOST, platform: null }).then(then) };
window.Word = { run: async (act) => {
  const waiting = [];
  const load = (proxy, name, value) => () => { asked.push(["load", name]); waiting.push(() => { proxy[name] = value; }); };
  const body = { search: (stretch, options) => {
    asked.push(["search", stretch, options]);
    const places = TEXT.split(stretch.replaceAll("^^", "^")).slice(1);
    const found = {};
    found.load = load(found, "items", places.map((_, n) => ({ select: () => waiting.push(() => asked.push(["select", stretch, n])) })));
    return found;
  } };
  body.load = load(body, "text", TEXT);
  const sync = async () => { for (const one of waiting.splice(0)) one(); };
  return act({ document: { body }, sync });
} };
"""
"""What the pane uses of Word's library; nothing is there before `sync`, and nothing happens."""


def double(text: str, host: str | None = "Word") -> str:
    return f"const TEXT = {json.dumps(text)}; const HOST = {json.dumps(host)};{DOUBLE}"


class InWord(Visit):
    """The pane for Word, whose library is a double; none can be loaded where there is no double."""

    def __init__(self, browser: Any, url: str, script: str, language: str = "en") -> None:
        super().__init__(browser, url, "/health")
        self.page.set_viewport_size({"width": WIDE, "height": 800})
        answer = (lambda r: r.fulfill(body=script, content_type="text/javascript")) if script else (lambda r: r.abort())
        self.page.route(LIBRARY, answer)
        self.page.goto(f"{url}/{language}/word/office?_host_Info=Word")

    def __exit__(self, kind: Any, *rest: object) -> None:
        assert kind is not None or set(self.outside) == {LIBRARY}, "nothing of Microsoft's but the library"
        self.outside.clear()
        super().__exit__(kind, *rest)


def selected(page: Any) -> str:
    return str(
        page.evaluate("(b => `${b.selectionStart} ${b.value.slice(b.selectionStart, b.selectionEnd)}`)(document.querySelector('#pasted'))")
    )


def test_outside_of_word_a_text_is_checked_and_marked_in_the_box(browser: Any, serving: Any) -> None:
    with Visit(browser, serving.url, "/word/", width=WIDE) as visit:
        page = visit.page
        page.locator("#pasted").fill(TEXT)
        page.get_by_role("button", name="Check the document").click()
        found = page.locator(".findings li")
        expect(found).to_have_count(2, timeout=45_000)
        expect(found.first).to_contain_text("the text says 8.34 trillion yuan here and 834.01 billion yuan elsewhere")
        expect(page.get_by_role("status")).to_contain_text("3 claims read")
        for nth, place in enumerate((TEXT.index(WRONG), TEXT.rindex(WRONG))):
            found.nth(nth).click()
            assert selected(page) == f"{place + 1} {WRONG}"
        page.locator("#pasted").fill("Something else.")
        found.first.get_by_role("button").press("Enter")
        expect(page.get_by_role("status")).to_contain_text("no longer in the document")
        with visit.context.expect_page() as opening:
            found.first.get_by_role("link").click()
        expect(opening.value.locator("#HL102 h2")).to_contain_text("HL102")
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDE
        assert visit.complaints == []


def test_in_word_the_document_is_read_and_the_words_are_selected(browser: Any, serving: Any) -> None:
    with InWord(browser, serving.url, double(TEXT.replace("\n", "\r"))) as visit:
        page = visit.page
        expect(page.locator("#pasted")).to_be_hidden()
        page.get_by_role("button", name="Check the document").click()
        found = page.locator(".findings li")
        expect(found).to_have_count(2, timeout=45_000)
        found.nth(1).get_by_role("button").click()
        page.wait_for_function("asked.some(([what]) => what === 'select')")
        assert page.evaluate("asked") == [
            ["load", "text"], ["search", WRONG, {"matchCase": True}], ["load", "items"], ["select", WRONG, 1],
        ]  # fmt: skip
        assert visit.complaints == []


def test_the_pane_for_word_serves_in_chinese_too_and_leads_there_with_what_word_told(browser: Any, serving: Any) -> None:
    with InWord(browser, serving.url, double("湖北2025年进出口8340.1亿元。湖北2025年进出口8.34万亿元。")) as visit:
        page = visit.page
        page.get_by_role("link", name="中文").click()
        expect(page.locator("h1")).to_contain_text("核对")
        assert page.url.endswith("/zh/word/office?_host_Info=Word")
        page.wait_for_load_state()  # The button without its script sends the form.
        page.get_by_role("button", name="核对文稿").click()
        expect(page.locator(".findings li").first).to_contain_text("错误", timeout=45_000)
        assert visit.complaints == []


def test_a_document_that_changed_since_it_was_checked_is_said_to_have(browser: Any, serving: Any) -> None:
    with InWord(browser, serving.url, double(TEXT).replace("const TEXT", "var TEXT")) as visit:
        page = visit.page
        page.get_by_role("button", name="Check the document").click()
        found = page.locator(".findings li")
        expect(found).to_have_count(2, timeout=45_000)
        page.evaluate("TEXT = TEXT.slice(0, TEXT.lastIndexOf('Hubei'))")
        found.nth(1).click()
        expect(page.get_by_role("status")).to_contain_text("has changed since it was checked")
        assert page.evaluate("asked.at(-1)") == ["select", WRONG, 0]


@pytest.mark.parametrize("script", [double("", None), ""])
def test_the_pane_for_word_has_its_box_where_there_is_no_word(browser: Any, serving: Any, script: str) -> None:
    with InWord(browser, serving.url, script) as visit:
        page = visit.page
        assert ("could not be loaded" in page.get_by_role("status").inner_text()) == (not script)
        page.get_by_role("button", name="Check the document").click()
        expect(page.get_by_role("status")).to_have_text("There is no text to check.")
        page.locator("#pasted").fill(TEXT)
        page.get_by_role("button", name="Check the document").click()
        expect(page.locator(".findings li")).to_have_count(2, timeout=45_000)


def test_what_the_server_refuses_is_said_in_the_pane(browser: Any, serving: Any) -> None:
    with Visit(browser, serving.url, "/en/word", width=WIDE) as visit:
        visit.page.locator("#pasted").fill("Anhui " * 15_000)
        visit.page.get_by_role("button", name="Check the document").click()
        expect(visit.page.get_by_role("status")).to_contain_text("a text has at most 80,000 characters")


def test_without_scripts_the_pane_leads_to_the_page_that_checks(browser: Any, serving: Any) -> None:
    with Visit(browser, serving.url, "/en/word", width=WIDE, scripts=False) as visit:
        visit.page.locator("#pasted").fill(TEXT)
        visit.page.get_by_role("button", name="Check the document").click()
        expect(visit.page.locator("article .claim").first).to_be_visible(timeout=45_000)
