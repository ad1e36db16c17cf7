"""REST: the verbs by address, typed, paged, tagged by state, with problems told in a sentence."""

from __future__ import annotations

import csv
import importlib
import importlib.util
import io
import json
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from hinterland.api import Hinterland
from hinterland.claims.mine import best_first
from hinterland.models import Claim, Observation
from hinterland.serve.results import BoundedCells
from hinterland.sources.reading import Options
from hinterland.sources.tidy import TEMPLATE

from .conftest import Serving

ARTICLE = (
    "In 2025 Anhui's trade was 1.01 trillion yuan, the first of the eight coastal provinces. Hubei's trade was 8.3 trillion yuan in 2025."
)


def test_health_tells_state_and_figures(serving: Serving) -> None:
    serving.get("/api/states")
    while (told := serving.get("/health").json())["figures"] is None:
        time.sleep(0.02)
    assert told["status"] == "ok" and told["state"] == 1 and told["figures"] > 7000


def test_a_text_is_checked_as_the_command_checks_it(serving: Serving, hinterland: Hinterland) -> None:
    told = serving.check(ARTICLE, date="2026-04-15").json()
    report = hinterland.check(ARTICLE, dated=date(2026, 4, 15))
    assert told == report.to_dict()
    assert "HL209" in {f.code for f in (*report.findings, *report.questions)}


def test_claims_that_another_program_read_are_verified(serving: Serving, hinterland: Hinterland) -> None:
    text = "Anhui's exports rose 27.8 percent in 2025."
    claim = {"text": "27.8 percent", "op": "growth", "subject": "CN-AH", "flow": "export", "period": "2025", "verdict": "supported"}
    asked = {"claims": [claim, {**claim, "text": "99 percent"}], "text": text, "date": "2026-04-15"}
    answer = serving.client.post("/api/verify", json=asked)
    told = answer.json()
    assert told == hinterland.verify(asked).to_dict()
    assert [c["verdict"] for c in told["claims"]] == ["refuted"]
    assert [r["reason"].partition(":")[0] for r in told["rejected"]] == ["words not in the text"]
    assert answer.headers["Cache-Control"] == "no-store"
    for body, status in (({"claims": []}, 422), ({"text": text}, 422), ({"claims": [claim], "date": "soon"}, 422)):
        assert serving.client.post("/api/verify", json=body).status_code == status
    assert serving.client.post("/api/verify", content=text, headers={"Content-Type": "text/plain"}).status_code == 415


def test_a_text_may_come_as_json_with_options(serving: Serving) -> None:
    told = serving.client.post("/api/check", json={"text": "安徽2025年出口增长27.3%。", "date": "2026-04-15", "language": "en"}).json()
    assert told["document"]["date"] == "2026-04-15" and told["document"]["language"] == "zh"
    assert "Anhui" in told["findings"][0]["message"]


@pytest.mark.parametrize(("media", "form"), [("text/html", "html"), ("application/sarif+json", "sarif"), ("text/plain", "full")])
def test_a_report_comes_in_other_forms(serving: Serving, media: str, form: str) -> None:
    assert serving.check(ARTICLE, format=form).headers["content-type"].startswith(media)


def test_news_is_what_the_command_mines(serving: Serving, hinterland: Hinterland) -> None:
    told = serving.get("/api/mine", subject="anhui", period="2025", top=3).json()
    assert [c["id"] for c in told["claims"]] == [m.claim.id for m in best_first(hinterland.mine("anhui", "2025", top=3, keep=False).mined)]
    assert all(c["sentences"]["zh"] and c["evidence"]["sources"] for c in told["claims"])


def test_an_id_that_was_told_leads_to_its_claim(serving: Serving) -> None:
    first = serving.get("/api/mine", subject="henan", period="2025", top=1).json()["claims"][0]
    told = serving.get(f"/api/claims/{first['id']}").json()
    assert told["claim"]["evidence"] == first["evidence"] and told["sentences"] == first["sentences"]
    Claim.model_validate(told["claim"])


