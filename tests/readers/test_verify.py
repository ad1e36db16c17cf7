"""Typed claims from anywhere, judged like a text's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hinterland.api import Hinterland
from hinterland.sources.reading import InputError

TEXT = "Anhui's exports rose 17.3 percent in 2025, to 545.1 billion yuan."
CLAIM = {"text": "545.1 billion yuan", "subject": "CN-AH", "flow": "export", "period": "2025"}


def test_with_the_text_a_wrong_figure_is_a_finding(hinterland: Hinterland) -> None:
    found = hinterland.verify({"claims": [CLAIM], "text": TEXT, "date": "2026-03-15"})
    assert [c.verdict for c in found.claims] == ["refuted"]
    assert [f.code[:3] for f in found.report.findings] == ["HL2"] if found.report else False
    assert found.to_dict()["document"]["reader"] == {"by": "proposed"}


def test_without_a_text_the_figures_count_as_stated(hinterland: Hinterland) -> None:
    right = {
        "text": "1.01 trillion",
        "kind": "value",
        "subject": "CN-AH",
        "period": "2025",
        "low": 1.005e12,
        "high": 1.015e12,
        "currency": "CNY",
    }
    found = hinterland.verify([right, {"text": "ninth", "kind": "rank", "subject": "CN-AH", "period": "2025"}])
    assert [c.verdict for c in found.claims] == ["supported"]
    assert "low and high" in found.rejected[0][1]


def test_an_object_without_claims_is_refused(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="no claims to verify"):
        hinterland.verify({"text": TEXT})
    with pytest.raises(InputError, match="date is a day"):
        hinterland.verify({"claims": [CLAIM], "date": "yesterday"}, TEXT)


def test_the_command_reads_a_file(tmp_path: Path, run: Any) -> None:
    given = json.dumps({"claims": [CLAIM, {**CLAIM, "text": "1 yuan"}], "text": TEXT, "date": "2026-03-15"})
    file = tmp_path / "claims.json"
    file.write_text(given, encoding="utf-8")
    ran = run("verify", file, "--output-format", "json")
    assert ran.status == 1, ran.err
    told = json.loads(ran.out)
    assert told["summary"] == {"claims": 1, "supported": 0, "refuted": 1, "unverifiable": 0, "rejected": 1}
    assert "1 claim judged; 1 rejected." in run("verify", file).out
    file.write_text("{")
    run("verify", file).refused("is not JSON")
