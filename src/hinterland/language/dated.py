"""When a Chinese text was published, as it says itself, and which of its months tell that and not what the figures are of."""

from __future__ import annotations

import re
from datetime import date

_OFFICE = r"(?:海关|统计局|商务厅|商务局|发布|公布|来源|新闻办|日报|讯|电)"


def is_release(text: str, start: int, end: int) -> bool:
    """Whether a month is when something was published, not what it speaks of: （西安海关，2026年3月）, 2026年3月发布."""
    opened = re.search(rf"[（(][^（）()]*{_OFFICE}[^（）()]*$", text[:start])
    closed = re.match(r"[^（）()]{0,6}[）)]", text[end:])
    if opened and closed and not re.search(r"报告期|统计期|数据期|数据为|数据截至", opened[0]):
        return True
    return bool(re.match(r"(?:发布|公布|通报|电|讯)", text[end:]))


_DATED = re.compile(r"(?P<y>20[12]\d)年(?P<m>1[0-2]|[1-9])月(?:(?P<d>[12]\d|3[01]|[1-9])日)?")


def published(text: str, today: date) -> date:
    """The date that a Chinese text gives for itself, where it gives one before `today`: from it the relative periods and bare months count."""
    for m in _DATED.finditer(text):
        before, after = text[max(0, m.start() - 24) : m.start()], text[m.end() : m.end() + 24]
        alone = re.search(r"[（(]$", before) and re.match(r"[^（）()，。]{0,4}[）)]", after) and m["d"]
        told = m["d"] and re.match(r"[^。；\d]{0,16}(?:发布|公布|通报|获悉|讯|电|新闻发布会)", after)
        if alone or told or is_release(text, m.start(), m.end()):
            return min(today, date(int(m["y"]), int(m["m"]), min(int(m["d"] or 28), 28)))
    return today
