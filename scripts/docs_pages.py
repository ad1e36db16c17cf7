"""The pages of the documentation's site that are made when it is built: one a rule, a measure and a pack, and the Python reference.

MkDocs calls it as a hook (`mkdocs.yml`). A page is a path below docs/ with its Markdown; none is written to docs/. They come from the tables and docstrings that the program
itself uses, so that nothing has to be kept in step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from hinterland import HOME
from hinterland.check.catalogue import table as messages
from hinterland.check.rules import rules
from hinterland.codes import entries, members, name
from hinterland.codes.tables import sourced
from hinterland.packs import packs
from hinterland.packs.pack import Pack
from hinterland.warehouse.load import embedded_readings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

Pages = dict[str, str]
"""Pages by their path."""

WHOSE = "all countries"
"""Where a measure stands that belongs to no pack."""

PYTHON = "reference/api.md"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages to the site, and to the section Reference of its navigation."""
    from mkdocs.structure.files import File

    reference = next(section["Reference"] for section in config.nav or [] if "Reference" in section)
    for title, pages in sections().items():
        for path, text in pages.items():
            files.append(File.generated(config, path, content=text))
        reference.append({title: list(pages)} if len(pages) > 1 else {title: next(iter(pages))})
    return files


def sections() -> Mapping[str, Pages]:
    """The pages by the title of their section, each section's overview first."""
    return {"Rules": rule_pages(), "Measures": measure_pages(), "Packs": pack_pages(), "Python, verb by verb": {PYTHON: python_page()}}


