"""Export files of WordPress for tests: short to write, and of the shape that real ones have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from newsgen.migrate.imported import Imported, Piece, Source
from newsgen.migrate.wordpress.site import imported

HEAD = """\
<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
	<title>The Harbour Post</title>
	<link>https://post.example</link>
	<description>News from the coast &amp; beyond</description>
	<language>en-GB</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>https://post.example</wp:base_site_url>
	<wp:base_blog_url>https://post.example</wp:base_blog_url>
	<wp:author>
		<wp:author_id>1</wp:author_id><wp:author_login><![CDATA[ana]]></wp:author_login>
		<wp:author_email><![CDATA[ana@post.example]]></wp:author_email>
		<wp:author_display_name><![CDATA[Ana Ruiz]]></wp:author_display_name>
	</wp:author>
	<wp:category>
		<wp:term_id>5</wp:term_id><wp:category_nicename>news</wp:category_nicename><wp:category_parent></wp:category_parent>
		<wp:cat_name><![CDATA[News]]></wp:cat_name>
	</wp:category>
	<wp:category>
		<wp:term_id>6</wp:term_id><wp:category_nicename>harbour</wp:category_nicename>
		<wp:category_parent>news</wp:category_parent><wp:cat_name><![CDATA[Harbour & quay]]></wp:cat_name>
		<wp:category_description><![CDATA[All about the quay.]]></wp:category_description>
	</wp:category>
	<wp:tag><wp:term_id>7</wp:term_id><wp:tag_slug>fish</wp:tag_slug><wp:tag_name><![CDATA[Fish]]></wp:tag_name></wp:tag>
"""
FOOT = "</channel>\n</rss>\n"
CATEGORY = '<category domain="category" nicename="{}"><![CDATA[{}]]></category>'
TAG = '<category domain="post_tag" nicename="{}"><![CDATA[{}]]></category>'


def item(
    number: int = 10,
    title: str = "Ferries return",
    content: str = "One.\n\nTwo.",
    *,
    name: str = "ferries-return",
    link: str = "",
    date: str = "2024-04-16 18:05:00",
    gmt: str = "2024-04-16 17:05:00",
    status: str = "publish",
    kind: str = "post",
    terms: str = CATEGORY.format("news", "News"),
    meta: Mapping[str, str] | None = None,
    more: str = "",
    excerpt: str = "",
) -> str:
    """An item as an export has it."""
    fields = "".join(
        f"<wp:postmeta><wp:meta_key><![CDATA[{key}]]></wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
        for key, value in (meta or {}).items()
    )
    return f"""\
	<item>
		<title><![CDATA[{title}]]></title>
		<link>{link or f"https://post.example/2024/04/16/{name}/"}</link>
		<pubDate>Tue, 16 Apr 2024 17:05:00 +0000</pubDate>
		<dc:creator><![CDATA[ana]]></dc:creator>
		<guid isPermaLink="false">https://post.example/?p={number}</guid>
		<description></description>
		<content:encoded><![CDATA[{content}]]></content:encoded>
		<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>
		<wp:post_id>{number}</wp:post_id>
		<wp:post_date><![CDATA[{date}]]></wp:post_date>
		<wp:post_date_gmt><![CDATA[{gmt}]]></wp:post_date_gmt>
		<wp:post_name><![CDATA[{name}]]></wp:post_name>
		<wp:status><![CDATA[{status}]]></wp:status>
		<wp:post_parent>0</wp:post_parent>
		<wp:post_type><![CDATA[{kind}]]></wp:post_type>
		<wp:post_password><![CDATA[]]></wp:post_password>
		{terms}{fields}{more}
	</item>
"""


def upload(number: int, url: str, *, alt: str = "", caption: str = "", credit: str = "", parent: int = 0) -> str:
    """An attachment."""
    meta = {key: value for key, value in (("_wp_attachment_image_alt", alt), ("_media_credit", credit)) if value}
    made = item(
        number,
        f"upload {number}",
        "",
        name=f"upload-{number}",
        kind="attachment",
        status="inherit",
        terms="",
        meta=meta,
        excerpt=caption,
    )
    made = made.replace("<wp:post_parent>0<", f"<wp:post_parent>{parent}<")
    return made.replace("</item>", f"<wp:attachment_url><![CDATA[{url}]]></wp:attachment_url></item>")


def wxr(*items: str) -> str:
    """A whole file."""
    return HEAD + "".join(items) + FOOT


def site(*items: str, files: Iterable[str] = (), text: str = "") -> Imported:
    """What an export of some items holds, beside some files."""
    data = (text or wxr(*items)).encode()
    source = Source(
        "old",
        ("export.xml", *files),
        lambda path: data if path == "export.xml" else b"",
        lambda path: datetime(2024, 6, 1, tzinfo=UTC),
    )
    return imported(source)


def piece(content: str, *items: str, files: Iterable[str] = ()) -> Piece:
    """The piece that a post with a content becomes."""
    return site(item(content=content), *items, files=files).pieces[0]
