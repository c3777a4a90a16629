"""The editors' desk: what helps to write, check, compare and move a publication.

In: a project.  Out: texts, advice, changed sources.  Never: takes part in a build; prints.
"""
