"""Wrong addresses, pages of claims and the news: what a browser gets, and the advice on quoting."""

from __future__ import annotations

import re

import pytest

from .conftest import Serving

ARTICLE = (
    "In 2025 Anhui's trade was 1.01 trillion yuan, the first of the eight coastal provinces. Hubei's trade was 8.3 trillion yuan in 2025."
)

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("path", "language", "said"),
    [
        ("/sichuan", "en", 'href="/en/CN-SC">Sichuan<'),
        ("/prices/sichuan/", "zh-CN,zh;q=0.9", 'href="/zh/CN-SC">四川<'),
        ("/en/sichaun", "en", 'href="/en/CN-SC">Sichuan<'),
        ("/there/is/nothing", "en", 'href="/en/"'),
    ],
)
def test_a_browser_at_a_wrong_address_gets_a_page_with_a_way_on(serving: Serving, path: str, language: str, said: str) -> None:
    found = serving.client.get(path, headers={**BROWSER, "Accept-Language": language})
    assert (found.status_code, found.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert said in found.text


def test_a_browser_at_an_address_for_programs_gets_what_programs_get(serving: Serving) -> None:
    for path in ("/api/nothing", "/api/show?subject=anhui&period=2031"):
        assert serving.client.get(path, headers=BROWSER).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/en/CN-SC?period=2031", "/zh/CN-SC?period=2031", f"/en/claims/{'0' * 16}"])
def test_pages_speak_of_no_command(serving: Serving, path: str) -> None:
    told = serving.client.get(path).text
    assert "<code>hinterland" not in told and "`hinterland" not in told and "--" not in told.partition("<main")[2]


@pytest.mark.parametrize(
    ("path", "asked", "names"),
    [
        ("/api/brief", {"subject": "CN-XZ", "period": "2025"}, {"headline", "headline_advice", "standfirst", "takeaways", "evidence"}),
        ("/api/show", {"subject": "CN-AH"}, {"subject", "rows"}),
        ("/api/outlook", {"subject": "CN-HA"}, {"years", "probability", "record", "notes"}),
        ("/api/sources", {}, {"sources"}),
        ("/api/coverage", {"subject": "CN-AH"}, {"subject", "newest", "rows"}),
    ],
)
def test_what_is_answered_is_described(serving: Serving, path: str, asked: dict[str, str], names: set[str]) -> None:
    if path == "/api/outlook":
        pytest.importorskip("numpy")
    document = serving.get("/api/openapi.json").json()
    named = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    described = document["components"]["schemas"][named]["properties"]
    answered = serving.get(path, **asked).json()
    assert names <= described.keys() and answered.keys() <= described.keys()


def test_only_what_was_published_is_quoted_from_its_publisher(serving: Serving) -> None:
    pages = [serving.get(f"/{language}/CN-AH", period="2025").text for language in ("en", "zh")]
    for page, computed, published in zip(pages, ("(computed from figures of ", "（据"), ("(General Admin", "（海关总署"), strict=True):
        assert computed in page and published in page


def test_a_claims_page_says_what_to_do_before_quoting_it(serving: Serving) -> None:
    mined = serving.get("/api/mine", subject="CN-SC", period="2025", top=3).json()["claims"]
    [rate] = [c for c in mined if c["indicator"]["op"] == "growth" and c["kind"] == "value"][:1]
    told = serving.get(f"/en/claims/{rate['id']}").text
    assert '<p class="advice look"><b>Look further first</b>' in told


def test_the_list_of_claims_is_filtered_by_advice(serving: Serving) -> None:
    every = serving.get("/en/claims", subject="CN-SC", period="2025").text
    assert all(f'<b class="{advice}">' in every for advice in ("quote", "look"))
    quoted = serving.get("/en/claims", subject="CN-SC", period="2025", advice="quote").text
    assert '<b class="quote">' in quoted and '<b class="look">' not in quoted and '<b class="hedge">' not in quoted
    assert serving.get("/en/claims", advice="believe").status_code == 422


def test_what_may_be_quoted_stands_first_in_the_news(serving: Serving) -> None:
    given = re.findall(r'<p class="advice (\w+)">', serving.get("/en/").text)
    assert given == sorted(given, key=["quote", "hedge", "look"].index) and given[0] == "quote"
