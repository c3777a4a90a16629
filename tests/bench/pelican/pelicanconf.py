"""The work that newsgen does on the same stories, as far as Pelican can; see also ``neighbourhood.py`` beside it."""

import os

SITENAME = "The Bench"
SITEURL = "https://bench.example"
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%B %d, %Y"
PATH = "content"
THEME = "theme"
PLUGIN_PATHS = ["."]
PLUGINS = ["neighbourhood"]
STATIC_PATHS = []
SLUGIFY_SOURCE = "basename"

# Content caching as Pelican documents it; digests, so that a fresh checkout's dates do not matter.
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CHECK_MODIFIED_METHOD = "sha1"
CACHE_PATH = os.environ.get("BENCH_STORE", "cache")

ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
CATEGORY_URL = "sections/{slug}/"
TAG_URL = "tags/{slug}/"
AUTHOR_URL = "authors/{slug}/"
MONTH_ARCHIVE_URL = "archive/{date:%Y}/{date:%m}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_SAVE_AS = TAG_URL + "index.html"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"

DIRECT_TEMPLATES = ["front", "index", "tags", "archives", "missing", "sitemap"]
FRONT_URL, FRONT_SAVE_AS = "", "index.html"
INDEX_URL, INDEX_SAVE_AS = "latest/", "latest/index.html"
TAGS_URL, TAGS_SAVE_AS = "tags/", "tags/index.html"
ARCHIVES_URL, ARCHIVES_SAVE_AS = "archive/", "archive/index.html"
MISSING_SAVE_AS = "404.html"
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {"index": 20, "tag": 20, "category": 20, "author": 20, "period_archives": 20}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FEED_ALL_RSS = "feed.xml"
CATEGORY_FEED_RSS = "sections/{slug}/feed.xml"
TAG_FEED_RSS = "tags/{slug}/feed.xml"
FEED_MAX_ITEMS = 20
