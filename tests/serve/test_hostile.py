"""What is sent to break the server, to deceive it or to make it slow: each request is refused in a sentence, or answered as any other, and the next is answered."""

from __future__ import annotations

import base64
import gzip
import json
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest

from hinterland.serve.settings import Limits

from . import hostile_files as files
from .conftest import Serving
from .wire import Said, request, send

pytestmark = pytest.mark.long
"""A server is asked again and again: minutes in all."""

PLAIN, JSON, DOCX, PDF = (
    "text/plain",
    "application/json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/pdf",
)
MOST = 8 * 1024 * 1024

INSIDE = ("Traceback", 'File "', "hinterland/serve", "site-packages")

TRUE = "Anhui's trade was 1.01 trillion yuan in 2025."


@pytest.fixture
def answering(serving: Serving) -> Iterator[Serving]:
    """The server, which answers before and after, and within the time that a question may take."""
    begun = time.monotonic()
    yield serving
    assert serving.get("/health").json()["status"] == "ok"
    assert time.monotonic() - begun < 30


def refused(said: Said, status: int, word: str) -> None:
    """A status, and a word of the sentence; nothing of the inside is told."""
    assert (said.status, word in said.detail) == (status, True), (said.status, said.detail[:500])
    assert [w for w in INSIDE if w in said.text] == []
    if status >= 400:
        assert "application/problem+json" in said.head and "nosniff" in said.head, said.head


def post(body: bytes, media: str = PLAIN, **headers: Any) -> bytes:
    return request("POST", "/api/check", body, **{"Content_Type": media, **headers})


def text(told: str) -> bytes:
    return json.dumps({"text": told}).encode()


def chunked(*chunks: bytes, media: str = PLAIN, **headers: Any) -> bytes:
    head = request("POST", "/api/check", Content_Type=media, Transfer_Encoding="chunked", **headers)
    return head + b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in chunks) + b"0\r\n\r\n"