def test_every_kind_of_claim_in_a_brief_has_its_evidence(serving: Serving) -> None:
    claims = serving.get("/api/brief", subject="CN-AH", period="2025").json()["evidence"]
    kinds = {(c["kind"], c["indicator"]["op"], c["indicator"]["concept"], c["indicator"]["measure"]): c["id"] for c in claims}
    assert len(kinds) > 5
    for id_ in kinds.values():
        found = serving.get(f"/api/claims/{id_}")
        assert found.status_code == 200 and found.json()["sentences"]["en"] and found.json()["sentences"]["zh"]


def test_observations_come_in_pages_of_one_state(serving: Serving) -> None:
    seen: list[str] = []
    found = serving.get("/api/observations", region="安徽", flow="export", limit=100)
    while True:
        page = found.json()
        seen += [Observation.model_validate(o).id for o in page["observations"]]
        after = re.search(r'<([^>]+)>; rel="next"', found.headers.get("link", ""))
        if not after:
            break
        assert "state=1" in after[1]
        found = serving.client.get(after[1])
    assert len(seen) == len(set(seen)) == page["total"] > 100


def test_tables_are_the_same_in_every_format(serving: Serving) -> None:
    asked = {"region": "CN-AH", "period": "2025"}
    ids = {o["id"] for o in serving.get("/api/observations", limit=1000, **asked).json()["observations"]}
    text = serving.get("/api/observations", format="csv", **asked)
    assert {r["id"] for r in csv.DictReader(io.StringIO(text.content.decode("utf-8-sig")))} == ids
    assert "observations.csv" in text.headers["content-disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(serving.get("/api/observations", format="xlsx", **asked).content))
    assert {r[0] for r in book.get_sheet_by_index(0).to_python()[1:]} == ids


def test_a_page_of_a_table_is_what_was_asked_for(serving: Serving) -> None:
    asked = {"region": "CN-AH", "period": "2025", "limit": 3, "offset": 2}
    ids = [o["id"] for o in serving.get("/api/observations", **asked).json()["observations"]]
    text = serving.get("/api/observations", format="csv", **asked)
    assert [r["id"] for r in csv.DictReader(io.StringIO(text.content.decode("utf-8-sig")))] == ids


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_text_is_refused_and_not_called_clean(serving: Serving, text: str) -> None:
    answer = serving.client.post("/api/check", json={"text": text})
    assert answer.status_code == 422 and "no text to check" in answer.json()["detail"]


def test_a_range_means_what_lies_within_it(serving: Serving) -> None:
    found = serving.get("/api/observations", region="CN-SC", period="2023/2025", limit=1000).json()["observations"]
    assert {"2023", "2024", "2025", "2024-01/2024-06"} <= {o["period"] for o in found}
    assert all(o["period"][:4] >= "2023" and o["period"].rpartition("/")[2][:4] <= "2025" for o in found)
    half = serving.get("/api/observations", region="CN-SC", period="2025-01/2025-06").json()["observations"]
    assert half[0]["period"] == "2025-01/2025-06" and "2025-03" in {o["period"] for o in half}


def test_where_nothing_fits_it_is_said_what_is_held(serving: Serving) -> None:
    told = serving.get("/api/observations", region="CN-SC", period="2031").json()
    assert told["total"] == 0 and "total trade is held within" in told["not_held"]
    assert told["not_held"].endswith("/api/coverage?subject=CN-SC shows what is held")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"concept": "trad"}, 'no figure has the concept "trad"; did you mean trade?'),
        ({"unit": "furlongs"}, 'no figure has the unit "furlongs"; there are CNY, percent, USD'),
        ({"source": "GACC-T9", "region": "anhui"}, 'no figure has the source "GACC-T9"; did you mean GACC-T8?'),
    ],
)
def test_a_value_that_no_figure_has_is_named_with_those_that_figures_have(serving: Serving, asked: dict[str, str], said: str) -> None:
    told = serving.get("/api/observations", **asked).json()
    assert told["total"] == 0 and told["not_held"].startswith(said)


