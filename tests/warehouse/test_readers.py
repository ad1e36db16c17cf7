"""While one process loads, others read: what they see is always a whole state, and never an older one than before."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.warehouse.processes import LOADER, READER, ROWS, begin, finish, started, tagged, tags

from hinterland.warehouse.load import load
from hinterland.warehouse.store import Store


def read_while_loading(folder: Path, *, loads: int, readers: int, reads: int) -> None:
    """So many reads in all by several processes, while another one loads."""
    store = Store(folder / "warehouse")
    load(store, [tagged(folder, 1)], {})
    with ExitStack() as stack:
        reading = [stack.enter_context(started(READER, store.location, reads // readers, loads, ROWS)) for _ in range(readers)]
        loading = stack.enter_context(started(LOADER, store.location, 2, loads + 1, folder))
        for process in (*reading, loading):
            begin(process)
        assert finish(loading).split() == [str(tag) for tag in range(2, loads + 1)]
        states_seen = [int(finish(process)) for process in reading]
    assert tags(store) == (loads, dict.fromkeys(range(1, loads + 1), ROWS))
    assert min(states_seen) > 2, "the readers were done before the loads began"


@pytest.mark.long
def test_readers_see_whole_states_while_another_process_loads(tmp_path: Path) -> None:
    read_while_loading(tmp_path, loads=8, readers=2, reads=40)


@pytest.mark.alone
def test_a_thousand_reads_during_fifty_loads_see_whole_states(tmp_path: Path) -> None:
    read_while_loading(tmp_path, loads=50, readers=2, reads=1000)
