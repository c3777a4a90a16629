"""Articles to one site.

In: articles, settings, a moment.  Out: Site, and what is wrong only in company.  Never: reads a file or a body's HTML.
"""
