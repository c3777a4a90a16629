"""What ``newsgen check`` looks for beyond errors, by name: the levels can be set in site.yaml.

In: nothing.  Out: Check, CHECKS.  Never: looks for anything; that is for ``desk``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEVELS = ("off", "advice", "warning", "error")


@dataclass(frozen=True, slots=True)
class Check:
    """A name that stands in site.yaml, the usual level, and what is found."""

    name: str
    level: str
    meaning: str


HEAVY = 1_000_000  # bytes of a photo, which take five seconds by a slow mobile connection
LONG_HEADLINE = 110  # characters; search engines show no more of a headline (schema.org Article, Google's guidelines)

CHECKS: Mapping[str, Check] = {
    check.name: check
    for check in (
        Check("photo_credit", "advice", "a photo without a credit"),
        Check("missing_alt", "warning", "a photo that is not described for those who cannot see it"),
        Check("caption_is_alt", "advice", "a photo whose caption is its description once more"),
        Check("long_headline", "advice", f"a headline of more than {LONG_HEADLINE} characters"),
        Check("no_summary", "advice", "a story without a summary"),
        Check("no_text", "warning", "a story of your own, no draft any more, without text and photos"),
        Check("lost_note", "warning", "a text that refers to a note which is not there"),
        Check("run_in_list", "warning", "a list that is none, for want of a blank line above it"),
        Check("open_quotation", "advice", "a quotation that is left open"),
        Check("tag_spelling", "advice", "a tag that tags.yaml spells in another way"),
        Check("near_tag", "advice", "a tag used once that is close to a common one"),
        Check("doubled", "advice", "a tag, an author or a related story that a story names twice"),
        Check("joined_authors", "advice", "an author that looks like several people"),
        Check("same_title", "advice", "two stories with one headline"),
        Check("same_language", "warning", "a translation into the language of its original"),
        Check("broken_link", "warning", "a link whose address is empty, or no address"),
        Check("own_address", "advice", "a link to this site that is written with its host"),
        Check("far_date", "warning", "a date more than a year ahead"),
        Check("unseen_photo", "warning", "a photo that browsers cannot show"),
        Check("heavy_photo", "advice", "a photo of more than a megabyte"),
        Check("unused_media", "advice", "a photo or file in content/ that nothing uses"),
        Check("outside_link", "advice", "a link to another site that leads nowhere; looked for with --links"),
    )
}