BODIES = {
    "empty": (post(b"", Content_Length=0), 422, "no text"),
    "too large by its length": (post(b"x", Content_Length=MOST + 1), 413, "at most 8 MB"),
    "far too large by its length": (post(b"x", Content_Length=10**18), 413, "at most 8 MB"),
    "too large in chunks": (chunked(*[b"x" * 2**20] * 9), 413, "at most 8 MB"),
    "truncated JSON": (post(b'{"text": "Anhui', JSON), 422, "JSON"),
    "JSON within JSON": (post(b"[" * 100_000 + b"]" * 100_000, JSON), 422, "JSON"),
    "JSON within JSON in a field": (post(b'{"text": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}", JSON), 422, "JSON"),
    "no object": (post(b"[1, 2]", JSON), 422, "object"),
    "a field twice, the last counts": (post(b'{"text": "x", "text": 1}', JSON), 422, "text"),
    "a field nobody knows": (post(b'{"text": "x", "admin": true}', JSON), 422, "admin"),
    "a number for a text": (post(b'{"text": 1e999}', JSON), 422, "text"),
    "a number without an end": (post(b'{"text": "x", "markdown": 1' + b"0" * 100_000 + b"}", JSON), 422, "JSON"),
    "a lone surrogate": (post(b'{"text": "\\ud800"}', JSON), 422, "JSON"),
    "NaN": (post(b'{"text": NaN}', JSON), 422, "text"),
    "a rule that is none": (post(b'{"text": "x", "select": ["HL201; DROP TABLE"]}', JSON), 422, "select"),
    "more rules than there are": (post(json.dumps({"text": "x", "select": ["HL201"] * 1000}).encode(), JSON), 422, "select"),
    "a day that is none": (post(b'{"text": "x", "date": "2025-02-30"}', JSON), 422, "date"),
    "not UTF-8": (post(b"Anhui \xff\xfe\x80"), 400, "not UTF-8"),
    "not UTF-8 in JSON": (post(b'{"text": "\xff"}', JSON), 422, "JSON"),
    "UTF-16": (post("Anhui".encode("utf-16")), 400, "not UTF-8"),
    "surrogates as UTF-8 has none": (post(b"Anhui \xed\xa0\x80"), 400, "not UTF-8"),
    "a character too many": (post(b"x" * 80_001), 413, "at most 80,000 characters"),
    "a character too many in JSON": (post(text("x" * 80_001), JSON), 413, "at most 80,000 characters"),
    "of no type": (request("POST", "/api/check", b"x"), 415, "a text is sent as"),
    "a form": (post(b"text=x", "application/x-www-form-urlencoded"), 415, "a text is sent as"),
    "XML": (post(b"<x/>", "application/xml"), 415, "a text is sent as"),
    "a type that is none": (post(b"x", ";;;"), 415, "a text is sent as"),
    "packed": (post(gzip.compress(b"x" * 1000), Content_Encoding="gzip"), 415, "Content-Encoding"),
    "a text in a file of zeros": (post(b"\0" * 1000, "application/octet-stream"), 422, "is not text"),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "status", "word"), BODIES.values(), ids=BODIES)
def test_a_body_that_is_none_is_refused(answering: Serving, sent: bytes, status: int, word: str) -> None:
    refused(send(answering, sent), status, word)


SLOW = {
    "digits and commas": "1," * 49_750,
    "commas": "," * 100_000,
    "digits": "9" * 100_000,
    "spaces": TRUE + " " * 99_750,
    "lines": "\n" * 99_750 + TRUE,
    "openings of comments": "<!--" * 24_750,
    "openings of silencers": "<!-- hinterland: ignore " * 3_750,
    "brackets": "(" * 50_000 + ")" * 49_750,
    "names": "Anhui " * 15_000,
    "percents": "17.3% " * 15_000,
    "Chinese numbers": "一百亿" * 32_500,
    "hedges": "about nearly roughly " * 4_750,
    "full stops": ". " * 49_750,
    "quotes": "\"'“" * 32_500,
    "dates": "2025-01-01 " * 9_000,
    "sentences": (TRUE + " ") * 8_000,
    "Chinese sentences": "2025年安徽进出口总额1.01万亿元，居全国第五位。" * 3_750,
    "zeros": "\0" * 1000 + TRUE,
    "combining marks": "a" + "\u0301" * 97_500,
    "from right to left": "\u202e\u2066" * 47_500,
}  # fmt: skip
"""Texts for which something inside might take time that grows faster than they do."""


@pytest.mark.alone
def test_a_text_that_is_long_in_a_strange_way_holds_nobody_up_for_long(served: Callable[..., Serving]) -> None:
    server = served(limits=Limits(seconds=2))
    for name, told in SLOW.items():
        begun = time.monotonic()
        while server.get("/health").status_code != 200:  # a process that was replaced opens
            assert time.monotonic() - begun < 30, name
        begun = time.monotonic()
        said = send(server, post(told.encode("utf-8", "surrogatepass")))
        assert said.status == 200 or "ask for less at once" in said.detail, (name, said.detail[:500])
        assert time.monotonic() - begun < 10, name


FILES = {
    "unpacks to hundreds of megabytes": (files.bomb, DOCX, "docx"),
    "many paragraphs": (files.many_paragraphs, DOCX, "more than 80,000 characters"),
    "entities made of entities": (files.billion_laughs, DOCX, "docx"),
    "an archive that isn't one": (lambda: b"PK\x03\x04" + b"\0" * 100, DOCX, "docx"),
    "an archive with an entry outside": (files.escaping_zip, DOCX, "docx"),
    "a picture": (lambda: files.PICTURE, DOCX, "docx"),
    "nothing": (lambda: b"", DOCX, "empty"),
    "a picture called PDF": (lambda: files.PICTURE, PDF, "PDF"),
    "pages in a loop": (files.page_loop, PDF, "PDF"),
    "a drawing in a loop": (files.form_loop, PDF, "holds no text"),
    "a table in a loop": (files.previous_loop, PDF, "holds no text"),
    "a page that unpacks": (files.filter_bomb, PDF, "holds no text"),
    "a password": (files.encrypted, PDF, "PDF"),
    "a broken table": (files.broken_table, PDF, "PDF"),
    "brackets in brackets": (files.deep_arrays, PDF, "PDF"),
}


@pytest.mark.parametrize(("made", "media", "word"), FILES.values(), ids=FILES)
def test_a_file_made_to_break_its_reader_is_refused(answering: Serving, made: Callable[[], bytes], media: str, word: str) -> None:
    said = send(answering, post(made(), media) if made() else post(b"", media, Content_Length=0))
    refused(said, 422, word)


def test_an_entity_is_no_way_to_a_file_of_the_server(answering: Serving) -> None:
    said = send(answering, post(files.external_entity(), DOCX))
    assert "root:" not in said.text and said.status in (200, 422)


NAMES = {
    "a way out": "../../../../etc/passwd",
    "a way out as Windows has it": "..\\..\\boot.ini",
    "a whole path": "/etc/passwd",
    "only dots": "..",
    "nothing": "",
    "very long": "x" * 5000 + ".docx",
    "a formula": "=cmd|'/c calc'!A1.docx",
    "a script": "<script>alert(1)</script>.docx",
    "other letters": "\xe9\xff\xa0.docx",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_only_a_name(answering: Serving, name: str) -> None:
    said = send(answering, post(files.docx(*files.paragraph(TRUE.encode())), DOCX, Hinterland_Name=name))
    assert said.status == 200, said.detail
    path = json.loads(said.body)["document"]["path"]
    assert "/" not in path and "\\" not in path and len(path) <= 130 and path.endswith(".docx")


WIRE = {
    "no host": (request("GET", "/api/sources", Host=None), 400, "HTTP/1.1"),
    "two hosts": (request("GET", "/api/sources", Host=["localhost", "evil.example"]), 400, "HTTP/1.1"),
    "another host": (request("GET", "/api/sources", Host="evil.example"), 421, "localhost only"),
    "another host with a name like ours": (request("GET", "/api/sources", Host="localhost.evil.example"), 421, "localhost only"),
    "our name as the user of another": (request("GET", "/api/sources", Host="localhost:80@evil.example"), 421, "localhost only"),
    "a host that is none": (request("GET", "/api/sources", Host="[::1"), 421, "localhost only"),
    "an old request without a host": (b"GET /api/sources HTTP/1.0\r\n\r\n", 421, "localhost only"),
    "a page of another site": (post(b"x", Origin="https://evil.example"), 403, "another site"),
    "a page of a file": (post(b"x", Origin="null"), 403, "another site"),
    "another port": (post(b"x", Origin="http://localhost:1"), 403, "another site"),
    "an origin that is none": (post(b"x", Origin="http://[::1"), 403, "another site"),
    "a length below nothing": (post(b"x", Content_Length="-1"), 400, "HTTP/1.1"),
    "a length that is none": (post(b"x", Content_Length="many"), 400, "HTTP/1.1"),
    "a length in other digits": (post(b"x", Content_Length="+1"), 400, "HTTP/1.1"),
    "a length of many digits": (post(b"x", Content_Length="9" * 5000), 400, "HTTP/1.1"),
    "two lengths": (post(b"x", Content_Length=["1", "2"]), 400, "HTTP/1.1"),
    "a coding nobody knows": (post(b"0\r\n\r\n", Content_Length=None, Transfer_Encoding="smuggled"), 400, "HTTP/1.1"),
    "a coding on top of chunks": (post(b"0\r\n\r\n", Content_Length=None, Transfer_Encoding="gzip, chunked"), 400, "HTTP/1.1"),
    "chunks of no length": (request("POST", "/api/check", Transfer_Encoding="chunked", Content_Type=PLAIN) + b"xyz\r\n", 400, "HTTP/1.1"),
    "a chunk of many digits": (request("POST", "/api/check", Transfer_Encoding="chunked", Content_Type=PLAIN) + b"f" * 40 + b"\r\n", 400, "HTTP/1.1"),
    "a head without an end": (b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000, 400, "HTTP/1.1"),
    "too large a head": (request("GET", "/api/sources", X="x" * 40_000), 431, "at most 32 kB"),
    "too many headers": (request("GET", "/api/sources", **{f"X{n}": "x" for n in range(9_000)}), 431, "at most 32 kB"),
    "a header without a name": (b"GET / HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n", 400, "HTTP/1.1"),
    "a header folded": (b"GET /nowhere HTTP/1.1\r\nHost: local\r\n host\r\n\r\n", 421, "localhost only"),
    "NUL in a header": (request("GET", "/api/sources", X=b"a\0b"), 400, "HTTP/1.1"),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 64 + b"\r\n\r\n", 400, "HTTP/1.1"),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 421, "localhost only"),
    "a version of its own": (b"GET / HTTP/x.y\r\nHost: localhost\r\n\r\n", 400, "HTTP/1.1"),
    "a space too many": (b"GET  /api/sources  HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "HTTP/1.1"),
    "a wrong tag": (request("GET", "/nowhere", If_None_Match='"\xff' + ',"' * 5000), 404, "Not Found"),
    "another's protocol": (request("GET", "/nowhere", Connection="Upgrade", Upgrade="h2c", HTTP2_Settings="AAMAAABk"), 404, "Not Found"),
    "a websocket": (
        request("GET", "/api/sources", Connection="Upgrade", Upgrade="websocket", Sec_WebSocket_Key="x" * 24, Sec_WebSocket_Version="13", Host="evil"), 421, "localhost",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "status", "word"), WIRE.values(), ids=WIRE)
def test_what_is_no_request_of_ours_is_refused(answering: Serving, sent: bytes, status: int, word: str) -> None:
    refused(send(answering, sent), status, word)


def test_nothing_is_smuggled_behind_a_body(answering: Serving) -> None:
    hidden = request("GET", "/metrics")
    both = (
        request("POST", "/api/check", Content_Type=PLAIN, Content_Length=len(hidden) + 5, Transfer_Encoding="chunked")
        + b"0\r\n\r\n"
        + hidden
    )
    said = send(answering, both)
    assert said.status in (400, 422) and "hinterland_requests" not in said.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "X" * 200])
