"""The pages of a server, asked without processes: a desk answers in place of the pool, the guard stands before them as it does in a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from hinterland.api import Hinterland
from hinterland.brief.interface import table

fastapi = pytest.importorskip("fastapi")
testclient = pytest.importorskip("starlette.testclient")

from hinterland.serve import rest  # noqa: E402
from hinterland.serve.desk import Desk  # noqa: E402
from hinterland.serve.front import Front  # noqa: E402
from hinterland.serve.guard import Guard  # noqa: E402
from hinterland.serve.metrics import Metrics  # noqa: E402
from hinterland.serve.pages import routes  # noqa: E402
from hinterland.serve.pages.parameters import SUBJECTS  # noqa: E402
from hinterland.serve.pages.trouble import respond  # noqa: E402
from hinterland.serve.settings import Limits, Settings  # noqa: E402
from hinterland.serve.uploads import read  # noqa: E402

pytestmark = pytest.mark.long
"""A server is asked again and again: minutes in all."""

LANGUAGES = ("en", "zh")

PAGES = (
    "ask", "ask?q=anhui+exports+2025",
    "", "?period=2019", "CN-AH", "central?period=2024", "compare", "compare?subjects=CN-AH,CN,central&period=2025", "check",
    "explore", "explore?region=CN-AH&op=growth&vintage=all&offset=50", "claims", "claims?q=Anhui&subject=CN-AH&period=2025",
    "word", "rules", "outlook?subject=CN-HA&horizon=2", "outlook?subject=CN-HA&horizon=2&threshold=1234567890123",
)  # fmt: skip

TEXT = (
    "Hubei's goods trade came to 834.01 billion yuan in 2025.\n\nHubei recorded 8.34 trillion yuan in trade in 2025. "
    "Anhui's exports of the new three were 101.83 billion yuan in 2025, half of its exports.\n"
)
"""A text that gives one quantity two values, and a share that is wrong."""


class Inline:
    """Answers where a pool would, in this process."""

    questions = replaced = 0

    def __init__(self, answer: Any) -> None:
        self.answer, self.asked = answer, []

    async def ask(self, verb: str, **arguments: Any) -> Any:
        self.asked.append(verb)
        return self.answer(verb, dict(arguments))


@pytest.fixture(scope="module")
def front(hinterland: Hinterland) -> Iterator[Front]:
    settings = Settings(hinterland.store.location, limits=Limits(characters=20_000))
    desk = Desk(hinterland.store.location)
    pool: Any = Inline(desk)
    uploads: Any = Inline(partial(read, settings.limits))
    yield Front(settings, pool, uploads, Metrics())
    desk.close()


@pytest.fixture(scope="module")
def client(front: Front) -> Any:
    made = fastapi.FastAPI()
    made.include_router(rest.router(front))
    made.include_router(routes.router(front))
    return testclient.TestClient(Guard(made, front.settings, front.metrics, respond), base_url="http://localhost", follow_redirects=False)


class Seen(HTMLParser):
    """What a page consists of: links, what it fetches, ids, what fields are called by labels; and what must not be there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.fields: list[str] = []
        self.forbidden: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        self.fetched += [given[k] for k in ("src", "href") if k in given and tag in ("script", "link", "img") and "hreflang" not in given]
        self.ids += [given["id"]] if "id" in given else []
        self.labels |= {given["for"]} if tag == "label" else set()
        shown = tag in ("input", "select", "textarea") and given.get("type") != "hidden" and "hidden" not in given
        self.fields += [given.get("id", "")] if shown else []
        inline = (tag == "script" and "src" not in given) or tag == "style" or "style" in given or any(k.startswith("on") for k in given)
        self.forbidden += [tag] if inline else []


