"""Hugo: its settings, permalinks, shortcodes and bundles.

In: a source.  Out: Imported.  Never: runs a template of the site.
"""
