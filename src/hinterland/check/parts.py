"""Many texts: shared out in parts, each checked by whoever is free, on this machine or on Spark's; the reports of a part are a file of JSON lines, or come back.

A part is written whole or not at all, so that a run that was stopped goes on where it was when it is started again. A text that can't be read stops nothing:
a line says why. The lines are those of `--output-format json`, in the order of the texts, whoever checked them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from hinterland import __version__
from hinterland.check import fixing
from hinterland.check.document import Document, load_document
from hinterland.check.failures import phrase
from hinterland.check.output import FORMATS
from hinterland.check.report import TOGETHER, How, Report, check_all
from hinterland.codes import Language
from hinterland.indicators.desk import Desk, Hands, opened
from hinterland.sources.reading import InputError

PART, PARTS = 500, 20
"""Maximum texts of a part, and parts at least, of `TOGETHER` texts or more: processes that take one after the other then end at about the same time."""

ASKED = "asked.json"
"""The file that says what the reports of a folder are of."""

UNREAD = "hinterland.unread/1"
"""The schema of the line for a text that can't be read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How texts are to be checked: what `check` is asked with."""

    dated: date | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Texts of one part, by their paths, and the file that their reports go to."""

    paths: tuple[str, ...]
    to: Path
    asked: Asked
    today: date


@dataclass(frozen=True, slots=True)
class Counted:
    """What reports say in all."""

    texts: int = 0
    claims: int = 0
    errors: int = 0
    findings: int = 0
    unread: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    def __add__(self, other: Counted) -> Counted:
        return Counted(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def check_parts(
    desk: Desk,
    paths: Sequence[str],
    folder: Path,
    asked: Asked,
    *,
    jobs: int = 1,
    on: str = "duckdb",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Counted:
    """Check texts into a folder: files `part-00000.jsonl` and so on, each of at most 500 texts. Parts that are there already are not checked again.

    Raises `InputError` where the folder holds something else, or the reports of other texts, options or figures.
    """
    today = _claim(folder, _told(desk, paths, asked))
    size = min(PART, max(TOGETHER, -(-len(paths) // PARTS)))
    parts = [
        Part(tuple(paths[at : at + size]), folder.absolute() / f"part-{n:05}.jsonl", asked, today)
        for n, at in enumerate(range(0, len(paths), size))
    ]
    total = Counted()
    with Hands(desk, jobs, on) as hands:
        for n, counted in enumerate(hands.map(check_part, parts), 1):
            total += counted
            progress(n, len(parts))
    return total


def check_together(desk: Desk, some: tuple[Sequence[Document], Asked]) -> list[Report]:
    """Check documents that were read already: the reports, in their order."""
    documents, asked = some
    return _checked(desk, documents, asked, None)


def _checked(desk: Desk, documents: Sequence[Document], asked: Asked, today: date | None) -> list[Report]:
    how: How = {"select": asked.select, "ignore": asked.ignore, "language": asked.language}
    return check_all(opened(desk), documents, dated=asked.dated, today=today, **how)


def check_part(desk: Desk, part: Part) -> Counted:
    """Check the texts of a part, unless that was done, and count what the reports say."""
    lines = _held(part.to)
    if len(lines) != len(part.paths):
        lines = []
        for at in range(0, len(part.paths), TOGETHER):
            lines += _lines(desk, part, part.paths[at : at + TOGETHER])
        fixing.replace(part.to, "".join(lines).encode())
    return sum(map(_counted, lines), Counted())


def _held(file: Path) -> list[str]:
    """The lines of a part that is there. Only a line feed ends one: texts hold other separators, which JSON leaves as they are."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="\n") as f:
        return list(f)


def _lines(desk: Desk, part: Part, paths: Sequence[str]) -> list[str]:
    found: dict[str, str] = {}
    documents = []
    for path in paths:
        try:
            documents.append(load_document(path))
        except Exception as e:
            reason = str(e) if isinstance(e, InputError) else f"{path} can't be read ({phrase(e)})"
            found[path] = json.dumps({"schema": UNREAD, "document": {"path": path}, "reason": reason}, ensure_ascii=False) + "\n"
    found |= {r.document.path: FORMATS["json"](r) for r in _checked(desk, documents, part.asked, part.today)}
    return [found[path] for path in paths]


def _counted(line: str) -> Counted:
    said = json.loads(line)
    if said["schema"] == UNREAD:
        return Counted(texts=1, unread=(said["reason"],))
    errors = sum(f["severity"] == "error" for f in said["findings"])
    failed = tuple(f"{said['document']['path']}: {f['error']}" for f in said.get("failures", ()))
    return Counted(1, said["summary"]["claims"], errors, len(said["findings"]), failed=failed)


def _told(desk: Desk, paths: Sequence[str], asked: Asked) -> dict[str, Any]:
    """All that the reports depend on: of the texts their paths, with how large each is and when it was changed."""
    texts = sha256()
    for path in paths:
        stat = Path(path).stat()
        texts.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    said = {
        "schema": "hinterland.parts/1",
        "hinterland": __version__,
        "number": len(paths),
        "texts": texts.hexdigest(),
        **asdict(asked),
        **asdict(desk),
    }
    found: dict[str, Any] = json.loads(json.dumps(said, default=str))
    return found


def _claim(folder: Path, told: dict[str, Any]) -> date:
    """Make the folder, or see that it holds reports of the same. Returns the day when they were begun, for texts that tell none. Raises `InputError`."""
    mark, today = folder / ASKED, date.today()
    if not mark.exists():
        if folder.is_dir() and any(not p.name.startswith(f".{ASKED}.") for p in folder.iterdir()):
            raise InputError(f"{folder} holds something else; name a new folder for the reports, or an empty one")
        folder.mkdir(parents=True, exist_ok=True)
        fixing.replace(mark, json.dumps({**told, "today": str(today)}, ensure_ascii=False, indent=1).encode())
        return today
    try:
        held = json.loads(mark.read_text(encoding="utf-8"))
        begun = date.fromisoformat(held["today"])
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{mark} is not what it was written as; name another folder for the reports") from None
    if differ := [n for n in told if held.get(n) != told[n]]:
        raise InputError(
            f"{folder} holds the reports of another run, which differs in {', '.join(differ)}; name another folder for the reports"
        )
    return begun
