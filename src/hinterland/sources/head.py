"""The beginning of a file, by which its format is recognised: name, suffix, first bytes, and the first lines as text where the bytes are text."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from hinterland.sources.reading import InputError

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
            try:
                return start[: len(start) - cut].decode(encoding), encoding
            except UnicodeDecodeError:
                continue
    return "", None
