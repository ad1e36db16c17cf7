"""Errors of storage as sentences: files that can't be read, a full disk, memory that ran out, wherever in a command they come up."""

from __future__ import annotations

import errno
import re

import duckdb
from deltalake.exceptions import DeltaError

_FILE = re.compile(r"parquet|TProtocol|snappy|decompress", re.IGNORECASE)
"""What DuckDB's errors of general kinds say where a file is damaged."""
_SAID = {
    errno.ENOSPC: "there is no space left on the disk; make room and start again",
    errno.EDQUOT: "the disk quota is used up; make room and start again",
    errno.EMFILE: "too many files are open at once; raise the limit (`ulimit -n`) and start again",
    errno.EIO: "the disk failed to read or write; `hinterland verify-warehouse` tells what is damaged",
    errno.EROFS: "the disk may only be read; name another folder",
}
DAMAGED = "`hinterland verify-warehouse` tells what is damaged, and `hinterland repair` puts the rest in order"


def storage_error(error: BaseException) -> str | None:
    """An error of storage as a sentence with what to do; nothing for an error of another kind."""
    first = (str(error).strip().splitlines() or [type(error).__name__])[0]
    if isinstance(error, OSError) and error.errno in _SAID:
        return _SAID[error.errno] + (f" ({error.filename})" if error.filename else "")
    if isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM):
        return f"{error.filename or 'a file'} may not be read or written; change its permissions or name another"
    if isinstance(error, duckdb.OutOfMemoryException | MemoryError):
        return f"memory ran out ({first}); ask for less at once, or on a machine with more"
    if isinstance(error, duckdb.Error) and "No space left" in str(error):
        return _SAID[errno.ENOSPC]
    if isinstance(error, duckdb.IOException) or (isinstance(error, duckdb.Error) and _FILE.search(str(error))):
        return f"a file of the warehouse can't be read: {first}; {DAMAGED}"
    if isinstance(error, DeltaError):
        return f"a table of the warehouse can't be read or written: {first}; {DAMAGED}"
    return None