def test_a_method_that_a_path_has_not_is_refused(answering: Serving, method: str) -> None:
    said = send(answering, request(method, "/api/sources", X_Secret="marker"))
    refused(said, 405, "Method Not Allowed")
    assert "allow: get" in said.head.lower() and "marker" not in said.text


def test_the_server_is_no_proxy(answering: Serving) -> None:
    refused(send(answering, request("CONNECT", "evil.example:443")), 404, "Not Found")
    refused(send(answering, request("GET", "http://evil.example/")), 404, "Not Found")


PATHS = [
    "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/static/../../../etc/passwd", "/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/api/..%2fhealth", "/api/claims/..%2f..%2fhealth", "/api/claims/%2e%2e/%2e%2e", "/%00", "/api/sources%00.html", "//evil.example/api/sources", "///", "/api//sources",
    "/" + "x" * 20_000, "/api/" + "a/" * 5_000, "/%0d%0aSet-Cookie:%20x=1", "/api/%E5%AE%89%E5%BE%BD", "/%ff%fe", "/%", "/%zz", "/api/sources;x=1", "/.git/config",
    "/\x7f".encode("latin-1").decode("latin-1").replace("\x7f", "%7f"), "/api/sources/..", "*",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=[p[:24] for p in PATHS])
def test_a_path_leads_nowhere_else(answering: Serving, path: str) -> None:
    said = send(answering, request("GET", path))
    refused(said, 404, "Not Found")
    assert "set-cookie" not in said.head.lower() and "\nlocation" not in said.head.lower()


