"""Pages to bytes.

In: templates, the frame, a page with its bodies.  Out: bytes or problems.  Never: reads a file, a clock or the locale.
"""
