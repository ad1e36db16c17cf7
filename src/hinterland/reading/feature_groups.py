"""The named features of candidates in groups, each made once of the few words that it depends on: what `slots.py` says of a candidate, spelled as the weights know it."""

from __future__ import annotations

from itertools import chain, islice

from hinterland.reading.evidence import Features
from hinterland.reading.model import Group, group, grouped

fresh = group(
    "shape link after op level",
    "fresh={shape} fresh={shape}&{link} fresh={shape}>{after} fresh={shape}&{op} fresh={shape}&lv{level}",
)
"""The features of what was named last since the claim before."""
anchor = group("topic word", "anchor&{topic}&{word} anchor&{word}")
"""The features of the flow that the governing word names."""
dropped = group("link new", "notcarry&{link}&{new}")
"""That a value isn't what the claim before had."""
implied = group("language other count", "implied:{language}:{other} implied:{language}:{other}:{count}")
"""That the nation is only implied."""
spoken_of = group("spoken level how main", "forms={spoken}&lv={level}&{how} forms={spoken}&main={main}&{how}")
"""What the document's pro-forms speak of."""
placed = group(
    "name known spoken level how main",
    "{name}={known}&lv={level} {name}={known}&{how}&main={main} {name}={known}&forms={spoken}&lv={level}",
)
"""How a place stands to the one that leads, or whose office reports."""
pro_formed = group("proform level carried", "pf={proform}&lv={level} pf={proform}&carry={carried}&lv={level}")
"""What a pro-form of the sentence means."""
found = group("how first carried op", "how={how} first={first} how={how}&carry={carried} how={how}&{op}")
"""How a period was found."""
related = group("kind others", "implied={kind}&{others}")
"""How a period is implied by another."""
main_period = group("link carried", "mainperiod&{link} mainperiod&carry={carried}")
"""That a period is the document's main one."""
aged = group("lag shape how carried op", "lag={lag}&{shape} lag={lag}&{shape}&carry={carried} lag={lag}&how={how} lag={lag}&{op}&{shape}")
"""How many months before the latest period that the document names one ends."""
derived = group(
    "how found op link implied",
    "derived={how} derived={how}&{found} derived={how}&{found}&{op} derived={how}&{link}&{found} derived={how}&{implied}",
)
"""How a period that isn't named comes from one that is, with the words that set a figure against another."""
against = group("found rel op link", "against={found}&{rel} against={found}&{rel}&{op} against={found}&{rel}&{link}")
"""How a period stands to the words that set a figure against another."""
unknown_named = group("tail words characters", "tail={tail} words={words}&{characters}")
"""How the words of an unknown product end, and how long they are."""
flow_named = group("flow", "flow={flow}")
"""The flow of a partner or product."""
empty_since = group(
    "shape had new link op",
    "empty&new={shape}&{had} empty&new={shape}&{had}&{link} empty&new={shape}&{new}&{had} empty&new={shape}&{op}",
)
"""The empty value by what was named since."""
empty_known = group(
    "known titled had shape flow",
    "empty&known={known}&{titled} empty&known={known}&{had}&{shape} empty&known={known}&{flow}",
)
"""The empty value beside what the document names most."""
empty_main = group("share titled link new", "empty&main={share}&{titled} empty&main={share}&{link}&{new}")
"""The empty value beside the document's main one."""
empty_titled = group("titled op shape had", "empty&{titled}&{op}&{shape}&{had}")
"""The empty value beside a title's."""
empty_both = group("product partner", "empty&prod={product}&part={partner}")
"""The empty value by what the other slot has."""
empty_behind = group("prior op link new had", "empty&prevop={prior}&{op}&{link}&{new}&{had}")
"""The empty value by the claim before."""
standing = group(
    "tag pos fb shape level",
    "{tag}:{pos}:{shape} {tag}:{pos}:{shape}:f{fb} {tag}:{pos}:{shape}:{level} {tag}:{pos} {tag}:{pos}:f{fb}",
)
"""Where a mention stands."""
led = group(
    "tag pos fb before after",
    "{tag}:{pos}<{before} {tag}:{pos}>{after} {tag}<{before}>{after} {tag}:{pos[0]}<{before}>{after}:f{fb}",
)
"""What leads to a mention and follows it."""
celled = group("tag cell row", "{tag}:cell:{cell}:{row}")
"""A mention in the cell or row of a table."""
to_flow = group(
    "tag rel fpos pos before after fb",
    "{tag}:an{rel}:{fpos} {tag}:an{rel}:{pos}<{before} {tag}:an{rel}>{after} {tag}:an{rel}:{fpos}:f{fb}",
)
"""How a mention stands to the flow word."""
gap_after = group("gap before", "a:gap{gap}<{before}")
"""The gap between a target and a mention behind it."""
gap_before = group("gap fb", "b:gap{gap}:f{fb}")
"""The gap between a mention and its target."""
own_flow = group("kind same", "own={same} own={same}&{kind}")
"""Whether a flow is the one that a target's own words name."""
stale = group("shape where", "stale={shape}&{where}")
"""The features of what was not."""
topical = group(
    "topic how link new op shape had",
    "topic={topic} topic={topic}&{how} topic={topic}&{link}&{new} topic={topic}&{how}&{op}&{shape} topic={topic}&{had}&{how}",
)
"""How likely the document is of a value."""
counterpart = group("how op link", "counterpart={how} counterpart={how}&{op} counterpart={how}&{link}")
"""That a partner is the document's own nation, of a place in another country."""
op_named = group("op how other", "op={op}&{how} other={other}")
"""Whether a value is named, by operation."""
shaped = group("shape other year", "shape={shape}>{other}&{year}")
"""How a period stands to the one before."""
reported = group(
    "known level main carried",
    "reporter={known}&lv={level} reporter={known}&lv={level}&main={main} reporter={known}&carry={carried}",
)
"""Whether a place is the reporter's."""
empty_among = group(
    "b b1 s s1 a op had new link",
    "empty&b{b}&s{s} empty&a{a}&b{b1} empty&{link}&{new}&{had} empty&op={op}&b{b} empty&{link}&b{b1}&s{s1}&{had}&{new}",
)
"""The empty value among those named around."""