def test_a_file_elsewhere_is_no_file_of_the_pages(answering: Serving) -> None:
    said = send(answering, request("GET", "/static/..%5c..%5cx"))
    assert said.status == 404 and "text/html" in said.head and [w for w in INSIDE if w in said.text] == []


def test_a_blank_text_has_no_claims(answering: Serving) -> None:
    said = send(answering, post(b" \n\t" * 1000))
    assert said.status == 422 and "no text to check" in said.text


@pytest.mark.parametrize("path", [b"/\xe5\xae\x89", b"/a b", b"/\x01", b"/\0", b"/\x7f"])
def test_a_path_in_raw_bytes_is_no_request(answering: Serving, path: bytes) -> None:
    refused(send(answering, request("GET", path)), 400, "HTTP/1.1")


SQL = (
    "' OR 1=1 --",
    "'; DROP TABLE observations; --",
    "CN-AH' UNION SELECT * FROM read_csv('/etc/passwd') --",
    "\"; COPY x TO '/tmp/x'",
    "$1",
    ":as_of",
    "\\'",
)


@pytest.mark.parametrize("told", SQL)
@pytest.mark.parametrize("field", ["op", "concept", "product", "partner", "regime", "unit", "source"])
def test_a_filter_is_a_value_and_never_sql(answering: Serving, field: str, told: str) -> None:
    found = answering.get("/api/observations", **{field: told})
    if field in ("product", "partner"):
        # Names are looked up: one that is none is refused as such.
        assert found.status_code == 404 and "total" not in found.json()
    elif field == "op":
        # One of a few words: another is refused with all of them.
        assert found.status_code == 422 and "op is 'level'" in found.json()["detail"]
    else:
        assert found.status_code == 200 and found.json()["total"] == 0


