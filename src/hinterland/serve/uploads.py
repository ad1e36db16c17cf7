"""Processes of their own for what people send, bounded in memory and time: one reads files and sees no warehouse, so a docx made to break
its reader breaks that process alone; one loads files, all or nothing, and decides on pending ones."""

from __future__ import annotations

import contextlib
import pickle
import resource
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from hinterland.api import Hinterland
from hinterland.serve.problems import Problem
from hinterland.serve.replies import Reply, as_json
from hinterland.serve.settings import Limits
from hinterland.serve.workers import Answer
from hinterland.sources.reading import InputError, Options


def _begin(memory: int | None) -> None:
    """Bound the process by the bytes of memory it may write, where they are given, and let it leave no core behind."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _spend(seconds: int) -> None:
    """Let the process use its processors for a number of seconds more; then the system ends it, and another is started."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, most))


def open_reader(limits: Limits) -> Answer:
    """The reader of uploads, with its process bounded."""
    from hinterland.check import document  # noqa: F401 - imported before memory is bounded

    with contextlib.suppress(ImportError):
        import docx  # noqa: F401
        import pypdf  # noqa: F401

    _begin(memory=None)
    resource.setrlimit(resource.RLIMIT_AS, (limits.upload_memory, limits.upload_memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    return partial(read, limits)


def read(limits: Limits, verb: str, arguments: dict[str, Any]) -> Reply:
    """A document from a file's name and bytes, pickled for the worker that checks it. Raises `Problem` for what can't be read."""
    from hinterland.check.document import from_bytes

    _spend(limits.upload_seconds)
    try:
        found = from_bytes(arguments["name"], arguments["raw"])
    except InputError as e:
        raise Problem(422, str(e)) from None
    except MemoryError:
        raise Problem(422, f"{arguments['name']} takes more memory than an upload may") from None
    if len(found.text) > limits.characters:
        raise Problem(422, f"{arguments['name']} has more than {limits.characters:,} characters; check it in parts")
    return Reply(pickle.dumps(replace(found, raw=None)), "application/octet-stream")


def open_loader(location: str, limits: Limits) -> Answer:
    """The loader of a warehouse, with its process bounded."""
    _begin(limits.load_memory)
    return partial(store, location, limits)


def store(location: str, limits: Limits, verb: str, arguments: dict[str, Any]) -> Reply:
    """Load a file, or accept or reject one that is pending. Raises `Problem` for what can't be."""
    _spend(limits.load_seconds)
    with Hinterland(location) as h:
        return replace(as_json(_load(h, **arguments) if verb == "load" else _decide(h, verb, **arguments)), state=h.state.number)


def _decide(h: Hinterland, verb: str, id_: str, **how: Any) -> dict[str, Any]:
    """What became of a pending file: `accept` or `reject`. Raises `Problem` for an id that isn't pending, and for what doesn't fit."""
    try:
        report = h.accept(id_, **how) if verb == "accept" else h.reject(id_)
    except InputError as e:
        raise Problem(422, str(e)) from None
    return report | {"file": PurePath(report["file"]).name}


def _load(h: Hinterland, name: str, raw: bytes, format: str, options: dict[str, Any]) -> dict[str, Any]:
    """What became of a file by its name and bytes: the report of `hinterland load`. Raises `Problem` for one that can't be loaded."""
    name = PurePath(name).name
    with tempfile.TemporaryDirectory(prefix="hinterland-") as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        try:
            report = h.load([path], format=format, options=Options(**options)).to_dict()
        except InputError as e:
            # Where the file lay meanwhile is nobody's business.
            raise Problem(422, str(e).replace(str(path), name).replace(folder, "")) from None
    return report | {"files": [file | {"path": name} for file in report["files"]]}
