"""Who and what a text is speaking of, carried along as it is read.

A `Scene` is what a reader holds in mind between two numbers: the subject, the period, the flow, product and partner, and what was last said of a
province or a city. The reader moves it forward by the names that stand between one figure and the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from hinterland import codes
from hinterland.codes import Language, Period, Region
from hinterland.language.mentions import Mention
from hinterland.language.periods import PeriodMention, year_of

NOBODY = "?"
"""A subject that the text means but we can't name: a company, an unnamed city."""


@dataclass(slots=True)
class Scene:
    """What is spoken of."""

    today: date
    subject: str | None = None
    province: str | None = None
    city: str | None = None
    period: Period | None = None
    lead: Period | None = None
    flow: str | None = "total"
    product: str = "all"
    partner: str = "world"
    concept: str | None = "trade"
    about_trade: bool = False
    regime: str = "all"
    basis: str = "operating-unit"
    named_flow: bool = False
    adrift: bool = False
    counted: bool = False
    pair: tuple[str, ...] = ()
    versus: str | None = None  # the region that a list hands out to set this figure against
    handed: Period | None = None
    listed: bool = False
    topic: bool = False

    def copy(self) -> Scene:
        """The scene as it stands."""
        return replace(self)

    def meet(self, region: str) -> None:
        """Turn to another subject."""
        if region != self.subject and self.subject is not None and not self.topic:
            self.product, self.partner = "all", "world"
        self.subject = region
        level = level_of(region)
        if level == "province":
            self.province = region
        elif level == "city":
            self.city = region

    @property
    def year(self) -> int:
        """The year spoken of."""
        return year_of(self.period, self.today)


def province_of(code: str) -> str | None:
    """The province that a region is, or lies in."""
    try:
        found = codes.get("region", code)
    except LookupError:
        return None
    if not isinstance(found, Region) or found.level == "nation":
        return None
    return found.code if found.level == "province" else found.parent


def level_of(code: str) -> str:
    """`nation`, `province`, `city`, or `group`."""
    try:
        found = codes.get("region", code)
    except LookupError:
        return "group"
    return found.level if isinstance(found, Region) else "group"


_ORGANISATION = re.compile(
    r"^(?:'s)?\s?(?:Customs|customs|Airport|airport|Port\b|port\b|Bureau|Municipal|University|Daily|Stock|Daily"
    r"|Normal|Government|government|Province Bureau|Provincial (?:Bureau|Commerce)|commerce (?:bureau|department|office|ministry|official)|"
    r"海关|机场|港|大学|日报|晚报|统计局|商务厅|商务局|新闻|证券|银行|政府|省政府|市政府|省商务|省统计|市商务|发改|财政)"
)
_DATELINE_EN = re.compile(r"^\s*[A-Z][A-Z .,'-]{2,40}(?:,\s*(?:[A-Z][a-z]+\.? \d{1,2}))?(?:\s*\((?:Xinhua|Reuters|AP)\))?\s*(?:-|–|—)+\s")
_DATELINE_ZH = re.compile(r"^\s*[^，。,]{1,18}(?:讯|电)(?=[ 　（(，,])")
_APART_EN = re.compile(
    r"(?:\bthan(?:\sin|\sthat of|\sthose of)?|\bafter|\bbehind|\bahead of|\bfollowed by|\boutpac(?:ed|ing|es)"
    r"|\bovert(?:ook|aken|aking|akes?)|\bsurpass(?:ed|ing|es)|\boutpaced?|\bbeat|\babove(?: that of)?|\bbelow|\bversus"
    r"|\bunlike|\b(?:led|headed|followed) by|(?<!looks )(?<!look )\blike|\bin contrast (?:to|with)|\bof all|\bpercent of|\bcompared with|\bpart of"
    r"|\bexceed(?:ed|ing|s)?|\btrail(?:ed|ing|s)?|\bedg(?:ed|es|ing) (?:past|out)|\btwice|\bdouble|\btriple|\btimes(?: that of)?|\bbesting|\bthat of"
    r"|\bas much as|\bjoining|\bexcept(?: for)?|\bpast|\b(?:all|none|any|provinces|regions) but|\bnext to|\bleapfrogg(?:ed|ing)|(?<!according )(?<!owing )(?<!thanks )(?<!due )\bto"
    r"|\bagainst|\bout(?:grew|grow(?:s|n|ing)?|strip(?:s|ped|ping)?|did|doing|done|shone)|\beclips(?:ed|es|ing)|\bdwarf(?:ed|s|ing)?|\bmatch(?:ed|es|ing)"
    r"|\btopp(?:ed|ing)|\blagg?(?:ed|ing|s)?|\bexclud(?:ed|es|ing)|\binclud(?:ed|es|ing)|\bsuch as|\bnamely|\bwithout|\bby)\s(?:both\s|only\s"
    r"|(?:its\s)?neighbou?r(?:ing)?\s|the\s|all of\s)?$",
    re.I,
)
_APART_ZH = re.compile(
    r"(?:高于|低于|快于|慢于|好于|差于|优于|强于|弱于|超过|超越|超|反超|赶超|仅次于|次于|领先|落后|落后于|领先于|比|较|与|和|跑赢|高出|超出"
    r"|低出|快出|贡献了?|拉动|居|占|位列|列|排|排名|位居|在|除|不及|少于|多于|追平|逼近|相当于|继|紧随|紧追|力压|不敌|不如|逊于|胜过|压过|赶上|追上|压倒|甩开|碾压)$"
)


