"""Which kind of picture a file is, whatever its name says.

In: the first bytes of a file.  Out: the name of its format.  Never: asks whether the rest is whole.
"""

from __future__ import annotations

import re

UNSEEN = frozenset({"HEIC", "TIFF", "PDF", "PSD", "PostScript", "JPEG 2000", "JPEG XL"})
"""Formats that most browsers do not draw in a page."""

_SIGNATURES = (
    ("JPEG", rb"\xff\xd8\xff"),
    ("PNG", rb"\x89PNG\r\n\x1a\n"),
    ("GIF", rb"GIF8[79]a"),
    ("WebP", rb"RIFF.{4}WEBP"),
    ("AVIF", rb".{4}ftyp(?:avi[fs]|(?:mif1|msf1).*avi[fs])"),
    ("HEIC", rb".{4}ftyp(?:he[iv][cmsx]|mif1|msf1)"),  # ISO/IEC 23008-12, as phones save photos
    ("TIFF", rb"II[*+]\x00|MM\x00[*+]"),  # what cameras call raw too
    ("PDF", rb"%PDF"),
    ("PSD", rb"8BPS"),
    ("PostScript", rb"%!PS|\xc5\xd0\xd3\xc6"),
    ("JPEG 2000", rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51"),
    ("JPEG XL", rb"\x00\x00\x00\x0cJXL |\xff\x0a"),
)


def format_of(head: bytes) -> str:
    """The format that a file begins as; empty for one that is not known."""
    return next((name for name, signature in _SIGNATURES if re.match(signature, head, re.DOTALL)), "")
