"""The command that checks texts: gathers them, sets them against what is held and against releases, and hands the reports to a format. Ends
with status 1 where an error is found and stays. Fixes are written, diffs shown and baselines kept here; everything else is the API's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from hinterland import terminal
from hinterland.commands.options import Call, as_day, command, complete_rules
from hinterland.errors import InputError

if TYPE_CHECKING:
    from hinterland.api import Hinterland
    from hinterland.check import Document, Report
    from hinterland.check.settings import Settings
    from hinterland.codes import Language
    from hinterland.indicators.desk import Desk
    from hinterland.readers import Reader

app = typer.Typer()
SENTENCE = '; to check a sentence itself, hand it over: echo "..." | hinterland check -'
"""The hint for a path with blanks in it, which was perhaps meant as text."""
UNREAD = 20
"""Maximum texts named that could not be read."""
MANY = 100
"""Texts from which on processes of their own check them: starting one takes as long as checking some ten of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is to do: the options, with the settings of the folder where an option wasn't given."""

    dated: date | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    language: Language | None
    baseline: Path | None
    write_baseline: bool
    fix: bool
    diff: bool
    output_format: str
    output: Path | None
    reader: Reader | None = None
    all_findings: bool = False
    ask: bool = False

    @property
    def how(self) -> dict[str, Any]:
        """How texts are checked, as the API and the checks of parts take it."""
        return {"dated": self.dated, "select": self.select, "ignore": self.ignore, "language": self.language}


@dataclass(slots=True)
class Outcome:
    """What a run came to: how many errors were found, how many texts could not be read or written, and how many things an error of the program kept from being checked."""

    errors: int = 0
    unread: int = 0
    failed: int = 0

    @property
    def status(self) -> int:
        """The exit status: the gravest one."""
        return 3 if self.failed else 2 if self.unread else 1 if self.errors else 0

    def reject(self, error: InputError) -> None:
        """Report a text that can't be read or written, and go on."""
        print(f"hinterland: {error}", file=sys.stderr)
        self.unread += 1

    def fail(self, path: str, error: Exception) -> None:
        """Report a text that the program failed on, and go on."""
        from hinterland.check.failures import phrase

        print(f"hinterland: {path}: this text is not reported because of an error of the program ({phrase(error)})", file=sys.stderr)
        self.failed += 1


