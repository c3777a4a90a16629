"""How pure functions are applied, never which.

In: a function, what its calls share, values.  Out: results in order.  Never: knows of articles or pages.
"""
