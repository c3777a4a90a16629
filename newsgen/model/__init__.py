"""The nouns: frozen values that the stages hand to each other.

In: nothing but the standard library and python-slugify.  Out: types.  Never: does work on a whole site.
"""
