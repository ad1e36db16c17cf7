"""Warehouses in an object store: the same as in a folder, over a slow and stumbling connection too; credentials only where they are set; errors in sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Ran
from tests.warehouse.bucket import Served, serving
from tests.warehouse.test_cube import MONTHS, cells, files

from hinterland.api import Hinterland
from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import rows_of
from hinterland.warehouse.store import KINDS, HeadMoved, Store, explain, storage_options

ADDRESS = "s3://desk/warehouse"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A bucket that this process reaches with credentials; nothing else of the machine's surroundings is seen, and no metadata service of it could be."""
    with serving() as opened, monkeypatch.context() as patch:
        for unsigned, variables in KINDS.values():
            for name in (*variables, unsigned.upper()):
                patch.delenv(name, raising=False)
        patch.setenv("AWS_ENDPOINT_URL", opened.endpoint)
        patch.setenv("AWS_METADATA_ENDPOINT", opened.endpoint)
        patch.setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", opened.endpoint)
        patch.setenv("AWS_REGION", "us-east-1")
        patch.setenv("AWS_ALLOW_HTTP", "true")
        patch.setenv("AWS_ACCESS_KEY_ID", "key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "word")
        yield opened


def asked(h: Hinterland) -> list[Any]:
    figures = "SELECT flow, region, product, partner, period, value, low, high FROM observations ORDER BY ALL"
    records = "SELECT flow, region, product, sum(value) FROM records GROUP BY ALL ORDER BY ALL"
    return [h.sql(figures).fetchall(), h.sql(records).fetchall(), h.sourcing("8507").to_dict()]


def loaded(location: Any, tmp_path: Path) -> Hinterland:
    h = Hinterland(location, embedded=False)
    h.load_each([files(tmp_path / "files", cells(MONTHS[:2], provinces=3))])
    h.roll_up("GACC-QUERY", whole=True)
    return h


def test_a_bucket_answers_as_a_folder_does(bucket: Served, tmp_path: Path) -> None:
    bucket.set(closed=True)
    with loaded(tmp_path / "here", tmp_path) as here, loaded(ADDRESS, tmp_path) as there:
        assert asked(there) == asked(here)


def test_a_store_that_stumbles_and_is_slow_loses_nothing(bucket: Served, tmp_path: Path) -> None:
    bucket.set(failing=7, late=0.01)
    with loaded(tmp_path / "here", tmp_path) as here, loaded(ADDRESS, tmp_path) as there:
        assert asked(there) == asked(here)
    assert len(bucket.set()) > 100


def test_what_reads_figures_asks_for_no_object_of_records(bucket: Served, tmp_path: Path) -> None:
    loaded(ADDRESS, tmp_path).close()
    bucket.set()
    with Hinterland(ADDRESS, embedded=False) as h:
        h.mine("CN-BJ", "2024-02")
        h.check("Beijing's exports rose 3% in February 2024.")
    folders = {key.split("/")[1] for _, key in bucket.set() if "/" in key}
    assert "observations" in folders
    assert "records" not in folders


DRAFT = "Anhui's exports rose 12.3% in 2025. 2025年安徽进出口增长9.3%。 In 2025, Anhui's imports came to 300 billion yuan.\n"
VERBS = (
    ("states", "--output-format", "json"), ("mine", "CN-AH", "--period", "2025", "--output-format", "json"),
    ("check", "draft.txt", "--output-format", "json"), ("compare", "CN-AH", "CN-JS", "--period", "2025"), ("ask", "Anhui's exports in 2025"),
    ("bounds", "CN-AH", "--period", "2025"), ("source", "8507", "--flow", "import"), ("reconcile",),
    ("sql", "SELECT region, flow, period, value, low, high FROM observations ORDER BY ALL", "--output-format", "csv"),
    ("sql", "SELECT region, flow, product, quantity, value, file FROM records ORDER BY ALL", "--output-format", "csv"),
    ("brief", "CN-AH", "--period", "2025", "--output", "brief.html"),
)  # fmt: skip
"""The verbs that read a warehouse, each as it is typed."""
_OF_A_LOAD = re.compile(r"\b[0-9a-f]{32}\b|\d{4}-\d\d-\d\dT[\d:]+\+00:00")
"""What two loads of the same files never share: their ids and times."""


@pytest.mark.long
def test_verbs_print_the_same_bytes_of_a_bucket_that_stumbles_as_of_a_folder(
    bucket: Served, run: Callable[..., Ran], seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.txt").write_text(DRAFT, encoding="utf-8")
    files(tmp_path / "files", cells(MONTHS[:2], provinces=8))
    bucket.set(closed=True, failing=29, late=0.002)
    told: dict[str, list[tuple[int, str, str]]] = {}
    for place in (str(seeded), ADDRESS):
        for words in (("load", "--each", "files", "--output-format", "json"), ("roll-up", "GACC-QUERY", "--whole")):
            assert run(*words, "--warehouse", place).status == 0
        told[place] = []
        for words in VERBS:
            ran = run(*words, "--warehouse", place)
            written = Path("brief.html").read_text(encoding="utf-8") if "brief.html" in words else ""
            told[place].append((ran.status, *(_OF_A_LOAD.sub("", text.replace(place, "")) for text in (ran.out + written, ran.err))))
    for words, here, there in zip(VERBS, *told.values(), strict=True):
        assert there == here, words
        assert len(here[1]) > 150, words
    assert {key.partition("/")[0] for _, key in bucket.set()} <= {"", "warehouse"}, "nothing else is asked, as a metadata service would be"


def test_of_two_loads_at_once_one_looks_again(bucket: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    line = rows_of("loads", [(1, "load-1", "load", "2026-01-01T00:00:00+00:00", "", "[]", "{}", "0")])
    first, second = Store(ADDRESS), Store(ADDRESS)
    seen, held = first.state(), second.table("loads")
    first.commit(seen, line)
    # As the second one saw the table before the first one's line was there.
    monkeypatch.setattr(second, "table", lambda name: held)
    with pytest.raises(HeadMoved):
        second.commit(seen, line)
    assert [load.id for load in Store(ADDRESS).state().live] == ["load-1"]


def test_without_credentials_none_are_looked_for(bucket: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(ADDRESS).state()
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    with pytest.raises(InputError, match="Missing AccessKeyId"):
        Store(ADDRESS).state()
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    bucket.set()
    # What is open to everybody is read.
    assert Store(ADDRESS).state().number == 0
    first = bucket.set(closed=True)
    with pytest.raises(InputError, match=r"can't be reached: .* none are set in the environment \(as AWS_ACCESS_KEY_ID\)"):
        Store(ADDRESS).state()
    assert {key.partition("/")[0] for _, key in [*first, *bucket.set()]} <= {"", "warehouse"}


def test_credentials_that_a_store_refuses_are_named_as_such(bucket: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    bucket.set(closed=True)
    assert Store(ADDRESS).state().number == 0
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "another")
    with pytest.raises(InputError, match=r"its store refuses the credentials that the environment sets$"):
        Store(ADDRESS).state()


def test_credentials_that_are_set_are_used_and_a_choice_of_the_user_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    for address, (unsigned, variables) in {
        "s3://b/w": KINDS["s3"],
        "gs://b/w": KINDS["gs"],
        "abfss://c@a.dfs.core.windows.net/w": KINDS["abfss"],
    }.items():
        with monkeypatch.context() as patch:
            for name in (*variables, unsigned.upper()):
                patch.delenv(name, raising=False)
            assert (storage_options(address) or {})[unsigned] == "true"
            for name in (*variables, unsigned.upper()):
                with patch.context() as inner:
                    inner.setenv(name, "false")
                    assert unsigned not in (storage_options(address) or {})
    assert storage_options("/a/folder") is storage_options("file:///a/folder") is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "another"}, "there is no bucket or container 'desk'"),
        ({"failing": 1}, "answers 503"),
    ],
)
def test_why_a_store_does_not_serve_is_a_sentence(
    bucket: Served, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], told: str
) -> None:
    monkeypatch.setattr("hinterland.warehouse.store.PATIENCE", {"max_retries": "1"})
    bucket.set(**change)
    with pytest.raises(InputError) as refused:
        Store(ADDRESS).state()
    assert told in str(refused.value)
    assert "\n" not in str(refused.value) and "\x1b" not in str(refused.value)


