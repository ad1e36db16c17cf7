"""Loading what is sent, where a server may: a process of its own that loads one file after another, all of it or nothing, and accepts or
rejects those that are pending.

The file lies under its own name in a folder that is gone afterwards. A load that takes too long is killed, and by the design of the warehouse nobody sees any of it.
"""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from hinterland.api import Hinterland
from hinterland.serve.settings import Limits
from hinterland.serve.uploads import bound, spend
from hinterland.serve.verbs.made import as_json
from hinterland.serve.workers import Answer, Reply, Unanswered
from hinterland.sources.reading import InputError, Options


@dataclass(frozen=True, slots=True)
class OpenLoader:
    """Opens the loader of a warehouse in a worker."""

    location: str
    limits: Limits

    def __call__(self) -> Answer:
        """The loader, with its process bounded."""
        logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
        bound(self.limits.load_memory)
        return self.answer

    def answer(self, verb: str, arguments: dict[str, Any]) -> Reply:
        """Load a file, or accept or reject one that is pending. Raises `Unanswered` for what can't be."""
        spend(self.limits.load_seconds)
        return self.load(verb, arguments) if verb == "load" else self.decide(verb, **arguments)

    def decide(self, verb: str, id_: str, **how: Any) -> Reply:
        """What became of a pending file: `accept` or `reject`. Raises `Unanswered` for an id that isn't pending, and for what doesn't fit."""
        with Hinterland(self.location) as h:
            try:
                told = h.accept(id_, **how) if verb == "accept" else h.reject(id_)
            except InputError as e:
                raise Unanswered("refused", str(e)) from None
            state = h.state.number
        made = as_json(told | {"file": PurePath(told["file"]).name})
        return Reply(made.body, made.media, state)

    def load(self, verb: str, arguments: dict[str, Any]) -> Reply:
        """What became of a file by its name and bytes: the report of `hinterland load`. Raises `Unanswered` for one that can't be loaded."""
        name, format = PurePath(arguments["name"]).name, arguments["format"]
        with tempfile.TemporaryDirectory(prefix="hinterland-") as folder, Hinterland(self.location) as h:
            path = Path(folder) / name
            path.write_bytes(arguments["raw"])
            try:
                report = h.load([path], format=format, options=Options(**arguments["options"])).to_dict()
            except InputError as e:
                # Where the file lay meanwhile is nobody's business.
                raise Unanswered("refused", str(e).replace(str(path), name).replace(folder, "")) from None
            state = h.state.number
        for file in report["files"]:
            file["path"] = name
        made = as_json(report)
        return Reply(made.body, made.media, state)
