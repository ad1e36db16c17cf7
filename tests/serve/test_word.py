"""The add-in for Word as a server gives it out: its manifest with the server's own addresses, the pane for browsers and the one for Word, each with its policy."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest

from hinterland.check.rules import CODES
from hinterland.errors import InputError
from hinterland.serve.guard import HEADERS
from hinterland.serve.pages.word import LIBRARY
from hinterland.serve.settings import Settings

from .conftest import Serving

NAMESPACE = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
ORDER = (
    "Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl", "HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts",
    "Requirements", "DefaultSettings", "Permissions",
)  # fmt: skip
"""The elements of a manifest as its schema has them, which is a sequence."""


def manifest(serving: Serving, **headers: str) -> ElementTree.Element:
    answer = serving.client.get("/word/manifest.xml", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml")
    assert answer.headers["cache-control"] == "no-store", "what is made of one request's address is for no other"
    return ElementTree.fromstring(answer.content)


def addresses(found: ElementTree.Element) -> list[str]:
    return [v for e in found.iter() for v in (*(e.get(n, "") for n in ("DefaultValue", "Value")), e.text or "") if v.startswith("http")]


def directives(policy: str) -> dict[str, str]:
    return dict(part.strip().partition(" ")[::2] for part in policy.split(";"))


def test_the_manifest_has_what_word_requires(serving: Serving) -> None:
    found = manifest(serving)
    assert found.tag == f"{NAMESPACE}OfficeApp"
    assert found.get("{http://www.w3.org/2001/XMLSchema-instance}type") == "TaskPaneApp"
    assert [e.tag.removeprefix(NAMESPACE) for e in found] == list(ORDER)
    told: dict[str, Any] = {e.tag.removeprefix(NAMESPACE): e for e in found}
    assert UUID(told["Id"].text)
    assert re.fullmatch(r"\d+(\.\d+){1,3}", told["Version"].text)
    assert (told["ProviderName"].text, told["DefaultLocale"].text, told["Permissions"].text) == ("Hinterland", "en-US", "ReadDocument")
    assert 0 < len(told["DisplayName"].get("DefaultValue")) <= 125 and 0 < len(told["Description"].get("DefaultValue")) <= 250
    assert [h.get("Name") for h in told["Hosts"]] == ["Document"]
    assert found.find(f"{NAMESPACE}DefaultSettings/{NAMESPACE}SourceLocation") is not None


def test_every_address_of_the_manifest_is_one_of_this_server(serving: Serving) -> None:
    named = addresses(manifest(serving))
    assert named and all(a == serving.url or a.startswith(f"{serving.url}/") for a in named)
    for address in named:
        answer = serving.client.get(address, follow_redirects=True)
        assert answer.status_code == 200
        if address.endswith(".png"):
            side = int(re.findall(r"(\d+)\.png", address)[0])
            assert answer.content.startswith(b"\x89PNG") and struct.unpack(">II", answer.content[16:24]) == (side, side)
            assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert {f"{serving.url}/{language}/word/office" for language in ("en", "zh")} <= set(named)


def test_no_icon_of_another_size_is_drawn(serving: Serving) -> None:
    assert [serving.get(f"/word/icon-{side}.png").status_code for side in (33, 100_000)] == [404, 404]


def test_two_servers_are_two_add_ins(serving: Serving) -> None:
    here, again = (manifest(serving).findtext(f"{NAMESPACE}Id") for _ in range(2))
    there = manifest(serving, Host="localhost:8000").findtext(f"{NAMESPACE}Id")
    assert here == again != there


def test_the_pane_for_browsers_asks_nobody_else(serving: Serving) -> None:
    for language in ("en", "zh"):
        answer = serving.get(f"/{language}/word")
        assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
        assert "https://" not in answer.text


def test_the_pane_for_word_may_fetch_its_library_and_stand_in_its_frame_and_no_more(serving: Serving) -> None:
    for language in ("en", "zh"):
        answer = serving.get(f"/{language}/word/office")
        assert re.findall(r"https://[^\"]+", answer.text) == [LIBRARY]
        ours, every = (directives(h["content-security-policy"]) for h in (answer.headers, HEADERS_AS_SENT))
        assert {n for n in every if ours[n] != every[n]} == {"script-src", "frame-ancestors"}
        assert ours["script-src"] == "'self' https://appsforoffice.microsoft.com"
        assert "https://*.officeapps.live.com" in ours["frame-ancestors"].split() and "*" not in ours["frame-ancestors"].split()


HEADERS_AS_SENT = {name.lower(): value for name, value in HEADERS.items()}


@pytest.mark.parametrize(("accepted", "language"), [("zh-CN,zh;q=0.9", "zh"), ("en-GB", "en")])
def test_the_way_to_the_pane_is_by_the_language_of_the_browser(serving: Serving, accepted: str, language: str) -> None:
    answer = serving.client.get("/word/", headers={"Accept-Language": accepted})
    assert answer.headers["location"] == f"/{language}/word"


def test_every_rule_has_a_place_that_a_finding_leads_to(serving: Serving) -> None:
    for language in ("en", "zh"):
        text = serving.get(f"/{language}/rules").text
        assert [c for c in CODES if f'<section id="{c}"' not in text] == []


# -- behind a proxy, and with a token


def test_behind_a_proxy_the_address_is_the_one_it_was_given(served: Callable[..., Serving]) -> None:
    outside = "https://trade.example.org"
    found = served(address=outside)
    assert all(a == outside or a.startswith(f"{outside}/") for a in addresses(manifest(found)))
    sent = {"content": "Anhui's exports rose 17.3% in 2025.", "headers": {"Content-Type": "text/plain"}}
    for host, origin, status in (
        ("trade.example.org", outside, 200), ("localhost", outside, 200), ("trade.example.org", "https://evil.example", 403), ("localhost", "null", 403),
        ("evil.example", outside, 421), ("", outside, 421),
    ):  # fmt: skip
        answer = found.client.post("/api/check", **{**sent, "headers": {**sent["headers"], "Host": host, "Origin": origin}})  # type: ignore[dict-item]
        assert answer.status_code == status, (host, origin)


def test_a_token_is_asked_for_here_too(served: Callable[..., Serving]) -> None:
    found = served(token="a-token-of-a-test-1234")
    for path in ("/word/manifest.xml", "/en/word/office", "/en/word", "/word/icon-32.png"):
        assert found.get(path).status_code == 401
        assert found.client.get(path, auth=("any", "a-token-of-a-test-1234")).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "trade.example.org",
        "ftp://a.example",
        "https://",
        "https://a.example/below",
        "https://u@a.example",
        "https://a.example:x",
        "https://[::1",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="address is a scheme and a host"):
        Settings("somewhere", address=address)
