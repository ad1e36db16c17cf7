"""What reading a file gives (`Reading`): figures in the file's own unit, rows that could not be read, and what was learned on the way;
`Options` are what the user added, and a `Head` is the beginning by which formats are recognised. Nothing here knows a format or a
warehouse."""

from __future__ import annotations

import re
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import KW_ONLY, dataclass, field, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypedDict

from hinterland.codes import Period
from hinterland.errors import InputError, refused
from hinterland.models import RELIABILITY, Reliability, Source

__all__ = ["EARLIEST", "Figure", "Head", "InputError", "Options", "PeriodFrom", "Quarantined", "Reading", "Said", "untimely"]
PeriodFrom = Literal["file", "name", "user"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of a file that the file doesn't say itself; `None` where nothing was said."""

    flow: str | None = None
    period: str | None = None
    currency: str | None = None
    unit: str | None = None
    region: str | None = None
    source: str | None = None
    title: str | None = None
    publisher: str | None = None
    released: str | None = None
    address: str | None = None
    reliability: Reliability | None = None

    def __post_init__(self) -> None:
        for name in (f.name for f in fields(self)):
            given = getattr(self, name)
            if not isinstance(given, str | None):
                raise InputError(f"--{name} is a text, not {given!r}")
        stated = [r for r in RELIABILITY if r != "derived"]
        if self.reliability not in (None, *stated):
            raise InputError(f"--reliability is {', '.join(stated)}, not {self.reliability!r}")
        if self.address:
            with refused(ValueError, form="--address: {}"):
                host_of(self.address)


class Said(TypedDict, total=False):
    """The same as keywords."""

    flow: str | None
    period: str | None
    currency: str | None
    unit: str | None
    region: str | None
    source: str | None
    title: str | None
    publisher: str | None
    released: str | None
    address: str | None
    reliability: Reliability | None


@dataclass(slots=True)
class Figure:
    """One figure as a file states it: `value` in `unit`, with the width of its last digit. `low` and `high` only where no single value was stated."""

    region: str
    period: str
    value: Decimal | None
    unit: str
    op: str = "level"
    concept: str = "trade"
    flow: str | None = "total"
    product: str = "all"
    partner: str = "world"
    regime: str = "all"
    measure: str = "value"
    basis: str | None = "operating-unit"
    currency: str | None = None
    precision: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    versus: str | None = None
    scope: str | None = None
    predicate: str | None = None
    source: str = ""
    released: str | None = None
    reliability: str | None = None
    row: int | None = None
    note: str | None = None

    def __str__(self) -> str:
        """What a person is shown of it."""
        return f"{self.region} {self.period} {self.flow} {self.op} {self.value} {self.unit}"


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row that could not be read: where it stood, what it said, why it was rejected."""

    row: int
    text: str
    reason: str


@dataclass(slots=True)
class FileRead:
    """A file as read, of figures or of records: `rows_read` data rows, of which `quarantined` were rejected. `label` is what is stored as its file: its name, unless the
    caller needs to tell two of one name apart."""

    path: Path
    format: str
    _: KW_ONLY
    sources: list[Source] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    rows_read: int = 0
    period_from: PeriodFrom = "file"
    warnings: list[str] = field(default_factory=list)
    label: str = ""

    def __post_init__(self) -> None:
        self.label = self.label or self.path.name


@dataclass(slots=True)
class Reading(FileRead):
    """A file of figures as read: the rows that weren't rejected are in `figures` (several figures a row in wide tables)."""

    figures: list[Figure] = field(default_factory=list)
    impossible: str | None = None
    """Why the figures can't be in the unit that the file says, as a sentence: such a file counts never as it is, and is refused where the gate doesn't find what it is in truth."""

    @contextmanager
    def quarantining(self, row: int, text: str) -> Iterator[None]:
        """Reject a row, with the reason, where reading it raises `ValueError` or `LookupError`."""
        try:
            yield
        except (ValueError, LookupError) as e:
            self.quarantined.append(Quarantined(row, text, str(e.args[0]) if e.args else "unreadable"))


EARLIEST = 195001
"""No figure of an earlier month is held: the longest series begin in 1950."""


def untimely(start: int, end: int, today: date) -> str | None:
    """Why no figure can be of a period (first and last month, `yyyymm`) as of a day; None where one can."""
    if start < EARLIEST:
        return f"its period {Period(start, end)} begins before 1950; correct the year"
    if end > today.year * 100 + today.month:
        return f"its period {Period(start, end)} isn't over: today is {today.isoformat()}; correct the year or month"
    return None


_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"({_LABEL}(?:\.{_LABEL})+)\.?(?::\d{{1,5}})?", re.ASCII)
_FORM = re.compile(r"https?://([^/?#]+)(?:[/?#][^\\\s\x00-\x1f\x7f]*)?", re.IGNORECASE)


def host_of(address: str) -> str:
    """The host of an http or https address, in lower case and ASCII letters. Raises `ValueError` for what is none, as is what a browser and a parser could take for different hosts."""
    found = _FORM.fullmatch(address.strip())
    host = None
    with suppress(UnicodeError):
        host = _HOST.fullmatch(found[1].encode("idna").decode("ascii").lower()) if found else None
    if host is None:
        raise ValueError(f"{address!r} is no address of a page; write it as https://www.customs.gov.cn/page.html")
    return host[1]


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place beside that of a file to write it at, from which it is moved there: the file is whole or absent, and nothing stays where writing fails."""
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file: enough to recognise a format, never the whole of it."""

    path: Path
    suffix: str
    start: bytes
    text: str
    encoding: str | None

    @property
    def lines(self) -> list[str]:
        """The first lines, without the last, which may be cut."""
        found = self.text.splitlines()
        return found[:-1] if len(self.start) >= HEAD and len(found) > 1 else found


def head_of(path: Path) -> Head:
    """Look at the beginning of a file. Raises `InputError` for what is no readable file."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{path} is a folder; name files, as in {path}/*.csv")
        if not stat.S_ISREG(mode):
            raise InputError(f"{path} is not an ordinary file")
        with path.open("rb") as f:
            start = f.read(HEAD)
    except FileNotFoundError:
        raise InputError(f"{path} does not exist") from None
    except PermissionError:
        raise InputError(f"{path} may not be read: permission denied") from None
    except OSError as e:
        raise InputError(f"{path} can't be read: {e.strerror or e}") from e
    except ValueError as e:
        raise InputError(f"{path} can't be read: {e}") from e
    if not start:
        raise InputError(f"{path} is empty; load a table of figures (`hinterland template` prints a file to start from)")
    text, encoding = decode(start)
    return Head(path, path.suffix.lower(), start, text, encoding)


def decode(start: bytes) -> tuple[str, str | None]:
    """Bytes as text and their encoding: UTF-8, else GB18030 (customs' own), else none. A cut at the end is forgiven."""
    if start.startswith(b"\xff\xfe\0\0") or (b"\0" in start[:4096] and not start.startswith((b"\xff\xfe", b"\xfe\xff"))):
        return "", None
    for encoding in ("utf-16",) if start.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030"):
        for cut in range(4):
            with suppress(UnicodeDecodeError):
                return start[: len(start) - cut].decode(encoding), encoding
    return "", None
