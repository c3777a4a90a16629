"""Pasted wire text: stories out of a browser, an agency's mail or a word processor, as plain text.

In: text.  Out: Imported.  Never: loses a line; what is not in a story is in the report.
"""