def words(text: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", text))


# -- every page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_to_the_policy_and_leads_on(client: Any, language: str, path: str) -> None:
    answer = client.get(f"/{language}/{path}")
    assert answer.status_code == 200, words(answer.text)[-300:]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    seen = Seen(answer.text)
    assert seen.forbidden == [], "nothing inline: neither scripts nor styles"
    assert all(f.startswith("/static/") for f in seen.fetched)
    assert [f for f in seen.fetched if client.get(f).status_code != 200] == []
    assert len(seen.ids) == len(set(seen.ids)), "no id stands twice"
    assert set(seen.fields) <= seen.labels, "every field has a label"
    assert f'lang="{"en" if language == "en" else "zh-Hans"}"' in answer.text
    assert "{" not in words(answer.text).replace("{name}", ""), "a word lacks its value"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_leads_to_itself_in_the_other_language(client: Any, path: str) -> None:
    links = Seen(client.get(f"/en/{path}").text).links
    there = next(link for link in links if link.startswith("/zh/"))
    assert there.partition("?")[0] == f"/zh/{path.partition('?')[0]}"
    assert set(there.partition("?")[2].split("&")) == set(path.partition("?")[2].split("&"))
    assert client.get(there).status_code == 200


def test_a_chinese_page_has_no_english_words_of_ours(client: Any) -> None:
    ours = {
        row["en"]
        for key, row in table().items()
        if key.startswith(("serve:", "ask:", "check:", "explore:", "compare:", "outlook:", "word:", "rules:"))
    }
    ours -= {row["zh"] for row in table().values()}
    for path in PAGES:
        text = re.sub(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', "", client.get(f"/zh/{path}").text, flags=re.S)
        body = words(text[text.index("<main") :])
        assert [w for w in ours if len(w) > 12 and w in body] == []


# -- the way in


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", "en"),
        ("de", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,zh;q=0.9", "en"),
        ("en;q=0.5, zh-TW", "zh"),
        ("zh;q=x,en;q=0.1", "zh"),
    ],
)
def test_the_way_in_is_by_the_language_that_a_browser_prefers(client: Any, accepted: str, expected: str) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert (answer.status_code, answer.headers["location"]) == (307, f"/{expected}/")
    assert answer.headers["vary"] == "Accept-Language"


@pytest.mark.parametrize(("asked", "led"), [("/en", "/en/"), ("/en/anhui", "/en/CN-AH"), ("/zh/安徽?period=2024", "/zh/CN-AH?period=2024")])
def test_a_name_leads_to_the_address(client: Any, asked: str, led: str) -> None:
    assert client.get(asked).headers["location"] == led


def test_files_are_kept_for_ever_and_their_addresses_change_with_them(client: Any) -> None:
    [style] = [f for f in Seen(client.get("/en/check").text).fetched if f.endswith(".css")]
    answer = client.get(style)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    fonts = re.findall(r'url\("([^"]+)"\)', answer.text)
    kinds = {f.rpartition(".")[2]: client.get(f).headers["content-type"] for f in fonts}
    assert len(fonts) == 4
    assert kinds == {"otf": "font/otf", "woff2": "font/woff2"}
    assert client.get("/static/style.css").status_code == 404


def test_a_page_is_sent_once_a_state(client: Any, front: Front) -> None:
    first = client.get("/en/check")
    asked = len(front.pool.asked)  # type: ignore[attr-defined]
    again = client.get("/en/check", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert len(front.pool.asked) == asked  # type: ignore[attr-defined]


# -- what goes wrong


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("CN-XX", 404), ("anhu", 404), ("a/b/c", 404), ("claims/xyz", 404), ("claims/0123456789abcdef", 404), ("?period=1900", 404), ("CN-AH?period=1950", 404),
        ("compare?subjects=CN-AH,nowhere", 404), ("?period=soon", 422), ("?colour=red", 422), ("compare?subjects=" + ",".join(["CN-AH"] * (SUBJECTS + 1)), 422),
        ("outlook?horizon=99", 422), ("explore?since=20x", 422), ("explore?vintage=some", 422), ("claims?q=" + "x" * 300, 422),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_answered_is_a_page_with_a_sentence(client: Any, language: str, path: str, status: int) -> None:
    answer = client.get(f"/{language}/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    seen = Seen(answer.text)
    assert seen.forbidden == []
    [sentence] = re.findall(r'<p class="standfirst"[^>]*>(.+?)</p>', answer.text, re.S)
    assert sentence.strip() and "Traceback" not in answer.text and "pattern" not in sentence
    assert f"/{language}/" in seen.links


@pytest.mark.parametrize("path", ["/api/nothing", "/api/claims/0123456789abcdef", "/fr/", "/nowhere"])
def test_programs_are_told_as_programs(serving: Any, path: str) -> None:
    answer = serving.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


# -- single pages


@pytest.mark.parametrize(("language", "name"), [("en", "Anhui"), ("zh", "安徽")])
def test_the_country_leads_to_every_province_of_the_period(client: Any, language: str, name: str) -> None:
    answer = client.get(f"/{language}/?period=2024")
    links = Seen(answer.text).links
    assert f"/{language}/CN-AH?period=2024" in links
    assert len({x for x in links if re.match(rf"/{language}/CN-\w\w\?", x)}) == 31
    assert name in words(answer.text)
    assert '<option value="2024" selected>' in answer.text
    assert answer.text.count("<svg") == 6, "three drawings, each for wide pages and for phones"
    assert f'<a href="/{language}/CN-AH?period=2024" aria-label="{name}" tabindex="-1"><path ' in answer.text


def test_a_brief_has_downloads_that_are_there_and_claims_that_are_found_again(client: Any, front: Front) -> None:
    text = client.get("/en/CN-AH?period=2025").text
    links = Seen(text).links
    workbook = next(x for x in links if "format=xlsx" in x)
    assert client.get(workbook).content.startswith(b"PK")
    claim = next(x for x in links if x.startswith("/en/claims/"))
    assert client.get(claim).status_code == 200
    front._claims.clear()
    front._kept.clear()
    again = client.get(claim)
    assert again.status_code == 200, "the address of a claim says which brief makes it, so that a server which forgot it finds it again"
    assert "Anhui's trade rose 17.3% in 2025." in words(again.text)
    assert client.get(f"/en/claims/{'0' * 16}").status_code == 404, "what nobody told of, and no warehouse remembers, is not held"


def test_the_claims_of_the_front_page_have_pages(client: Any) -> None:
    claims = [x for x in Seen(client.get("/en/").text).links if x.startswith("/en/claims/")]
    assert len(claims) >= 5
    assert {client.get(c).status_code for c in claims[:3]} == {200}


def test_a_comparison_stands_on_claims(client: Any) -> None:
    text = client.get("/en/compare?subjects=anhui&subjects=henan&subjects=&period=2025").text
    assert "Trade in 2025: Anhui led Henan by " in words(text)
    rows = re.search(r"<tbody>.*?</tbody>", text, re.S)
    assert rows
    assert "1.0136 trillion yuan" in words(rows[0])
    assert "ninth" in words(rows[0])
    assert "computed" in words(rows[0])
    pages = [x for x in Seen(rows[0]).links if x.startswith("/en/claims/")]
    assert len(pages) >= 14
    assert client.get(pages[0]).status_code == 200


@pytest.mark.parametrize(
    ("language", "q", "expected"),
    [("en", "Anhui first", "Anhui"), ("en", "安徽", "Anhui"), ("zh", "anhui", "安徽"), ("zh", "新三样", "新三样")],
)
def test_words_of_either_language_find_claims(client: Any, language: str, q: str, expected: str) -> None:
    text = client.get(f"/{language}/claims", params={"q": q, "period": "2025"}).text
    found = re.findall(r'<li><a href="(/\w+/claims/[^"]+)">(.*?)</a>', text)
    assert found
    assert all(expected in unescape(said) for _, said in found[:5])
    assert client.get(unescape(found[0][0])).status_code == 200


def test_exploring_counts_filters_turns_pages_and_downloads(client: Any) -> None:
    text = client.get("/en/explore?region=CN-AH&period=&op=growth&since=2020").text
    assert '<option value="CN-AH" selected>' in text
    links = Seen(text).links
    after = next(x for x in links if "offset=50" in x)
    assert "region=CN-AH" in after
    assert client.get(after).status_code == 200
    table_ = client.get(next(x for x in links if "format=csv" in x))
    assert table_.headers["content-type"].startswith("text/csv")
    total = re.search(r">(\d+) observations", text)
    assert total
    assert len(table_.text.splitlines()) == int(total[1]) + 1


def test_an_outlook_tells_the_chance_of_the_mark_asked_for(client: Any) -> None:
    near, far = (client.get(f"/en/outlook?subject=CN-HA&horizon=2&threshold={t}").text for t in ("1000000000000", "1100000000000"))
    chances = [[int(x) for x in re.findall(r"<td>(\d+)%</td>", text)[:2]] for text in (near, far)]
    assert all(a > b for a, b in zip(*chances, strict=True))
    told = client.get("/api/outlook?subject=CN-HA&horizon=2&threshold=1000000000000").json()
    assert [round(100 * y["probability"]) for y in told["years"]] == chances[0], "the page and the interface tell the same"
    assert '<option value="1000000000000" selected>1 trillion yuan</option>' in near


# -- checking


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_checked_on_the_page(client: Any, language: str) -> None:
    answer = client.post(f"/{language}/check", data={"text": TEXT})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    seen = Seen(answer.text)
    assert seen.forbidden == []
    assert re.findall(r'class="code">(HL\d+)', answer.text)[:1]
    assert {"HL102", "HL209"} & set(re.findall(r"HL\d\d\d", answer.text))
    assert answer.text.index('class="findings"') < answer.text.index("<article"), "what was found comes first"
    places = re.findall(r'<span class="claim [^"]*" id="(\w+)" tabindex="0"', answer.text)
    assert places
    assert {x.removeprefix("#") for x in seen.links if x.startswith("#d1")} <= set(places)
    assert unescape(answer.text).count(TEXT.strip()) >= 2, "the text stands in the page for the files and for mending"


@pytest.mark.parametrize(
    ("form", "begins"), [("json", b'{"schema": "hinterland.check/1"'), ("sarif", b"{"), ("html", b"<!doctype html>"), ("docx", b"PK")]
)
def test_the_report_is_saved_by_sending_the_text_again(client: Any, form: str, begins: bytes) -> None:
    answer = client.post("/en/check/report", data={"text": TEXT, "format": form})
    assert answer.status_code == 200
    assert answer.content.lstrip().lower().startswith(begins.lower())
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''text-checked.{form}"


def test_a_file_is_checked_and_carried_by_the_page(client: Any) -> None:
    answer = client.post(
        "/en/check", files={"file": ("../../draft.md", TEXT.encode(), "text/markdown")}, data={"text": "", "date": "2026-03-01"}
    )
    assert answer.status_code == 200
    assert "Check of draft.md" in answer.text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    assert hidden["name"] == "draft.md" and hidden["date"] == "2026-03-01"
    saved = client.post("/en/check/report", data={**hidden, "format": "json"})
    told = saved.json()
    assert told["document"]["date"] == "2026-03-01"
    assert {"HL102", "HL209"} & {f["code"] for f in told["findings"]}
    assert saved.headers["content-disposition"].endswith("draft-checked.json")


def test_what_a_text_says_stays_text(client: Any) -> None:
    hostile = "</textarea><script>alert(1)</script> Anhui's trade was <b onclick=x>1.01 trillion yuan</b> in 2025.\n\"><img src=x>"
    answer = client.post("/en/check", data={"text": hostile})
    assert Seen(answer.text).forbidden == []
    assert "<script>" not in answer.text.replace("<script src", "")
    assert "<img" not in answer.text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"data": {"text": ""}}, 422), ({"data": {"text": " \n "}}, 422), ({"data": {"text": "x" * 20_001}}, 413), ({"data": {"text": TEXT, "date": "soon"}}, 422),
        ({"data": {"carried": "%%%", "name": "a.md"}}, 422), ({"data": {"text": TEXT, "format": "exe"}}, 422),
        ({"files": {"file": ("a.docx", b"PK no docx", "application/octet-stream")}}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_checked_is_said(client: Any, sent: dict[str, Any], status: int) -> None:
    for path in ("/en/check", "/zh/check/report"):
        answer = client.post(path, **sent)
        assert answer.status_code == status
        assert "<h1>" in answer.text


def test_a_form_from_elsewhere_is_refused(client: Any) -> None:
    assert client.post("/en/check", data={"text": TEXT}, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert client.post("/en/check", data={"text": TEXT}, headers={"Origin": "http://localhost"}).status_code == 200


def test_the_article_shows_both_errors(client: Any) -> None:
    article = Path(__file__).resolve().parents[3] / "shared" / "article" / "inland-trade-2025.txt"
    if not article.is_file():
        pytest.skip("the article is not here")
    text = client.post("/en/check", data={"text": article.read_text(encoding="utf-8")}).text
    codes = set(re.findall(r'class="code">(HL\d+)', text))
    assert "HL207" in codes and codes & {"HL102", "HL209"}


@pytest.mark.parametrize(("path", "title"), [("/en/check", "Too large"), ("/zh/check", "内容过大")])
def test_what_is_refused_before_a_page_is_a_page(client: Any, front: Front, path: str, title: str) -> None:
    answer = client.post(path, content=b"x", headers={"Content-Length": str(front.settings.limits.body + 1)})
    assert (answer.status_code, answer.headers["content-type"]) == (413, "text/html; charset=utf-8")
    assert title in words(answer.text)


def test_what_is_refused_to_a_program_is_a_problem(client: Any, front: Front) -> None:
    answer = client.post("/api/check", content=b"x", headers={"Content-Length": str(front.settings.limits.body + 1)})
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


# -- what a reader who knows no command finds


def test_a_request_that_is_not_answered_leads_to_the_page_of_whom_it_names(client: Any) -> None:
    for language, request, home in (
        ("zh", "湖南哪些商品出口最多", "CN-HN"),
        ("en", "which products does Hunan export", "CN-HN"),
        ("en", "weather", ""),
    ):
        page = client.get(f"/{language}/ask", params={"q": request}).text
        assert f'href="/{language}/{home}"' in page.partition("<main")[2] and "hinterland sql" not in page


def test_a_chinese_report_names_no_option_and_no_command(client: Any) -> None:
    text = "安徽2025年对秘鲁进出口31亿元。2025年安徽进出口增长约17%。"
    page = words(client.post("/zh/check", data={"text": text, "date": "2026-03-15"}).text.partition("<main")[2])
    assert "可由下列数据发布核实" in page and not re.search(r"--\w|hinterland|text|misread|由参数", page)


def test_a_copy_is_linked_under_its_own_name(client: Any) -> None:
    page = client.get("/zh/compare", params={"subjects": "CN-HN,CN-JX", "period": "2025"}).text
    links = dict(re.findall(r'<a href="(https://github.com/1998x[^"]*)"[^>]*>([^<]*)</a>', page))
    assert links and all(name.startswith("转引自") for name in links.values())
    assert "2025 provincial statistical communique" not in page


def test_rows_that_nothing_is_held_of_are_named(client: Any) -> None:
    page = words(client.get("/zh/compare", params={"subjects": "CN-HN,CN-JX", "period": "2025"}).text)
    assert "以下各项均暂无数据：出口、进口" in page and "第17位" in page


def test_kinds_of_enterprises_stand_apart_from_modes_of_trade(client: Any) -> None:
    page = client.get("/zh/explore").text
    regimes = page.partition('name="regime"')[2].partition("</select>")[0]
    modes, enterprises = regimes.partition('<optgroup label="企业性质">')[::2]
    assert "全部贸易方式" in modes and "民营企业" in enterprises and "民营企业" not in modes
    assert re.findall(r">([^<]*全部)</option>", regimes) == ["全部"]
    partners = page.partition('name="partner"')[2].partition("</select>")[0]
    assert {"中国香港", "中国台湾"} <= set(re.findall(r">([^<]+)</option>", partners))


def test_the_outlook_is_that_of_the_subject_one_comes_from(client: Any) -> None:
    page = client.get("/zh/CN-HN").text
    assert page.count('href="/zh/outlook?subject=CN-HN"') == 2
    assert "按全国前" in client.get("/zh/outlook?subject=CN-HN").text.partition("<details>")[0]