@command(
    app,
    shared=("warehouse", "state", "as_of", "without_source", "engine"),
    epilog="Example: `hinterland check draft.md --date 2026-03-15 --against release.html`",
)
def check(
    call: Call,
    files: Annotated[list[str], typer.Argument(help="Texts, Markdown, HTML, docx or PDF, or folders of them; - is standard input.")],
    against: Annotated[
        list[str] | None, typer.Option(help="Read this text as a source first, and set the others against it; may be repeated.")
    ] = None,
    dated: Annotated[
        str | None, typer.Option("--date", help="The document's date, as in 2026-03-15; else found in the text, or estimated from it.")
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(help="Only these rules, by code or its beginning.", autocompletion=complete_rules)
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="Not these rules, by code or its beginning.", autocompletion=complete_rules)
    ] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Leave out paths that fit this pattern.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Write the certain fixes into the files.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")] = False,
    ask: Annotated[
        bool, typer.Option("--ask", help="Also show questions: what is wrong unless it was misread (full, concise and json).")
    ] = False,
    baseline: Annotated[Path | None, typer.Option(help="Don't show the findings that this file knows.")] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write the baseline anew instead of checking against it.")
    ] = False,
    all_findings: Annotated[
        bool, typer.Option("--all", help="Show all findings; else the full report shows the first five of a text.")
    ] = False,
    language: Annotated[str | None, typer.Option(help="Tell findings in en or zh; else each in the language of its text.")] = None,
    reader: Annotated[
        str | None,
        typer.Option(help="Who reads: offline (the default), a reader configured in hinterland.toml, or both.", envvar="HINTERLAND_READER"),
    ] = None,
    stdin_name: Annotated[str | None, typer.Option(help="The name of the text on standard input: its suffix tells what it is.")] = None,
    output: Annotated[
        str | None,
        typer.Option(help="Write the report to a file; .docx puts comments into the draft. A folder (reports/) takes very many texts."),
    ] = None,
    jobs: Annotated[int | None, typer.Option(help="How many processes check many texts; as many as there are processors.", min=1)] = None,
    output_format: Annotated[str | None, typer.Option("--output-format", help="full, concise, json, sarif, github, html or docx.")] = None,
) -> None:
    """Check every claim of a text against what is held. Ends with status 1 where an error is found."""
    from hinterland.check.gather import gather
    from hinterland.check.settings import reader_of, settings
    from hinterland.readers import OfflineReader

    folder, to = settings(Path.cwd()), Path(output) if output else None
    asked = Asked(
        as_day(dated, "--date"), tuple(select or folder.select), tuple(ignore or folder.ignore), _language(language or folder.language),
        baseline or (Path(folder.baseline) if folder.baseline else None), write_baseline, fix, diff,
        _format(output_format, to, folder), to, reader_of(reader or folder.reader or "offline", folder, cache(_announce)), all_findings, ask,
    )  # fmt: skip
    _sensible(asked)
    paths = gather(files, exclude or folder.exclude)
    if missing := next((p for p in paths if p != "-" and not Path(p).exists()), None):
        raise InputError(f"{missing} does not exist" + (SENTENCE if " " in str(missing).strip() else ""))
    call = replace(call, without_source=call.without_source or folder.without_source)
    if call.engine != "duckdb" or (output and (output.endswith("/") or Path(output).is_dir())):
        with call.open() as h:
            desk = _desk(call, h)
        if output_format not in (None, "json"):
            raise InputError(f"reports in a folder are lines of json; --output-format {output_format} is for few texts")
        if baseline or write_baseline:
            raise InputError("a baseline is for few texts; leave out --baseline")
        if (reader or folder.reader or "offline") != "offline":
            raise InputError("reports in a folder are by the offline reader; leave out --reader")
        if against:
            raise InputError("--against reads a release into one run; load it first to check very many texts against it")
        raise typer.Exit(_into_folder(desk, paths, asked, jobs, call.engine))
    outcome = Outcome()
    documents = _loaded(paths, stdin_name, outcome)
    if not documents:
        print("hinterland: all that was named is excluded; nothing was checked", file=sys.stderr)
        return
    with call.open() as h:
        lent = _against(h, against or folder.against, asked)
        alone = lent or not isinstance(asked.reader, OfflineReader)
        checked = (
            _checked_here(h, documents, asked) if alone else _checked(h, _desk(call, h), documents, asked, jobs or os.cpu_count() or 1)
        )
        reports = (replace(r, against=lent) for r in _mending(h, checked, asked, outcome))
        _write_reports(_known(reports, asked), asked, outcome)
    raise typer.Exit(outcome.status)


# -- what is asked


def _announce(message: str) -> None:
    """Print a message on standard error: before a text leaves this machine its user reads where to."""
    print(f"hinterland: {message}", file=sys.stderr)


@command(app, epilog="Example: `hinterland verify claims.json --text draft.md --date 2026-03-15`")
def verify(
    call: Call,
    file: Annotated[str, typer.Argument(help="Claims as JSON (docs/reference/claims-proposed.md); - is standard input.")],
    text: Annotated[
        str | None, typer.Option(help="The text that the claims were read from; else the field `text` of the object, if it has one.")
    ] = None,
    dated: Annotated[
        str | None, typer.Option("--date", help="The text's date; else the field `date`, else found in it, else today.")
    ] = None,
) -> None:
    """Judge claims that another program or assistant read. Ends with status 1 where an error is found."""
    import json

    from hinterland.check.document import load_document

    try:
        raw = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        proposals = json.loads(raw)
    except OSError as e:
        raise InputError(f"{file} can't be read: {e.strerror or e}") from e
    except ValueError as e:
        raise InputError(f"{file} is not JSON: {e}") from e
    said = load_document(text).text if text else None
    with call.open() as h:
        found = h.verify(proposals, said, dated=as_day(dated, "--date"))
    if not call.printed(found.to_dict()):
        terminal.verified(found)
    raise typer.Exit(Outcome(found.report.errors if found.report else 0, failed=int(found.failed)).status)


def _language(text: str | None) -> Language | None:
    if text not in (None, "en", "zh"):
        raise InputError(f"--language is en or zh, not {text!r}")
    return cast("Language | None", text)


def _format(given: str | None, output: Path | None, folder: Settings) -> str:
    """The format of the report: as given, else by the suffix of the file it goes to, else as set, else full."""
    from hinterland.check.output import BINARY, FORMATS

    suffix = output.suffix.lower().lstrip(".") if output else ""
    by_suffix = {"htm": "html", "txt": "full", "jsonl": "json"}.get(suffix, suffix)
    name = given or (by_suffix if by_suffix in {*FORMATS, *BINARY} else None) or folder.output_format or "full"
    if name not in {*FORMATS, *BINARY}:
        raise InputError(f"--output-format is {', '.join([*FORMATS, *BINARY])}, not {name!r}")
    return name


