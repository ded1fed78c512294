"""Labels a site prints around a report: read more, related, share, advertisement, in thirty-five languages.

All are applied to every text: content farms leave labels in the language they translated from, and English ones are
used everywhere. The form keeps reporting safe: a label is a paragraph of its own, and either listed or made of nothing
but words of labels.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from worker.content import labelwords
from worker.content.lexicon import ARABIC, bare_of_prefix

# Labels that stand alone in a paragraph, normalised as ``label`` does.
_READ_MORE = (
    "read more|continue reading|keep reading|read on|read the full story|read full story|read full article|"
    "read the full article|read the rest|more|full story|see more|show more|load more|view more|"
    "click here to read more|"
    "weiterlesen|weiter lesen|jetzt weiterlesen|hier weiterlesen|mehr lesen|mehr erfahren|mehr anzeigen|zum artikel|"
    "zum vollständigen artikel|ganzen artikel lesen|den ganzen artikel lesen|artikel lesen|"
    "lire la suite|lire plus|en savoir plus|voir plus|lire l'article|seguir leyendo|leer más|lee más|ver más|"
    "sigue leyendo|continuar leyendo|leggi tutto|continua a leggere|leggi di più|leggi l'articolo|continua|"
    "leia mais|continuar lendo|continuar a ler|ler mais|continue lendo|saiba mais|lees verder|lees meer|verder lezen|"
    "czytaj dalej|czytaj więcej|zobacz więcej|więcej|читать далее|читать дальше|читать полностью|подробнее|"
    "читать ещё|читать еще|далее|продолжение|читати далі|читати більше|детальніше|докладніше|devamını oku|"
    "devamı için tıklayın|haberin devamı|daha fazla|διαβάστε περισσότερα|συνέχεια|περισσότερα|citește mai mult|"
    "citeşte mai mult|mai mult|citește mai departe|číst dále|číst více|celý článek|více|läs mer|fortsätt läsa|"
    "اقرأ المزيد|المزيد|続きを読む|もっと見る|阅读全文|阅读更多|閱讀更多|查看更多|더 보기|더보기|계속 읽기|"
    "les mer|les videre|læs mere|læs videre|fortsæt med at læse|lue lisää|lue koko juttu|jatka lukemista|"
    "čítať ďalej|čítať viac|viac|tovább|tovább olvasom|bővebben|olvass tovább|citește tot|прочети още|"
    "прочетете повече|виж още|цялата статия|прочитај више|опширније|pročitaj više|opširnije|pročitajte više|"
    "čitaj dalje|preberi več|skaityti daugiau|lasīt vairāk|loe edasi|llegir més|קרא עוד|קראו עוד|להמשך קריאה|"
    "לכתבה המלאה|ادامه مطلب|بیشتر بخوانید|متن کامل|متابعة القراءة|पूरा पढ़ें|आगे पढ़ें|और पढ़ें|পুরোটা পড়ুন|"
    "আরও পড়ুন|বিস্তারিত|อ่านต่อ|อ่านเพิ่มเติม|xem thêm|đọc tiếp|xem tiếp|baca selengkapnya|selengkapnya|"
    "baca lebih lanjut|全文を読む|記事全文|展开全文|点击阅读全文|기사 전문 보기|자세히 보기|مزید پڑھیں|endelea kusoma"
)
_ADVERT = (
    "advertisement|advertisements|advertising|advert|ad|ads|sponsored|sponsored content|promoted|promoted content|"
    "paid content|paid post|article continues below advertisement|story continues below advertisement|"
    "article continues below|story continues below|advertisement continue reading below|"
    "continue reading below advertisement|scroll to continue|story continues after advertisement|skip advertisement|"
    "advertisement scroll to continue reading|anzeige|anzeigen|werbung|werbeanzeige|gesponsert|"
    "nach der anzeige weiterlesen|"
    "publicité|annonce|contenu sponsorisé|la suite après la publicité|publicidad|anuncio|contenido patrocinado|"
    "pubblicità|annuncio|annuncio pubblicitario|publicidade|patrocinado|continua após a publicidade|advertentie|"
    "gesponsord|reclame|reklama|materiał sponsorowany|реклама|на правах рекламы|рекламный блок|реклама партнёров|"
    "партнерський матеріал|на правах реклами|reklam|sponsorlu|διαφήμιση|publicitate|reklamy|inzerce|annons|"
    "إعلان|اعلان|広告|スポンサーリンク|广告|廣告|광고|"
    "annonse|annonsørinnhold|mainos|mainos alkaa|artikkeli jatkuu mainoksen jälkeen|reklama a|hirdetés|"
    "реклама след която|oglas|огласи|oglasi|פרסומת|תוכן שיווקי|مواد إعلانية|تبلیغات|آگهی|विज्ञापन|বিজ্ঞাপন|โฆษณา|"
    "quảng cáo|iklan|scroll to continue with content|lanjut baca setelah iklan|ilan|sponsored by|pr|"
    "publicité fin|werbung – weiterlesen|artikel geht weiter|l'articolo continua dopo la pubblicità"
)
_RELATED = (
    "related|related articles|related stories|related posts|related news|related topics|related content|read also|"
    "also read|see also|recommended|recommended for you|you may also like|you might also like|you may like|"
    "more stories|more news|more on this story|more on this topic|most read|most popular|popular now|trending|"
    "trending now|don't miss|latest news|lesen sie auch|lies auch|lesen sie mehr|auch interessant|mehr zum thema|"
    "das könnte sie auch interessieren|das könnte sie interessieren|das könnte dich auch interessieren|"
    "weitere artikel|ähnliche artikel|verwandte artikel|weitere themen|meistgelesen|zum thema|lire aussi|"
    "à lire aussi|"
    "à lire également|sur le même sujet|articles similaires|articles liés|lea también|lee también|te puede interesar|"
    "noticias relacionadas|artículos relacionados|relacionado|más noticias|leggi anche|potrebbe interessarti|"
    "articoli correlati|notizie correlate|ti potrebbe interessare|leia também|veja também|leia mais sobre|"
    "notícias relacionadas|relacionadas|lees ook|meer nieuws|gerelateerd|gerelateerde artikelen|czytaj także|"
    "czytaj też|czytaj również|przeczytaj także|zobacz też|zobacz także|zobacz również|polecamy|powiązane|"
    "читайте также|читать также|по теме|материалы по теме|ещё по теме|еще по теме|похожие новости|похожие статьи|"
    "другие новости|смотрите также|рекомендуем|главное|читайте також|читайте ще|за темою|матеріали за темою|"
    "схожі новини|дивіться також|ayrıca okuyun|bunu da okuyun|ilgili haberler|benzer haberler|i̇lgili haberler|"
    "διαβάστε επίσης|διαβάστε ακόμα|σχετικά άρθρα|citește și|citeşte şi|citiți și|articole similare|čtěte také|"
    "přečtěte si také|související články|související|läs även|läs också|relaterat|اقرأ أيضا|اقرأ أيضاً|"
    "مواضيع ذات صلة|"
    "関連記事|あわせて読みたい|おすすめ記事|相关阅读|相关新闻|延伸閱讀|相關新聞|관련 기사|관련기사|추천 기사|"
    "les også|relaterte saker|siste nytt|læs også|relaterede artikler|lue myös|aiheeseen liittyvää|prečítajte si aj|"
    "čítajte tiež|súvisiace články|kapcsolódó cikkek|kapcsolódó|ajánljuk még|olvassa el ezt is|ezt olvasta már|"
    "citește și|știri similare|vezi și|pe aceeași temă|прочетете още|още по темата|свързани статии|вижте също|"
    "прочитајте још|повезане вести|прочитајте и|pročitajte i|pročitajte još|povezane vijesti|povezane vesti|"
    "vezane vijesti|možda vas zanima|preberite tudi|taip pat skaitykite|lasi arī|loe ka|llegiu també|"
    "כתבות נוספות|כתבות קשורות|עוד בנושא|אולי יעניין אותך גם|אולי יעניין אתכם|مطالب مرتبط|اخبار مرتبط|"
    "همچنین بخوانید|خبرهای مرتبط|أخبار ذات صلة|موضوعات ذات صلة|قد يعجبك أيضا|شاهد أيضا|यह भी पढ़ें|ये भी पढ़ें|"
    "संबंधित खबरें|সম্পর্কিত খবর|এ সম্পর্কিত আরও|ข่าวที่เกี่ยวข้อง|อ่านข่าวที่เกี่ยวข้อง|เรื่องที่เกี่ยวข้อง|"
    "tin liên quan|bài viết liên quan|xem thêm tin|có thể bạn quan tâm|baca juga|artikel terkait|berita terkait|"
    "simak juga|こちらの記事もおすすめ|関連リンク|関連トピックス|相关报道|推荐阅读|更多新闻|相關文章|"
    "함께 보면 좋은 기사|이 시각 주요 뉴스|مزید خبریں|soma pia"
)
# Labels that also begin a line, followed by the other story's title without a colon.
_RELATED_LEAD = (
    "read also|also read|lesen sie auch|lies auch|lire aussi|à lire aussi|lea también|lee también|leggi anche|"
    "leia também|veja também|lees ook|czytaj także|czytaj też|czytaj również|przeczytaj także|zobacz także|"
    "читайте также|читайте також|ayrıca okuyun|διαβάστε επίσης|citește și|citeşte şi|čtěte také|přečtěte si také|"
    "läs även|läs också|اقرأ أيضا|اقرأ أيضاً|関連記事|相关阅读|les også|læs også|lue myös|prečítajte si aj|vezi și|"
    "прочетете още|прочитајте и|pročitajte i|همچنین بخوانید|यह भी पढ़ें|ये भी पढ़ें|আরও পড়ুন|baca juga|อ่านข่าวที่เกี่ยวข้อง|شاهد أيضا"
)
_SHARE = (
    "copiar|enlace|copier|lien|kopieren|copia|ссылку|скопировать|le|"
    "on|en|via|auf|bei|sur|su|op|по|в|на|article|story|artikel|share|share this|share this article|"
    "share this story|share this post|share on|share via|tweet|email|e-mail|mail|"
    "print|print article|copy link|copy|link|pin|pin it|post|save|facebook|twitter|x|whatsapp|telegram|linkedin|"
    "reddit|pinterest|messenger|flipboard|pocket|viber|vk|ok|tumblr|xing|threads|bluesky|mastodon|instagram|line|"
    "teilen|artikel teilen|beitrag teilen|drucken|merken|per e-mail|link kopieren|senden|partager|"
    "partager l'article|imprimer|envoyer|copier le lien|compartir|comparte|imprimir|enviar|copiar enlace|condividi|"
    "stampa|invia|compartilhar|compartilhe|partilhar|copiar link|delen|deel dit artikel|afdrukken|udostępnij|drukuj|"
    "wyślij|kopiuj link|поделиться|поделитесь|поделиться новостью|отправить|распечатать|печать|скопировать ссылку|"
    "одноклассники|вконтакте|поділитися|поширити|друкувати|скопіювати|paylaş|yazdır|kopyala|κοινοποίηση|distribuie|"
    "sdílet|tisk|dela|skriv ut|مشاركة|شارك|طباعة|シェア|ツイート|分享|微信|微博|공유|공유하기|인쇄|"
    "del|del saken|del artikkelen|del artiklen|jaa|jaa artikkeli|tulosta|zdieľať|zdieľaj|megosztás|nyomtatás|"
    "сподели|споделяне|принтирай|подели|штампај|podijeli|podeli|ispiši|שתף|שיתוף|שתפו|הדפסה|اشتراک‌گذاری|"
    "اشتراک گذاری|چاپ|शेयर करें|शेयर|শেয়ার|শেয়ার করুন|แชร์|chia sẻ|in bài|bagikan|cetak|line|zalo|kakaotalk|카카오톡|"
    "페이스북|트위터|脸书|facebookで|はてブ|送る|телеграм|телеграмм|фейсбук|вайбер|твиттер|вацап|واتساب|فيسبوك|تويتر|"
    "تلغرام|تلگرام|פייסבוק|טוויטר|וואטסאפ|spausdinti|dalintis"
)
# Share words that are a bar even when they stand alone.
_SHARE_ALONE = (
    "share|share this|share this article|share this story|share this post|tweet|copy link|pin it|print article|"
    "teilen|"
    "artikel teilen|beitrag teilen|link kopieren|partager|partager l'article|copier le lien|compartir|comparte|"
    "copiar enlace|condividi|compartilhar|compartilhe|partilhar|copiar link|delen|deel dit artikel|udostępnij|"
    "kopiuj link|поделиться|поделиться новостью|скопировать ссылку|поділитися|поширити|paylaş|κοινοποίηση|distribuie|"
    "sdílet|مشاركة|シェア|ツイート|分享|공유|공유하기|del saken|del artikkelen|del artiklen|jaa artikkeli|megosztás|"
    "сподели|подели вест|podijeli|شارك الخبر|شیئر کریں|שתפו|شתף|شیتוף|शेयर करें|শেয়ার করুন|แชร์|chia sẻ|bagikan|"
    "bagikan artikel ini|اشتراک گذاری"
)

_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_BLANKS = re.compile(r"\s+")


def label(text: str) -> str:
    """``text`` folded for comparison with the label sets: NFKC, no case, bare edges, single blanks, straight quotes."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("i̇", "i").translate(ARABIC)
    return _BLANKS.sub(" ", _EDGE.sub("", folded))


