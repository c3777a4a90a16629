"""Datelines: where and when an agency's story begins.

In: a paragraph.  Out: the agency and the day that its dateline names.  Never: takes it out of the text.
"""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass

_WESTERN = re.compile(
    r"(?P<place>[A-ZÀ-ÞА-Я][^()–—\n]{1,60}?)[,.]?\s?(?:\((?P<agency>[^()\d]{2,40})\)|/(?P<slashed>[^/\d]{2,40})/)\s?(?:--+|[-–—:.])\s"
)
_DATED = re.compile(
    r"(?P<place>[A-ZÀ-ÞА-Я][^()–—\n]{1,40}?),\s(?P<day>(?:\d{1,2}\.?\s[^\W\d]+\.?|[^\W\d]+\.?\s\d{1,2}),?\s\d{4})\s?(?:\([^()]{2,40}\)\s?)?"
    r"(?:--+|[-–—:])\s"
)
_CHINESE = re.compile(
    "[【（(]?(?P<agency>新华社|中新社|中新网|人民网|央视网|新华网|中国新闻网|参考消息网|环球网)(?P<place>[^\\d，。]{0,12})"
    "(?P<day>\\d{1,2}月\\d{1,2}日)?[^，。]{0,6}?[电讯訊電][】）)]?"
)
_DAY = re.compile(r",\s*(?P<day>[^,]{2,12}\s\d{1,2}|\d{1,2}\.?\s(?:de\s)?[^\W\d]{2,12}\.?)$")
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_CHINESE_SPAN = 40


@dataclass(frozen=True, slots=True)
class Dateline:
    """Empty texts stand for what it does not say."""

    agency: str = ""
    day: str = ""


def dateline(paragraph: str) -> Dateline:
    """The dateline of a story's first paragraph; an empty one where it has none."""
    dated = _DATED.match(paragraph)
    if dated and _is_place(dated["place"]):
        return Dateline(day=dated["day"])
    match = _WESTERN.match(paragraph)
    if match and _is_place(match["place"]):
        day = _DAY.search(match["place"])
        return Dateline((match["agency"] or match["slashed"]).strip(), day["day"] if day else "")
    chinese = _CHINESE.match(paragraph[:_CHINESE_SPAN])
    return Dateline(chinese["agency"], chinese["day"] or "") if chinese else Dateline()


def _is_place(text: str) -> bool:
    """A name of one to four words before its first comma."""
    words = text.split(",", maxsplit=1)[0].split()
    return 0 < len(words) <= 4 and all(not word[0].islower() or len(word) <= 3 for word in words)


def western(day: str) -> str:
    """A Chinese day with the English name of its month, which a reader of dates without a year understands."""
    return _MONTH_DAY.sub(lambda match: f"{month_name[int(match[1]) % 13]} {match[2]}", day)
