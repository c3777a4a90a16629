"""The words by which wire text says what a line is: labels in many languages, signs of captions, ends and continuations.

In: nothing.  Out: tables.  Never: reads a text.

A label is written in lower case and without its colon. To teach another language, add its words here.
"""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(" / "))


LABELS: Mapping[str, tuple[str, ...]] = {
    "date": _words(
        "release time / release date / released / released at / released on / published / published on / "
        "published at / publication date / publication time / publish date / publish time / publishing time / "
        "date published / first published / posted / posted on / posted at / issued / date / time / date and time / "
        "release / 发布时间 / 发布日期 / 发表时间 / 发稿时间 / 时间 / 日期 / 發佈時間 / 發布時間 / 發稿時間 / 時間 / "
        "发布于 / 发表于 / 公開日 / 公開日時 / 配信 / 配信日 / 配信日時 / 掲載日 / 日時 / 입력 / 등록 / 송고시간 / "
        "게시 / 기사입력 / veröffentlicht / veröffentlicht am / veröffentlichungsdatum / erschienen / erschienen am / "
        "datum / uhrzeit / publicado / publicado el / publicado en / publicada / publicada el / fecha / "
        "fecha de publicación / hora de publicación / hora / publié / publié le / publiée le / date de publication / "
        "heure de publication / mis en ligne le / paru le / diffusé le / publicado em / data de publicação / data / "
        "pubblicato / pubblicato il / data di pubblicazione / gepubliceerd / gepubliceerd op / publicatiedatum / "
        "publicerad / publicerat / publisert / offentliggjort / julkaistu / opublikowano / data publikacji / "
        "yayınlanma / yayınlanma tarihi / yayın tarihi / опубликовано / дата / дата публикации / время публикации / "
        "опубліковано / дата публікації / تاريخ النشر / نشر في / نشرت في / وقت النشر / התפרסם / פורסם / תאריך / प्रकाशित / "
        "प्रकाशन तिथि / δημοσιεύθηκε / δημοσίευση / diterbitkan / dipublikasikan / tanggal / ngày đăng / เผยแพร่ / "
        "datum objave / zveřejněno / publikováno / megjelent / sent / gesendet / enviado / envoyé / inviato / "
        "verzonden / 发送时间 / 寄件日期"
    ),
    "updated": _words(
        "updated / updated on / updated at / last updated / last update / modified / last modified / update / "
        "更新时间 / 最后更新 / 更新日期 / 更新時間 / 最後更新 / 更新 / 更新日 / 更新日時 / 수정 / 최종수정 / "
        "aktualisiert / aktualisiert am / zuletzt aktualisiert / stand / actualizado / actualizado el / actualizada / "
        "última actualización / mis à jour / mis à jour le / mise à jour / dernière mise à jour / atualizado / "
        "atualizado em / aggiornato / aggiornato il / ultimo aggiornamento / bijgewerkt / laatst bijgewerkt / "
        "uppdaterad / oppdatert / aktualizacja / güncelleme / son güncelleme / обновлено / оновлено / تحديث / "
        "آخر تحديث / עודכן"
    ),
    "embargo": _words(
        "embargo / embargoed until / embargo until / under embargo until / not for release before / "
        "hold for release until / sperrfrist / gesperrt bis / embargo hasta / embargado hasta / "
        "sous embargo jusqu'au / embargo jusqu'au / embargo até / embargo fino al / эмбарго до / 解禁时间 / 解禁日時 / "
        "엠바고"
    ),
    "source": _words(
        "source / sources / news source / outlet / agency / publisher / via / 来源 / 稿件来源 / 文章来源 / 信息来源 / "
        "新闻来源 / 来源媒体 / 來源 / 新聞來源 / 出典 / 情報源 / 提供 / 출처 / quelle / quellen / fuente / fuentes / "
        "fonte / fonti / bron / källa / kilde / lähde / źródło / zdroj / kaynak / источник / джерело / المصدر / מקור / "
        "स्रोत / πηγή / sumber / nguồn / ที่มา / forrás / izvor"
    ),
    "author": _words(
        "author / authors / writer / written by / reporter / reporters / byline / text by / words by / story by / "
        "reported by / correspondent / by / 作者 / 记者 / 文 / 撰文 / 撰稿 / 通讯员 / 本报记者 / 記者 / 執筆 / 著者 / "
        "기자 / 글 / autor / autorin / autoren / von / text / autora / autores / por / texto / redactor / auteur / "
        "auteurs / par / texte / autore / autori / di / testo / door / tekst / av / af / autorzy / yazar / автор / "
        "текст / الكاتب / بقلم / كتب / מאת / लेखक / penulis / oleh / tác giả / συντάκτης"
    ),
    "editor": _words(
        "editor / editors / edited by / web editor / copy editor / editing by / production / 编辑 / 责任编辑 / 责编 / "
        "值班编辑 / 校对 / 审核 / 监制 / 编审 / 編輯 / 責任編輯 / 編集 / 편집 / redaktion / redakteur / "
        "bearbeitet von / editora / editado por / edición / rédaction / édité par / redazione / redactie / redaktör / "
        "edição / редактор / تحرير"
    ),
    "tags": _words(
        "keywords / keyword / key words / tags / tag / topics / tagged / subjects / 关键词 / 关键字 / 标签 / 關鍵詞 / "
        "關鍵字 / 標籤 / キーワード / タグ / 키워드 / 태그 / schlagwörter / schlagworte / stichwörter / stichworte / "
        "themen / palabras clave / etiquetas / temas / mots-clés / mots clés / mots clefs / étiquettes / thèmes / "
        "palavras-chave / palavras chave / parole chiave / trefwoorden / nyckelord / słowa kluczowe / "
        "anahtar kelimeler / etiketler / ключевые слова / теги / ключові слова / كلمات مفتاحية / الكلمات المفتاحية / "
        "מילות מפתח / kata kunci / từ khóa / λέξεις-κλειδιά"
    ),
    "title": _words(
        "subject / headline / title / 标题 / 主题 / 標題 / 主旨 / 件名 / タイトル / 제목 / betreff / titel / "
        "überschrift / schlagzeile / asunto / título / titular / objet / titre / oggetto / titolo / onderwerp / ämne / "
        "emne / temat / konu / тема / заголовок / assunto / الموضوع / العنوان / נושא"
    ),
    "summary": _words(
        "summary / lead / standfirst / abstract / teaser / subtitle / subhead / subheadline / deck / in brief / 摘要 / "
        "导读 / 核心提示 / 内容提要 / 副标题 / 副題 / 摘 要 / リード / 要約 / 요약 / 부제 / zusammenfassung / "
        "vorspann / unterzeile / untertitel / dachzeile / resumen / entradilla / bajada / subtítulo / résumé / chapô / "
        "chapeau / sous-titre / resumo / sommario / occhiello / samenvatting / ingress / лид"
    ),
    "section": _words(
        "section / category / channel / department / desk / 栏目 / 频道 / 分类 / 版块 / 欄目 / 分類 / カテゴリ / "
        "섹션 / rubrik / ressort / kategorie / sección / categoría / rubrique / catégorie / seção / categoria / "
        "sezione / rubriek / dział / рубрика / раздел / القسم"
    ),
    "link": _words(
        "url / link / original / original link / original url / original article / permalink / read the original / "
        "原文链接 / 链接 / 原文网址 / 本文链接 / 原文鏈接 / 連結 / リンク / 링크 / enlace / lien / ссылка / الرابط"
    ),
    "credit": _words(
        "photo / photos / photo by / photos by / photograph / photograph by / photographer / picture / picture by / "
        "image / images / image by / photo credit / image credit / picture credit / credit / photo courtesy / "
        "file photo / photo courtesy of / photography / photography by / illustration / illustration by / graphic / "
        "courtesy / 图片来源 / 图源 / 图片 / 图 / 摄影 / 摄 / 供图 / 图/ / 圖片來源 / 圖 / 攝影 / 写真 / 撮影 / 사진 / "
        "foto / fotos / bild / bilder / bildquelle / bildnachweis / foto von / foto de / fotografía / imagen / "
        "imágenes / crédito / crédit / crédits / crédit photo / photo de / photographie / imagem / immagine / "
        "foto di / foto av / zdjęcie / fot. / fot / fotoğraf / фото / صورة / الصورة / תמונה / ảnh / ภาพ"
    ),
    "caption": _words(
        "caption / photo caption / pictured / picture caption / left / right / above / below / top / bottom / centre / "
        "center / left photo / right photo / top photo / bottom photo / top left / top right / bottom left / "
        "bottom right / 图说 / 图片说明 / 左图 / 右图 / 上图 / 下图 / 图为 / 左 / 右 / 圖說 / 左圖 / 右圖 / 写真説明 / "
        "写真左 / 写真右 / bildunterschrift / bildtext / links / rechts / oben / unten / pie de foto / izquierda / "
        "derecha / arriba / légende / à gauche / à droite / gauche / droite / legenda / esquerda / direita / "
        "didascalia / sinistra / destra / слева / справа / подпись"
    ),
    "mail": _words(
        "from / to / cc / bcc / reply-to / attachments / von / an / kopie / de / para / à / cc: / da / a / 发件人 / "
        "收件人 / 抄送 / 寄件者 / 收件者 / 差出人 / 宛先 / 보낸사람 / 받는사람 / от кого / кому / от"
    ),
}
"""What a labelled value is, and the words that label it; a word of two kinds is of the first."""

