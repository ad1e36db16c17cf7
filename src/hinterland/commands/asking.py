"""Commands that understand requests: `ask` in one's own words, `compare` subjects, and `regions`, who can be asked about.

Thin: words in, one verb of the API, the answer in sentences, as rows or as one JSON object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hinterland import terminal
from hinterland.codes import Language
from hinterland.commands.options import Call, Flow, command, complete_regions, of_period

if TYPE_CHECKING:
    from hinterland.answers.answer import Answer

app = typer.Typer()


@command(app, tabular=True, epilog='Examples: `hinterland ask "Anhui vs Henan exports, Jul 2025"`, `hinterland ask 广东 vs 江苏 出口`')
def ask(
    call: Call,
    words: Annotated[list[str], typer.Argument(help="What you want to know, in English or Chinese.", metavar="REQUEST...")],
    language: Annotated[Language | None, typer.Option(help="en or zh; that of the request where left out.")] = None,
) -> None:
    """Answer a request in plain words: a figure, a comparison, a ranking, a claim to judge, a brief or an outlook, with the command that gives the same."""
    with call.open() as h, terminal.waiting("answering"):
        found = h.ask(" ".join(words), language=language)
    if not call.printed(found.to_dict(), [row.to_dict() for row in found.rows]):
        _print(found)


@command(app, tabular=True, epilog="Example: `hinterland compare anhui henan --period 2025 --flow exports`")
def compare(
    call: Call,
    subjects: Annotated[
        list[str], typer.Argument(help="Two regions or groups, or more.", metavar="SUBJECT...", autocompletion=complete_regions)
    ],
    period: Annotated[str | None, of_period("The period; the latest year held where left out.")] = None,
    flow: Flow = None,
    unit: Annotated[str | None, typer.Option(help="CNY or USD; each subject's own where left out.")] = None,
    growth: Annotated[bool, typer.Option("--growth", help="Compare growth on the year before, not levels.")] = False,
) -> None:
    """Compare the trade of regions or groups in a period, and say which is ahead and by how much."""
    with call.open() as h, terminal.waiting("comparing"):
        found = h.compare(*subjects, period=period, flow=flow, unit=unit, op="growth" if growth else "level")
    if not call.printed(found.to_dict(), [row.to_dict() for row in found.rows]):
        _print(found)


@command(app, tabular=True, epilog="Example: `hinterland regions --output-format csv`")
def regions(
    call: Call,
) -> None:
    """List the regions and groups that can be asked about, with their names and how much is held of each."""
    with call.open() as h:
        rows = h.regions()
    if call.printed({"schema": "hinterland.regions/1", "regions": rows}, rows):
        return
    names = {"code": "code", "level": "level", "English": "en", "Chinese": "zh", "figures": "observations", "from": "from", "to": "to"}
    terminal.columns(names, rows, right=(4, 5, 6), first=(5, 6))


def _print(found: Answer) -> None:
    """Print an answer: its sentences, its figures, where they are from, what was assumed, and the command that gives the same."""
    from hinterland.answers.answer import word
    from hinterland.answers.commands import ask as again
    from hinterland.language.write import when

    print("\n".join(found.sentences))
    if len(found.rows) > 1 and found.request.what == "ranking":
        heads = ["", *(word(f"printed:{head}", found.language) for head in ("region", "period", "figure"))]
        rows = [(r.place, r.name, when(r.period, found.language), r.text) for r in found.rows]
        terminal.table(heads, rows, right=(0, 3))
    for note in (*found.notes, *found.beware):
        print(f"- {note}")
    if found.sources:
        from hinterland.language import issuer

        listed = (f"{issuer(s, found.language)}{f', {s.released}' if s.released else ''} ({s.id})" for s in found.sources[:MOST_SOURCES])
        print(word("printed:sources", found.language, sources=word("printed:semicolon", found.language).join(listed)))
    if found.command and found.command != again(found.request.text)[0]:
        print(word("printed:same", found.language, command=found.command))


MOST_SOURCES = 6
"""Maximum sources of an answer that are named."""
