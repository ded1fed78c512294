"""Pages shown instead of an article: consent dialogues, logins, robot checks, "not found".

They are short and speak to the reader about access, not about the world. A report on cookies or on a robot check is
longer, and most of its sentences are about something else.
"""

from __future__ import annotations

from worker.content import calls
from worker.content.phrases import Phrases, compiled, sentences

# The longest consent dialogue seen has some 2,500 characters.
_WALL_CHARS = 3000
# At least this share of a wall's characters is in sentences that only walls contain.
_WALL_SHARE = 0.5

_CONSENT = (
    r"\bwe (?:and our (?:\d+ )?partners )?(?:use|store) .{0,40}\bcookies\b|"
    r"\b(?:this|our) (?:web)?site uses cookies\b|"
    r"\bby (?:continuing|clicking|using) (?=.{0,90}\b(?:you|your|our|we|this (?:web)?site)\b)"
    r".{0,60}\b(?:cookies|consent|terms|privacy)\b|"
    r"\baccept (?:all|the use of) cookies\b|"
    r"\b(?:manage|change) (?:your )?(?:cookie|consent|privacy) (?:settings|preferences|choices)\b|"
    r"\b(?:we need|give us) your consent\b|\bconsent to (?:the use of|our use of|us (?:and|using))\b|"
    r"\bwir (?:und unsere .{0,30}partner )?(?:verwenden|nutzen|setzen|benutzen) .{0,40}cookies\b|"
    r"\b(?:diese|unsere) (?:web)?(?:seite|site) (?:verwendet|nutzt|benutzt) cookies\b|\balle cookies akzeptieren\b|"
    r"\b(?:benötigen|brauchen) wir (?:(?-i:Ihre)|deine) (?:zustimmung|einwilligung)|"
    r"\bmit (?:(?-i:Ihrer)|deiner) einwilligung\b|"
    r"(?:^\W*|\b(?:(?-i:Ihre)|deine|meine) )datenschutz-?einstellungen\b|"
    r"\bcookie-einstellungen\b|\bzustimmen und (?:weiter|lesen)|"
    r"\bnous (?:et nos .{0,30}partenaires )?utilisons (?:des )?.{0,20}cookies\b|\bce site utilise des cookies\b|"
    r"\b(?:tout )?accepter (?:et|les cookies)\b|\bvotre consentement\b|\bcontinuer sans accepter\b|"
    r"\b(?:utilizamos|usamos|usiamo|utilizziamo) (?:.{0,30})?(?:cookies?|galletas)\b|"
    r"\beste sitio (?:web )?(?:utiliza|usa) cookies\b|\baceptar (?:todas? )?(?:las )?cookies\b|"
    r"\bquesto sito (?:utilizza|usa) (?:i )?cookie\b|\baccetta(?:re)? (?:tutti )?(?:i )?cookie\b|"
    r"\beste site (?:utiliza|usa) cookies\b|\baceitar (?:todos )?(?:os )?cookies\b|"
    r"\b(?:wij|we) gebruiken .{0,20}cookies\b|\bdeze (?:web)?site (?:maakt gebruik van|gebruikt) cookies\b|"
    r"\b(?:ta|nasza) (?:strona|witryna) (?:używa|korzysta z|wykorzystuje) .{0,20}(?:ciasteczek|cookies?)|"
    r"\bużywamy plików cookie|\bмы используем .{0,30}(?:cookie|куки)|"
    r"\b(?:этот|наш) сайт использует .{0,30}(?:cookie|куки)|"
    r"\bпродолжая (?:использовать|пользоваться|просмотр)(?=.{0,60}(?:сайт|портал|ресурс|куки|cookie|\bвы\b))|"
    r"\bми використовуємо .{0,30}(?:cookie|кукі)|"
    r"\bцей сайт використовує .{0,30}(?:cookie|кукі)|"
    r"\bçerez(?:ler)? kullan(?:ıyoruz|ır|makta|ılmakta)|\bçerezleri kabul|χρησιμοποιούμε cookies|"
    r"\bfolosim .{0,20}cookie|\bpoužíváme .{0,20}(?:cookies|soubory)|\bvi använder .{0,20}(?:cookies|kakor)|"
    r"نستخدم ملفات|クッキーを使用し(?:て|ます)|当サイトは.{0,20}cookie|我们使用.{0,10}cookie|"
    r"쿠키를 사용(?:합니다|하고|하여)"
)
_CONSENT_SIGNS = (
    *("cookie", "consent", "einwillig", "zustimm", "datenschutz", "accept", "continu", "terms", "privacy", "galleta"),
    *("ciastecz", "kakor", "куки", "кукі", "продолжая", "çerez", "soubory", "クッキー", "쿠키", "ملفات"),
)