TIME_LABELS = ("date", "updated", "embargo")  # whose colon may be missing where a time follows

WITHOUT_COLON: Mapping[str, tuple[str, ...]] = {
    "author": _words("by / von / por / par / di / door / av / af / oleh / written by / text by / words by / بقلم / מאת / 文/"),
    "credit": _words(
        "photo by / photos by / photograph by / picture by / image by / photo credit / photo courtesy of / "
        "photography by / illustration by / foto von / foto de / foto di / foto av / photo de / фото / © / 图/ / "
        "摄影/ / 圖/"
    ),
    "editor": _words("edited by / editing by / bearbeitet von / editado por / édité par"),
}
"""Labels that stand before a name without a colon: By Ana Ruiz, Photo by Li Wei."""

BYLINE_PLACES: Mapping[str, tuple[str, ...]] = {
    "by": _words("in / at / from"),
    "von": _words("in / aus / im"),
    "por": _words("en / em / desde"),
    "par": _words("à / au / aux / en / depuis"),
    "di": _words("a / ad"),
    "door": _words("in / te"),
    "av": _words("i / från / fra"),
    "af": _words("i / fra"),
}
"""The words with which a byline names a place, by the word with which it begins: Par Juan Pérez, à Santiago."""

ROLES = _words(
    "special correspondent / correspondent / staff writer / staff reporter / writer / reporter / editor / columnist / "
    "envoyé spécial / envoyée spéciale / envoyés spéciaux / correspondant / correspondante / korrespondent / "
    "korrespondentin / redakteur / redakteurin / enviado especial / enviada especial / corresponsal / inviato / inviata / "
    "corrispondente / correspondente / enviado / enviada / verslaggever / korrespondant / journaliste / journalist / periodista"
)
"""What the author of a byline is, behind the name; a part that begins or ends with one is no name."""