PARAMETERS = {
    "SQL for a region": ("/api/observations?region=' OR 1=1 --", 404, "no region or group"),
    "SQL for a subject": ("/api/mine?period=2025&subject='; DROP TABLE observations; --", 404, "no region or group"),
    "SQL for a subject of a brief": ("/api/brief?period=2025&subject=CN-AH' OR 1=1 --", 404, "no region or group"),
    "SQL for a subject held": ("/api/coverage?subject=' UNION SELECT 1", 404, "no region or group"),
    "SQL for a claim": ("/api/claims/' OR 1=1", 422, "id"),
    "SQL for a claim, encoded": ("/api/claims/%27%20OR%201%3D1", 422, "id"),
    "SQL for a threshold": ("/api/outlook?subject=CN-AH&threshold=1'; DROP TABLE x", 404, "threshold"),
    "SQL for a shock": ("/api/outlook?subject=CN-AH&shock=partner=USA' OR 1=1 export -30%25", 404, "shock"),
    "SQL for a sentence": ("/api/outlook?claim=' UNION SELECT * FROM observations", 404, "claim"),
    "a sentence too long": ("/api/outlook?claim=" + "x" * 401, 422, "claim"),
    "a threshold without end": ("/api/outlook?subject=CN-AH&threshold=1e999999999", 404, "threshold"),
    "a threshold of nothing": ("/api/outlook?subject=CN-AH&threshold=NaN", 404, "threshold"),
    "shocks too many": ("/api/outlook?subject=CN-AH" + "&shock=partner=USA export -30%25" * 6, 422, "shock"),
    "a horizon too far": ("/api/outlook?subject=CN-AH&horizon=1000000", 422, "horizon"),
    "a format that runs": ("/api/brief?subject=CN-AH&period=2025&format=exe", 422, "format"),
    "a format as a path": ("/api/observations?format=../../x", 422, "format"),
    "a state below nothing": ("/api/observations?state=-1", 422, "state"),
    "state nothing": ("/api/observations?state=0", 422, "state"),
    "a state beyond numbers": ("/api/observations?state=99999999999999999999", 422, "state"),
    "a state that isn't": ("/api/observations?state=999", 404, "no state 999"),
    "a state that is no number": ("/api/observations?state=1e0", 422, "state"),
    "a state in other digits": ("/api/observations?state=%D9%A1x", 422, "state"),
    "none at once": ("/api/observations?limit=0", 422, "limit"),
    "less than none": ("/api/observations?limit=-1", 422, "limit"),
    "all at once": ("/api/observations?limit=1e9", 422, "limit"),
    "too many at once": ("/api/observations?limit=1000000000", 422, "limit"),
    "beyond the end of numbers": ("/api/observations?offset=" + "9" * 5000, 422, "offset"),
    "before the beginning": ("/api/observations?offset=-5", 422, "offset"),
    "a parameter nobody knows": ("/api/observations?sql=SELECT 1", 422, "sql"),
    "a parameter like ours": ("/api/observations?Region=CN-AH", 422, "Region"),
    "a parameter as a list": ("/api/observations?region[]=CN-AH", 422, "region[]"),
    "a parameter twice": ("/api/mine?subject=CN-AH&subject=CN-HA&period=2025", 422, "subject"),
    "month 13": ("/api/mine?subject=CN-AH&period=2025-13", 422, "a period is"),
    "year 9999": ("/api/mine?subject=CN-AH&period=9999", 422, "a period is"),
    "a year in words that are none": ("/api/mine?subject=CN-AH&period=20xx", 422, "a period is"),
    "a period from its end": ("/api/mine?subject=CN-AH&period=2025-11/2025-01", 422, "period"),
    "a period from its end, of a brief": ("/api/brief?subject=CN-AH&period=2025-11/2025-01", 422, "period"),
    "a period from its end, of figures": ("/api/observations?region=CN-AH&period=2025-11/2025-01", 422, "period"),
    "a subject of nothing": ("/api/mine?subject=&period=2025", 422, "subject"),
    "a subject of 81 letters": ("/api/mine?period=2025&subject=" + "x" * 81, 422, "subject"),
    "a subject of pictures": ("/api/mine?period=2025&subject=🐼🐼", 404, "no region or group"),
    "a subject with NUL": ("/api/mine?period=2025&subject=CN-AH%00", 422, "subject"),
    "a subject with a line": ("/api/mine?period=2025&subject=CN-AH%0d%0aX: y", 422, "subject"),
    "a subject that is no UTF-8": ("/api/mine?period=2025&subject=%ff%fe", 404, "no region or group"),
    "a subject as a template": ("/api/mine?period=2025&subject={{7*7}}", 404, "{{7*7}}"),
    "a thousand parameters": ("/api/sources?" + "&".join(f"p{n}=1" for n in range(1500)), 422, "p0"),
    "a claim too short": ("/api/claims/abc", 422, "id"),
    "a claim too long": ("/api/claims/" + "a" * 65, 422, "id"),
    "a year before all": ("/api/observations?since=0", 422, "since"),
}  # fmt: skip


