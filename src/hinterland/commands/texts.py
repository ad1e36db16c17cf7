"""Commands about texts: print one as it is read, print the page of a rule, and write briefs, one as a file or those of a nation, its groups
and regions as a site. `check` is a module of its own. Of a brief the suffix of the file chooses the format; the paths written are
all that is printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from hinterland import codes, terminal
from hinterland.codes import Language
from hinterland.commands.options import Call, Subject, as_day, command, of_period
from hinterland.errors import InputError

app = typer.Typer()


@command(app, shared=("output_format",), epilog='Example: `hinterland read "Anhui\'s exports rose 17.8% in 2025"`')
def read(
    call: Call,
    text: Annotated[str, typer.Argument(help="A text, a file (FILE or @FILE), or - for standard input.")],
    dated: Annotated[
        str | None, typer.Option("--date", help="The document's date, from which relative periods count; else as `check` finds it.")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Also print how each slot was decided: its value and the runners-up, with their probabilities."),
    ] = False,
) -> None:
    """Print a text as it is understood: each claim with its subject, indicator and period, and the probability that it was read wholly right."""
    from hinterland.check.dating import date_document
    from hinterland.check.document import from_text, load_document
    from hinterland.reading import read as understand

    file = text.removeprefix("@") if text.startswith("@") or text == "-" or _names_a_file(text) else None
    document = from_text("text", text) if file is None else load_document(file)
    found = understand(document.text, date_document(document, as_day(dated, "--date"), date.today()).day)
    if call.printed(found.to_dict()):
        return
    terminal.understood(found)
    if explain:
        terminal.explained(found)


def _names_a_file(text: str) -> bool:
    try:
        return "\n" not in text and Path(text).is_file()
    except (OSError, ValueError):
        return False


@app.command(epilog="Example: `hinterland rule HL209`")
def rule(code: Annotated[str, typer.Argument(help="A rule's code; all are listed where it is 'all'.")]) -> None:
    """Print the page of a rule: what it says, why, a bad and a good example."""
    from hinterland.check.rules import rules

    known = rules()
    if code.lower() == "all":
        for name, module in known.items():
            print(f"{name}  {module.SEVERITY:8} {module.NAME}")
        return
    if code.upper() not in known:
        raise InputError(f"there is no rule {code}; the rules are {', '.join(known)}")
    module = known[code.upper()]
    print(f"{code.upper()} ({module.SEVERITY}): {(module.__doc__ or '').strip()}")


@command(
    app,
    shared=("warehouse", "state", "as_of", "without_source"),
    epilog="Examples: `hinterland brief CN-AH --period 2025 --output anhui.html`, "
    "`hinterland brief 安徽 --period 2025 --language zh --output 安徽.pdf`",
)
def brief(
    call: Call,
    subject: Subject,
    period: Annotated[
        str | None,
        of_period(
            "The period: a year (2025), a half (2025H1), a quarter (2025-Q2) or a month (2025-07); the newest year held where left out."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="Where to write: the suffix chooses .html, .md, .json, .xlsx, .docx or .pdf, or of its main chart .png or .svg."),
    ] = None,
    language: Annotated[Language, typer.Option(help="en or zh.")] = "en",
) -> None:
    """Write the brief of a subject's trade, every figure one step from its observations and sources."""
    from hinterland.answers.prose import latest
    from hinterland.brief import output as formats
    from hinterland.indicators.show import subject_code

    if output:
        formats.writable(output)
    home = codes.home_of(subject_code(subject))
    if home.pack is not None and not home.is_named_in(language):
        raise InputError(
            f'the pack {home.pack.name} has no "{language}" among the languages of its pack.toml, so no brief is written in it: '
            f"give --language {home.pack.languages[0]}, or add the language to pack.toml and the names to its tables"
        )
    with call.open() as h:
        formats.ready(output.suffix if output else ".html")
        with terminal.waiting("writing the brief"):
            written = h.brief(subject, period or str(latest(h.indicators, subject_code(subject))), language=language)
        path = output or Path(f"{written.subject}-{written.period.replace('/', '_')}.html")
        files = written.save(path)
    print("\n".join(map(str, files)))


@command(app, epilog="Example: `hinterland site --period 2025 --output public`")
def site(
    call: Call,
    period: Annotated[str, of_period("The period: a year (2025) or a month (2025-07).")],
    output: Annotated[Path, typer.Option(help="The folder to write into: a new one, or one that holds a site already.")],
    language: Annotated[Literal["en", "zh", "both"], typer.Option(help="en, zh or both.")] = "both",
    downloads: Annotated[
        str, typer.Option(help="What may be downloaded of each brief: any of md, json, xlsx, docx, pdf and html.")
    ] = "md,json,xlsx",
    jobs: Annotated[int | None, typer.Option(help="How many processes work on it; as many as there are processors.")] = None,
) -> None:
    """Write a site of briefs: a nation, the groups of its regions and the regions, with a page for every claim, as plain files."""
    import os

    suffixes = [s for part in downloads.split(",") if (s := part.strip().lstrip("."))]
    with call.open() as h, terminal.progress("briefs") as report:
        made = h.site(
            period,
            output,
            languages=("en", "zh") if language == "both" else (language,),
            downloads=suffixes,
            jobs=jobs or os.cpu_count() or 1,
            progress=report,
        )
    if not call.printed(made.to_dict()):
        print(made.path)