NAMED_CAPTIONS = _words(
    "caption / photo caption / picture caption / 图说 / 图片说明 / 圖說 / bildunterschrift / bildtext / pie de foto / "
    "légende / legenda"
)
"""Labels of captions that say nothing of where the photo stands."""

CAPTION_BEGINS = _words(
    "photo taken / photo shows / photos show / photo released / file photo / this photo / this file photo / "
    "this picture / this image / this combination / in this photo / in this file photo / in this image / "
    "in this picture / the photo shows / aerial photo / an aerial / screenshot / pictured here / undated photo / "
    "(photo / [photo / combo photo / 图为 / 图中 / 资料图 / 圖為 / 資料圖 / 航拍 / 这是 / 写真は / 写真: / 사진은 / "
    "im bild / das bild zeigt / das foto zeigt / archivbild / archivfoto / symbolbild / auf dem bild / en la foto / "
    "en la imagen / en esta foto / foto de archivo / imagen de archivo / fotografía de / vista de / vista aérea / "
    "sur la photo / sur cette photo / photo d'archives / photo d’archives / sur cette image / image d'archive / "
    "na foto / na imagem / nella foto / foto d'archivio / op de foto / на фото / архивное фото / في الصورة / صورة"
)
"""How captions begin, without a label."""

PICTURE_WORDS = _words(
    "photo / photos / photograph / picture / image / images / courtesy / illustration / file / handout / pool / via / "
    "foto / fotos / bild / bilder / imagen / imágenes / imagem / immagine / photographie / fotografía / grafik / 图 / "
    "图片 / 圖 / 圖片 / 摄 / 攝 / 供图 / 摄影 / 写真 / 撮影 / 사진 / фото / صورة / تصوير / copyright / ©"
)
"""Words that make of what stands in brackets at a line's end a credit."""