# Other walls than consent: a login, a subscription or a robot check.
_DOORS = (
    r"\b(?:please )?(?:log|sign) ?in to (?:continue|read|view)\b|\bsubscribe to (?:continue|read|keep) (?:reading)?|"
    r"\bto (?:continue|keep) reading\b|\balready (?:a )?(?:subscriber|subscribed|have an account)\b|"
    r"\bcreate (?:a free|an) account\b|\byou have reached your (?:limit|article)|"
    r"\bthis (?:content|article) is (?:for|only)\b|"
    r"\bare you (?:a )?(?:human|robot)\b|\bverify(?:ing)? (?:that )?you are (?:a )?human\b|\bjust a moment\b|"
    r"\bchecking your browser\b|\benable javascript(?: and cookies)?\b|\bunusual (?:traffic|activity)\b|"
    r"\battention required\b|\bcomplete the (?:captcha|security check)|\baccess (?:to this page has been )?denied\b|"
    r"\bbitte (?:melden sie sich an|einloggen|anmelden)\b|\b(?:um|zum) weiter(?:zu)?lesen\b|"
    r"\bbereits (?:abonnent|registriert)|"
    r"\bsind sie ein (?:mensch|roboter)|\bihr browser wird (?:geprüft|überprüft)|"
    r"\bjavascript (?:aktivieren|ist deaktiviert)|"
    r"\bconnectez-vous pour\b|\bdéjà abonnée?\b|\bpour (?:lire la suite|continuer)\b|\bêtes-vous un (?:humain|robot)|"
    r"\binicia sesión para\b|\bya eres suscriptor\b|\bpara seguir leyendo\b|\baccedi per\b|\bsei già abbonat[oa]\b|"
    r"\bper continuare a leggere\b|\bfaça login para\b|\bjá é assinante\b|\blog in om\b|\bal abonnee\b|"
    r"\bzaloguj się,? aby\b|\bвойдите,? чтобы\b|\bподтвердите,? что вы (?:не робот|человек)|\bпроверка браузера\b|"
    r"\bувійдіть,? щоб\b|\bпідтвердьте,? що ви\b|\bdevam etmek için (?:giriş|abone)|\brobot olmadığınızı|"
    r"\bpage not found\b|\bthe page you (?:asked|requested|are looking|were looking)|"
    r"\bseite (?:wurde )?nicht gefunden\b|"
    r"\bpage introuvable\b|\bpágina no encontrada\b|\bpagina non trovata\b|\bpágina não encontrada\b|"
    r"\bpagina niet gevonden\b|\bstrona nie (?:istnieje|została znaleziona)|\bстраница не найдена\b|"
    r"\bсторінк[ау] не знайден[оа]\b|\bsayfa bulunamadı\b|ページが見つかりません|页面不存在|"
    r"ログインして|会員限定|请登录|請登入|请验证|로그인\s?(?:후|하고)|سجل الدخول"
)
_DOOR_SIGNS = (
    *("log in", "login", "sign in", "signin", "subscri", "reading", "account", "reached your", "this content is"),
    *("this article is", "human", "robot", "moment", "browser", "javascript", "unusual", "attention", "captcha"),
    *("security check", "denied", "bitte", "lesen", "bereits", "mensch", "connectez", "abonn", "lire la suite"),
    *("continuer", "humain", "inicia ses", "suscriptor", "seguir leyendo", "accedi per", "abbonat", "a leggere"),
    *(
        "assinante",
        "zaloguj",
        "войдите",
        "проверк",
        "подтвердите",
        "увійдіть",
        "підтвердьте",
        "devam etmek",
        "not found",
    ),
    *("the page you", "gefunden", "introuvable", "no encontrada", "non trovata", "não encontrada", "gevonden"),
    *("strona nie", "не найдена", "не знайден", "bulunamad", "見つかりません", "不存在", "ログイン", "会員", "请登录"),
    *("請登入", "请验证", "로그인", "الدخول"),
)

CONSENT = Phrases(compiled(_CONSENT), _CONSENT_SIGNS)
DOOR = Phrases(compiled(_DOORS), _DOOR_SIGNS)


def consents(sentence: str) -> bool:
    """Whether a sentence asks for consent or mentions the site's own cookies."""
    return CONSENT.found(sentence) or calls.speaks_of_cookies(sentence)


def is_wall(title: str, text: str) -> bool:
    """Whether a page's title and text are a wall's rather than an article's."""
    if len(text) > _WALL_CHARS:
        return False
    told = sentences(f"{title}.\n\n{text}")
    total = sum(map(len, told))
    spare = (1 - _WALL_SHARE) * total
    # The longest first: once half of the text is found to be about the world, the rest need not be read.
    for sentence in sorted(told, key=len, reverse=True):
        if not _is_door(sentence):
            spare -= len(sentence)
            if spare < 0:
                return False
    return total > 0


def _is_door(sentence: str) -> bool:
    return consents(sentence) or DOOR.found(sentence)
