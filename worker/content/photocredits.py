"""Credits of pictures, on a line that is left when the picture is not: "Photo: Ilse Mohr", "(Foto: dpa)"."""

from __future__ import annotations

import re

from worker.content.phrases import compiled

_PHOTO = (
    r"photos?|photograph(?:y|er)?s?|fotos?|fotók?|fotograf(?:ie|ia|ía|ije|ija|i)?|fotoğraf\w*|illustrations?|kuvat?|"
    r"zdjęci[ea]|nuotr|attēls?|ảnh|hình ảnh|picha|larawan|фото(?:графии|графія|графија|графия)?|снимк[аи]|світлини?|"
    r"фота|здымак|сурет|зураг|φωτο(?:γραφ[ίι]ες?|γραφία)?|φωτό|تصوير|(?:ال)?صورة|(?:ال)?صور|عکس|عکاس|تصویر|"
    r"צילום|צילומים|תמונות?|फोटो|फ़ोटो|तस्वीर|छायाचित्र|ছবি|படம்|ఫోటో|ಫೋಟೋ|ഫോട്ടോ|ภาพ|ภาพถ่าย|图(?:片|源)?|"
    r"圖(?:片|源)?|摄影?|攝影?|写真|画像|撮影|사진|ფოტო|լուսանկարը?|ፎቶ"
)
# Words that papers and headlines have, too: behind them only names and short words count.
_PICTURE = r"pictures?|images?|bild(?:er)?|képe?k?|imag(?:en|em)|immagin[ei]|slika|слик[аи]|gambar"
_WHOSE = (
    r"credits?|crédits?|créditos?|source|quelle|fonte|fuente|zdroj|kaynak|nguồn|by|courtesy|autor|источник|джерело|来源|"
    r"來源|提供|出典|출처|제공|المصدر|منبع"
)
# What says that a picture shows something else.
_STOCK = (
    r"(?:file|stock|archive) (?:photo|image|picture)|represent(?:ative|ational) (?:image|photo)|archiv(?:bild|foto)|"
    r"symbol(?:bild|foto)|photo d['’](?:illustration|archives?)|(?:foto|imagen) de archivo|"
    r"foto (?:di (?:repertorio|archivio)|d['’]archivio|arhivă|simbol)|(?:foto|imagem) (?:ilustrativa|de arquivo)|"
    r"(?:zdjęcie|foto) (?:ilustracyjne|archiwalne)|ilustrační foto|ilustračn[éá] (?:foto|fotografia)|illusztráció|"
    r"(?:архивное|иллюстративное) фото|фото из архива|(?:архівне|ілюстративне) фото|фото з архіву|"
    r"(?:архивна|илюстративна) снимка|илустрација|ilustracija|arşiv|temsili (?:fotoğraf|görsel)|"
    r"(?:arkiv|genre)(?:bild|foto)|illustrasjonsfoto|illustrationsfoto|kuvituskuva|arkistokuva|ảnh minh họa|"
    r"(?:foto|gambar) (?:ilustrasi|hiasan)|资料图片?|資料(?:圖|照|写真)|자료\s?사진|ภาพประกอบ(?:ข่าว)?|"
    r"प्रतीकात्मक (?:तस्वीर|फोटो)|(?:صورة|صور) (?:أرشيفية|تعبيرية)|عکس (?:تزئینی|آرشیوی)|(?:תמונת )?אילוסטרציה"
)
_CREDIT = compiled(
    rf"^\W*(?:(?:{_PHOTO}|(?P<picture>{_PICTURE}))\.?(?:\s?(?:{_WHOSE})(?:\s(?:photo|by|of))?)?\s?[:：=／]|"
    r"(?:crédits? photos?|créditos?|credit|fot)\s?[.:：]|(?:photos?|fotos?) (?:by|courtesy of|von|par)\s)"
    rf"\s?(?P<whose>\S.{{0,48}}?)\W*$|^\W*(?:{_STOCK})(?:\s?[:：/(–—-].{{2,40}})?\W*$"
)
_WORDS = 6
_SMALL = re.compile(r"(?<!\w)(?=[^\W\d_]{4})[^\W\d_A-Z]\w+(?!\w)")


def is_photo_credit(line: str) -> bool:
    """Whether a line says whose a picture is, and nothing about what happened."""
    found = _CREDIT.match(line)
    if found is None:
        return False
    whose = found["whose"] or ""
    if (found["picture"] and _SMALL.search(whose)) or line.rstrip().endswith(("?", "!")):
        return False
    return len(whose.split()) <= _WORDS
