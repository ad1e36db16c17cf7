"""The public verbs on a `Hinterland`, one state of one warehouse, opened when first asked; after a load it moves to the new state. Results
are typed objects with `to_dict()`; tables go out as Arrow streams, which pandas, Polars and DuckDB take without a copy."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from hinterland.answers.verbs import AnswerVerbs
from hinterland.errors import check_count
from hinterland.models import Source
from hinterland.outlook.verbs import OutlookVerbs
from hinterland.requests import slots

if TYPE_CHECKING:
    from hinterland.answers.stories import Stories
    from hinterland.brief import Brief
    from hinterland.brief.site import Site
    from hinterland.check import Document, How, Report
    from hinterland.check.release import Release
    from hinterland.check.verify import Verified
    from hinterland.claims import Evaluated
    from hinterland.claims.memory import Remembered
    from hinterland.claims.revisions import Changed, Revisions
    from hinterland.codes import Language
    from hinterland.indicators import Indicators
    from hinterland.indicators.reconcile import Reconciliation
    from hinterland.indicators.show import Coverage, Show
    from hinterland.indicators.sourcing import Sourcing
    from hinterland.loading import Frame, Paths
    from hinterland.models import Claim
    from hinterland.reading import ReadText
    from hinterland.sources.reading import Options, Said
    from hinterland.warehouse.bulk import BulkReport
    from hinterland.warehouse.cube import RollUp
    from hinterland.warehouse.engine import Engine
    from hinterland.warehouse.load import LoadReport
    from hinterland.warehouse.store import State, Store

VARIABLE = "HINTERLAND_WAREHOUSE"


def default_location() -> str:
    """Where the warehouse lies unless said otherwise: the variable HINTERLAND_WAREHOUSE, else a folder in the user's data directory."""
    from platformdirs import user_data_path

    return os.environ.get(VARIABLE) or str(user_data_path("hinterland", appauthor=False) / "warehouse")