def test_regions_are_listed_with_commas_as_when_they_are_compared(serving: Serving) -> None:
    both = serving.get("/api/observations", region="Zhejiang,福建", period="2024", limit=1000).json()
    alone = [serving.get("/api/observations", region=r, period="2024").json()["total"] for r in ("CN-ZJ", "CN-FJ")]
    assert both["total"] == sum(alone) > 0 and {o["region"] for o in both["observations"]} == {"CN-ZJ", "CN-FJ"}


def test_totals_of_trade_stand_before_their_parts(serving: Serving) -> None:
    found = serving.get("/api/observations", region="CN-JS", period="2025", concept="trade", limit=1000).json()["observations"]
    parts = [(o["indicator"]["product"], o["indicator"]["partner"], o["indicator"]["regime"]) != ("all", "world", "all") for o in found]
    assert parts == sorted(parts) and found[0]["indicator"]["flow"] == "total"


def test_derived_figures_can_be_asked_for(serving: Serving) -> None:
    found = serving.get("/api/observations", reliability="derived", limit=5).json()
    assert found["total"] > 0 and {o["reliability"] for o in found["observations"]} == {"derived"}


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv", "text/csv"),
        ("text/html;q=0.5, text/csv;q=0.9, */*;q=0.1", "text/csv"),
        ("application/json, text/csv;q=0.5", "application/json"),
        ("text/csv;q=0, */*", "application/json"),
        ("text/html", "application/json"),
    ],
)
def test_a_table_comes_in_the_form_that_is_accepted(serving: Serving, accept: str, media: str) -> None:
    found = serving.client.get("/api/observations?region=CN-XZ&limit=2", headers={"Accept": accept})
    assert found.headers["content-type"].startswith(media) and "accept" in found.headers["vary"].lower()
    asked = serving.client.get("/api/observations?region=CN-XZ&limit=2&format=json", headers={"Accept": accept})
    assert asked.headers["content-type"].startswith("application/json")


