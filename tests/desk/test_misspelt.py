"""Addresses that no browser can follow, and those that it can."""

from __future__ import annotations

import pytest

from newsgen.desk.misspelt import mistaken


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("http://", "write the whole address, or remove the link"),
        ("https:", "write the whole address, or remove the link"),
        ("https://?q=1", "write the whole address, or remove the link"),
        ("http://https://", "write the whole address, or remove the link"),
        ("htp://", "write the whole address, or remove the link"),
        ("htp://example.org/a", "write  http://example.org/a"),
        ("htps://example.org", "write  https://example.org"),
        ("ttps://example.org", "write  https://example.org"),
        ("htpps:/example.org", "write  https://example.org"),
        ("HTTTP://example.org", "write  http://example.org"),
        ("http:/example.org", "write  http://example.org"),
        ("https:example.org", "write  https://example.org"),
        ("https:///example.org", "write  https://example.org"),
        ("http://https://example.org/http://a", "write  https://example.org/http://a"),
        ("https://https//example.org", "write  https://example.org"),
    ],
)
def test_what_leads_nowhere_is_told_with_what_was_meant(address: str, hint: str) -> None:
    trouble = mistaken(address)
    assert trouble
    assert trouble[1] == hint


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "HTTPS://例え.jp/",
        "https://[2001:db8::1]/",
        "https://user:word@example.org/",
        "https://web.archive.org/web/2024/https://example.org/",
        "https://https.example.org/",
        "http://http/",
        "http://☃.example/",
        "a.md",
        "#a",
        "hxxp://example.org",
        *(
            f"{scheme}:x"
            for scheme in (
                "mailto tel sms data geo xmpp magnet signal whatsapp ftp ftps sftp tftp nntp ntp smtp rtp rtsp sip sips ipp "
                "feed tg webcal news irc ssh git file about blob javascript hdl h323 viber facetime intent bitcoin matrix urn"
            ).split()
        ),
    ],
)
def test_what_is_in_order_and_other_schemes_are_left(address: str) -> None:
    assert mistaken(address) is None