class Hinterland(AnswerVerbs, OutlookVerbs):
    """One state of one warehouse, with the verbs: the newest, or an earlier one; seeded with the embedded figures unless `embedded` is false.

    `as_of` leaves out what was published after that day; `without` leaves out sources by id; `engine` is duckdb or spark. Raises `InputError` in a sentence.
    """

    def __init__(
        self,
        location: str | Path | None = None,
        *,
        state: int | None = None,
        as_of: date | None = None,
        without: Iterable[str] = (),
        embedded: bool = True,
        engine: str = "duckdb",
    ) -> None:
        from hinterland.warehouse.load import seed
        from hinterland.warehouse.store import Store

        self.store: Store = Store(location or default_location())
        newest = seed(self.store) if embedded else self.store.state()
        self.state: State = newest if state is None else newest.at(state)
        self._as_of, self._without, self._on = as_of, tuple(without), engine
        self._engine: Engine | None = None
        self._indicators: Indicators | None = None

    def __repr__(self) -> str:
        return f"<Hinterland: state {self.state.number} of {self.store.location}; ask, show, compare, mine, brief, check, outlook, sql>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(repr(self)[1:-1])}</p>"

    @property
    def engine(self) -> Engine:
        """The engine of this state, opened on first use."""
        if self._engine is None:
            from hinterland.warehouse.engine import opener

            self._engine = opener(self._on)(self.store, self.state, as_of=self._as_of, without=self._without)
        return self._engine

    @property
    def indicators(self) -> Indicators:
        """The indicator views laid over the engine, on first use."""
        from hinterland.indicators import Indicators

        if self._indicators is None:
            self._indicators = Indicators(self.engine)
        return self._indicators

    def _moved(self) -> None:
        self.close()
        self.state = self.store.state()

    def _at(self, state: int) -> Hinterland:
        return Hinterland(self.store.location, state=state, as_of=self._as_of, without=self._without, embedded=False)

    def close(self) -> None:
        """Let the engine go; it is opened again when needed."""
        if self._engine is not None:
            self._engine.close()
            self._engine = self._indicators = None

    def __enter__(self) -> Hinterland:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- the verbs

    def load(
        self, paths: Paths | Frame, *, format: str = "auto", options: Options | Mapping[str, Any] | None = None, **said: Unpack[Said]
    ) -> LoadReport:
        """Load one file or several, all or none, or a frame of pandas, Polars or Arrow with the columns of a tidy file; one that contradicts what is held is pending.

        What the files don't say themselves are keywords, as in `source="my-desk", publisher="The desk", released="2026-02-01"`: flow, period, currency, unit,
        region, source, title, publisher, released, address, reliability; or `options`. Raises `InputError` in a sentence where one can't be read.
        """
        from hinterland.loading import gather_options, load_files

        report = load_files(self.store, paths, format, gather_options(options, said), self.sources)
        self._moved()
        return report

    def load_each(
        self,
        paths: Paths,
        *,
        format: str = "auto",
        options: Options | Mapping[str, Any] | None = None,
        progress: Callable[[BulkReport, int], None] | None = None,
        **said: Unpack[Said],
    ) -> BulkReport:
        """Load files, and those in folders, each for itself: what can't be read is named in the report and stops nothing; started again, it goes on. Keywords as for
        `load`."""
        from hinterland.loading import gather_options, load_each

        def sources() -> list[Source]:
            if self.store.moved(self.state):
                self._moved()
            return self.sources()

        try:
            return load_each(self.store, sources, paths, format, gather_options(options, said), progress or (lambda report, total: None))
        finally:
            self._moved()

    def roll_up(
        self,
        source: str,
        years: Sequence[int] = (),
        *,
        whole: bool = False,
        concordance: str | Path | None = None,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> RollUp:
        """Sum the records of a source to figures, year by year. `whole`: on the user's word its files hold every product and partner; `concordance`: a table of
        earlier and later HS codes. Raises `InputError` for what can't be summed."""
        from hinterland.warehouse.cube import Concordance, roll_up

        given = Concordance.read(Path(concordance)) if concordance else None
        try:
            return roll_up(self.store, source, self.sources(), years, whole=whole, concordance=given, on=self._on, progress=progress)
        finally:
            self._moved()

    def sources(self) -> list[Source]:
        """All sources of this state."""
        return [Source(**{k: v for k, v in row.items() if k != "observations"}) for row in self.sources_table()]

    def sources_table(self) -> list[dict[str, Any]]:
        """All sources with the number of observations that stand on each."""
        return self.engine.rows("hinterland.indicators", "sources")

    def coverage(self, subject: str | None = None) -> Coverage:
        """What is held, of everything or of one subject."""
        from hinterland.indicators.show import coverage

        return coverage(self.indicators, slots.region(subject) if subject else None)

    def show(
        self,
        subject: str | Sequence[str],
        *others: str,
        flow: str | None = None,
        unit: str | None = None,
        basis: str | None = None,
        period: str | int | None = None,
        frequency: str | None = None,
        measure: str | None = None,
    ) -> Show:
        """The figures of a subject, or of several, with published and computed growth; of what lies within a period, where one is named, and by year, quarter
        or month, where a `frequency` is. They are of trade unless a `measure` is named, such as GDP."""
        from hinterland.indicators.show import show, together

        given = {"flow": slots.flow(flow), "unit": slots.currency(unit), "basis": slots.basis(basis), "frequency": frequency}
        what = slots.measure(measure) or "trade"
        named, within = [slots.region(s) for s in ([subject] if isinstance(subject, str) else subject)], slots.period(period)
        return together(
            [show(self.indicators, code, **given, within=within, measure=what) for code in dict.fromkeys([*named, *slots.regions(others)])]
        )

    def mine(self, subject: str, period: str, *, top: int = 20, keep: bool = True) -> Stories:
        """The most newsworthy stories of a subject in a period, best first, each with its claims; a claim can be named again by its id if kept."""
        from hinterland.answers.stories import Stories
        from hinterland.claims.memory import remember
        from hinterland.claims.mine import mine

        code, when = slots.region(subject), slots.needed(period)
        check_count("top", top)
        found = Stories(code, str(when), tuple(mine(self.indicators, code, when, top=top)))
        if keep:
            remember(self.store, self.state.number, found.claims)
        return found

    def since(self, state: int, subject: str, period: str, *, top: int = 20) -> list[Changed]:
        """What later loads made true, false or different among a subject's claims, seen from an earlier state."""
        from hinterland.claims.revisions import since

        with self._at(state) as earlier:
            return since(earlier.indicators, self.indicators, slots.region(subject), slots.needed(period), top=top)

    def revisions(self, since: int, subject: str | None = None, period: str | None = None, *, top: int = 50) -> Revisions:
        """What differs between an earlier state and this one: figures, and with a subject and a period the claims that stand on them.

        `top` is how many figures are listed; all are counted. Raises `InputError` for a state, subject or period that isn't.
        """
        from hinterland.claims.revisions import between

        code = slots.region(subject) if subject is not None else None
        when = slots.period(period)
        check_count("top", top)
        with self._at(since) as earlier:
            return between(earlier.indicators, self.indicators, code, when, top=top)

    def claim(self, claim_id: str) -> Remembered:
        """A claim by its id, judged again on this state, with the evidence of earlier states. Raises `InputError` for an id nobody gave."""
        from hinterland.claims.memory import recall

        return recall(self.store, self.indicators, claim_id)

    def evaluate(self, claims: Sequence[Claim]) -> list[Evaluated]:
        """Claims judged on this state, in their order. Raises `ValueError` for a kind that has no evaluator."""
        from hinterland.claims import evaluate

        return evaluate(self.indicators, claims)

    def read(self, text: str, dated: date | str | None = None) -> ReadText:
        """A text dated `dated` (a `date` or 2026-03-15; else as its own dates and periods tell, else today) as understood: its claims with the probability that each was read wholly right,
        and how each slot was decided."""
        from hinterland.check.dating import date_document
        from hinterland.check.document import from_text
        from hinterland.reading import read

        return read(text, date_document(from_text("text", text), slots.day(dated), date.today()).day)

    def check(self, document: Document | Path | str, *, dated: date | str | None = None, **how: Unpack[How]) -> Report:
        """Check a document, a file by its `Path`, or a text: every claim judged, and what is wrong with it. Keywords as for `check_all`; raises `InputError` for a file that can't be read."""
        from hinterland.check.document import from_text, load_document

        if isinstance(document, Path):
            document = load_document(str(document))
        return self.check_all([from_text("text", document) if isinstance(document, str) else document], dated=dated, **how)[0]

    def check_all(self, documents: Sequence[Document], *, dated: date | str | None = None, **how: Unpack[How]) -> list[Report]:
        """Check documents together, which costs little more than one alone. `dated` is their date (a `date` or 2026-03-15), `select` and `ignore` are rules by code, `language` that of the messages,
        `reader` who reads: a `Reader`, or the name of one. Raises `InputError` for a reader that is none or can't be reached."""
        from hinterland.check import check_all

        return check_all(self.indicators, documents, dated=slots.day(dated), **how)

    def verify(
        self, proposals: Any, text: str | None = None, *, dated: date | str | None = None, language: Language | None = None
    ) -> Verified:
        """Judge claims from any program like a text's own: `proposals` is JSON by the contract of proposed claims, as Python objects.

        With the text, in `text` or in the object itself, each claim is first validated against it. Raises `InputError` for an object that holds no claims.
        """
        from hinterland.check.verify import verify

        return verify(self.indicators, proposals, text, dated=slots.day(dated), language=language)

    def against(
        self, releases: Paths, *, options: Options | Mapping[str, Any] | None = None, today: date | None = None, **said: Unpack[Said]
    ) -> list[Release]:
        """Let releases take part in what is checked from now on, without storing anything; what was read of each comes back. Keywords as for `load`.

        Raises `InputError` where one can't be read or says nothing that could be kept.
        """
        from hinterland.check.release import read_release
        from hinterland.loading import each_path, gather_options
        from hinterland.warehouse.load import lend

        given = gather_options(options, said)
        found = [read_release(path, given, today) for path in each_path(releases)]
        self.close()
        for release in found:
            lend(self.engine, release.reading)
        return found

    def reconcile(self, subject: str | None = None, *, kind: str | None = None) -> Reconciliation:
        """Parts against their whole, each gap in units of rounding and explained where it can be."""
        from hinterland.indicators.reconcile import reconcile

        return reconcile(self.indicators, slots.region(subject) if subject else None, kind)

    def quarantine(self) -> list[dict[str, Any]]:
        """The rows rejected by the loads of this state, and by the files that are pending in it, whose id `pending` then is: file, row, text, reason."""
        from hinterland.gate.pending import rejected_rows

        rows = self.engine.fetch("SELECT file, row, text, reason, load, CAST(NULL AS VARCHAR) AS pending FROM quarantine")
        known = {(r["file"], r["row"], r["text"]) for r in rows}
        rows += [r for r in rejected_rows(self.engine, self.state) if (r["file"], r["row"], r["text"]) not in known]
        return sorted(rows, key=lambda r: (r["file"], r["row"]))

    def brief(self, subject: str, period: str | int, *, language: Language = "en") -> Brief:
        """The brief of a subject for a period."""
        from hinterland.brief import write

        return write(self.indicators, slots.region(subject), str(slots.needed(period)), language=language)

    def site(
        self,
        period: str,
        output: str | Path,
        *,
        languages: Sequence[Language] = ("en", "zh"),
        subjects: Sequence[str] | None = None,
        downloads: Sequence[str] | None = None,
        jobs: int = 1,
        progress: Callable[[int, int], None] | None = None,
    ) -> Site:
        """Write a site of briefs into a folder: the nation, the groups of its regions and the regions, or the subjects named.

        `downloads` are suffixes (md, json and xlsx unless said otherwise), `jobs` how many processes work on it, `progress` is told how much of how much
        is done. Raises `InputError` where nothing is held, or the folder holds something that is no site.
        """
        from hinterland.brief.site import DOWNLOADS, Desk, build
        from hinterland.claims.memory import remember

        made = build(
            Desk(self.store.location, self.state.number, self._as_of, self._without),
            str(slots.needed(period)),
            Path(output),
            languages=languages,
            chosen=slots.regions(subjects) if subjects else None,
            downloads=DOWNLOADS if downloads is None else downloads,
            jobs=jobs,
            progress=progress or (lambda done, total: None),
        )
        remember(self.store, self.state.number, made.made)
        return made

    def sourcing(self, product: str, period: str | None = None, *, flow: str = "export") -> Sourcing:
        """Where a product comes from, of the customs records held: who makes it, who could, how concentrated it is, how fast it grows.

        `product` is an HS code. Raises `InputError` for what is none, and where no records of it are held.
        """
        from hinterland.indicators.sourcing import sourcing

        return sourcing(self.indicators, product, slots.period(period), slots.flow(flow))

    def states(self) -> State:
        """This state with every line that led to it."""
        return self.state

    def history(self) -> dict[str, Any]:
        """What each load, roll-up, undo and edition of the embedded figures made, in its JSON form."""
        return self.state.history()

    def undo(self) -> str:
        """Take the newest load back. Returns the id of the load."""
        from hinterland.warehouse.load import undo

        _, load_id = undo(self.store)
        self._moved()
        return load_id


open = Hinterland