def test_pages_of_a_table_link_to_one_another_and_tell_the_total(serving: Serving) -> None:
    address, seen, total = "/api/observations?region=CN-XZ&period=2023/2025&format=csv&limit=40", 0, ""
    while address:
        page = serving.client.get(address)
        total = page.headers["hinterland-total"]
        seen += len(list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig")))))
        after = re.search(r'<([^>]+)>; rel="next"', page.headers.get("link", ""))
        address = after[1] if after else ""
    assert seen == int(total) > 40
    whole = serving.get("/api/observations", region="CN-XZ", period="2023/2025", format="csv")
    assert whole.headers["hinterland-total"] == total and "link" not in whole.headers


@pytest.mark.parametrize("form", ["json", "full", "concise"])
def test_a_report_over_rest_speaks_of_no_command(serving: Serving, form: str) -> None:
    told = serving.check(
        "Anhui's exports to Peru rose 3.1% in 2025, Hubei's bonded imports of pepper 4%.", format=form, date="2026-04-15"
    ).text
    assert "hinterland load" not in told and "--" not in told


def test_parquet_keeps_the_types(serving: Serving, tmp_path: Path) -> None:
    path = tmp_path / "o.parquet"
    path.write_bytes(serving.get("/api/observations", region="CN-AH", format="parquet").content)
    kinds = dict(r[:2] for r in duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall())
    assert kinds["value"] == "DECIMAL(28,6)" and kinds["row"] == "BIGINT"


def test_arrow_is_a_stream_with_the_types_or_names_its_extra(serving: Serving) -> None:
    asked = serving.get("/api/observations", region="CN-AH", period="2025", format="arrow")
    if importlib.util.find_spec("pyarrow") is None:
        assert asked.status_code == 404 and "the extra [arrow]: pip install 'PATH[arrow]'" in asked.json()["detail"]
        return
    ipc = importlib.import_module("pyarrow.ipc")
    table = ipc.open_stream(asked.content).read_all()
    assert asked.headers["content-type"] == "application/vnd.apache.arrow.stream"
    assert str(table.schema.field("value").type) == "decimal128(28, 6)" and table.num_rows == int(asked.headers["hinterland-total"])


def test_bounds_are_what_the_command_prints(serving: Serving, hinterland: Hinterland) -> None:
    told = serving.get("/api/bounds", subject="tibet", period="2025").json()
    assert told == json.loads(json.dumps(hinterland.bounds("CN-XZ", "2025").to_dict()))
    [cell] = [c for c in told["cells"] if c["flow"] == "total"]
    page = serving.get("/api/observations", id=",".join(cell["from"])).json()
    assert {o["id"] for o in page["observations"]} == set(cell["from"]) and page["total"] == len(set(cell["from"])) > 0
    assert serving.get("/api/observations", id="no id").status_code == 422
    [cell] = serving.get("/api/bounds", subject="CN", period="2026-07", flow="export", unit="USD").json()["cells"]
    assert (cell["flow"], cell["unit"]) == ("export", "USD")
    assert BoundedCells.model_validate(told).cells[0].low


def test_all_vintages_are_more_than_the_preferred(serving: Serving) -> None:
    preferred, every = (serving.get("/api/observations", region="CN-GD", vintage=v).json()["total"] for v in ("preferred", "all"))
    assert every > preferred


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/api/mine", {"subject": "anhui", "period": "2025"}),
        ("/api/observations", {"region": "CN-AH"}),
        ("/api/brief", {"subject": "CN-XZ", "period": "2025", "format": "md"}),
        ("/api/bounds", {"subject": "CN-AH", "period": "2025-12"}),
        ("/api/outlook", {"subject": "CN-HA"}),
        ("/api/sources", {}),
    ],
)
def test_who_has_it_is_sent_nothing(serving: Serving, path: str, params: dict[str, str]) -> None:
    first = serving.get(path, **params)
    assert first.status_code == 200 and first.headers["hinterland-state"] == "1"
    again = serving.client.get(path, params=params, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("form", ["json", "md", *(pytest.param(f, marks=pytest.mark.long) for f in ("html", "xlsx", "docx"))])
def test_a_brief_comes_in_every_format(serving: Serving, form: str) -> None:
    found = serving.get("/api/brief", subject="tibet", period="2025", format=form, language="zh")
    assert found.status_code == 200 and len(found.content) > 2000


def test_the_outlook_tells_chances(serving: Serving) -> None:
    pytest.importorskip("numpy")
    told = serving.get("/api/outlook", subject="CN-HA", threshold="1 trillion CNY", shock=["product=electric-vehicles -25%"]).json()
    assert 0 < told["years"][0]["probability"] < 1 and told["shocks"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/mine?subject=nowhere&period=2025", 404, 'no region or group is called "nowhere"'),
        ("/api/mine?subject=anhui&period=soon", 422, "a period is a year (2025)"),
        ("/api/mine?subject=anhui", 422, "period"),
        ("/api/mine?subject=anhui&period=2025&topp=3", 422, "topp"),
        ("/api/mine?subject=anhui&period=2025&top=1000", 422, "top"),
        ("/api/mine?subject=anhui&period=2025&period=2024", 422, "period: this parameter is given once"),
        ("/api/claims/ffffffffff?state=1&state=2", 422, "state: this parameter is given once"),
        ("/api/outlook?subject=anhui&" + "&".join(f"shock=partner{n}" for n in range(6)), 422, "shock"),
        ("/api/claims/ffffffffff", 404, "no claim"),
        ("/api/observations?state=99", 404, "there is no state 99"),
        ("/api/brief?subject=anhui&period=1950", 404, "1950"),
        ("/api/bounds?subject=nowhere&period=2025", 404, 'no region or group is called "nowhere"'),
        ("/api/bounds?subject=anhui&period=2025&unit=EUR", 422, "unit"),
        ("/api/observations?region=,", 404, "no region or group is called"),
        ("/api/observations?region=anhui&op=increase", 422, "op is 'level', 'growth'"),
        ("/api/observations?region=anhui&since=2024&until=2020", 422, "until: 2020 lies before 2024"),
        ("/api/brief?subject=anhui&period=1950", 404, "/api/show?subject=CN-AH lists the periods that are"),
        ("/api/show?subject=anhui&period=2031", 404, "/api/bounds?subject=CN-AH&period=2031 says what follows from it"),
        ("/api/observations?state=99", 404, "/api/states lists them"),
        ("/nowhere", 404, "Not Found"),
    ],
)
def test_problems_are_told_in_a_sentence(serving: Serving, path: str, status: int, said: str) -> None:
    found = serving.client.get(path)
    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
    told = found.json()
    assert told["status"] == status and said in told["detail"]


