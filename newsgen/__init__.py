"""A static news-site generator: Markdown and YAML in, a deployable site out.

In: a content folder, templates, static files.  Out: a folder of pages.
Never: touches the network.  Start reading in ``newsgen.pipeline``.
"""

__version__ = "0.1.0"
