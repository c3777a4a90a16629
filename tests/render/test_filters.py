"""What filters say of moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from newsgen.render.filters import _formatted_date
from newsgen.render.templates import environment, templates


@dataclass(frozen=True)
class _Site:
    language: str = "en"


def _filled(expression: str, moment: object) -> str:
    return environment(templates({}, {})).from_string("{{ " + expression + " }}").render(moment=moment, site=_Site())


def test_equal_moments_of_two_zones_keep_their_own_days() -> None:
    here = datetime(2024, 5, 1, 0, 30, tzinfo=timezone(timedelta(hours=8)))
    there = here.astimezone(UTC)
    assert here == there
    assert [_filled("moment|date", each) for each in (here, there)] == ["May 1, 2024", "April 30, 2024"]
    assert [_filled("moment|month", each) for each in (here, there)] == ["May 2024", "April 2024"]
    assert [_filled("moment|month(year=false)", each) for each in (here, there)] == ["May", "April"]
    assert _filled("moment|time", here) != _filled("moment|time", there)


def test_a_day_without_a_time_has_a_date() -> None:
    assert _filled("moment|date", date(2024, 5, 1)) == "May 1, 2024"


def test_midnight_is_a_day_without_a_time() -> None:
    midnight = datetime(2024, 5, 1, tzinfo=timezone(timedelta(hours=8)))
    assert [_filled(f"moment|{each}", midnight) for each in ("datetime", "time")] == ["May 1, 2024", ""]
    assert _filled("moment|datetime", midnight.replace(second=1)) == "May 1, 2024, 12:00\u202fAM UTC+8"


def test_the_first_of_a_month_in_french() -> None:
    days = [_formatted_date(date(2026, 11, day), language) for day in (1, 11) for language in ("fr-CA", "fr")]
    assert days == ["1er novembre 2026"] * 2 + ["11 novembre 2026"] * 2


def test_a_name_stands_under_a_letter_of_the_site() -> None:
    assert [_filled("moment|initial", each) for each in ("École", "ærlig", "東京")] == ["E", "A", "東"]


def test_numbers_that_are_equal_keep_their_own_forms() -> None:
    assert [_filled("moment|number", each) for each in (1, 1.5, 1234567)] == ["1", "1.5", "1,234,567"]
