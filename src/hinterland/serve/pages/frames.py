"""What is around every page of a server: its navigation, the same page in the other language, the shared files; and how a page is made into
an answer. A page is named by its address below its language, with its parameters: `compare?subjects=A,B` stands at `/en/compare?...` and
`/zh/compare?...`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hinterland.answers.commands import page as below
from hinterland.api import Hinterland
from hinterland.brief import html
from hinterland.brief.html import TAGS, Frame, Link
from hinterland.brief.interface import label
from hinterland.brief.output.words import word
from hinterland.brief.site.frames import name as named
from hinterland.check.output.html import TEMPLATES as REPORT
from hinterland.codes import Language
from hinterland.serve.pages.statics import address as static
from hinterland.serve.replies import Reply

SECTIONS = (
    ("serve:country", ""),
    ("serve:compare", "compare"),
    ("serve:check", "check"),
    ("serve:explore", "explore"),
    ("serve:claims", "claims"),
    ("serve:outlook", "outlook"),
    ("serve:pending", "pending"),
)
"""What the header leads to: the word for it, and its address below the language."""
OURS = (("hinterland.serve", "pages/templates"), REPORT)
"""Where templates stand beside those of briefs."""
MEDIA = "text/html; charset=utf-8"
Statements = tuple[tuple[str, str], ...]


def to(language: Language, path: str, **asked: Any) -> str:
    """The address of a page with its parameters; those that are nothing are left out."""
    return f"/{language}/{below(path, **asked)}"


def frame(
    language: Language, address: str, *, closing: str = "", scripts: tuple[str, ...] = (), about: str | None = None, **more: Any
) -> Frame:
    """What is around the page of an address; the outlook that it leads to is that of the subject it is `about`."""
    path = address.partition("?")[0]
    other: Language = "zh" if language == "en" else "en"
    return Frame(
        language,
        sheet=static("style.css"),
        home=to(language, ""),
        referrer="same-origin",
        navigation=tuple(
            Link(label(key, language), to(language, target, subject=about if target == "outlook" else None), here=path == target)
            for key, target in SECTIONS
        ),
        other=Link(label("language", other), f"/{other}/{address}", TAGS[other]),
        scripts=tuple(map(static, ("waiting.js", "brief.js", *scripts))),
        ask=to(language, "ask"),
        closing=closing,
        themed=True,
        **{"claims": to(language, "claims/"), "ending": "", **more},
    )


def page(
    h: Hinterland, name: str, language: Language, given: Mapping[str, Any] | None = None, /, *, path: str | None = None,
    statements: Statements = (), around: Any = None, **values: Any,
) -> Reply:  # fmt: skip
    """A page as an answer, by the name of its template, at the path of that name unless another is given, asked with some parameters. `statements` are those of
    the claims that it links to, `around` what its frame has more than every frame."""
    address = below(name if path is None else path, **(given or {}))
    newest = h.indicators.newest() or word("undated", language)
    closing = word("closing", language, state=h.state.number, newest=newest)
    made = html.render(f"{name}.html.j2", frame(language, address, closing=closing, **(around or {})), beside=OURS, name=named, **values)
    return Reply(made.encode("utf-8"), MEDIA, claims=statements)


def brief_link(subject: str, period: str, language: Language) -> Link:
    """A link to the brief of a subject."""
    return Link(named(subject, language), to(language, subject, period=period))


def claim_address(claim_id: str, subject: str, period: str, language: Language) -> str:
    """Where a claim has its page. Subject and period are those of the brief that makes it, so that it is found again after a server has forgotten it."""
    return to(language, f"claims/{claim_id}", subject=subject, period=period)
