"""Captions and credits of photos as agencies and web pages write them.

In: a line.  Out: caption and credit, the name of a picture's file.  Never: takes a paragraph for a caption without a sign of one.
"""

from __future__ import annotations

import re

from newsgen.migrate.wire.names import is_name
from newsgen.migrate.wire.text import columns, plain
from newsgen.migrate.wire.words import CAPTION_BEGINS, LABELS, MAKERS, NAMED_CAPTIONS, PICTURE_WORDS, SENDERS, WITHOUT_COLON

_LONGEST = 700  # columns
_ENDINGS = r"\.(?:jpe?g|png|gif|webp|avif|svg)"
_FILE = re.compile(rf"(?:https?://\S+?|[\w@%+=:,./\\ ()-]{{1,150}}?){_ENDINGS}(?:\?\S*)?", re.IGNORECASE)
_MARKDOWN_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^()\s>]+(?:\([^()\s]*\))?)>?(?:\s+[\"']([^\"']*)[\"'])?\s*\)")
_NAMED_IMAGE = re.compile(
    rf"[\[(<](?:image|photo|picture|bild|foto|图片|cid)\s?[:：]\s?([^\])>]+?{_ENDINGS})[\])>]", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{2,90})[)）\]】]\s*[.。]?$")
_SLASHED = re.compile(r"[^\W\d][\w.&' -]*\s?/\s?[^\W\d][\w.&'’ -]*(?:/[\w.&' -]+)*")
_WORDS = frozenset(map(plain, PICTURE_WORDS))
_CREDIT_LABELS = sorted({*map(plain, LABELS["credit"])}, key=len, reverse=True)
_LABELLED = re.compile(r"(?:" + "|".join(map(re.escape, _CREDIT_LABELS)) + r")\s?[:：/]\s*(?=\S)", re.IGNORECASE)
_BEFORE_NAME = sorted(map(plain, WITHOUT_COLON["credit"]), key=len, reverse=True)
_BY = re.compile(r"(?:" + "|".join(map(re.escape, _BEFORE_NAME)) + r")\s*(?=[^\W\d_])", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:(?<=[.。!?！？”\"»])\s*|\s+[-–—|/]\s+|\s{2,})(?=(?:" + "|".join([_BY.pattern, _LABELLED.pattern]) + r"|©|®))",
    re.IGNORECASE,
)
_SET_OFF = re.compile(r"\s*[:：]\s*|\s+[-–—]\s+")
_MADE = re.compile(rf"(?:^|(?<=[。！？\s]))([^。！？\s][^。！？]{{0,20}}?)\s?(?:{'|'.join(MAKERS)})$")
_AGENCY_SENT = re.compile(r"新[华華]社[发發]?\s?[(（][^()（）]{2,30}[)）]")
_CAPTION_LABEL = re.compile(
    r"(?:" + "|".join(sorted(map(re.escape, map(plain, LABELS["caption"])), key=len, reverse=True)) + r")\s?[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_TOLD = frozenset(map(plain, LABELS["caption"])) - frozenset(map(plain, NAMED_CAPTIONS))


def is_picture(text: str) -> bool:
    """Whether a line is the name or address of a picture and nothing else."""
    return bool(picture(text))


def picture(text: str) -> str:
    """The name or address of the picture that a line consists of; empty where it does not."""
    match = _MARKDOWN_IMAGE.fullmatch(text) or _NAMED_IMAGE.fullmatch(text)
    if match:
        return match[2] if match.re is _MARKDOWN_IMAGE else match[1].strip()
    return text if _FILE.fullmatch(text) else ""


def words_of_picture(text: str) -> tuple[str, str]:
    """The alt text and the caption that a Markdown image has."""
    match = _MARKDOWN_IMAGE.fullmatch(text)
    return (match[1], match[3] or "") if match else ("", "")


def caption(text: str) -> tuple[str, str]:
    """Caption and credit of a line; both empty where it is none, the caption alone where it is a credit by itself."""
    if columns(text) > _LONGEST:
        return "", ""
    words, credit = _without_credit(text)
    label = _CAPTION_LABEL.match(words) or _LABELLED.match(words)
    if label and plain(label[0]).rstrip(" :：") not in _TOLD:
        words = words[label.end() :]
    if credit or label or plain(words).startswith(_BEGINS):
        return words, credit
    return "", ""


_BEGINS = tuple(map(plain, CAPTION_BEGINS))


def _without_credit(text: str) -> tuple[str, str]:
    """The text and the credit at its end."""
    if text.startswith(("©", "®")):
        return ("", text) if len(text) < 80 else (text, "")
    whole = _credit_alone(text)
    if whole:
        return "", whole
    opened = _opening_credit(text)
    if opened:
        return opened
    brackets = _BRACKETS.search(text)
    if brackets and _is_credit(brackets[1]):
        return text[: brackets.start()].strip(), bare(brackets[1])
    tail = _TAIL.search(text)
    if tail and len(text) - tail.end() <= 80:
        return text[: tail.start()].strip(), bare(text[tail.end() :])
    made = _MADE.search(text)
    if made and made.start() > 0:
        return text[: made.start()].strip(), text[made.start() :].strip()
    return text, ""


def _opening_credit(text: str) -> tuple[str, str] | None:
    """The text and the credit that it begins with: Photo by Li Wei: The quay at dawn."""
    start = _BY.match(text) or _LABELLED.match(text)
    parts = _SET_OFF.split(text[start.end() :], maxsplit=1) if start else []
    return (parts[1], parts[0]) if len(parts) == 2 and _is_short_name(parts[0]) else None


def _credit_alone(text: str) -> str:
    """The credit that a line consists of: Photo by Li Wei, Foto: dpa, (Photo/Xinhua), 新华社记者 李伟 摄."""
    if _AGENCY_SENT.fullmatch(text):
        return text
    inner = _BRACKETS.fullmatch(text)
    if inner:
        return bare(inner[1]) if _is_credit(inner[1]) else ""
    start = _BY.match(text) or _LABELLED.match(text)
    if start and _is_short_name(text[start.end() :]):
        return text[start.end() :].strip(" .。")
    made = _MADE.fullmatch(text)
    return text if made else ""


def _is_short_name(text: str) -> bool:
    parts = [part.strip() for part in re.split(r"[/,、|]|\bfor\b|\bvia\b|\band\b", text.strip(" .。")) if part.strip()]
    return 0 < len(parts) <= 5 and all(is_name(part) or re.fullmatch(r"[a-z]{2,6}|[\w-]+\.\w{2,4}", part) for part in parts)


def _is_credit(text: str) -> bool:
    """Whether what stands in brackets names a photographer or an agency."""
    words = set(re.findall(r"\w+|©", plain(text)))
    if words & _WORDS and (len(words) <= 8):
        return True
    return bool(_SLASHED.fullmatch(text)) or text.endswith(MAKERS + SENDERS) or text.startswith(("新华社发", "新華社發", "©"))


def bare(text: str) -> str:
    """A credit without the word that says so: "Photo by Li Wei" is Li Wei."""
    text = text.strip(" .。")
    for start in (_LABELLED.match(text), _BY.match(text)):
        if start and start.end() < len(text):
            return text[start.end() :].strip(" .。")
    return text
