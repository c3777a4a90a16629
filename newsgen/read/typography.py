"""Quotation marks, apostrophes, dashes and ellipses as a language prints them, for text that was typed with straight ones.

In: text of a story, its language.  Out: the text.
Never: touches a sign that may be something else, such as inches or part of an address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

# Opening and closing marks, outer and inner, after Unicode's CLDR and the usage of newspapers. A language that is not here
# keeps its straight marks, which are nowhere wrong; Chinese, Japanese and Korean keyboards have the right ones.
_ENGLISH = ("“", "”", "‘", "’")
_GERMAN = ("„", "“", "‚", "‘")
_FRENCH = ("«\u202f", "\u202f»", "“", "”")
_GUILLEMETS = ("«", "»", "“", "”")
_RUSSIAN = ("«", "»", "„", "“")
_POLISH = ("„", "”", "«", "»")
_SWEDISH = ("”", "”", "’", "’")
_MARKS = {
    **dict.fromkeys("en af cy fil ga gl id lv ms nl pt sw tr vi es-419 es-ar es-cl es-co es-mx es-pe es-us".split(), _ENGLISH),
    **dict.fromkeys("de bg cs et is lt sk sl".split(), _GERMAN),
    **dict.fromkeys(("fr", "br", "oc"), _FRENCH),
    **dict.fromkeys("es ca el eu it pt-pt pt-ao pt-mz".split(), _GUILLEMETS),
    **dict.fromkeys("ru be hy kk ky uk".split(), _RUSSIAN),
    **dict.fromkeys(("nb", "nn", "no"), ("«", "»", "‘", "’")),
    **dict.fromkeys(("pl", "ro"), _POLISH),
    **dict.fromkeys("sv fi da he".split(), _SWEDISH),
    **dict.fromkeys("de-ch de-li fr-ch it-ch".split(), ("«", "»", "‹", "›")),
    **dict.fromkeys("hr bs sr".split(), ("„", "”", "‚", "’")),
    "hu": ("„", "”", "»", "«"),
}
APOSTROPHE = "’"

_SIGNS = ('"', "'", "--", "...")
_SIGN = re.compile(r"[\"']|(?<!-)-{2,3}(?!-)|(?<!\.)\.{3}(?!\.)")
_OPENING = frozenset("([{<¿¡“„‘‚«‹")
_EITHER = frozenset("-–—−/=")  # before an opening mark, or a closing one
_ELIDING = frozenset(("'", APOSTROPHE))  # l'"affaire"
# '90s, '68er, '900, 'tis; Dutch 's, 't
_ELISION = re.compile(r"(?:\d{2,3}(?:s|ern?)?|tis|twas|twere|twill|em|til|n|s|t|k)\b(?!')|n'", re.IGNORECASE)
# Hebrew's short words stand before a quotation without a space; a mark before the last letter of a word is its gershayim.
_PREFIX = re.compile("(?<![\u05d0-\u05ea])[\u05d5\u05d1\u05d4\u05db\u05dc\u05de\u05e9]{1,3}\\Z")
_QUOTED = re.compile('[\u05d0-\u05ea]{2}[^"]*"(?![\u05d0-\u05ea])')
_MEASURE = re.compile(r"\d['’]\s?\d+\Z")  # 6'2
_REFERENCE = re.compile(r"&#?\w+;\Z")
_ADDRESS = re.compile(r"""((?:\b[a-z]+://|\bwww\.)[^\s"<>]*[^\s"<>'.,;:!?)\]])""", re.IGNORECASE)

# French sets spaces before these marks and within its quotation marks; no line may begin or end with what they belong to.
_SPACED = frozenset(("fr", "br", "oc"))
_THIN = re.compile(r"(?<=«) | (?=[»;!?])")
_WIDE = re.compile(r" (?=:(?:\s|\Z))")


def typeset(text: str, language: str) -> str:
    """Plain text with the marks of a language (BCP 47); as it is where the language is not known."""
    setter = setter_for(language)
    return setter.set(text) if setter else text


def setter_for(language: str) -> Typesetter | None:
    """A typesetter for the stories of a language."""
    tag = language.lower().replace("_", "-")
    marks = _MARKS.get(tag) or _MARKS.get(tag.split("-")[0])
    return Typesetter(marks, tag.split("-")[0] in _SPACED) if marks else None


@dataclass(slots=True)
class Typesetter:
    """Sets the texts of a fragment one after the other; a quotation may begin in one and end in another."""

    marks: tuple[str, str, str, str]
    spaced: bool = False
    before: str = ""
    opened: bool = False
    open: list[tuple[str, str]] = field(default_factory=list)

    def set(self, text: str) -> str:
        """Set a text that follows the last one within its paragraph."""
        if "://" in text or "www." in text:
            pieces = _ADDRESS.split(text)
            return "".join([self._pass_over_address(piece) if at % 2 else self._set(piece) for at, piece in enumerate(pieces)])
        return self._set(text)

    def _pass_over_address(self, text: str) -> str:
        self.before = text.rstrip("/")[-1:]  # no quotation begins behind its last slash
        return text

    def _set(self, text: str) -> str:
        done = _SIGN.sub(self.sign, text) if any(sign in text for sign in _SIGNS) else text
        if self.spaced:
            done = _WIDE.sub("\xa0", _THIN.sub("\u202f", done))
        self.before = text[-1:] or self.before
        return done

    def alone(self, text: str) -> str:
        """Set a text that stands for itself, such as a caption."""
        return Typesetter(self.marks, self.spaced).set(text)

    def pass_over(self, text: str) -> str:
        """Leave a text as it is, as code is left; a mark may stand next to it."""
        self.before = text[-1:]
        return text

    def end_line(self) -> None:
        """A new line begins within the paragraph."""
        self.before = ""

    def end_paragraph(self) -> None:
        """What is open ends here: a quotation of several paragraphs is opened in each."""
        self.before = ""
        self.open.clear()

    def sign(self, match: re.Match[str]) -> str:
        """What is printed for one sign."""
        sign, text = match[0], match.string
        before = self.preceding(text, match.start())
        after = text[match.end() : match.end() + 1]
        if sign == "...":
            return "…"
        if sign[0] == "-":
            return self.dash(sign, before, after)
        return self.quote(match, before, after)

    def preceding(self, text: str, at: int) -> str:
        """The character before a sign, which may be written as a reference or stand in another text."""
        before = text[at - 1] if at else self.before
        reference = _REFERENCE.search(text, max(at - 12, 0), at) if before == ";" else None
        return unescape(reference[0])[-1] if reference else before

    def dash(self, sign: str, before: str, after: str) -> str:
        """An en or em dash, but for the option of a command, as in ``--help``."""
        if sign == "---":
            return "—"
        return sign if _is_blank(before) and after and not _is_blank(after) else "–"

    def quote(self, match: re.Match[str], before: str, after: str) -> str:
        """A quotation mark, an apostrophe, or the sign itself where it is neither."""
        sign = match[0]
        begins = self.begins(sign, before) or (sign == '"' and after.isalnum() and _is_joined(match, before))
        self.opened = False
        if begins and sign == "'" and _ELISION.match(match.string, match.end()):
            return APOSTROPHE
        if begins:
            return sign if after.isspace() else self.begin(sign)
        if before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit()):
            return APOSTROPHE if sign == "'" else sign  # a double one between letters is Hebrew's gershayim, or a slip
        if before.isdigit() and (not self.is_open(sign) or _MEASURE.search(match.string, 0, match.start())):
            return sign  # feet, inches, minutes
        return self.end(sign)

    def begins(self, sign: str, before: str) -> bool:
        """Whether a quotation may begin behind this character."""
        if before in _EITHER:
            return not self.is_open(sign)
        return self.opened if before in {'"', "'"} else _is_blank(before) or before in _OPENING

    def begin(self, sign: str) -> str:
        """An opening mark; a double one within double ones is an inner one."""
        at = 2 if sign == "'" or self.is_open(sign) else 0
        self.open.append((sign, self.marks[at + 1]))
        self.opened = True
        return self.marks[at]

    def end(self, sign: str) -> str:
        """The closing mark of what is open, or what stands for a sign that closes nothing."""
        if not self.is_open(sign):
            return APOSTROPHE if sign == "'" else self.marks[1]
        while True:
            opened, mark = self.open.pop()
            if opened == sign:
                return mark

    def is_open(self, sign: str) -> bool:
        """Whether a quotation that began with this sign has not ended."""
        return any(opened == sign for opened, _ in self.open)


def _is_joined(match: re.Match[str], before: str) -> bool:
    """Whether a quotation begins right behind a short word."""
    text, at = match.string, match.start()
    return before in _ELIDING or bool(_PREFIX.search(text, max(at - 4, 0), at) and _QUOTED.match(text, at + 1))


def _is_blank(text: str) -> bool:
    return not text or text.isspace()
