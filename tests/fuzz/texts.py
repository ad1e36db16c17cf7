"""Texts and documents: words that the reader knows, sentences of articles and odd characters, as text, Markdown, web pages and bytes. Each is checked whole, with no failure."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from hypothesis import strategies as st
from tests.fuzz.bytes import ODD, changed
from tests.reading.test_robust import WORDS

from hinterland.api import Hinterland
from hinterland.check.document import from_bytes
from hinterland.check.output import FORMATS
from hinterland.escapes import visible
from hinterland.sources.reading import InputError

DATE = date(2026, 3, 15)
ARTICLES = Path(__file__).resolve().parents[1] / "corpus" / "articles"
NAMES = ["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a"]


@functools.cache
def sentences() -> list[str]:
    """The lines of the articles."""
    return [line for path in sorted(ARTICLES.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@st.composite
def document(draw: st.DrawFn) -> tuple[str, bytes]:
    """A name and the bytes of a text made of sentences and words, some of them changed."""
    parts = draw(
        st.lists(st.one_of(st.sampled_from(sentences()), st.sampled_from(WORDS), st.sampled_from(ODD), st.text(max_size=8)), max_size=12)
    )
    text = draw(st.sampled_from(["", " ", "\n", "\n\n", " | "])).join(parts)
    data = text.encode("utf-8", "surrogatepass")[:4000]
    return draw(st.sampled_from(NAMES)), draw(changed(data))


EXAMPLES = st.one_of(document(), document(), st.tuples(st.sampled_from(NAMES), st.binary(max_size=200)))


@contextmanager
def opened() -> Iterator[Callable[[tuple[str, bytes]], str]]:
    """A warehouse of its own; what checks a document gives what became of it."""
    with tempfile.TemporaryDirectory() as folder, Hinterland(folder) as h:

        def meet(file: tuple[str, bytes]) -> str:
            try:
                document = from_bytes(*file)
            except InputError as e:
                assert visible(str(e)) == str(e), str(e)
                return "refused"
            report = h.check(document, dated=DATE)
            assert not report.failures, report.failures
            assert all(document.text[c.start or 0 : c.end] for c in report.claims if c.start is not None)
            for form in FORMATS.values():
                assert "".join(form(report)) is not None
            return "claims" if report.claims else "no claims"

        yield meet