def labels(listed: str) -> frozenset[str]:
    """A ``|``-separated list as the set of its folded labels."""
    return frozenset(label(one) for one in listed.split("|"))


READ_MORE_LABELS = labels(_READ_MORE)
ADVERT_LABELS = labels(_ADVERT)
RELATED_LABELS = labels(_RELATED)
SHARE_LABELS = labels(_SHARE)
SHARE_ALONE_LABELS = labels(_SHARE_ALONE)
RELATED_LEAD = re.compile(rf"^\W*(?:{_RELATED_LEAD})(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\s()\[\]|/,;:.!?…»›→>-]+")


def _words(listed: str) -> frozenset[str]:
    return frozenset(label(word.replace("_", " ")) for word in listed.split())


_READ_WORDS, _ALSO_WORDS, _SHARE_WORDS = map(_words, (labelwords.READ, labelwords.ALSO, labelwords.SHARE))
ALSO_WORDS = _ALSO_WORDS
"""Words of which one is in a label before other stories."""
_ALL_WORDS = _words(labelwords.AROUND) | _READ_WORDS | _ALSO_WORDS | _SHARE_WORDS | SHARE_LABELS
_PARTS = {
    why: sorted(_words(listed), key=len, reverse=True)
    for why, listed in (
        ("share_bar", labelwords.SHARE_UNSPACED),
        ("related", labelwords.ALSO_UNSPACED),
        ("read_more", labelwords.READ_UNSPACED),
        ("", labelwords.AROUND_UNSPACED),
    )
}
_PART = "|".join(sorted((re.escape(part) for parts in _PARTS.values() for part in parts), key=len, reverse=True))
# Possessive, as parts overlap: the longest that fits is taken, without backtracking.
_UNSPACED = re.compile(rf"(?:(?>{_PART})[\W_]*+)++")
_LONGEST = 14
# Networks take the endings of the language: "na Facebooku", "Twitterissä".
_NETWORK = re.compile(
    r"(?:facebook|twitter|whatsapp|telegram|instagram|linkedin|youtube|viber|фейсбу|твит|телегра|вайбер)\w{0,5}"
)


