"""A site to the list of its pages, and exactly what each may see.

In: Site.  Out: pages and copies.  Never: renders, or asks the disk.
"""