def _sensible(asked: Asked) -> None:
    """Refuse options that can't go together."""
    from hinterland.check.output import BINARY
    from hinterland.check.rules import CODES

    if asked.write_baseline and asked.baseline is None:
        raise InputError("--write-baseline needs to know where: name the file with --baseline")
    if asked.fix and asked.diff:
        raise InputError("--fix writes and --diff only shows; take one of them")
    if asked.output_format in BINARY and asked.output is None:
        raise InputError(f"a report as {asked.output_format} goes to a file: name it with --output")
    for option, codes in (("--select", asked.select), ("--ignore", asked.ignore)):
        if unknown := [c for c in codes if not any(code.startswith(c) for code in CODES)]:
            raise InputError(f"{option}: there is no rule {unknown[0]!r}; `hinterland rule all` lists them")


def _against(h: Hinterland, paths: Sequence[str], asked: Asked) -> tuple[dict[str, object], ...]:
    """Let releases take part; what was read of each, for the reports."""
    if not paths:
        return ()
    return tuple(
        {
            "path": str(r.reading.path),
            "source": r.source.id if asked.output_format == "json" else r.source.publisher,
            "figures": len(r.taken),
            "unsure": len(r.left),
        }
        for r in h.against(paths, today=asked.dated)
    )


# -- what is done


def _loaded(paths: Sequence[str], name: str | None, outcome: Outcome) -> list[Document]:
    """The documents of paths, those that can't be read left out and said. Raises `InputError` where none can be read."""
    from hinterland.check.document import load_document

    found, refused = [], []
    for path in paths:
        try:
            found.append(load_document(path, name=name))
        except InputError as e:
            refused.append(e)
        except Exception as e:
            outcome.fail(path, e)
    if refused and not found and not outcome.failed:
        raise refused[0]
    for error in refused:
        outcome.reject(error)
    return found


def _desk(call: Call, h: Hinterland) -> Desk:
    from hinterland.indicators.desk import Desk

    return Desk(str(h.store.location), h.state.number, as_day(call.as_of, "--as-of"), (*(call.without_source or ()),))


def _checked(h: Hinterland, desk: Desk, documents: Sequence[Document], asked: Asked, jobs: int) -> Iterator[Report]:
    """The reports on documents, in their order: many are checked by processes of their own."""
    from hinterland.check import parts
    from hinterland.check.report import TOGETHER
    from hinterland.indicators.desk import Hands

    if jobs == 1 or len(documents) < MANY:
        yield from _checked_here(h, documents, asked)
        return
    some = [(documents[at : at + TOGETHER], parts.Asked(**asked.how)) for at in range(0, len(documents), TOGETHER)]
    with Hands(desk, jobs) as hands:
        made = hands.map(parts.check_together, some)
        for _ in some:
            with terminal.waiting("checking"):
                reports = next(made)
            yield from reports


def _checked_here(h: Hinterland, documents: Sequence[Document], asked: Asked) -> Iterator[Report]:
    """The reports on documents, in their order, checked by this process."""
    from hinterland.check.report import TOGETHER

    for start in range(0, len(documents), TOGETHER):
        with terminal.waiting("checking"):
            reports = h.check_all(documents[start : start + TOGETHER], reader=asked.reader, **asked.how)
        yield from reports


def _mending(h: Hinterland, reports: Iterator[Report], asked: Asked, outcome: Outcome) -> Iterator[Report]:
    """The reports, where fixes are to be written those after them; a text that can't be written is said."""
    for report in reports:
        try:
            yield _mended(h, report, asked) if asked.fix else report
        except InputError as e:
            outcome.reject(e)