_OBJECT = re.compile(
    r"[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s(?:also\s|just\s|narrowly\s|easily\s|again\s)?(?!said|says|showed|shows|reported|added|noted|and|or|but|while|whereas|as|where|when|since|which|that|see)[a-z]+(?:ed|es|ook|ew)\s$"
)
"""A verb between two names, of which the second is its object: `Anhui pipped Sichuan`."""
_OWN_CLAUSE = re.compile(r"(?:'s|’s)?,\s(?:whose|which|where)\b")
_THAT_OF = re.compile(r"(?:^|[,;]\s|\b(?:and|while|but|whereas)\s)(?:that|those) of\s(?:the\s)?$", re.I)


def region_role(text: str, mention: Mention, language: Language) -> str:
    """Whether a region is the `subject`, stands `apart` (something set against it, a scope), or is no region at all (`none`: an office, a dateline)."""
    before, after = text[: mention.start], text[mention.end :]
    if _ORGANISATION.match(after[:20]):
        return "none"
    dateline = (_DATELINE_ZH if language == "zh" else _DATELINE_EN).match(text)
    if dateline and mention.end <= dateline.end() and level_of(mention.code) == "city":
        return "none"
    if mention.code == "CN":
        return _nation_role(before, after, mention.text, language)
    apart = _APART_ZH if language == "zh" else _APART_EN
    if language == "en" and _OBJECT.search(before[-40:]):
        return "apart"
    if apart.search(before[-36:]) and not (language == "en" and (_OWN_CLAUSE.match(after) or _THAT_OF.search(before))):
        return "apart"
    if language == "en" and re.search(r"\b(?:in|at|from|near)\s$", before[-8:]) and level_of(mention.code) == "city":
        return "none"
    return "subject"


def _nation_role(before: str, after: str, word: str, language: Language) -> str:
    if language == "zh":
        if word in ("我国", "中国") and re.match(r"第[一二三四五六七八九十]+大(?:贸易伙伴|出口市场|进口来源)", after):
            return "subject"
        if (
            _APART_ZH.search(before[-6:])
            or re.search(r"(?:是|为|成为|作为|跻身|对)$", before)
            or re.match(r"(?:第|首|排|前|平均|同期|均|的比|最|增速|各|唯一|外贸百强|领先|居|首次|范围|两会|统一|人大|重要|及)", after[:4])
        ):
            return "apart"
        return (
            "subject"
            if re.match(r"[^，。；]{0,12}?(?:进出口|出口|进口|外贸|货物贸易|GDP|国内生产|贸易|\d+个)", after) or not before.strip()
            else "apart"
        )
    lower = word.lower()
    if _APART_EN.search(before[-24:]) or re.search(r"\b(?:in|across|of|among|to)\s(?:the\s|all\s)?$", before[-14:]):
        return "apart"
    if re.match(
        r"(?:'s|’s)?\s(?:(?:total|overall|foreign|goods|merchandise|outbound|inbound|combined|annual|monthly"
        r"|two-way|external)\s)*(?:trade|exports?|imports?|goods|shipments|GDP|economy|\d|surplus"
        r"|(?:(?:\w+-)?(?:largest|biggest)|top|main|number[- ]one)\s(?:\w+\s){0,2}(?:partners?|markets?|sources?|destinations?|suppliers?|buyers?|customers?|exports?|imports?)\b)",
        after[:60],
        re.I,
    ):
        return "subject"
    if lower in ("china", "nationwide", "nationally", "the nation", "the country"):
        return (
            "subject"
            if (
                not before.strip()
                or re.match(r"(?:,|\s(?:rose|fell|grew|posted|recorded|ran|traded|exported|imported|saw|had|shipped|sold))", after[:12])
            )
            and (lower not in ("nationally", "nationwide") or not before.strip())
            else "apart"
        )
    return "apart"


ANAPHORA = {
    "en": re.compile(r"\b(?:the province|this province|the provincial|the region|the municipality|its|it|the provinces?'s|there)\b", re.I),
    "zh": re.compile(r"该省|全省|全区|该市|全市|该区|我省|该自治区|其|当地|省内"),
}
CITY = {"en": re.compile(r"\bthe city\b|\bits city\b|\bcity's\b", re.I), "zh": re.compile(r"该市|全市")}


def settle(scene: Scene, mention: PeriodMention) -> Period | None:
    """What a period mention means in this scene."""
    carried = scene.period
    if carried is None and (mention.back is not None or mention.months_back is not None):
        carried = Period.of_year(scene.today.year - 1)
    return mention.settled(year_of(scene.period, scene.today, mention.months), carried)
