"""The named features of candidates in groups, each made once of the few words that it depends on: what `slots.py` says of a candidate, spelled as the weights know it."""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.reading.evidence import Features
from hinterland.reading.model import grouped


@grouped
def fresh(shape: str, link: str, after: str, op: str, level: str) -> Features:
    """The features of what was named last since the claim before."""
    return [f"fresh={shape}", f"fresh={shape}&{link}", f"fresh={shape}>{after}", f"fresh={shape}&{op}", f"fresh={shape}&lv{level}"]


@grouped
def stale(shape: str, is_earlier: bool) -> Features:
    """The features of what was not."""
    return [f"stale={shape}&{'c' if is_earlier else 'o'}"]


@grouped
def unmentioned(*later: str) -> Features:
    """The features of what isn't named near a target."""
    return ["nomention", *later]


@grouped
def anchor(topic: str | None, word: str) -> Features:
    """The features of the flow that the governing word names."""
    return [f"anchor&{topic}&{word}", f"anchor&{word}"]


@grouped
def topical(odds: str, first: bool, mentioned: bool, link: str, new: str, op: str, shape: str, had: str) -> Features:
    """How likely the document is of a value."""
    topic, how = f"topic={odds}{'*' if first else ''}", "m" if mentioned else "n"
    return [topic, f"{topic}&{how}", f"{topic}&{link}&{new}", f"{topic}&{how}&{op}&{shape}", f"{topic}&{had}&{how}"]


@grouped
def main(which: str, known: str, share: str, mentioned: bool, link: str, new: str, op: str, shape: str, had: str) -> Iterator[str]:
    """That a value is what the document names most, first in its title or among the known ones."""
    how = "m" if mentioned else "n"
    if known:
        yield from (known, f"{known}&{how}&{new}", f"{known}&{how}&{op}&{shape}", f"{known}&{had}")
    if which:
        yield from (f"{which}&{link}&{share}", f"{which}&{how}&{new}", f"{which}&{how}&{share}", f"{which}&{how}&{op}&{shape}")


@grouped
def recent(rank: str, where: str, lead: str, titled: bool, op: str, is_earlier: bool, link: str) -> Features:
    """How recently a value was mentioned."""
    recent = f"rec{rank}{where}"
    fs = [recent, f"{recent}&{lead}", f"{recent}&{op}", f"{recent}&carry={is_earlier}&{link}"]
    return [*fs, f"title&{rank}"] if titled else fs


@grouped
def dropped(link: str, new: str) -> Features:
    """That a value isn't what the claim before had."""
    return [f"notcarry&{link}&{new}"]


@grouped
def carried(link: str, new: str, op: str, shape: str, mentioned: bool, prior: str) -> Features:
    """That a value is what the claim before had."""
    fs = [f"carry&new={shape}", f"carry&new={shape}&{link}", f"carry&new={shape}&{new}&{op}"]
    fs += [f"carry&{link}&{new}", f"carry&{link}&{op}", "carry&mention" if mentioned else "carry&nomention"]
    return [*fs, f"carry&prevop={prior}&{op}&{link}&{new}"] if prior else fs


@grouped
def implied(language: str, other: str, count: str) -> Features:
    """That the nation is only implied."""
    return [f"implied:{language}:{other}", f"implied:{language}:{other}:{count}"]


@grouped
def mainly(level: str, main: bool, link: str, share: str) -> Features:
    """A place's level, and whether it is the document's main one."""
    fs = [f"level={level}", f"main={main}&lv={level}"]
    return [*fs, f"main&{link}&{share}"] if main else fs


@grouped
def spoken_of(spoken: str, level: str, how: str, main: bool) -> Features:
    """What the document's pro-forms speak of."""
    return [f"forms={spoken}&lv={level}&{how}", f"forms={spoken}&main={main}&{how}"]


@grouped
def placed(name: str, known: str, spoken: str, level: str, how: str, main: bool) -> Features:
    """How a place stands to the one that leads, or whose office reports."""
    return [f"{name}={known}&lv={level}", f"{name}={known}&{how}&main={main}", f"{name}={known}&forms={spoken}&lv={level}"]


@grouped
def reported(is_reporter: bool, level: str, main: bool, carried: bool) -> Features:
    """Whether a place is the reporter's."""
    known = "is" if is_reporter else "isnot"
    return [f"reporter={known}&lv={level}", f"reporter={known}&lv={level}&main={main}", f"reporter={known}&carry={carried}"]


