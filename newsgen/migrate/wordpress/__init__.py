"""WordPress: its export files (WXR), blocks, shortcodes, uploads and permalinks.

In: a source with one or more export files.  Out: Imported.  Never: loads a picture from the old site.
"""
