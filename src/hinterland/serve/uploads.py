"""Reading what people upload: a process of its own with bounds on memory, time and files, which sees no warehouse and writes nothing.

A docx or PDF made to break its reader breaks this process, which is replaced; the text it gives is all that goes on.
"""

from __future__ import annotations

import contextlib
import logging
import pickle
from dataclasses import dataclass, replace
from typing import Any

from hinterland.serve.settings import Limits
from hinterland.serve.workers import Answer, Reply, Unanswered
from hinterland.sources.reading import InputError


def bound(memory: int | None) -> None:
    """Bound the process by the bytes of memory it may write, where they are given, and let it leave no core behind."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def spend(seconds: int) -> None:
    """Let the process use its processors for a number of seconds more; then the system ends it, and another is started."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, most))


@dataclass(frozen=True, slots=True)
class OpenReader:
    """Opens the reader of uploads in a worker."""

    limits: Limits

    def __call__(self) -> Answer:
        """The reader, with its process bounded."""
        import resource

        from hinterland.check import document  # noqa: F401 - imported before memory is bounded

        with contextlib.suppress(ImportError):
            import docx  # noqa: F401
            import pypdf  # noqa: F401

        # It tells what is wrong with a file in words of the file.
        logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
        bound(memory=None)
        resource.setrlimit(resource.RLIMIT_AS, (self.limits.upload_memory, self.limits.upload_memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        return self.read

    def read(self, verb: str, arguments: dict[str, Any]) -> Reply:
        """A document from a file's name and bytes, pickled for the worker that checks it. Raises `Unanswered` for what can't be read."""
        from hinterland.check.document import from_bytes

        spend(self.limits.upload_seconds)
        try:
            found = from_bytes(arguments["name"], arguments["raw"])
        except InputError as e:
            raise Unanswered("refused", str(e)) from None
        except MemoryError:
            raise Unanswered("refused", f"{arguments['name']} takes more memory than an upload may") from None
        if len(found.text) > self.limits.characters:
            raise Unanswered("refused", f"{arguments['name']} has more than {self.limits.characters:,} characters; check it in parts")
        return Reply(pickle.dumps(replace(found, raw=None)), "application/octet-stream")
