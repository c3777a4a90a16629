"""Other generators' sites to newsgen's: read the old site, say what it holds, write a publication, tell what was done.

In: a folder or file of another program.  Out: a publication, and a report.  Never: changes a file of the old site.
"""