@pytest.mark.parametrize(("address", "status", "word"), PARAMETERS.values(), ids=PARAMETERS)
def test_a_parameter_that_does_not_fit_is_refused(answering: Serving, address: str, status: int, word: str) -> None:
    path, _, query = address.partition("?")
    sent = f"{quote(path, safe='/%')}?{quote(query, safe='=&%/+')}"
    refused(send(answering, request("GET", sent)), status, word)


TOKEN = "a-token-of-a-test-1234"
BASIC = base64.b64encode(b"user:wrong-token-0123456789").decode()
KEYS: dict[str, Any] = {
    "none": None,
    "nothing": "",
    "wrong": "Bearer wrong-token-0123456789",
    "a part of it": f"Bearer {TOKEN[:-1]}",
    "more than it": f"Bearer {TOKEN}x",
    "no scheme": TOKEN,
    "another scheme": f"Digest {TOKEN}",
    "a wrong password": f"Basic {BASIC}",
    "no base64": "Basic !!!",
    "no ASCII": b"Basic \xe9\xff",
    "no ASCII in a bearer": b"Bearer \xe9\xff",
    "no password": f"Basic {base64.b64encode(TOKEN.encode()).decode()}",
    "no UTF-8": f"Basic {base64.b64encode(bytes([255, 254, 58, 255])).decode()}",
    "very long": "Bearer " + "x" * 20_000,
    "the token after a wrong one": ["Bearer wrong-token-0123456789", f"Bearer {TOKEN}"],
}


def test_who_does_not_know_the_token_is_told_nothing(served: Callable[..., Serving], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hinterland.serve.guard.TRIES", 1000)
    server = served(token=TOKEN)
    for path in ("/api/sources", "/metrics", "/api/openapi.json", "/mcp", "/nowhere", "/health/", "/health/../api/sources", "//health"):
        for how, key in KEYS.items():
            said = send(server, request("GET", path, Authorization=key))
            assert (said.status, "a token is needed" in said.detail) == (401, True), (how, path, said)
            assert "www-authenticate" in said.head.lower()
    for key in (f"Bearer {TOKEN}", f"bearer {TOKEN}", f"Basic {base64.b64encode(f'anyone:{TOKEN}'.encode()).decode()}"):
        assert send(server, request("GET", "/api/sources", Authorization=key)).status == 200
    assert send(server, request("GET", "/health")).status == 200
