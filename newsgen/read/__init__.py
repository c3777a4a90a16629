"""Bytes to articles, one file at a time.

In: a Snapshot's files.  Out: articles, settings, problems.  Never: compares one story with another.
"""
