"""The language of a text in Latin letters, as far as its commonest words tell it.

In: a text, the language of the site.  Out: a language tag, or a doubt, or neither.  Never: guesses where two languages come near.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsgen.migrate.wire.text import plain

# The commonest words of news in each language. Of languages that are near to each other all are here, so that a text has words of
# several and nothing is guessed where they do not differ. Labels are not: they may be those of the page around a story.
_WORDS = {
    "en": "the of and to in a is that for on was with as it at by from has have are were be his their which said will not "
    "but an this after",
    "de": "der die das und in den von zu mit dem des ist im für auf nicht ein eine sich auch als an es bei nach wie am aus "
    "sind wird hat einen einer werden war wurde haben er sie zum zur über dass sagte uhr",
    "fr": "le la les de des du et à en un une est que qui dans pour au aux sur par ne pas il elle se ce son sa ses plus "
    "avec a été ont cette selon leur était après d l qu n s c",
    "es": "el la los las de del y en un una que es por para con se no su al lo como más fue ha sus este esta han pero sobre "
    "entre según tras",
    "it": "il la lo gli le di del della dei delle e è in un una che per con si non al alla da dal nel nella sono ha più "
    "anche come dopo ma hanno stato l d",
    "pt": "o a os as de do da dos das e em um uma que é para com não no na nos nas por mais se ao à foi são como pelo pela "
    "seu sua segundo após",
    "ca": "el la els les de del dels i en un una que és per amb no a al ha més va van seva seu s l d han aquest aquesta "
    "segons però després",
    "gl": "o a os as de do da dos das e en un unha que é para con non no na nos nas por máis se ao foi son como polo pola "
    "seu súa segundo tras",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er om ook als bij door naar uit over die was heeft "
    "worden werd maar hij deze",
    "af": "die het n en van in is dat op te vir met nie aan hy sy om ook as by deur na uit oor was word maar hulle wat sal",
    "sv": "och i att en ett det som på är av för med den till inte har de om var från vid men sig han hon efter under eller "
    "kan ska",
    "da": "og i at en et det som på er af for med den til ikke har de om var fra ved men sig han hun efter under eller kan "
    "skal blev der",
    "nb": "og i at en et det som på er av for med den til ikke har de om var fra ved men seg han hun etter under eller kan "
    "skal ble der",
    "nn": "og i at ein eit det som på er av for med den til ikkje har dei om var frå ved men seg han ho etter under eller "
    "kan skal vart der",
    "pl": "i w na z do się nie że to jest o po od za przez dla jak oraz są ze był była było tym tego które który ich jego",
    "cs": "a v na se je že s z do o k pro za po jako byl byla bylo který která které jsou od ale podle i jeho při by",
    "sk": "a v na sa je že s z do o k pre za po ako bol bola bolo ktorý ktorá ktoré sú od ale podľa i jeho pri by",
    "hr": "i u na se je da su za od s o po kao koji koja koje bi ne što iz do nije bio bila ali",
    "ro": "și în de la a din cu pe că o un pentru nu este care sunt au fost prin sau ale al mai lui după sa se",
    "hu": "a az és hogy nem is egy van volt de meg ez azt csak már mint még szerint után el ki lesz",
    "fi": "ja on ei se että oli ovat hän mutta myös kun joka mukaan ole sen kuin tai vuoden jälkeen",
    "tr": "ve bir bu da de için ile olarak olan daha çok en gibi kadar sonra ise o göre oldu dedi edildi",
    "id": "yang dan di ke dari untuk dengan pada ini itu tidak akan dalam adalah oleh juga telah atau tersebut kata",
    "ms": "yang dan di ke dari untuk dengan pada ini itu tidak akan dalam adalah oleh juga telah atau tersebut kata berkata "
    "beliau",
    "vi": "và của là có trong cho với được các một những không này đã người từ khi tại ra theo về đến để",
}
_COMMON = {tag: frozenset(words.split()) for tag, words in _WORDS.items()}
_NORWEGIAN = ("no", "nb", "nn")
_KIN = (_NORWEGIAN, ("id", "ms"))
_OTHER_LETTERS = frozenset("zh ja yue ko th he yi el hi mr ne ar fa ur ps ug ru uk be bg mk kk ky mn tg".split())
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 20  # words of a text
_SHARE = 0.25  # of its words that are common ones of its language; about 0.4 in news
_DOUBT = 0.1  # of its words that are common ones of any language, so that it is running text and not a table of results
_OWN = 2  # words at least that another language has not
_AHEAD = 3  # times as many as that one's own


def tongue(text: str, site: str) -> tuple[str, bool]:
    """The language of a text that plainly is not the site's, and whether it may be another that is not told.

    A site whose language has no common words here may be written in what looks like one that has: there nothing is guessed.
    """
    own = site.split("-", maxsplit=1)[0]
    words = _WORD.findall(plain(text))
    if len(words) < _FEWEST or own not in _OTHER_LETTERS | set(_NORWEGIAN) | {*_COMMON}:
        return "", False
    counts = {tag: sum(word in common for word in words) for tag, common in _COMMON.items()}
    best = max(counts, key=counts.__getitem__)
    is_far = best not in _kin(own) and all(_is_ahead(words, best, each) for each in _kin(own) if each in _COMMON)
    if not is_far or counts[best] < _DOUBT * len(words):
        return "", False
    is_sure = counts[best] >= _SHARE * len(words) and all(_is_ahead(words, best, other) for other in _COMMON if other != best)
    return (best if is_sure else ""), not is_sure


def _is_ahead(words: Sequence[str], best: str, other: str) -> bool:
    """Whether words that only one of two languages has tell which it is."""
    own = sum(word in _COMMON[best] - _COMMON[other] for word in words)
    return own >= max(_OWN, _AHEAD * sum(word in _COMMON[other] - _COMMON[best] for word in words))


def _kin(tag: str) -> Sequence[str]:
    """A language and those that are not told from it where a site has one of them."""
    return next((kin for kin in _KIN if tag in kin), (tag,))