def _into_folder(desk: Desk, paths: Sequence[str], asked: Asked, jobs: int | None, on: str) -> int:
    """Check texts part by part into a folder, and say what was found. Returns the exit status: 2 where a text could not be read, 1 where one has an error."""
    from hinterland.check import parts

    if asked.output is None:
        raise InputError(f"--engine {on} writes the reports into a folder: name it with --output")
    if "-" in paths or asked.fix or asked.diff:
        raise InputError("what goes into a folder is reports of files: leave out -, --fix and --diff")
    with terminal.progress("parts") as shown:
        summary = parts.check_parts(
            desk, paths, asked.output, parts.Asked(**asked.how), jobs=jobs or os.cpu_count() or 1, on=on, progress=shown
        )
    print(
        f"{asked.output}: {summary.texts:,} texts, {summary.claims:,} claims, {summary.findings:,} findings, {summary.errors:,} of them errors."
    )
    for reason in summary.unread[:UNREAD]:
        print(f"hinterland: not checked: {reason}", file=sys.stderr)
    if len(summary.unread) > UNREAD:
        print(f"hinterland: and {len(summary.unread) - UNREAD:,} texts more; the reports name them", file=sys.stderr)
    for reason in summary.failed[:UNREAD]:
        print(f"hinterland: not wholly checked: {reason}", file=sys.stderr)
    return Outcome(summary.errors, len(summary.unread), len(summary.failed)).status


def _mended(h: Hinterland, report: Report, asked: Asked) -> Report:
    """The report on a text after its certain fixes were written; a text from standard input goes to standard output."""
    from hinterland.check import fixing
    from hinterland.check.catalogue import say
    from hinterland.check.document import from_text

    made = fixing.fixes(report)
    if report.document.path == "-":
        text = fixing.fixed(report)
        sys.stdout.write(text)
        document = from_text("-", text)
    elif made:
        document = fixing.write(report)
    else:
        return report
    if made:
        print(say(report.speaks, "fixed", path=report.document.path, n=len(made)), file=sys.stderr)
    return h.check(document, reader=asked.reader, **asked.how)


def _known(reports: Iterator[Report], asked: Asked) -> Iterator[Report]:
    """The reports without what the baseline knows; or the baseline written, and no report."""
    from hinterland.check import baseline

    if asked.baseline is None:
        yield from reports
    elif asked.write_baseline:
        n = baseline.save(asked.baseline, list(reports))
        print(f"{asked.baseline}: findings noted: {n}.")
    else:
        known = baseline.load(asked.baseline)
        yield from (baseline.hide(known, asked.baseline, r) for r in reports)
        if gone := sum(marks.total() for marks in known.values()):
            print(f"{asked.baseline}: findings that no longer occur: {gone}; write it anew with --write-baseline.", file=sys.stderr)


def _write_reports(reports: Iterator[Report], asked: Asked, outcome: Outcome) -> None:
    """Print the reports, or write them, in the format asked for; a text that can't be rendered is said and takes no other along."""
    from hinterland.check import fixing
    from hinterland.check.output import BINARY, STREAMED, TELLING
    from hinterland.check.output.source import failures

    kept: list[Report] = []
    stream = sys.stderr if asked.fix else sys.stdout
    streamed = not asked.output and asked.output_format in STREAMED
    for report in reports:
        outcome.errors += report.errors
        report = report.asking() if asked.ask else report
        outcome.failed += len(report.failures)
        if not (streamed and asked.output_format in TELLING and not asked.diff):
            print(
                *(f"hinterland: {sentence}" for sentence in failures(report)), sep="\n", end="\n" * bool(report.failures), file=sys.stderr
            )
        if asked.diff:
            print(fixing.diff(report), end="")
        elif streamed:
            print(_rendered([report], asked, outcome), end="", file=stream if report.document.path == "-" else sys.stdout)
        else:
            kept.append(report)
    if not kept:
        return
    if asked.output is None:
        print(_rendered(kept, asked, outcome), end="")
    elif asked.output_format in BINARY:
        if len(kept) > 1:
            raise InputError(f"a report as {asked.output_format} is of one text; check the {len(kept)} texts one by one")
        _write(asked.output, BINARY[asked.output_format](kept[0]))
    else:
        _write(asked.output, _rendered(kept, asked, outcome).encode())


def _rendered(reports: Sequence[Report], asked: Asked, outcome: Outcome) -> str:
    from hinterland.check.output import FORMATS

    options = {"every": asked.all_findings or asked.output is not None} if asked.output_format == "full" else {}
    try:
        return FORMATS[asked.output_format](*reports, **options)
    except Exception as error:
        if len(reports) == 1:
            outcome.fail(reports[0].document.path, error)
            return ""
    fine = [r for r in reports if _rendered([r], asked, outcome)]
    return FORMATS[asked.output_format](*fine, **options)


def _write(path: Path, content: bytes) -> None:
    from hinterland.check import fixing

    try:
        fixing.replace(path, content)
    except OSError as e:
        raise InputError(f"{path} can't be written: {e.strerror or e}") from e
    print(path)