@grouped
def pro_formed(proform: str, level: str, carried: bool) -> Features:
    """What a pro-form of the sentence means."""
    return [f"pf={proform}&lv={level}", f"pf={proform}&carry={carried}&lv={level}"]


@grouped
def found(how: str, first: bool, carried: bool, op: str) -> Features:
    """How a period was found."""
    return [f"how={how}", f"first={first}", f"how={how}&carry={carried}", f"how={how}&{op}"]


@grouped
def shaped(shape: str, other: str, same_year: bool) -> Features:
    """How a period stands to the one before."""
    return [f"shape={shape}>{other}&{'sy' if same_year else 'oy'}"]


@grouped
def related(kind: str | None, others: str) -> Features:
    """How a period is implied by another."""
    return [f"implied={kind}&{others}"]


@grouped
def main_period(link: str, carried: bool) -> Features:
    """That a period is the document's main one."""
    return [f"mainperiod&{link}", f"mainperiod&carry={carried}"]


@grouped
def aged(lag: str, shape: str, how: str, carried: bool, op: str) -> Features:
    """How many months before the latest period that the document names one ends."""
    return [f"lag={lag}&{shape}", f"lag={lag}&{shape}&carry={carried}", f"lag={lag}&how={how}", f"lag={lag}&{op}&{shape}"]


@grouped
def derived(how: str, found: str, op: str, link: str, implied: str) -> Features:
    """How a period that isn't named comes from one that is, with the words that set a figure against another."""
    return [
        f"derived={how}",
        f"derived={how}&{found}",
        f"derived={how}&{found}&{op}",
        f"derived={how}&{link}&{found}",
        f"derived={how}&{implied}",
    ]


@grouped
def counterpart(mentioned: bool, op: str, link: str) -> Features:
    """That a partner is the document's own nation, of a place in another country."""
    how = "m" if mentioned else "n"
    return [f"counterpart={how}", f"counterpart={how}&{op}", f"counterpart={how}&{link}"]


@grouped
def against(found: str, rel: str, op: str, link: str) -> Features:
    """How a period stands to the words that set a figure against another."""
    return [f"against={found}&{rel}", f"against={found}&{rel}&{op}", f"against={found}&{rel}&{link}"]


@grouped
def op_named(op: str, mentioned: bool, other: bool) -> Features:
    """Whether a value is named, by operation."""
    return [f"op={op}&{'m' if mentioned else 'n'}", f"other={other}"]


@grouped
def product_named(unknown: bool, is_unit: bool | None) -> Features:
    """Whether a product is known, or a unit."""
    return [f"unknown={unknown}"] if is_unit is None else [f"unknown={unknown}", f"unit={is_unit}"]


@grouped
def unknown_named(tail: str, words: str, characters: str) -> Features:
    """How the words of an unknown product end, and how long they are."""
    return [f"tail={tail}", f"words={words}&{characters}"]


@grouped
def flow_named(flow: str | None) -> Features:
    """The flow of a partner or product."""
    return [f"flow={flow}"]


@grouped
def empty_among(b: int, s: int, a: int, op: str, had: str, new: str, link: str) -> Features:
    """The empty value among those named around."""
    return [
        f"empty&b{b}&s{s}",
        f"empty&a{a}&b{min(b, 1)}",
        f"empty&{link}&{new}&{had}",
        f"empty&op={op}&b{b}",
        f"empty&{link}&b{min(b, 1)}&s{min(s, 1)}&{had}&{new}",
    ]


@grouped
def empty_of_flow(flow: str | None, anchored: str | None, had: str, new: str) -> Features:
    """The empty value by the flow word."""
    if anchored is None:
        return [f"empty&flow={flow}&loose"]
    return [f"empty&flow={flow}&anchored", f"empty&anchor={anchored}", f"empty&anchor={anchored}&{had}&{new}"]


@grouped
def empty_since(shape: str, had: str, new: str, link: str, op: str) -> Features:
    """The empty value by what was named since."""
    return [f"empty&new={shape}&{had}", f"empty&new={shape}&{had}&{link}", f"empty&new={shape}&{new}&{had}", f"empty&new={shape}&{op}"]


