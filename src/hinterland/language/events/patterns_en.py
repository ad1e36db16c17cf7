"""The English phrases that claim a rank, first, record, streak, count or comparison, as patterns.

The makers read the named groups: `o` is the stretch that becomes the claim, `n` a number in it.
"""

from __future__ import annotations

import re

from hinterland.language.events.ordinals import NUM, ORD

RANK_EN = re.compile(
    rf"\b(?:rank(?:ed|ing|s)?|plac(?:ed|ing)|came(?: in)?|finish(?:ed|ing)|stood|sat|put \w+|putting \w+|it was|was"
    rf"|is|remain(?:ed|s)|stay(?:ed|s)|rose to|climb(?:ed|ing) to|mov(?:ed|ing)(?: up)? (?:in)?to"
    rf"|slipp(?:ed|ing) to|position of|place of|listed|into|in(?=\s(?:the\s)?{ORD}\splace\b))\s(?:the\s|up\s|only\s|an?\s[a-z]+\s)?"
    rf"(?P<o>{ORD}|second(?= only to)|(?:dead\s)?last(?!\s(?:year|month|week|quarter|time|december))"
    rf"|bottom|(?:No\.?|number)\s?\d{{1,2}})\b(?!\s(?:time|year|month|quarter|half"
    rf"|consecutive|straight|province|of(?!\s(?:the|all)\s[^.;,]{{0,24}}provinces)|place to|Chinese|central|inland|region"
    rf"|[\w-]+ province to))(?P<suffix>\splace)?",
    re.I,
)
LISTED_EN = re.compile(
    rf"(?:,|\band|;)\s(?:[A-Z]\w+(?:\s[A-Z]\w+)?\s)?(?:was\s|only\s|had been\s|came\s)?(?P<o>{ORD})\b(?=[\s,.;]"
    rf"|$)(?!\s(?:quarter|half|month|time|year|place to|Five|day|floor|and only|province|Chinese|central))",
    re.I,
)
LEAD_EN = re.compile(
    r"\b(?P<o>led(?= (?:the (?:nation|country|way nationwide|pack|central|field|list)|all (?:\w+ )?(?:provinces|regions)))"
    r"|leading(?= the (?:nation|country|pack|list)| all (?:\w+ )?(?:provinces|regions))"
    r"|(?:topp(?:ed|ing)|headed|heading|tops|heads)(?= the (?:list|ranking|national|table|league)))\b",
    re.I,
)
RANK_NO_EN = re.compile(r"\b(?P<o>(?:No\.|Number|No)\s?(?P<n>\d{1,2}))\b(?=[^.;]{0,40})", re.I)
SUPER_EN = re.compile(
    rf"\b(?P<w>(?:(?P<n>{ORD}|second|third)[- ])?(?:largest|biggest|highest|lowest|smallest|top|leading|fastest"
    rf"|slowest|strongest|weakest|quickest|worst|best|steepest|sharpest)|runner-up|fastest-growing)\b",
    re.I,
)
_KIND_OF = (
    r"(?:and only|such|other|Chinese|mainland|inland|landlocked|interior|central|western|eastern|coastal|northeastern|southern|northern|provincial-level|provincial"
    r"|province-level|subnational|trading)"
)
REGION_NOUN = r"(?:provinces?|regions?|municipalit(?:y|ies)|econom(?:y|ies)|members?|areas?|localit(?:y|ies)|jurisdictions?|traders?)"
FIRST_EN = re.compile(
    r"\b(?P<o>first)\b(?=\s(?:(?:and only|Chinese|central|inland|western|eastern|coastal|northeastern"
    r"|provincial-level|in|of|among|to|from|province|mainland|such|economy|region|one)\b))"
    rf"|\b(?P<t>first time|first(?=\s(?:cross|topp|exceed|pass|surpass|broke|reach|hit|went)(?:ed)?\s)|first(?=\s(?:full\s)?year\s(?:in\swhich|that|when|above|over))|never before(?=\s\w+ed\b))\b"
    rf"|\b(?P<th>{ORD})(?=(?:\s{_KIND_OF})*\s{REGION_NOUN}\b|\sof\s(?:the|all)\s(?:\w+\s){{0,3}}?{REGION_NOUN}\swith\b)",
    re.I,
)
RECORD_EN = re.compile(
    r"\b(?P<o>(?:(?:an? )?(?:new )?(?:all-time|record|historic(?:al)?)[- ](?:high|low|peak|monthly high)"
    r"|(?:monthly|annual|yearly) record|new (?:record )?(?:high|peak|record)"
    r"|(?:the )?highest (?:level )?(?:on record|ever|since \d{4})|record level|a record"
    r"|(?:lowest|highest|largest|smallest|biggest|weakest|strongest|best|worst|slowest|fastest|steepest|sharpest)(?=(?:\s[\w-]+){0,4}\s(?:since \d{4}"
    r"|since (?:at least )?(?:[A-Z][a-z]+ )?\d{4}|in (?:its|their|[A-Z]\w+(?:'s|’s)|(?:the )?(?:province|region|city|municipality)(?:'s|’s)) history"
    r"|since records began|of any (?:month|year)|of (?:the|all)(?: the)? [\w-]+ (?:months|years)\b|on record|ever\b|in (?:at least )?(?:\w+|a decade|more than \w+) years))|record(?=\s\d)"
    r"|(?:its|their) (?:highest|best) (?:month|year|level)(?: ever| yet"
    r"| on record)?|best year (?:ever|on record)|more than in any (?:previous|earlier|other) (?:year|month)))\b",
    re.I,
)
STREAK_EN = re.compile(
    rf"\b(?:for (?:a|the|its)\s)?(?P<o>(?P<n>{ORD})\s(?:consecutive|straight|successive)\s(?P<u>year|month"
    rf"|quarter)|(?P<n6>{ORD})\s(?:consecutive|straight|successive)(?=\s(?:annual|yearly|monthly|quarterly|full-year)?\s?(?:rise|decline|increase|fall|gain|drop|growth))"
    rf"|(?P<n2>{ORD})\s(?:(?:annual|yearly|monthly|quarterly|straight)\s(?:rise|decline|increase|fall"
    rf"|gain|drop)|(?P<u2>year|month|quarter))\s(?:in a row|running)"
    rf"|(?P<n3>{NUM})\s(?:consecutive|straight|successive)\s(?P<u3>year|month|quarter)s?"
    rf"|(?P<n4>{NUM})\s(?P<u4>year|month|quarter)s?\s(?:in a row|running)"
    rf"|a (?P<n5>{ORD}) (?P<u5>year|month|quarter) of (?:growth|increase|expansion))\b",
    re.I,
)
COUNT_EN = re.compile(
    rf"\b(?P<all>all\s)?(?P<o>{NUM})\s(?P<mid>(?:(?:out\s)?of\s(?:all\s|the\s)?)?(?:(?:the\s)?(?:country|nation|mainland|region|China)(?:'s|’s)\s)?(?:(?:{NUM}|thirty-one)\s)?"
    rf"(?:(?:other|of|the|Chinese|mainland|more|its|their|such)\s)*)(?P<g>(?:central|inland|coastal"
    rf"|western|eastern|northeastern|large(?:\strading)?|provincial-level|province-level"
    rf"|of the \w+)?\s?)(?P<p>provinces?(?:/municipalities|,? (?:regions? )?and (?:municipalities|regions))?"
    rf"|provincial(?:-level)? (?:regions|economies)|regions?|municipalities|province-level regions|economies"
    rf"|countries and regions|countries|trading partners|partners|markets)\b"
    rf"|(?:\b(?:only|just|another|other|while|whereas|and|but)\s|(?<=,\s))(?P<o2>{NUM})\s(?:others\s|of them\s)?(?=(?:saw|report|post|record|manag|grew|fell|rose|declin|shrank|export|import|trad))"
    rf"|\bthe (?P<o4>only) (?:{_KIND_OF}\s)*(?:province|region|municipality|one|economy)\b"
    rf"(?=[^.;,]{{0,60}}?\b(?:fell|fall|shrank|shrink|declin|drop|contract|slip|grew|grow|rose|rise|increas|expand|gain))"
    rf"|(?<=\bnumber\sof\s)(?:provinces|regions)\b[^.;]{{0,80}}?\b(?:to|was|reached|at)\s(?P<o3>{NUM})\b(?!\s(?:percent|per cent|trillion|billion|million)|[%.,]\d)",
    re.I,
)
COMPARE_EN = re.compile(
    r"\b(?P<o>(?:more (?:slowly|quickly|rapidly)|faster|slower|quicker|overtook|overtakes|surpasses|exceeds|outpaces|outstrips|outgrows|trails|lags"
    r"|moved past|pulled past|edged past|edged out|overhauled|eclips(?:ed|es|ing)|dwarf(?:ed|s|ing)|outdid|outgrow|outpace|overtake|surpass|outshone"
    r"|overtaken|overtaking|surpassed|surpassing|exceeded|outpaced|outpacing|outstripped|outstripping|outgrew"
    r"|leapfrogged|(?:was|were|is|stood|remained) (?:larger|bigger|smaller|higher|lower|ahead)"
    r"|(?:more|less|fewer|higher|lower|stronger|weaker)(?=\sthan\s(?:(?:in|that of|those of|did|its neighbou?r|neighbou?ring|both)\s)?(?-i:[A-Z])"
    r"|\sthan\s(?:it|they|the province|the region|the city)\s(?:im|ex)ported)|larger|bigger"
    r"|smaller|trailed|pipped|nosed past|lagged|fell behind|(?:moved|pulled) ahead of|ahead of))\b(?=\s(?:than|by|the|of|behind"
    r"|[A-Z]|its|their|imports|exports|both))",
    re.I,
)
PLACE_EN = re.compile(
    rf"\b(?P<o>{ORD}|(?:dead\s)?last|bottom)\b(?=\s?(?:[,.;:)]|$)|\s(?:in|among|amongst|nationwide|nationally|by|behind|after|overall|of\s(?:the|all)|out\sof|from|place|spot"
    r"|position|for|and|while|with|on|only\sto)\b)",
    re.I,
)
ONLY_EN = re.compile(
    rf"\b(?P<o>(?:behind|trailing|trails|trailed|after|follows|following) (?:only|just)(?:\s(?P<n>{NUM})(?=\s(?:other\s)?(?:provinc|region|municipal)))?)\b",
    re.I,
)
ANY_OTHER_EN = re.compile(
    r"\b(?P<o>more|less|larger|bigger|higher|faster|quicker|slower|smaller|lower|stronger|weaker)\b(?:\s\w+){0,2}?\sthan (?:in )?(?:any|every|all) (?:of the )?other"
    r" (?:\w+[\s-]){0,2}(?P<p>provinc|region|municipal|econom|trad|country|partner|market)"
    r"|\b(?P<no>no (?:other )?)(?:\w+[\s-]){0,2}(?P<p2>provinc|region|municipal)\w*\s(?:\w+\s){0,3}?(?P<o2>more|faster|quicker|less|slower)\b",
    re.I,
)
