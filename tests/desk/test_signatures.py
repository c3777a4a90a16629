"""Formats by the first bytes of a file."""

from __future__ import annotations

import pytest

from newsgen.desk.signatures import UNSEEN, format_of

from ..builders import PIXEL


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (PIXEL, "PNG"),
        (b"GIF89a", "GIF"),
        (b"RIFF\n\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x1cftypavif", "AVIF"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif", "AVIF"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1heic", "HEIC"),
        (b"\x00\x00\x00\x1cftypheix", "HEIC"),
        (b"II*\x00", "TIFF"),
        (b"MM\x00*", "TIFF"),
        (b"%PDF-1.4", "PDF"),
        (b"8BPS\x00\x01", "PSD"),
        (b"%!PS-Adobe", "PostScript"),
        (b"\x00\x00\x00\x0cjP  \r\n", "JPEG 2000"),
        (b"\xff\x0a", "JPEG XL"),
        (b"\x00\x00\x00\x1cftypmp42", ""),
        (b"<svg/>", ""),
        (b"", ""),
    ],
)
def test_a_format_is_known_by_how_it_begins(head: bytes, name: str) -> None:
    assert format_of(head) == name


def test_what_browsers_draw_is_not_called_unseen() -> None:
    assert not UNSEEN & {"JPEG", "PNG", "GIF", "WebP", "AVIF", ""}
