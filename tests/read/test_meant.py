"""Dates as people write them: what a hint makes of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.read.meant import date_meant
from newsgen.read.scalars import moment_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("24/11/2026", "2026-11-24"),
        ("11/24/2026", "2026-11-24"),
        ("4/4/2026", "2026-04-04"),
        ("24-11-2026", "2026-11-24"),
        ("5.4.2026", "2026-04-05"),
        ("05. 04. 2026", "2026-04-05"),
        ("2026/11/24", "2026-11-24"),
        ("2026.11.24", "2026-11-24"),
        ("24 November 2026", "2026-11-24"),
        ("24th of Nov. 2026", "2026-11-24"),
        ("Tuesday, 24 Nov 2026", "2026-11-24"),
        ("November 24th, 2026", "2026-11-24"),
        ("May 4, 2026", "2026-05-04"),
        ("4 July 2026", "2026-07-04"),
        ("Sept 4 2026", "2026-09-04"),
        ("24/11/2026 23:20", "2026-11-24T23:20"),
        ("24.11.2026, 23.20 Uhr", "2026-11-24T23:20"),
        ("24 November 2026 at 6:05 pm", "2026-11-24T18:05"),
        ("2026-11-24 6:05 p.m.", "2026-11-24T18:05"),
        ("2026-11-24 12am", "2026-11-24T00:00"),
        ("2026/11/24T23:20:05", "2026-11-24T23:20"),
        ("2025-04-16T18:05 CET", "2025-04-16T18:05+01:00"),
        ("2025-04-16 6:05 pm EDT", "2025-04-16T18:05-04:00"),
        ("Wed, 16 Apr 2025 18:05:00 GMT", "2025-04-16T18:05Z"),
        ("Wed, 16 Apr 2025 18:05:00 +0200", "2025-04-16T18:05+0200"),
        ("20250416", "2025-04-16"),
        ("2025年4月16日", "2025-04-16"),
        ("2025年4月16日 18:05", "2025-04-16T18:05"),
        ("2025年4月16日18:05", "2025-04-16T18:05"),
        ("04/16/25", "2025-04-16"),
        ("4/16/25 6:05 pm", "2025-04-16T18:05"),
    ],
)
def test_what_can_only_be_one_date(written: str, meant: str) -> None:
    assert date_meant(written) == meant


@pytest.mark.parametrize(
    "written",
    "04/05/2026 | 31/02/2026 | 32.1.2026 | 13/13/2026 | tomorrow | 2026 | 24/11/26 | 24/11/2026 soon | 24/11/2026 25:00 | "
    "04/05/25 | 16/04/25 | 04/32/25 | 2025-04-16T18:05 CST | 2025-04-16 18:05 +9999 | 20251316 | 202504161 | "
    "24/11/2026 13pm x | 24/11/2026 7 |  | Nov 2026 | ²/11/2026 | 24 Foo 2026 | 00/00/2026 | 1/1/0000".split(" | "),
)
def test_what_might_be_two_dates_or_is_none(written: str) -> None:
    assert date_meant(written) == ""


@given(st.text(alphabet="0123456789/.-: ,apmovnT", max_size=24) | st.text())
def test_a_hint_is_always_a_date(written: str) -> None:
    meant = date_meant(written)
    assert not meant or moment_of(meant, UTC)


@given(st.datetimes(datetime(1000, 1, 1), datetime(9000, 1, 1)))
def test_every_day_is_found_again(moment: datetime) -> None:
    wanted = moment.strftime("%Y-%m-%dT%H:%M").zfill(16)
    assert date_meant(f"{moment.day}.{moment.month}.{moment.year} {moment:%H:%M}") == wanted
    assert date_meant(f"{moment.year}/{moment.month}/{moment.day}, {moment:%I:%M %p}") == wanted
