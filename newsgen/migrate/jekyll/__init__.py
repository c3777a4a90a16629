"""Jekyll: its settings, permalinks, Liquid and kramdown.

In: a source.  Out: Imported.  Never: runs a plugin of the site.
"""
