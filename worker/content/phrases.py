"""The phrases by which a site's own voice is told from a report's, in nineteen languages.

Data only, compiled once at import. Every list is applied to every text: farms leave the calls of the language they
translated from, and English ones stand everywhere. What keeps reporting safe is not the list but the place and the
form that ``promo`` asks for (short, near an edge, an imperative that opens its sentence).
Patterns are written in lower case and matched without regard to case.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Imperatives that open a sentence. They count only beside an object (OBJECTS): "Join the queue" is no promo.
_ASKS = {
    "en": r"join|subscribe|follow|sign up|donate|support|become an?|buy|get|grab|download|like and|share|click|tap|"
    r"check out|visit|never miss|do(?:n['’]t| not) miss|stay (?:tuned|informed|up to date|on top)|earn|start earning|"
    r"want (?:more|to)|listen|watch us|add us|have a tip|send (?:us|your)|sign in|find us|connect with|read us",
    "de": r"abonnier(?:e|en|t)|folg(?:e|en|t)?|tritt|tretet|treten sie|komm(?:t|en sie)?|meld(?:e|et|en)|"
    r"registrier(?:e|t|en)|unterstütz(?:e|t|en)|spend(?:e|et|en)|kauf(?:e|t|en)|hol(?:e|t|en)?|sicher(?:e|t|n)|"
    r"lad(?:e|et|en)|klick(?:e|t|en)?|verpass(?:e|t|en)|werd(?:e|et|en)|bleib(?:e|t|en)?|besuch(?:e|t|en)|"
    r"teil(?:e|t|en)|lik(?:e|t|en)|schau(?:e|t|en)?|jetzt|hier (?:geht|könn|klick|abonn)|verdien(?:e|t|en) sie|"
    r"mach(?:e|t|en)? mit|les(?:t|en sie) uns|wollen sie|möchten sie|willst du",
    "fr": r"rejoign?ez|rejoins|abonnez-vous|abonne-toi|suivez|inscrivez-vous|soutenez|faites un don|devenez|achetez|"
    r"téléchargez|cliquez|partagez|ne manquez|recevez|découvrez|retrouvez|gagnez|restez informée?s?",
    "es": r"únete|únase|suscríbe(?:te|se)|suscribe|sígue(?:nos|me)|síga(?:nos)|apoya|apoye|dona|done|hazte|hágase|"
    r"compra|compre|descarga|descargue|haz clic|haga clic|comparte|no te pierdas|recibe|reciba|"
    r"regístra(?:te|se)|gana",
    "it": r"unisciti|unitevi|iscriviti|iscrivetevi|abbonati|abbonatevi|segui(?:ci|teci)?|sostieni|sostenete|dona|"
    r"diventa|acquista|compra|scarica|clicca|condividi|non perdere|ricevi|guadagna|resta aggiornat[oa]",
    "pt": r"junte-se|entre (?:no|em|para)|inscreva-se|subscreva|assine|siga(?:-nos)?|apoie|doe|torne-se|compre|baixe|"
    r"descarregue|clique|partilhe|compartilhe|não perca|receba|participe|ganhe|faça parte",
    "nl": r"word (?:lid|abonnee)|abonneer|volg|schrijf je|meld je|steun|doneer|koop|download|klik|deel|"
    r"mis (?:niets|geen)|"
    r"ontvang|sluit je aan|blijf op de hoogte|verdien",
    "pl": r"dołącz(?:cie)?|zasubskrybuj|subskrybuj(?:cie)?|obserwuj(?:cie)?|śledź(?:cie)?|zapisz się|"
    r"wesprzyj(?:cie)?|"
    r"wspieraj|wpłać|kup|pobierz|kliknij|udostępnij|nie przegap|polub|zostań|zarabiaj",
    "ru": r"подпи(?:сывайтесь|шитесь|шись|сывайся)|присоединя(?:йтесь|йся)|вступайте|следите|читайте нас|поддержите|"
    r"поддержи|пожертвуйте|купите|покупайте|скачайте|скачивайте|жмите|нажмите|переходите|перейдите|делитесь|"
    r"поделитесь|ставьте лайк|не пропустите|зарабатывай(?:те)?|станьте|смотрите нас|больше новостей|хотите|"
    r"узнавайте|получайте|будьте в курсе|оформите",
    "uk": r"підпи(?:суйтесь|суйтеся|шіться|шись|суйся)|приєднуйте?с[ья]|долучайте?с[ья]|стежте|читайте нас|"
    r"підтримайте|підтримуйте|купуйте|купіть|завантажуйте|завантажте|натискайте|тисніть|переходьте|діліться|"
    r"поділіться|не пропустіть|заробляйте|станьте|ставте лайк|хочете|отримуйте",
    "tr": r"katılın|takip edin|abone olun|destek olun|bağış yapın|satın alın|[iİ]ndirin|tıklayın|paylaşın|kaçırmayın",
    "el": r"εγγραφείτε|ακολουθήστε|γίνετε|στηρίξτε|κάντε (?:like|εγγραφή|κλικ|δωρεά)|αγοράστε|κατεβάστε|μοιραστείτε|"
    r"μη(?:ν)? χάσετε|μπείτε",
    "ro": r"abonează-te|abonați-vă|abonaţi-vă|urmărește|urmărește-ne|urmăriți|alătură-te|alăturați-vă|susține|"
    r"donează|"
    r"cumpără|descarcă|intră|dă (?:like|click)|distribuie|nu rata|înscrie-te",
    "cs": r"sledujte|přidejte se|připojte se|odebírejte|přihlaste se|podpořte|kupte|stáhněte|klikněte|sdílejte|"
    r"nezmeškejte|staňte se|přispějte",
    "sv": r"följ|gå med|prenumerera|anmäl dig|stöd|köp|ladda ner|klicka|dela|missa inte|"
    r"bli (?:medlem|prenumerant)|swisha",
    "ar": r"انضم(?:وا)?|اشترك(?:وا)?|تابع(?:وا|ونا|نا)?|ادعم(?:وا)?|تبرع(?:وا)?|حمل(?:وا)?|اضغط(?:وا)?|شارك(?:وا)?",
}

# Chinese runs its words together, so nothing is asked of what follows.
_ASKS_UNSPACED = (
    r"(?:请|欢迎|立即|快来|扫码|點擊|点击)?"
    r"(?:加入|订阅|訂閱|关注|關注|支持|捐款|购买|購買|下载|下載|分享|扫码)"
)

# A closing verb asks in languages that put it last; it needs an object too.
_ASKS_LAST = (
    r"(?:katılın|takip edin|abone olun|destek olun|bağış yapın|satın alın|[iİ]ndirin|tıklayın|paylaşın|kaçırmayın)\W*$|"
    r"(?:フォロー|登録|参加|購読|シェア|応援|寄付)(?:を)?(?:お願いします|してください|して下さい|しよう|はこちら)\W*$|"
    r"(?:구독|팔로우|가입|후원|공유|참여)(?:해\s?주세요|하세요|해\s?보세요|하기)\W*$|"
    r"(?:abonnieren|beitreten|anmelden|spenden|sichern|folgen|herunterladen)\s*[!→»>]\W*$"
)
_ASKS_LAST_SIGNS = (
    *("katılın", "takip", "abone", "destek", "bağış", "satın", "ndirin", "tıklayın", "paylaşın", "kaçırmayın"),
    *("フォロー", "登録", "参加", "購読", "シェア", "応援", "寄付", "구독", "팔로우", "가입", "후원", "공유", "참여"),
    *("abonnieren", "beitreten", "anmelden", "spenden", "sichern", "folgen", "herunterladen"),
)

# Blanks before an imperative: politeness, urgency, symbols.
_LEAD_IN = (
    r"^\W*(?:(?:now|please|and|also|so|just|bitte|jetzt|also|und|gleich|s'il vous plaît|por favor|per favore|ahora|"
    r"y|e|ora|agora|nu|teraz|пожалуйста|также|и|а ещё|будь ласка|також|і|hemen|şimdi|lütfen|تفضل|الآن)\W+){0,2}"
)

# Channels, money and links: what a reader is asked to give attention, an address or money to.
_OBJECTS = (
    r"telegram|телеграм|whats ?app|ватсап|вотсап|viber|вайбер|facebook|фейсбук|twitter|твиттер|твітер|instagram|"
    r"инстаграм|інстаграм|youtube|ютуб|tik ?tok|тикток|linkedin|threads|bluesky|mastodon|вконтакте|\bvk\b|\bx\.com|"
    r"google news|google новост|\bdiscord|\bpodcast|подкаст|newsletter|news ?alert|\bpush\b|\bapp\b|mobile app|inbox|"
    r"\bchannel|kanal|kanał|канал|\bcanal|kanál|κανάλι|قنا[ةت]|チャンネル|频道|頻道|채널|rundbrief|рассылк|розсилк|"
    r"bülten|boletín|boletim|infolettre|nieuwsbrief|nyhetsbrev|zpravodaj|النشرة|メルマガ|ニュースレター|뉴스레터|公众号|"
    r"微信|微博|電子報|https?://|www\.|\bt\.me/|(?<!\w)@\w{3,}|bitcoin|биткоин|krypto|crypto|cripto|крипт|kripto|"
    r"paypal|patreon|boosty|\bko-fi|spende|\bdonat|пожертв|донат|bağış|darowizn|\bdons?\b|\bIBAN\b|[€$£₽₴]|"
    r"\babos?\b|abonnement|subscri(?:ption|ber)|подписк|підписк|abonelik|abonament|předplatn|prenumer|mitglied|"
    r"\bmembers?\b|membership|journalis|журналистик|журналістик|gazetecili|giornalism|periodism|jornalism|"
    r"our (?:work|website|site|social)|\bnotifications?\b"
)

# The site speaking of its own channel: an ask and its object in one.
_OWN_CHANNEL = (
    r"\b(?:follow|find|like|join|read|watch|add) us (?:on|at|in)\b|\bsubscribe to our\b|\bsign up (?:for|to) our\b|"
    r"\bjoin our\b.{1,40}(?:channel|group|newsletter|community|telegram|whatsapp)|"
    r"\bour (?:telegram|whatsapp|youtube)\b|"
    r"\bsupport our (?:work|journalism|reporting)\b|\bclick here to (?:subscribe|get|sign up|join)\b|"
    r"\b(?:auf|über|in|zu|mit|auch) unser\w*\b.{0,30}(?:kanal|newsletter|telegram|whatsapp|gruppe)|"
    r"\bunser\w* .{0,20}(?:telegram|whatsapp|krypto|youtube)\S*|\bfolg\w* (?:sie )?uns (?:auf|bei|jetzt)\b|"
    r"\bnotre (?:newsletter|chaîne|canal|compte)\b|\bnuestr[oa] (?:newsletter|canal|boletín|grupo)\b|"
    r"\b(?:al|il|sul|nel) nostro (?:canale|gruppo)|\bnostra newsletter\b|\bnoss[oa] (?:canal|newsletter|grupo)\b|"
    r"\b(?:ons|onze) (?:kanaal|nieuwsbrief|whatsapp|telegram)|\bnasz(?:ego|ym|emu)? (?:kanał|newsletter|profil)\w*|"
    r"\b(?:на|в|к) наш\w* .{0,30}(?:канал|телеграм|telegram|рассылк|групп|сообществ|чат)\w*|"
    r"\b(?:на|в|до) наш\w* .{0,30}(?:канал|телеграм|telegram|розсилк|груп|спільнот|чат)\w*|"
    r"\bнаш (?:телеграм|telegram)\S*|\b(?:telegram|whatsapp|youtube) kanalımız\w*|\bbizi .{0,30}takip edin|"
    r"\bkanalımıza\b|\bcanalul nostru\b|\bnáš (?:kanál|newsletter)\b|\bvår(?:t)? (?:nyhetsbrev|kanal)\b|"
    r"\bτο κανάλι μας\b|قناتنا|私たちの(?:チャンネル|メルマガ)|公式(?:チャンネル|アカウント)を(?:フォロー|登録)|"
    r"我们的(?:频道|公众号|电报)|우리 채널"
)
_OWN_CHANNEL_SIGNS = (
    *(
        " us ",
        "our ",
        "sign up",
        "subscribe to our",
        "click here",
        "unser",
        " uns ",
        "notre ",
        "nuestr",
        "nostr",
        "noss",
        " ons ",
        "ons ",
        "onze ",
    ),
    *("nasz", "наш", "bizi", "kanalım", "náš ", "vår", " μας", "قناتنا", "私たち", "公式", "我们的", "우리"),
)

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
    "اقرأ المزيد|المزيد|続きを読む|もっと見る|阅读全文|阅读更多|閱讀更多|查看更多|더 보기|더보기|계속 읽기"
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
    "إعلان|اعلان|広告|スポンサーリンク|广告|廣告|광고"
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
    "関連記事|あわせて読みたい|おすすめ記事|相关阅读|相关新闻|延伸閱讀|相關新聞|관련 기사|관련기사|추천 기사"
)
# Labels that also begin a line with the other story's title behind them, without a colon.
_RELATED_LEAD = (
    "read also|also read|lesen sie auch|lies auch|lire aussi|à lire aussi|lea también|lee también|leggi anche|"
    "leia também|veja também|lees ook|czytaj także|czytaj też|czytaj również|przeczytaj także|zobacz także|"
    "читайте также|читайте також|ayrıca okuyun|διαβάστε επίσης|citește și|citeşte şi|čtěte také|přečtěte si také|"
    "läs även|läs också|اقرأ أيضا|اقرأ أيضاً|関連記事|相关阅读"
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
    "sdílet|tisk|dela|skriv ut|مشاركة|شارك|طباعة|シェア|ツイート|分享|微信|微博|공유|공유하기|인쇄"
)
# Share words that are a bar even when they stand alone.
_SHARE_ALONE = (
    "share|share this|share this article|share this story|share this post|tweet|copy link|pin it|print article|"
    "teilen|"
    "artikel teilen|beitrag teilen|link kopieren|partager|partager l'article|copier le lien|compartir|comparte|"
    "copiar enlace|condividi|compartilhar|compartilhe|partilhar|copiar link|delen|deel dit artikel|udostępnij|"
    "kopiuj link|поделиться|поделиться новостью|скопировать ссылку|поділитися|поширити|paylaş|κοινοποίηση|distribuie|"
    "sdílet|مشاركة|シェア|ツイート|分享|공유|공유하기"
)

_COPYRIGHT = (
    r"^\W*(?:©|\(c\)\s*(?:19|20)\d\d|copyright\b.{0,30}(?:©|(?:19|20)\d\d)|copyright ©)|all rights reserved|"
    r"alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|"
    r"todos os direitos reservados|alle rechten voorbehouden|wszelkie prawa zastrzeżone|все права защищены|"
    r"(?:усі|всі) права захищен[оі]|tüm hakları saklıdır|με επιφύλαξη παντός|toate drepturile rezervate|"
    r"všechna práva vyhrazena|alla rättigheter förbehåll|جميع الحقوق محفوظة|無断転載|版权所有|版權所有|무단\s?전재"
)

_COPYRIGHT_SIGNS = (
    *("©", "(c)", "copyright", "rights reserved", "rechte vorbehalten", "droits réservés", "derechos reservados"),
    *("diritti riservati", "direitos reservados", "rechten voorbehouden", "prawa zastrzeżone", "права за"),
    *("hakları saklıdır", "επιφύλαξη", "drepturile rezervate", "práva vyhrazena", "rättigheter", "الحقوق"),
    *("無断転載", "版权所有", "版權所有", "무단"),
)

# First person singular outside quotation, by language: a report has none, an invented opening is built on it.
_FIRST_PERSON = {
    "de": r"ich|mir|mich|mein\w*",
    "en": r"i|i['’](?:m|ve|d|ll)|me|my|myself",
    "fr": r"je|j['’]\w+|moi|mon|ma|mes",
    "es": r"yo|me|mí|mi|mis",
    "it": r"io|mi|mio|mia|miei|mie",
    "pt": r"eu|meu|minha|meus|minhas",
    "nl": r"ik|mij|mijn",
    "pl": r"ja|mnie|mój|moja|moje|mojego|mojej",
    "ru": r"я|мне|меня|мной|мой|моя|моё|мои|моей|моего|моих",
    "uk": r"я|мені|мене|мною|мій|моя|моє|мої|моєї|мого|моїх",
}

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])\s*|\n+|\s+[|•]\s+")
_QUOTED = re.compile(r"“[^”]{0,400}”|„[^“”]{0,400}[“”]|«[^»]{0,400}»|»[^«]{0,400}«|\"[^\"]{0,400}\"|「[^」]{0,400}」")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_BLANKS = re.compile(r"\s+")


def label(text: str) -> str:
    """``text`` folded for comparison with the label sets: NFKC, no case, bare edges, single blanks, straight quotes."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _BLANKS.sub(" ", _EDGE.sub("", folded))


