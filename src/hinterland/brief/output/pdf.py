"""A brief as a PDF report, set by typst from `templates/brief.typ`: A4, tagged, every mark a link to its evidence.

The brief goes to the template as data in a file, pictures as images beside it, all in a folder that is gone afterwards; text is never put together to
typst code, so that no name can write any. The fonts are those of the package, so that the file is the same everywhere.
"""

from __future__ import annotations

import json
import re
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from hinterland.brief.document import Brief, Picture, Section
from hinterland.brief.output import evidence, images, story
from hinterland.brief.output.extras import dated, library
from hinterland.brief.output.words import word
from hinterland.brief.words import words
from hinterland.models import Source

WORDS = ("takeaways", "evidence", "sources", "colon")

_ADDRESS = re.compile(r"(?:https?|ftp)://\S+")

_NUMBER = re.compile(r"\d(?=[万亿兆])")
"""Where a headline must not be broken: between a number and its scale."""


def to_pdf(brief: Brief) -> bytes:
    """The report."""
    typst = library(".pdf")
    package = files("hinterland.brief")
    with tempfile.TemporaryDirectory(prefix="hinterland-") as name, as_file(package / "fonts") as fonts:
        folder = Path(name)
        document = json.dumps(_data(brief, folder), ensure_ascii=False)
        (folder / "brief.json").write_text(document, encoding="utf-8")
        (folder / "brief.typ").write_bytes((package / "templates" / "brief.typ").read_bytes())
        own = fonts.is_dir() and any(p.suffix in (".otf", ".ttf") for p in fonts.iterdir())
        made, _ = typst.compile_with_warnings(
            folder / "brief.typ",
            root=folder,
            font_paths=[fonts] if own else [],
            ignore_system_fonts=own,
            format="pdf",
            timestamp=dated(brief),
        )
    return bytes(made)


def _data(brief: Brief, folder: Path) -> dict[str, Any]:
    """The brief as the template reads it; the images are written into the folder."""
    found = story.parts(brief)
    return {
        "language": brief.language,
        "title": brief.headline,
        "shown-title": _NUMBER.sub(lambda m: m[0] + "\u2060", brief.headline),
        "kicker": word("kicker", brief.language),
        "subtitle": evidence.subtitle(brief),
        "footer": " · ".join((brief.name, brief.period, "Hinterland")),
        "gap": "" if brief.language == "zh" else " ",
        "words": {w: word(w, brief.language) for w in WORDS},
        "standfirst": [parts(s, brief) for s in brief.standfirst],
        "warning": [words(f"advice:{w.advice}", brief.language), w.why] if (w := brief.warning) else [],
        "takeaways": [
            {"parts": parts(t.text, brief), "advice": t.advice, "label": words(f"advice:{t.advice}", brief.language), "why": t.why}
            for t in brief.takeaways
        ],
        "sections": [_section(s, brief, folder) for s in found.story],
        "detail": [_section(s, brief, None) for s in (*found.detail, *found.closing)],
        "notes": [{"mark": n, "text": evidence.note(c, brief.language)} for n, c in enumerate(brief.evidence, start=1)],
        "sources": [_source(s, brief) for s in brief.sources],
        "legend": evidence.legend(brief),
        "closing": evidence.closing(brief),
    }


def parts(sentence: str, brief: Brief) -> list[dict[str, Any]]:
    """A sentence as texts and marks; a mark is shown with its sign, and after another one with a comma. A mark without evidence is skipped."""
    made: list[dict[str, Any]] = []
    for piece in evidence.pieces(sentence):
        if isinstance(piece, str):
            made.append({"text": piece})
        elif piece <= len(brief.evidence):
            comma = "," if made and "mark" in made[-1] else ""
            made.append({"mark": piece, "shown": f"{comma}{brief.sign(piece)}{piece}"})
    return made


def _picture(picture: Picture, brief: Brief, folder: Path) -> dict[str, Any]:
    drawn = images.svg(picture)
    name = f"picture-{brief.pictures.index(picture) + 1}.svg"
    if drawn is not None:
        (folder / name).write_text(drawn, encoding="utf-8")
    return {
        "parts": parts(picture.title, brief),
        "subtitle": picture.subtitle,
        "source": picture.source,
        "alt": picture.alt,
        "image": name if drawn is not None else None,
    }


def _section(section: Section, brief: Brief, folder: Path | None) -> dict[str, Any]:
    """A section; its pictures where there is a folder for them."""
    return {
        "title": section.title,
        "paragraphs": [[parts(x, brief) for x in paragraph] for paragraph in section.paragraphs if paragraph],
        "pictures": [_picture(p, brief, folder) for p in section.pictures] if folder else [],
    }


def _source(source: Source, brief: Brief) -> dict[str, Any]:
    address = source.address if source.address and _ADDRESS.fullmatch(source.address) else None
    return {"id": source.id, "title": source.title, "address": address, "origin": evidence.issued(source, brief.language)}
