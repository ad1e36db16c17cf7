"""What of a brief is its story and what is detail: pages fold the detail away, print formats put it after the story, and only the story has pictures in print."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hinterland.brief.document import Brief, Picture, Section
from hinterland.brief.output.evidence import plain
from hinterland.codes import Language

LONGEST: dict[Language, int] = {"en": 500, "zh": 900}
"""How long a story is at most, in words or characters: sections beyond that are detail whether they are marked so or not."""

PICTURES = 3
"""How many pictures a story has at most."""

CLOSING = ("methods",)
"""Sections on how the brief was made, which are never part of the story."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The sections of the story with their pictures, the other sections, the pictures that belong to neither, and the sections on methods."""

    story: list[Section]
    detail: list[Section]
    pictures: list[Picture]
    closing: list[Section]


def parts(brief: Brief) -> Parts:
    """The parts of a brief in their order."""
    story: list[Section] = []
    detail: list[Section] = []
    more: list[Picture] = []
    room, free = LONGEST[brief.language], PICTURES
    for section in (s for s in brief.sections if s.key not in CLOSING):
        room -= _length(section, brief.language)
        if section.detail or (room < 0 and story):
            detail.append(section)
            continue
        story.append(replace(section, pictures=section.pictures[:free]))
        more += section.pictures[free:]
        free -= len(story[-1].pictures)
    return Parts(story, detail, more, [s for s in brief.sections if s.key in CLOSING])


def _length(section: Section, language: Language) -> int:
    text = " ".join(plain(s) for s in section.sentences)
    return len(text.split()) if language == "en" else len(text)