@grouped
def unmentioned(*later: str) -> Features:
    """The features of what isn't named near a target."""
    return ["nomention", *later]


main_known = group("known how new op shape had", "{known} {known}&{how}&{new} {known}&{how}&{op}&{shape} {known}&{had}")
"""That a value is what the document names most of what tables know."""
main = group(
    "which how share link new op shape",
    "{which}&{link}&{share} {which}&{how}&{new} {which}&{how}&{share} {which}&{how}&{op}&{shape}",
)
"""That a value is what the document names most, or first in its title."""
recent = group("rank where op carried link", "rec{rank}{where} rec{rank}{where}&{op} rec{rank}{where}&carry={carried}&{link}")
"""How recently a value was mentioned."""
recent_led = group("rank where lead", "rec{rank}{where}&{lead}")
"""The same by what leads to it."""
recent_titled = group("rank", "title&{rank}")
"""The same of one that the title names."""
carried = group(
    "link new op shape how",
    "carry&new={shape} carry&new={shape}&{link} carry&new={shape}&{new}&{op} carry&{link}&{new} carry&{link}&{op} carry&{how}",
)
"""That a value is what the claim before had."""
carried_behind = group("prior op link new", "carry&prevop={prior}&{op}&{link}&{new}")
"""The same by the claim before."""


@grouped
def mainly(level: str, main: bool, link: str, share: str) -> Features:
    """A place's level, and whether it is the document's main one."""
    fs = [f"level={level}", f"main={main}&lv={level}"]
    return [*fs, f"main&{link}&{share}"] if main else fs


@grouped
def product_named(unknown: bool, is_unit: bool | None) -> Features:
    """Whether a product is known, or a unit."""
    return [f"unknown={unknown}"] if is_unit is None else [f"unknown={unknown}", f"unit={is_unit}"]


empty_loose = group("flow", "empty&flow={flow}&loose")
"""The empty value where no flow word governs a target."""
empty_of_flow = group("flow anchored had new", "empty&flow={flow}&anchored empty&anchor={anchored} empty&anchor={anchored}&{had}&{new}")
"""The empty value by the flow word."""
levelled = group("tag level pos", "{tag}:lv{level}:{pos}")
"""A mention's level by where it stands."""
in_zone = group("tag pos", "{tag}:zone:{pos}")
"""That a mention is of a zone."""
heading = group("tag heads shape level", "{tag}:heads:{heads} {tag}:heads:{heads}:{shape}:{level}")
"""That a mention stands in what heads a target's sentence."""


@grouped
def closed(tag: str, pos: str, fb: str, before: str, near: bool) -> Features:
    """A mention in brackets that close before the target, or open behind it."""
    return [f"{tag}:closed:{pos}", f"{tag}:closed:{pos}:f{fb}", f"{tag}:closed<{before}", *([f"{tag}:closed:near"] if near else [])]


@grouped
def listed(tag: str, listed: tuple[int, int], place: tuple[int, int], here: bool, pos: str) -> Features:
    """How the place of a mention in its list goes with the target's in its own."""
    if listed[1] <= 1:
        return [f"{tag}:single:{pos}:k{min(place[0], 1)}"]
    if place[1] == listed[1]:
        return [f"{tag}:pair:{'match' if place[0] == listed[0] else 'miss'}:{'same' if here else 'other'}"]
    at = "first" if listed[0] == 0 else "last" if listed[0] == listed[1] - 1 else "mid"
    return [f"{tag}:list:{at}:{pos}:{'l' if place[1] > 1 else '1'}"]


CROSSED = 6
"""How many of a flow's first features are crossed with it."""


@grouped
def of_flow(value: str, op: str | None, *leading: Group) -> Features:
    """A flow beside those named."""
    first = islice(chain.from_iterable(group.features for group in leading), CROSSED)
    return [*(f"v={value}&{f}" for f in first), f"v={value}&op={op}"]


unnamed = group("", "unnamed")
"""That a flow isn't named."""
