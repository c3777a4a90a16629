"""Related stories and neighbours, which Pelican leaves to plugins: by shared tags, from a window around the story in each tag.

In: Pelican's articles, newest first.  Out: ``related``, ``newer`` and ``older`` on each.
"""

from collections import Counter

from pelican import signals

WINDOW = 8
WANTED = 4


def place(generator):
    """Give every article its neighbours and the four that share most tags with it."""
    articles = generator.articles
    tags = {tag.slug: members for tag, members in generator.tags.items()}
    places = {(slug, id(each)): at for slug, members in tags.items() for at, each in enumerate(members)}
    for at, article in enumerate(articles):
        article.newer = articles[at - 1] if at else None
        article.older = articles[at + 1] if at + 1 < len(articles) else None
        shared = Counter()
        near = {}
        for slug in {tag.slug for tag in article.tags}:
            here = places[slug, id(article)]
            for other in tags[slug][max(0, here - WINDOW) : here + WINDOW + 1]:
                if other is not article:
                    near[id(other)] = other
                    shared[id(other)] += 1
        article.related = [near[each] for each, _ in shared.most_common(WANTED)]


def register():
    """Called by Pelican."""
    signals.article_generator_finalized.connect(place)
