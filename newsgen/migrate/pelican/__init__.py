"""Pelican: its settings, metadata and links.

In: a source.  Out: Imported.  Never: runs the settings, which are a program.
"""
