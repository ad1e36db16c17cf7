"""A site is plain pages that hang together, ask for nothing from elsewhere, come out the same twice, and never lose the page of a claim."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from tests.conftest import Ran

from hinterland.api import Hinterland
from hinterland.brief.site import Site, addresses
from hinterland.brief.site.claims import Kept
from hinterland.brief.site.records import files as data_of
from hinterland.brief.site.records import remembered
from hinterland.brief.site.subjects import subjects
from hinterland.sources.reading import InputError
from hinterland.warehouse.load import seed
from hinterland.warehouse.store import Store

SUBJECTS = ("CN-AH", "CN-XZ")

MEGABYTE = 1_000_000

ATOM = "{http://www.w3.org/2005/Atom}"


class Links(HTMLParser):
    """The links of a page (tag, attribute, address) and its ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        self.ids |= {given["id"]} if "id" in given else set()
        if given.keys() & {"href", "src", "action"}:
            self.found.append((tag, given))

    handle_startendtag = handle_starttag


@pytest.fixture(scope="module")
def site(hinterland: Hinterland, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path]:
    folder = tmp_path_factory.mktemp("site") / "public"
    return hinterland.site("2025", folder, subjects=SUBJECTS), folder


@pytest.fixture(scope="module")
def made(site: tuple[Site, Path]) -> Path:
    return site[1]


@pytest.fixture(scope="module")
def pages(made: Path) -> dict[str, Links]:
    return {p.relative_to(made).as_posix(): Links(p.read_text(encoding="utf-8")) for p in sorted(made.rglob("*.html"))}