MAKERS = _words("摄 / 攝 / 供图 / 供圖 / 撮影 / 作图")
"""What follows a photographer's name: 李伟摄."""

SENDERS = _words("发 / 發")
"""What follows an agency's name, in brackets."""

ENDS = _words(
    "-30- / - 30 - / end / ends / the end / (end) / (ends) / -ends- / - ends - / ### / # # # / -0- / xxx / (完) / "
    "（完） / 完 / [完] / 【完】 / (终) / （了） / (了) / (끝) / 끝 / ende / (ende) / fin / (fin) / fine / fim / "
    "-fin- / - fin - / - ende - / конец / for immediate release / zur sofortigen veröffentlichung / news release / "
    "press release / pressemitteilung / medienmitteilung / comunicado de prensa / nota de prensa / "
    "communiqué de presse / comunicato stampa / 新闻稿 / 通稿"
)
"""Lines that say only that a story ends here, or that it may be published."""

RELATED = _words(
    "related / related stories / related news / related articles / see also / read also / more on this story / "
    "more on this topic / most read / 相关阅读 / 相关新闻 / 推荐阅读 / 延伸阅读 / 相關新聞 / mehr zum thema / "
    "lesen sie auch / lire aussi / à lire aussi / te puede interesar / noticias relacionadas / lea también / leggi anche / "
    "leia também / lees ook / читайте также / 関連記事 / 관련기사"
)
"""Lines below which stand the headlines of other stories, as links."""

MORES = _words(
    "read more / read more... / more / [more] / (more) / -more- / --more-- / - more - / continue reading / "
    "full story / read full story / read full article / view more / show more / see more / details / "
    "click for details / 阅读全文 / 查看全文 / 查看更多 / 更多 / [详细] / [详情] / 详细 / 閱讀全文 / 続きを読む / "
    "더보기 / 展开全文 / 点击查看 / weiterlesen / mehr / mehr lesen / zum artikel / leer más / seguir leyendo / "
    "ver más / lire la suite / en savoir plus / leia mais / continua / leggi tutto / lees meer / läs mer / "
    "czytaj więcej / devamı / читать далее / подробнее / اقرأ المزيد / المزيد / קרא עוד"
)
"""Lines that lead to the rest of a story elsewhere."""

NO_NAMES = frozenset(
    "the a an and of in on at to for with from is was are were be been his her its their this that these those monday tuesday"
    " wednesday thursday friday saturday sunday january february march april may june july august september october november"
    " december today tomorrow now not all land sea air far day night noon morning then der die das den dem ein eine und im am"
    " zum zur los las una unos la le les des du une qui que contre pour sur".split()
)
"""Words that stand in no name, so that "By Monday morning" is no byline."""

NEVER_LAST = frozenset(
    "a an the of and or with from that which its their der die das den dem des ein eine einer einem einen und oder mit von im"
    " am zur zum le la les du et un une el los las unos y del il lo gli di della het een van och att av om и в на с по о".split()
)
"""Words that end neither a headline nor a sentence, so that the line right below goes on."""