@lru_cache(maxsize=512)
def composed(folded: str) -> str | None:
    """Why-code of a folded line that consists of words of labels, one of which says what it is for."""
    words: list[str] = []
    for word in _WORD.findall(folded):
        known = word if word in _ALL_WORDS else _known(word)
        if known is None or len(words) == _LONGEST:
            return _composed_unspaced(folded)
        words.append(known)
    if len(words) - words.count("") <= 1:
        return _composed_unspaced(folded)
    if not _SHARE_WORDS.isdisjoint(words):
        return "share_bar"
    if not _ALSO_WORDS.isdisjoint(words):
        return "related"
    return None if _READ_WORDS.isdisjoint(words) else "read_more"


def _known(word: str) -> str | None:
    """``word`` as it is listed among the words of labels; empty for a number, a mark for the name of a network."""
    if word.isdecimal():
        return ""
    if not word.isascii():
        word = bare_of_prefix(_EDGE.sub("", word))
        if word in _ALL_WORDS:
            return word
    return "…" if _NETWORK.fullmatch(word) else None


def _composed_unspaced(folded: str) -> str | None:
    if folded.isascii() or _UNSPACED.fullmatch(folded) is None:
        return None
    return next((why for why, parts in _PARTS.items() if why and any(part in folded for part in parts)), None)
