"""Commands about packs: which are loaded, whether one is in order, and a skeleton to begin with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from hinterland.commands.options import Call, command
from hinterland.errors import InputError

app = typer.Typer()
pack_app = typer.Typer(
    no_args_is_help=True,
    help="Packs: countries as folders of tables. Example: `hinterland pack new germany --nation DE --partner DEU --currency EUR --level state states`",
)
app.add_typer(pack_app, name="pack")

Folder = Annotated[Path, typer.Argument(help="The pack's folder.")]


@command(pack_app, "list", shared=("output_format",), epilog="Example: `hinterland pack list`")
def list_packs(call: Call) -> None:
    """List the packs that are loaded: the nation, its currency, what its regions are called, how many there are and how many files of figures."""
    from hinterland import codes
    from hinterland.packs import packs
    from hinterland.packs.pack import SOURCES

    found = [
        {
            "name": p.name, "nation": p.nation, "currency": p.currency, "level": p.levels[0].one.get("en", p.levels[0].code),
            "regions": sum(codes.is_first_level(r.code) for r in codes.entries("region") if codes.nation_of(r.code) == p.nation),
            "files": sum(f.name != SOURCES for f in p.figures), "folder": str(p.folder),
        }
        for p in packs()
    ]  # fmt: skip
    if call.printed({"schema": "hinterland.packs/1", "packs": found}):
        return
    for row in found:
        print(
            f"{row['name']:<12}{row['nation']}  {row['currency']}  {row['regions']:>3} × {row['level']:<9} {row['files']} {'file' if row['files'] == 1 else 'files'} of figures"
        )


@pack_app.command(epilog="Example: `hinterland pack check germany`")
def check(folder: Folder) -> None:
    """Check a pack: its settings, its tables and its figures. Each fault is named with its file, its line and what to do. Status 1 where there is one."""
    from hinterland.packs import PackError, read
    from hinterland.packs.check import problems
    from hinterland.packs.loaded import FOLDERS

    try:
        pack = read(folder)
        found = problems(pack)
    except PackError as e:
        found = [str(e)]
    else:
        if not found:
            # The figures are read with the names of this pack, so it is loaded as the user's own.
            os.environ[FOLDERS] = os.pathsep.join(filter(None, (os.environ.get(FOLDERS), str(folder))))
            found = _figures(pack.figures)
    for fault in found:
        print(fault)
    if found:
        print(f"{len(found)} to mend.")
        raise typer.Exit(1)
    print(f"{pack.name} is in order. To load it: set {FOLDERS}={folder.resolve()}")


def _figures(files: tuple[Path, ...]) -> list[str]:
    """What is wrong with files of figures: rows that can't be read, and sources that aren't listed."""
    from hinterland.sources import tidy
    from hinterland.sources.reading import Options

    if not files:
        return []
    found: list[str] = []
    try:
        listed = {s.id for s in tidy.read_sources(files[0])} if files[0].name == "sources.csv" else set()
        if not listed:
            return [
                f"{files[0].parent}/sources.csv is missing or empty: list the sources of the figures, with id, title, publisher and reliability"
            ]
        for path in files[1:]:
            reading = tidy.read(path, Options())
            found += [f"{path.parent.name}/{path.name}, row {q.row}: {q.reason}" for q in reading.quarantined]
            missing = {f.source: f.row for f in reversed(reading.figures) if f.source not in listed}
            found += [
                f'{path.parent.name}/{path.name}, row {row}: sources.csv has no source "{name}"' for name, row in sorted(missing.items())
            ]
    except InputError as e:
        found.append(e.typed)
    return found


@pack_app.command(epilog="Example: `hinterland pack new germany --nation DE --partner DEU --currency EUR --level state states`")
def new(
    folder: Folder,
    nation: Annotated[str, typer.Option(help="The nation's two letters by ISO 3166-1.")],
    partner: Annotated[str, typer.Option(help="The nation's three letters by ISO 3166-1.")],
    currency: Annotated[str, typer.Option(help="The currency of its figures by ISO 4217.")],
    level: Annotated[tuple[str, str], typer.Option(help="What one of its regions is called, and what several are.")] = (
        "region",
        "regions",
    ),
) -> None:
    """Write a skeleton of a pack, with comments, into a new folder."""
    from importlib.resources import files

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is there and isn't empty: name a new folder")
    said = {
        "name": folder.name.lower(), "nation": nation.upper(), "partner": partner.upper(), "currency": currency.upper(), "level": level[0], "levels": level[1],
        "scope": level[1].lower().replace(" ", "-"), "prefix": nation.lower(),
    }  # fmt: skip
    source = Path(str(files("hinterland.packs") / "skeleton"))
    for item in sorted(p for p in source.rglob("*") if p.is_file()):
        text, path = item.read_text(encoding="utf-8"), folder / item.relative_to(source)
        for key, value in said.items():
            text = text.replace(f"{{{key}}}", value)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)
    print(f"Fill the tables, then: hinterland pack check {folder}")
