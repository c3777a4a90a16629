"""The site while it is written: built as sources change, shown by a server of its own.

In: a project.  Out: pages for browsers on this machine, and news of what has changed.
Never: writes the site, or changes a byte of it.
"""