@grouped
def empty_known(known: str, titled: str, had: str, shape: str, flow: str | None) -> Features:
    """The empty value beside what the document names most."""
    return [f"empty&known={known}&{titled}", f"empty&known={known}&{had}&{shape}", f"empty&known={known}&{flow}"]


@grouped
def empty_main(share: str, titled: str, link: str, new: str) -> Features:
    """The empty value beside the document's main one."""
    return [f"empty&main={share}&{titled}", f"empty&main={share}&{link}&{new}"]


@grouped
def empty_titled(titled: str, op: str, shape: str, had: str) -> Features:
    """The empty value beside a title's."""
    return [f"empty&{titled}&{op}&{shape}&{had}"]


@grouped
def empty_both(product: bool, partner: bool) -> Features:
    """The empty value by what the other slot has."""
    return [f"empty&prod={product}&part={partner}"]


@grouped
def empty_behind(prior: str | None, op: str, link: str, new: str, had: str) -> Features:
    """The empty value by the claim before."""
    return [f"empty&prevop={prior}&{op}&{link}&{new}&{had}"]


@grouped
def standing(tag: str, pos: str, fb: str, shape: str, level: str) -> Features:
    """Where a mention stands."""
    return [f"{tag}:{pos}:{shape}", f"{tag}:{pos}:{shape}:f{fb}", f"{tag}:{pos}:{shape}:{level}", f"{tag}:{pos}", f"{tag}:{pos}:f{fb}"]


@grouped
def levelled(tag: str, pos: str, shape: str, level: str, zone: bool, heads: str) -> Iterator[str]:
    """A mention's level by where it stands."""
    yield f"{tag}:lv{level}:{pos}"
    if zone:
        yield f"{tag}:zone:{pos}"
    if heads:
        yield from (f"{tag}:heads:{heads}", f"{tag}:heads:{heads}:{shape}:{level}")


@grouped
def closed(tag: str, pos: str, fb: str, before: str, near: bool) -> Features:
    """A mention in brackets that close before the target, or open behind it."""
    return [f"{tag}:closed:{pos}", f"{tag}:closed:{pos}:f{fb}", f"{tag}:closed<{before}", *([f"{tag}:closed:near"] if near else [])]


@grouped
def led(tag: str, pos: str, fb: str, before: str, after: str) -> Features:
    """What leads to a mention and follows it."""
    return [f"{tag}:{pos}<{before}", f"{tag}:{pos}>{after}", f"{tag}<{before}>{after}", f"{tag}:{pos[0]}<{before}>{after}:f{fb}"]


@grouped
def celled(tag: str, cell: str, row: str) -> Features:
    """A mention in the cell or row of a table."""
    return [f"{tag}:cell:{cell}:{row}"]


@grouped
def to_flow(tag: str, rel: str, fpos: str, pos: str, before: str, after: str, fb: str) -> Features:
    """How a mention stands to the flow word."""
    return [f"{tag}:an{rel}:{fpos}", f"{tag}:an{rel}:{pos}<{before}", f"{tag}:an{rel}>{after}", f"{tag}:an{rel}:{fpos}:f{fb}"]


@grouped
def listed(tag: str, listed: tuple[int, int], place: tuple[int, int], here: bool, pos: str) -> Features:
    """How the place of a mention in its list goes with the target's in its own."""
    if listed[1] <= 1:
        return [f"{tag}:single:{pos}:k{min(place[0], 1)}"]
    if place[1] == listed[1]:
        return [f"{tag}:pair:{'match' if place[0] == listed[0] else 'miss'}:{'same' if here else 'other'}"]
    at = "first" if listed[0] == 0 else "last" if listed[0] == listed[1] - 1 else "mid"
    return [f"{tag}:list:{at}:{pos}:{'l' if place[1] > 1 else '1'}"]


@grouped
def gap_after(gap: str, before: str) -> Features:
    """The gap between a target and a mention behind it."""
    return [f"a:gap{gap}<{before}"]


@grouped
def gap_before(gap: str, fb: str) -> Features:
    """The gap between a mention and its target."""
    return [f"b:gap{gap}:f{fb}"]


@grouped
def of_flow(value: str, op: str | None, *first: str) -> Features:
    """A flow beside those named."""
    return [*(f"v={value}&{f}" for f in first), f"v={value}&op={op}"]


@grouped
def own_flow(kind: str, same: bool) -> Features:
    """Whether a flow is the one that a target's own words name."""
    return [f"own={same}", f"own={same}&{kind}"]