@pytest.mark.parametrize("path", ["/api/ask?q=Anhui+exports+2024", "/api/regions", "/en/ask", "/api/ask?q=exports+of+Atlantis"])
def test_what_answers_get_answers_head_without_a_body(serving: Serving, path: str) -> None:
    got, head = serving.client.get(path), serving.client.head(path)
    assert (head.status_code, head.headers["content-type"], head.content) == (got.status_code, got.headers["content-type"], b"")


def test_an_unknown_address_says_where_the_known_ones_stand(serving: Serving) -> None:
    assert "/api/openapi.json" in serving.client.get("/api/nothing").json()["detail"]


def test_what_is_counted_is_told_by_route(serving: Serving) -> None:
    serving.get("/api/claims/aaaaaaaaaa")
    told = serving.get("/metrics").text
    assert 'hinterland_requests_total{method="GET",route="/api/claims/{id}",status="404"}' in told
    assert "aaaaaaaaaa" not in told


@pytest.mark.long
def test_a_load_is_seen_by_the_next_question(served: Callable[..., Serving], tmp_path: Path) -> None:
    server = served()
    before = server.get("/api/observations", limit=1)
    path = tmp_path / "figures.csv"
    path.write_text(TEMPLATE, encoding="utf-8")
    with Hinterland(server.location) as h:
        h.load([path], options=Options(source="my-release", publisher="A test", released="2026-01-05"))
    after = server.client.get("/api/observations?limit=1", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200 and after.headers["hinterland-state"] == "2"
    assert after.json()["total"] > before.json()["total"]
    earlier = server.get("/api/observations", limit=1, state=1)
    assert earlier.json()["total"] == before.json()["total"]


# -- requests in plain words


def test_a_request_in_plain_words_is_answered(serving: Serving) -> None:
    found = serving.get("/api/ask", q="Anhui vs Henan exports, Jul 2025").json()
    assert found["schema"] == "hinterland.ask/1" and found["status"] == "answered"
    assert found["sentence"] == "Exports in July 2025: Anhui led Henan by 9.54 billion yuan, or 21.0%."
    assert found["understood"]["periods"] == ["2025-07"] and len(found["rows"]) == 2 and found["sources"]
    assert serving.get("/api/ask", q="Anhui exports 2025", language="zh").json()["sentence"] == "2025年安徽出口6823.1亿元。"


def test_a_request_that_is_not_understood_is_a_problem_with_what_may_be_meant(serving: Serving) -> None:
    reply = serving.get("/api/ask", q="Hnan exports")
    assert reply.status_code == 404 and "did you mean" in reply.json()["detail"]


def test_values_are_understood_as_people_write_them(serving: Serving) -> None:
    plain = serving.get("/api/bounds", subject="CN-AH", period="2025-07", flow="import", unit="CNY").json()
    assert serving.get("/api/bounds", subject="Anhwei", period="July 2025", flow="imports", unit="rmb").json() == plain
    assert serving.get("/api/compare", subjects="安徽,Henan", period="202507", flow="exports").json()["rows"][0]["subject"] == "CN-AH"
    assert {r["code"] for r in serving.get("/api/regions").json()["regions"]} >= {"CN", "CN-AH", "central"}


def test_every_page_has_a_search_box_that_is_answered(serving: Serving) -> None:
    for path in ("/en/", "/zh/check"):
        assert 'class="seek"' in serving.client.get(path).text
    page = serving.client.get("/en/ask", params={"q": "top 3 exporters 2024"})
    assert page.status_code == 200 and "Guangdong" in page.text and "hinterland ask" in page.text
    refused = serving.client.get("/en/ask", params={"q": "<b>weather</b>"})
    assert refused.status_code == 200 and "is not understood here" in refused.text and "<b>weather" not in refused.text


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("/api/mine", {"subject": "Nowhere", "period": "2025"}, 404),
        ("/api/mine", {"subject": "CN-AH", "period": "13th of never"}, 422),
        ("/api/compare", {"subjects": "CN-AH,Atlantis", "period": "2025"}, 404),
        ("/api/compare", {"subjects": "CN-AH,CN-HA", "period": "someday"}, 422),
    ],
)
def test_a_name_that_is_not_here_is_404_and_a_value_that_does_not_fit_422(
    path: str, asked: dict[str, str], status: int, serving: Serving
) -> None:
    assert serving.get(path, **asked).status_code == status


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_interface_for_programs_has_a_page_with_every_address(serving: Serving, language: str) -> None:
    told = serving.client.get(f"/{language}/api").text
    for path in serving.get("/api/openapi.json").json()["paths"]:
        assert f"{path}</code>" in told
    assert serving.client.get("/api", follow_redirects=False).headers["location"].endswith("/api")