def labels(listed: str) -> frozenset[str]:
    """A ``|``-separated list as the set of its folded labels."""
    return frozenset(label(one) for one in listed.split("|"))


def sentences(text: str) -> list[str]:
    """``text`` cut at sentence ends, line ends and the bars of link rows."""
    return [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]


def unquoted(text: str) -> str:
    """``text`` without what stands in quotation marks: somebody else's words, never the site's own."""
    return _QUOTED.sub(" ", text)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Patterns behind a gate: ``pattern`` is searched only where one of ``signs``, lower case, is in the text.

    Long alternations cost 40 µs a sentence, the gate 1 µs; it opens for one sentence in ten of a news text.
    Every alternative of ``pattern`` has to hold one of the signs.
    """

    pattern: re.Pattern[str]
    signs: tuple[str, ...]

    def found(self, text: str) -> bool:
        """Whether one of the phrases stands in ``text``."""
        lowered = text.lower()
        for sign in self.signs:  # a loop, because any() over a generator takes three times as long
            if sign in lowered:
                return self.pattern.search(text) is not None
        return False


def asks(sentence: str) -> bool:
    """Whether the sentence tells its reader to do something with a channel, money or a link."""
    opens = _ASK.match(sentence) is not None or ASK_LAST.found(sentence[-_LAST_CHARS:])
    return opens and _OBJECT.search(sentence) is not None


def compiled(pattern: str) -> re.Pattern[str]:
    """``pattern`` as all lists here are matched: without regard to case."""
    return re.compile(pattern, re.IGNORECASE)


_ASK = compiled(rf"{_LEAD_IN}(?:{'|'.join(_ASKS.values())})(?!\w)|^\W*{_ASKS_UNSPACED}")
ASK_LAST = Phrases(compiled(_ASKS_LAST), _ASKS_LAST_SIGNS)
_LAST_CHARS = 40
_OBJECT = compiled(_OBJECTS)
OWN_CHANNEL = Phrases(compiled(_OWN_CHANNEL), _OWN_CHANNEL_SIGNS)
COPYRIGHT = Phrases(compiled(_COPYRIGHT), _COPYRIGHT_SIGNS)
RELATED_LEAD = compiled(rf"^\W*(?:{_RELATED_LEAD})(?!\w)")
FIRST_PERSON = {lang: compiled(rf"(?<!\w)(?:{words})(?!\w)") for lang, words in _FIRST_PERSON.items()}
READ_MORE_LABELS = labels(_READ_MORE)
ADVERT_LABELS = labels(_ADVERT)
RELATED_LABELS = labels(_RELATED)
SHARE_LABELS = labels(_SHARE)
SHARE_ALONE_LABELS = labels(_SHARE_ALONE)