def test_errors_name_a_store_that_is_not_there_and_one_without_encryption(bucket: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hinterland.warehouse.store.PATIENCE", {"max_retries": "0"})
    monkeypatch.delenv("AWS_ALLOW_HTTP")
    with pytest.raises(InputError, match="AWS_ALLOW_HTTP=true"):
        Store(ADDRESS).state()
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(InputError, match=r"its store can't be reached \(.*[Cc]onnect"):
        Store(ADDRESS).state()


def test_a_store_that_stops_answering_in_the_middle_is_named_in_short(
    bucket: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(ADDRESS, tmp_path).close()
    monkeypatch.setattr("hinterland.warehouse.store.PATIENCE", {"max_retries": "0"})
    told = set()
    for failing in range(2, 40, 3):
        bucket.set(failing=failing)
        try:
            with Hinterland(ADDRESS, embedded=False) as h:
                h.sql("SELECT count(*) FROM records").fetchall()
        except InputError as e:
            told.add(str(e))
    assert told == {f"the warehouse at {ADDRESS} can't be reached: its store answers 503 (Service Unavailable)"}


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("in 403.05µs - HTTP error: error sending request", "its store can't be reached (HTTP error: error sending request)"),
        (
            "in 1.2ms - Server returned non-2xx status code: 403 Forbidden: <Error/>",
            "its store refuses the credentials that the environment sets",
        ),
    ],
)
def test_an_error_of_one_line_is_explained_by_its_end(monkeypatch: pytest.MonkeyPatch, error: str, told: str) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    begun = "External error: Parquet error: External: Generic S3 error: Error performing GET http://127.0.0.1:9/desk/w/loads/part-0.parquet"
    assert explain(ADDRESS, OSError(f"{begun} {error}")) == told


def test_other_errors_are_not_explained_as_those_of_a_store() -> None:
    assert explain("s3://desk/w", ValueError("a column is missing")) is None
    assert explain("/a/folder", OSError("Error performing GET")) is None