def test_a_text_is_read_over_rest(serving: Serving) -> None:
    answer = serving.client.post("/api/read", json={"text": "Anhui's exports rose 17.8% in 2025."})
    (claim,) = answer.json()["claims"]
    assert not {"verdict", "reason", "evidence"} & claim.keys(), "nobody judged it"
    assert claim["subject"] == "CN-AH" and any(slot["slot"] == "period" for slot in claim["slots"])


def test_a_range_that_is_a_year_is_still_a_range(serving: Serving) -> None:
    asked = {"region": "CN-CQ", "flow": "import", "op": "level"}
    months = [o["period"] for o in serving.get("/api/observations", **asked, period="2024-01/2024-12").json()["observations"]]
    assert len(months) > 12 and {"2024", "2024-05"} <= {*months}
    assert serving.get("/api/observations", **asked, period="2024").json()["total"] == 1


def test_a_group_is_bounded_by_its_members(serving: Serving) -> None:
    (cell,) = serving.get("/api/bounds", subject="yangtze-delta", period="2024", flow="export").json()["cells"]
    assert cell["by"] == "regions" and 9.956e12 < cell["low"] <= cell["high"] < 9.957e12


def test_the_page_of_the_interface_asks_the_address_it_is_served_at(serving: Serving) -> None:
    assert ":8000/" not in serving.client.get("/en/api", headers={"host": "127.0.0.1:8123"}).text


def test_a_series_of_several_subjects_comes_as_csv(serving: Serving, hinterland: Hinterland) -> None:
    asked = {"subject": "anhui,Henan", "flow": "export", "frequency": "year"}
    told = serving.get("/api/show", **asked).json()
    assert told == json.loads(json.dumps(hinterland.show("anhui", "Henan", flow="export", frequency="year").to_dict(), default=str))
    by_name, by_header = (
        serving.get("/api/show", **asked, format="csv"),
        serving.client.get("/api/show", params=asked, headers={"Accept": "text/csv"}),
    )
    assert by_name.content == by_header.content and by_name.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(by_name.content.decode("utf-8-sig"))))
    assert [(r["subject"], r["period"]) for r in rows] == [(r["subject"], r["period"]) for r in told["rows"]]


@pytest.mark.parametrize("path", ["/api/show?subject=anhui&form=csv", "/api/observations?form=csv", "/api/compare?subjects=a,b&form=csv"])
def test_a_parameter_that_there_is_not_is_answered_with_those_there_are(serving: Serving, path: str) -> None:
    said = serving.client.get(path).json()["detail"]
    assert re.fullmatch(r"there is no parameter form; there are (\w+, )+state", said)


def test_growth_is_compared(serving: Serving, hinterland: Hinterland) -> None:
    told = serving.get("/api/compare", subjects="anhui,henan", period="2025", flow="export", op="growth").json()
    assert told["sentence"] == hinterland.compare("anhui", "henan", period="2025", flow="export", op="growth").sentence


def test_the_page_of_the_interface_has_contents_and_the_fields_of_answers(serving: Serving) -> None:
    told = serving.client.get("/en/api").text
    assert '<a href="#o1"><code>GET /api/ask</code></a>' in told and "<code>rows[].first_place</code>" in told
    assert 'href="/en/api"' in serving.client.get("/en/").text.partition("</header>")[0]
