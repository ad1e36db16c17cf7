"""The public verbs of the gate: which files are pending and why, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.warehouse.store import State, Store


class GateVerbs:
    """What a warehouse that is open can be asked of files that contradict what is held."""

    if TYPE_CHECKING:
        store: Store
        state: State

        def _moved(self) -> None: ...

    def pending(self, id_: str | None = None) -> dict[str, Any]:
        """The files that are pending in this state; with an id one of them, with all that contradicts and explains it. Raises `InputError` for an id that isn't pending."""
        from hinterland.gate.pending import listed, shown

        files = listed(self.state) if id_ is None else [shown(self.state, id_)]
        return {"schema": "hinterland.pending/1", "state": self.state.number, "files": files}

    def accept(self, id_: str, *, period: str | None = None, explanation: int | None = None) -> dict[str, Any]:
        """Let a pending file count: as it says, as of another `period`, or as the `explanation` of a number has it. Raises `InputError` for what doesn't fit."""
        from hinterland.gate.pending import accept

        told = accept(self.store, id_, period=period, explanation=explanation)
        self._moved()
        return {"schema": "hinterland.accept/1", **told}

    def reject(self, id_: str) -> dict[str, Any]:
        """Drop a pending file; it never counts. Raises `InputError` for an id that isn't pending."""
        from hinterland.gate.pending import find_pending, reject

        load = find_pending(self.store.state(), id_)
        reject(self.store, load.id)
        self._moved()
        return {"schema": "hinterland.reject/1", "state": self.state.number, "load": load.id, "file": load.report["files"][0]["path"]}