def digests(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


# -- what is there


def test_the_subjects_are_the_nation_groups_with_fixed_members_and_the_provinces() -> None:
    found = subjects()
    assert found["nation"] == ("CN",)
    assert {"central", "coastal", "yangtze-delta"} <= set(found["groups"])
    assert not {"provinces", "greater-bay-area"} & set(found["groups"])
    assert len(found["regions"]) == 31


def test_every_page_is_there_in_both_languages(made: Path) -> None:
    for path in ("index.html", "claims/index.html", "search.html", "revisions.html", "about.html", "feed.xml"):
        assert (made / path).is_file()
        assert (made / "zh" / path).is_file()
    for subject in SUBJECTS:
        for suffix in ("html", "md", "json", "xlsx"):
            assert (made / f"briefs/{subject}-2025.{suffix}").is_file()
            assert (made / f"zh/briefs/{subject}-2025.{suffix}").is_file()


def test_what_is_reported_is_what_was_written(site: tuple[Site, Path]) -> None:
    told, folder = site
    files = [p for p in folder.rglob("*") if p.is_file()]
    assert (told.files, told.bytes) == (len(files), sum(p.stat().st_size for p in files))
    assert told.briefs == 4
    assert told.claims == len(remembered(folder, "2025")) == len(told.made)
    assert told.path == folder / "index.html"


def test_every_evidence_of_a_brief_has_a_page_of_its_own(made: Path) -> None:
    text = (made / "briefs" / "CN-AH-2025.html").read_text(encoding="utf-8")
    evidence = re.findall(r'popover id="e(\d+)"', text)
    assert len(evidence) == len(re.findall(r'href="\.\./claims/[0-9a-f]{16}\.html"', text)) > 40


def test_a_claim_of_the_site_is_known_by_its_id(hinterland: Hinterland, site: tuple[Site, Path]) -> None:
    claim = site[0].made[0]
    assert hinterland.claim(claim.id).now.claim.id == claim.id


def test_nothing_unfinished_is_left(made: Path) -> None:
    assert [p.name for p in made.iterdir() if p.name.startswith(".")] == []


# -- pages hang together


def test_every_link_leads_to_a_page_and_a_place_in_it(made: Path, pages: dict[str, Links]) -> None:
    dead = []
    for path, page in pages.items():
        for _, given in page.found:
            for address in (given.get("href"), given.get("src"), given.get("action")):
                if address is None or urlsplit(address).scheme:
                    continue
                split = urlsplit(address)
                target = ((made / path).parent / unquote(split.path)).resolve() if split.path else made / path
                name = target.relative_to(made.resolve()).as_posix() if split.path else path
                if not target.is_file() or (split.fragment and split.fragment not in pages[name].ids):
                    dead.append((path, address))
    assert dead == []


def test_every_page_is_reached_from_the_front(made: Path, pages: dict[str, Links]) -> None:
    reached, todo = set(), ["index.html"]
    while todo:
        path = todo.pop()
        if path in reached or path not in pages:
            continue
        reached.add(path)
        for _, given in pages[path].found:
            split = urlsplit(given.get("href", ""))
            if split.path and not split.scheme:
                todo.append(((made / path).parent / split.path).resolve().relative_to(made.resolve()).as_posix())
    assert reached == set(pages)


def test_nothing_is_asked_for_from_elsewhere(made: Path, pages: dict[str, Links]) -> None:
    """Only `<a>` leads out, to sources, and says nothing of where the reader came from."""
    for page in pages.values():
        for tag, given in page.found:
            outside = [a for a in (given.get("href"), given.get("src")) if a and urlsplit(a).scheme]
            assert not outside or (tag == "a" and "noreferrer" in given["rel"])
            assert not any(a.startswith("/") for a in (given.get("href", ""), given.get("src", "")))
    style = (made / "style.css").read_text(encoding="utf-8")
    assert "@import" not in style
    fonts = [*(addresses.LATIN.format(weight=w) for w in ("regular", "bold")), addresses.FONT]
    assert re.findall(r'url\("?([^")]+)', style) == fonts
    assert all((made / font).stat().st_size > 1000 for font in fonts)


def test_pages_share_one_script_and_the_search_has_another(pages: dict[str, Links]) -> None:
    scripts = {path: {Path(given["src"]).name for tag, given in page.found if tag == "script"} for path, page in pages.items()}
    searching = {path for path, names in scripts.items() if names == {addresses.PAGES, addresses.SCRIPT}}
    assert searching == {"search.html", "zh/search.html"}
    assert all(names == {addresses.PAGES} for path, names in scripts.items() if path not in searching)


def test_no_page_is_heavy(made: Path) -> None:
    assert [p for p in made.rglob("*") if p.is_file() and p.stat().st_size > MEGABYTE] == []


def test_pages_share_the_style_sheet(made: Path) -> None:
    assert "<style>" not in "".join(p.read_text(encoding="utf-8") for p in made.rglob("*.html"))


def test_related_briefs_are_named(made: Path) -> None:
    text = (made / "briefs" / "CN-AH-2025.html").read_text(encoding="utf-8")
    assert 'href="CN-XZ-2025.html"' in text or "Related briefs" not in text


# -- evidence as data


def evidence_of(folder: Path, name: str) -> dict[str, Any]:
    return dict(json.loads((folder / f"evidence/{name}.json").read_text(encoding="utf-8")))


def test_a_site_remembers_its_claims_as_they_were_made(site: tuple[Site, Path]) -> None:
    told, folder = site
    assert {id_: k.claim.to_dict() for id_, k in remembered(folder, "2025").items()} == {c.id: c.to_dict() for c in told.made}


def test_a_claim_of_two_periods_is_remembered_as_the_period_has_it(made: Path, tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    shutil.copy(made / "evidence/2025.json", tmp_path / "evidence")
    for period in ("2025", "2024"):
        told = {**evidence_of(made, "CN-XZ-2025"), "period": period}
        (tmp_path / f"evidence/CN-XZ-{period}.json").write_text(json.dumps(told), encoding="utf-8")
    for period in ("2024", "2025"):
        assert {k.period for k in remembered(tmp_path, period).values()} == {period}


def test_records_stand_once_and_every_one_is_led_to(made: Path) -> None:
    records = evidence_of(made, "2025")
    claims = [one["claim"] for path in (made / "evidence").glob("*-2025.json") for one in evidence_of(made, path.stem)["claims"].values()]
    for name in ("observations", "sources"):
        named = [key for claim in claims for key in claim["evidence"][name]]
        assert set(named) == set(records[name])
        assert len(named) > len(records[name])


def test_two_editions_of_a_record_both_stay(site: tuple[Site, Path], tmp_path: Path) -> None:
    one, other = site[0].made[:2]
    assert one.evidence
    [first, *rest] = one.evidence.observations
    revised = one.evidence.model_copy(update={"observations": [first.model_copy(update={"row": 1 + (first.row or 0)}), *rest]})
    kept = [Kept(one, 1, "2025", ("CN-AH",)), Kept(other.model_copy(update={"evidence": revised}), 1, "2025", ("CN-AH",))]
    (tmp_path / "evidence").mkdir()
    for path, text in data_of(kept, "2025").items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = remembered(tmp_path, "2025")
    assert all(found[k.claim.id].claim.to_dict() == k.claim.to_dict() for k in kept)


@pytest.mark.parametrize("root", ["", "zh/"])
def test_the_data_of_a_brief_lead_from_its_marks_to_its_claims(made: Path, root: str) -> None:
    path = made / root / "briefs/CN-AH-2025.json"
    brief = json.loads(path.read_text(encoding="utf-8"))
    assert (path.parent / brief["claims"]).resolve() == (made / "evidence/CN-AH-2025.json").resolve()
    marks = {int(n) for s in brief["sections"] for p in s["paragraphs"] for x in p for n in re.findall(r"\[(\d+)\]", x)}
    assert max(marks) <= len(brief["evidence"])
    assert set(brief["evidence"]) <= set(evidence_of(made, "CN-AH-2025")["claims"])


# -- search and feed


def test_the_search_index_knows_briefs_and_claims_by_both_names(made: Path) -> None:
    for root, brief in (("", "安徽"), ("zh/", "Anhui")):
        text = (made / root / "search.html").read_text(encoding="utf-8")
        index = json.loads(text.split('id="index">')[1].split("</script>")[0])
        assert all((made / root / address).is_file() for _, address, _, _ in index)
        assert any(brief in also for _, address, _, also in index if address == "briefs/CN-AH-2025.html")
        assert len(index) > 50


def test_the_index_cannot_close_its_script(made: Path) -> None:
    text = (made / "search.html").read_text(encoding="utf-8").split('id="index">')[1]
    assert "<" not in text.split("</script>")[0]


@pytest.mark.parametrize("root", ["", "zh/"])
def test_the_feed_is_atom(made: Path, root: str) -> None:
    feed = ET.parse(made / root / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    when = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
        assert (element.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        assert when.fullmatch(element.findtext(f"{ATOM}updated") or "")
    assert feed.findtext(f"{ATOM}updated") == max(e.findtext(f"{ATOM}updated") or "" for e in entries)
    assert len({e.findtext(f"{ATOM}id") for e in entries}) == len(entries)
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert (made / root / link.attrib["href"]).is_file()


# -- again


@pytest.mark.long
def test_the_same_state_gives_the_same_site_in_a_new_folder_and_in_the_old_one(hinterland: Hinterland, made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(made, copy)
    for folder in (tmp_path / "new", copy):
        hinterland.site("2025", folder, subjects=SUBJECTS)
        assert digests(folder) == digests(made)


@pytest.mark.long
def test_a_site_of_one_language_leads_there(hinterland: Hinterland, tmp_path: Path) -> None:
    folder = tmp_path / "zh"
    made = hinterland.site("2025", folder, subjects=["CN-XZ"], languages=["zh"], downloads=[])
    assert made.path == folder / "zh" / "index.html"
    assert "url=zh/index.html" in (folder / "index.html").read_text(encoding="utf-8")
    assert [p.suffix for p in (folder / "zh" / "briefs").iterdir()] == [".html"]


@pytest.mark.long
def test_a_period_added_keeps_the_briefs_of_the_other(hinterland: Hinterland, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    for period in ("2024", "2025"):
        hinterland.site(period, folder, subjects=["CN"], languages=["en"], downloads=[])
    assert (folder / "briefs" / "CN-2024.html").is_file()
    assert 'href="briefs/CN-2024.html"' in (folder / "index.html").read_text(encoding="utf-8")
    assert "Superseded" not in "".join(p.read_text(encoding="utf-8") for p in (folder / "claims").glob("*.html"))


@pytest.fixture
def corrected(tmp_path: Path) -> Iterator[Hinterland]:
    """A warehouse whose second edition of the embedded figures gives Anhui another total."""
    with as_file(files("hinterland") / "packs" / "china" / "figures") as data:
        shutil.copytree(data, tmp_path / "data")
    store = Store(tmp_path / "warehouse")
    seed(store, tmp_path / "data")
    with Hinterland(tmp_path / "warehouse", embedded=False) as h:
        h.site("2025", tmp_path / "public", subjects=["CN-AH"], downloads=[])
    shutil.copytree(tmp_path / "data", tmp_path / "corrected")
    path = tmp_path / "corrected" / "annual.csv"
    text = path.read_text(encoding="utf-8")
    assert "10135.6,CNY_100M" in text
    path.write_text(text.replace("10135.6,CNY_100M", "10239.7,CNY_100M"), encoding="utf-8")
    seed(store, tmp_path / "corrected")
    with Hinterland(tmp_path / "warehouse", embedded=False) as h:
        yield h


@pytest.mark.long
def test_a_claim_that_no_longer_arises_keeps_its_page_and_says_what_superseded_it(corrected: Hinterland, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    before = {p.name for p in (folder / "claims").glob("*.html")}
    [old] = [
        p
        for p in (folder / "claims").glob("*.html")
        if "<h1>Anhui&#39;s trade came to 1.01356 trillion yuan in 2025.</h1>" in p.read_text()
    ]
    made = corrected.site("2025", folder, subjects=["CN-AH"], downloads=[])
    assert made.superseded > 0
    assert before <= {p.name for p in (folder / "claims").glob("*.html")}
    for root in ("", "zh/"):
        text = (folder / root / "claims" / old.name).read_text(encoding="utf-8")
        successor = re.search(r'class="superseded".*?<a href="([0-9a-f]{16}\.html)">', text, re.DOTALL)
        assert successor
        assert "1.0239" in text or "10239.7" in text
        assert (folder / root / "claims" / successor[1]).is_file()
    kept = remembered(folder, "2025")[old.stem]
    assert kept.superseded
    assert (kept.state, kept.superseded.state) == (1, 2)
    assert old.name in (folder / "revisions.html").read_text(encoding="utf-8")
    assert old.name not in (folder / "claims" / "index.html").read_text(encoding="utf-8")


@pytest.mark.long
def test_the_revisions_tell_what_the_last_load_changed(corrected: Hinterland, tmp_path: Path) -> None:
    corrected.site("2025", tmp_path / "public", subjects=["CN-AH"], downloads=[])
    text = (tmp_path / "public" / "revisions.html").read_text(encoding="utf-8")
    assert "1,023.97 billion yuan" in text
    assert "From version 1 to version 2 of the data" in text


def test_before_a_second_state_the_revisions_say_that_there_is_none(made: Path) -> None:
    assert "since the first state" in (made / "revisions.html").read_text(encoding="utf-8")


# -- what can go wrong


@pytest.mark.long
def test_two_processes_make_the_same_site_as_one(hinterland: Hinterland, made: Path, tmp_path: Path) -> None:
    hinterland.site("2025", tmp_path / "public", subjects=SUBJECTS, jobs=2)
    assert digests(tmp_path / "public") == digests(made)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"period": "1950"}, "nothing is held"),
        ({"period": "soon"}, "soon"),
        ({"downloads": ["exe"]}, "exe"),
        ({"jobs": 0}, "jobs"),
        ({"languages": []}, "en, zh or both"),
        ({"subjects": ["Atlantis"]}, "Atlantis"),
    ],
)
def test_bad_input_is_a_sentence_and_leaves_nothing(hinterland: Hinterland, tmp_path: Path, given: dict[str, Any], said: str) -> None:
    period = given.pop("period", "2025")
    with pytest.raises(InputError) as e:
        hinterland.site(period, tmp_path / "public", **{"subjects": ["CN-XZ"], **given})
    assert said in str(e.value)
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


def test_a_folder_with_something_else_in_it_is_left_alone(hinterland: Hinterland, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "index.html"):
        with pytest.raises(InputError):
            hinterland.site("2025", folder, subjects=["CN-XZ"])
    assert [p.name for p in tmp_path.iterdir()] == ["index.html"]


@pytest.mark.parametrize("path", ["site.json", "claims/0123456789abcdef.json", "evidence/CN-AH-2025.json"])
def test_a_record_that_was_tampered_with_is_told(hinterland: Hinterland, made: Path, tmp_path: Path, path: str) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(made, folder)
    (folder / path).write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(path)):
        hinterland.site("2025", folder, subjects=["CN-XZ"])


@pytest.mark.long
def test_the_command_prints_the_front_page(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hinterland.brief.site.subjects", lambda nation=None: {"regions": ("CN-XZ",)})
    ran: Ran = run("site", "--period", "2025", "--output", tmp_path / "public", "--language", "en", "--downloads", "md", "--jobs", "1")
    assert (ran.status, ran.out.strip()) == (0, str(tmp_path / "public" / "index.html"))
    told = run("site", "--period", "2025", "--output", tmp_path / "public", "--jobs", "1", "--output-format", "json").read()
    assert told["schema"] == "hinterland.site/1"
    assert told["briefs"] == 2
    run("site", "--period", "2025", "--output", tmp_path / "public", "--downloads", "exe").refused("exe")
