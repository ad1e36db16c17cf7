"""Writes what each report format makes of two drafts to `tests/check/snapshots/`; run it after a wanted change, and read what changed.

The drafts hold every kind of finding that a format tells apart: an error, a warning, a certain and a likely fix, a silencer that silences nothing, marks of
HTML, wide characters. Of SARIF the rules' pages are left out, of HTML the style, of docx all but its comments.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
from datetime import date
from pathlib import Path

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.check import Report
from hinterland.check.document import from_text
from hinterland.check.output import BINARY, FORMATS

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "check" / "snapshots"
DAY = date(2026, 3, 15)

DRAFTS = {
    "en": "# Trade & <em>growth</em>\n\n"
    "Anhui's trade rose 27.3 percent in 2025, and Heilongjiang's stood at 31.26 billion yuan. 📈 It grew nearly 17 percent in Anhui.\n"
    "Hubei recorded 8.34 trillion yuan in trade in 2025. Anhui's trade with Peru was 3.1 billion yuan in 2025.\n"
    "<!-- hinterland: ignore HL204 -->\n",
    "zh": "# 外贸 & <em>增长</em>\n\n安徽2025年进出口增长27.3%，出口6823.1亿元。📈黑龙江2025年外贸312.6亿元。\n2025年安徽对秘鲁进出口31亿元。\n",
}
SUFFIXES = {"full": "txt", "concise": "txt", "json": "jsonl", "sarif": "json", "github": "txt", "html": "html", "docx": "txt"}


def reports(h: Hinterland) -> dict[str, Report]:
    """The drafts, checked."""
    return {language: h.check(from_text(f"draft.{language}.md", text, markdown=True), dated=DAY) for language, text in DRAFTS.items()}


def texts(h: Hinterland) -> dict[str, str]:
    """What should stand in each file, by its name."""
    found = {}
    for language, report in reports(h).items():
        for name, render in FORMATS.items():
            found[f"{name}.{language}.{SUFFIXES[name]}"] = _steady(name, render(report))
        found[f"docx.{language}.txt"] = comments(BINARY["docx"](report))
    return found


def _steady(name: str, text: str) -> str:
    """A report without what changes with no change of the format."""
    if name == "sarif":
        log = json.loads(text)
        driver = log["runs"][0]["tool"]["driver"]
        driver["semanticVersion"], driver["rules"] = "0", [r["id"] for r in driver["rules"]]
        return json.dumps(log, ensure_ascii=False, indent=1) + "\n"
    if name == "html":
        return re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.S)
    return re.sub(r'("(?:sql|load|id)": ")(?!c\d+")(?:[^"\\]|\\.)*"', r'\1..."', text) if name == "json" else text


def comments(raw: bytes) -> str:
    """The comments of a docx file, each after the words that it stands on, and the paragraphs."""
    from docx import Document

    document = Document(io.BytesIO(raw))
    lines = [p.text for p in document.paragraphs]
    for c in document.comments:
        lines.append(f"[{c.author}] " + "\n    ".join(p.text for p in c.paragraphs))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write all files and take away those of formats that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_warehouse(Path(folder) / "warehouse") as h:
        wanted = texts(h)
    for stale in FOLDER.iterdir():
        if stale.name not in wanted:
            stale.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