def grid(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in Markdown."""
    lines = [tuple(head)]
    lines += [("---",) * len(lines[0]), *(tuple(str(cell).replace("|", "\\|") for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def code(text: str) -> str:
    """A text as code; nothing where it is empty."""
    return f"`{text}`" if text else ""


# -- rules


def rule_pages() -> Pages:
    """The page of each rule, as its module's docstring has it, with the messages it gives."""
    listed = grid(("code", "finds", "severity"), ((f"[{c}]({c}.md)", rule.NAME, rule.SEVERITY) for c, rule in rules().items()))
    head = "# Rules\n\nWhat `hinterland check` finds. `hinterland rule HL209` prints a rule's page; [rules of your own](../../how-to/add-a-rule.md) can be added.\n\n"
    return {"reference/rules/index.md": head + listed} | {f"reference/rules/{c}.md": rule_page(c, rule) for c, rule in rules().items()}


def rule_page(rule_code: str, rule: Any) -> str:
    """The docstring, its examples as blocks, and the messages in both languages."""
    parts = [f"# {rule_code}: {rule.NAME}", f"Severity: {rule.SEVERITY}."]
    for paragraph in (rule.__doc__ or "").strip().split("\n\n"):
        parts += examples(paragraph) if paragraph.startswith(("Bad:", "Good:")) else [emphasised(paragraph)]
    given = ((key, row) for key, row in messages().items() if key.partition(".")[0] == rule_code)
    parts += ["## Messages", grid(("message", "English", "Chinese"), ((code(key), row["en"], row["zh"]) for key, row in given))]
    return "\n\n".join(parts)


def emphasised(paragraph: str) -> str:
    """A paragraph with its label (`What:`, `Why:`) in bold."""
    label, colon, rest = paragraph.partition(": ")
    return f"**{label}**: {rest}" if colon and label in ("What", "Why") else paragraph


def examples(paragraph: str) -> Iterator[str]:
    """The examples of a rule, a block each."""
    for line in paragraph.splitlines():
        label, _, text = line.partition(": ")
        yield f"**{label}**:\n\n> {text}"


# -- measures


@cache
def figures() -> Mapping[str, Counter[str]]:
    """How many embedded figures there are of each measure, by the nation that they are of."""
    found: dict[str, Counter[str]] = {}
    for reading in embedded_readings()[1]:
        for figure in reading.figures:
            found.setdefault(figure.concept, Counter())[figure.region[:2]] += 1
    return found


def measures() -> Iterator[tuple[Pack | None, Mapping[str, str]]]:
    """The measures with the pack that each belongs to, if it does."""
    for table in ("concepts", "measures"):
        yield from sourced(table)


def measure_pages() -> Pages:
    """The page of each measure, by the columns of its row."""
    rows = list(measures())
    head = "# Measures\n\nWhat is counted. Each is a row of a table; [how to add one](../../how-to/measure.md).\n\n"
    listed = grid(
        ("code", "measure", "Chinese", "belongs to", "embedded figures"),
        (
            (
                f"[`{m['code']}`]({m['code']}.md)",
                m["en"],
                m.get("zh", ""),
                pack.name if pack else WHOSE,
                f"{sum(figures().get(m['code'], {}).values()):,}",
            )
            for pack, m in rows
        ),
    )
    return {"reference/measures/index.md": head + listed} | {
        f"reference/measures/{m['code']}.md": measure_page(pack, m) for pack, m in rows
    }


def measure_page(pack: Pack | None, row: Mapping[str, str]) -> str:
    """A measure: its row, and how many figures are embedded of it."""
    counted = ", ".join(f"{nation} {n:,}" for nation, n in sorted(figures().get(row["code"], {}).items()))
    facts = {
        "code": code(row["code"]),
        "belongs to": f"[the pack {pack.name}](../packs/{pack.name}.md)" if pack else WHOSE,
        "dimension": row.get("dimension") or "money",
        "unit": code(row.get("unit", "")) or "the country's money",
        "sort": row.get("sort") or "flow",
        "adds up over": row.get("adds_up", "").replace(";", ", ") or "nothing",
        "published as": "growth only" if row.get("growth_only") == "1" else "",
        "of the flow": code(row.get("flow", "")),
        "embedded figures": counted or "none",
        "note": row.get("note", ""),
    }
    names = {
        "English": (row["en"], row.get("short_en", ""), row.get("aliases_en", "")),
        "Chinese": (row.get("zh", ""), row.get("short_zh", ""), row.get("aliases_zh", "")),
    }
    named = grid(("language", "name", "short name", "also"), ((k, v[0], v[1], v[2].replace(";", ", ")) for k, v in names.items()))
    return "\n\n".join(
        (
            f"# {row['en']}",
            grid(("property", "value"), ((k, v) for k, v in facts.items() if v)),
            "## Names",
            named,
            "[What the columns mean](../../how-to/measure.md).",
        )
    )


# -- packs


def pack_pages() -> Pages:
    """The page of each pack that the package ships."""
    head = "# Packs\n\nWhat is particular to a country, as data in one folder; [how to add one](../../how-to/pack.md).\n\n"
    listed = grid(
        ("pack", "nation", "currency", "levels"),
        ((f"[{p.name}]({p.name}.md)", name(p.nation), p.currency, ", ".join(level.code for level in p.levels)) for p in packs()),
    )
    return {"reference/packs/index.md": head + listed} | {f"reference/packs/{p.name}.md": pack_page(p) for p in packs()}


def pack_page(pack: Pack) -> str:
    """A pack: its settings, levels, groups, measures and tables."""
    regions = Counter(region.level for region in entries("region") if region.country == pack.nation)  # type: ignore[attr-defined]
    groups = [g for g in entries("group") if g.country == pack.nation]  # type: ignore[attr-defined]
    own = [m for owner, m in measures() if owner is pack]
    facts = {
        "nation": code(pack.nation), "currency": code(pack.currency), "second currency": code(pack.second_currency or ""),
        "languages": ", ".join(pack.languages), "regions are ranked by": code(pack.main_flow), "regions that make the nation": code(pack.parts or ""),
        "attribution of trade": ", ".join(f"{flow} by {basis}" for flow, basis in pack.basis.items()),
    }  # fmt: skip
    parts = [
        f"# {name(pack.nation)}", grid(("property", "value"), ((k, v) for k, v in facts.items() if v)),
        "## Levels", grid(("level", "regions", "scope"), ((level.code, f"{regions[level.code]:,}", code(level.scope or "")) for level in pack.levels)),
    ]  # fmt: skip
    if groups:
        parts += [
            "## Groups",
            grid(("code", "name", "Chinese", "members"), ((code(g.code), g.en, g.zh, len(members(g.code))) for g in groups)),
        ]
    if own:
        parts += ["## Measures", "\n".join(f"- [{m['en']}](../measures/{m['code']}.md)" for m in own)]
    tables = sorted(pack.folder.rglob("*.csv"))
    lines = (max(len(t.read_text(encoding="utf-8-sig").splitlines()) - 1, 0) for t in tables)
    parts += [
        "## Tables",
        grid(("table", "rows"), ((code(str(t.relative_to(pack.folder))), f"{n:,}") for t, n in zip(tables, lines, strict=True))),
    ]
    return "\n\n".join((*parts, "[What the tables hold](../../how-to/pack.md), and [the embedded figures](../embedded.md)."))


# -- Python


def python_page() -> str:
    """The public names, for mkdocstrings to fill from their docstrings."""
    head = (
        "# Python, verb by verb\n\nWhat `import hinterland` gives, from the docstrings. [Python](python.md) shows how the verbs are used.\n"
    )
    return head + "".join(f"\n::: hinterland.{module}.{public}\n" for public, module in HOME.items() if not public.startswith("_"))
