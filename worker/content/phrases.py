"""Lines that close a report (rights, dates, footers of feeds), in thirty-five languages.

Data only, compiled once at import. Every list is applied to every text: content farms leave lines in the language
they translated from. Patterns are written in lower case and matched without regard to case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_COPYRIGHT = (
    r"^\W*(?:[©ⓒ]|\(c\)\s*(?:19|20)\d\d|copyright\W+(?:[©ⓒ]|(?:19|20)\d\d|(?-i:[A-Z]).{0,40}\b(?:19|20)\d\d))|"
    r"all rights reserved|"
    r"alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati|"
    r"todos os direitos reservados|alle rechten voorbehouden|wszelkie prawa zastrzeżone|все права защищены|"
    r"(?:усі|всі) права захищен[оі]|tüm hakları saklıdır|με επιφύλαξη παντός|toate drepturile rezervate|"
    r"všechna práva vyhrazena|alla rättigheter förbehåll|جميع الحقوق محفوظة|無断転載|版权所有|版權所有|무단\s?전재|"
    r"alle rettigheter (?:er )?reservert|alle rettigheder forbeholdes|kaikki oikeudet pidätetään|"
    r"všetky práva vyhradené|minden jog fenntartva|всички права запазени|"
    r"(?:сва|sva) (?:права|prava) (?:задржана|zadržana|pridržana)|"
    r"כל הזכויות שמורות|(?:تمامی|کلیه|همه) حقوق .{0,60}(?:محفوظ|متعلق)|सर्वाधिकार सुरक्षित|সর্বস্বত্ব সংরক্ষিত|สงวนลิขสิทธิ์|"
    r"no part of this .{0,40}may be reproduced|"
    r"(?:reproduction|republication|redistribution)(?! of (?!this|these|any|all|our|part|content|material))"
    r" .{0,60}(?:prohibited|without .{0,30}(?:permission|consent|authori))|"
    r"(?<!mit )(?<!em )nachdruck(?! de[rs]| verl) .{0,60}(?:genehmigung|erlaubnis|verboten|untersagt)|"
    r"reproduction(?! (?:des?|du) (?!ce|contenu|article)) .{0,30}(?:interdite|sans autorisation)|"
    r"(?:prohibida|proibida) (?:la |a )?reprodu|riproduzione (?:è )?(?:riservata|vietata)|"
    r"(?:niets uit|overname van (?:dit|deze|artikel|tekst|inhoud|foto)) .{0,60}toestemming|"
    r"(?:kopiowanie|przedruk) (?!(?:kart|dokum|dowod|klucz)).{0,60}(?:zgody|zabronion)|"
    r"(?:перепечатка|(?:копирование|использование)(?: и \w+)? материалов(?! (?:из|с|на|для|в) (?!сайт))) "
    r".{0,60}(?:разрешен|ссылк|запрещ|согласи)|"
    r"(?:передрук|(?:копіювання|використання)(?: та \w+)? матеріалів(?! (?:із|з|на|для|в|у) (?!сайт))) "
    r".{0,60}(?:дозвол|посилан|заборон)|"
    r"izinsiz .{0,40}(?:yayınlanamaz|kullanılamaz|kopyalanamaz|kopyalanması|alıntılanamaz|çoğaltılamaz)|"
    r"يمنع (?:النسخ|إعادة (?:ال(?:نشر|طبع|استخدام)|نشر (?:ال|هذ|أي)(?!قوات|جنود))|نقل (?:ال)?(?:محتوى|مواد|مقال))|"
    r"rechte (?:sämtlicher|aller) (?:texte|inhalte|beiträge|bilder|fotos)|"
    r"speicherung in (?:elektronischen )?datenbanken (?:ist )?(?:nicht (?:erlaubt|gestattet)|untersagt|verboten)|"
    r"^\W*(?:jede |die )?(?:weiterverbreitung|vervielfältigung|weiterverwendung|weiterverarbeitung) "
    r".{0,60}(?:erlaubnis|honorarpflichtig|genehmigung|untersagt|verboten|nicht (?:gestattet|erlaubt))|"
    r"^\W*图(?:片|文)(?:均?来自|来源于?)\W?(?:网络|互联网)|如(?:有|涉及?)侵权|转载请(?:注明|标明|联系)|"
    r"(?:禁止|不得|谢绝)(?:擅自)?(?:转载|轉載|复制|複製)|転載(?:を|は)?(?:禁|お断り)|"
    r"přetiskování .{0,60}\bsouhlas|(?:šíření|publikování) (?:obsah|článk|text|materiál|zpráv|nebo|či|a další|bez)"
    r".{0,60}\bsouhlas|(?<!med )eftertryck .{0,40}förbjud|"
    r"(?:přebírání|kopírování|přetisk) (?:obsahu|článk|text|materiál).{0,60}(?:souhlas|zakázán)|"
    r"reproducerea (?:integral|parțial|total|fără|text|articol|material|conținut|sau|ori)"
    r".{0,60}(?:interzis|acord|sursei)|"
    r"preluarea (?:textel|articol|materialel|știril|conținut|integral|fără acordul).{0,60}(?:interzis|redac|sursei)|"
    r"reprodução (?!assistida|humana|de |d[ao]s? (?!conteúdo|text|matéria)).{0,20}(?:permitida|autorizada|proibida)|"
    r"kopiointi .{0,40}(?:lupaa|kielletty)|"
    r"(?:אין|אסור) להעתיק .{0,40}(?:ללא|בלי)|बिना .{0,12}अनुमति .{0,40}(?:प्रकाशन|कॉपी|नकल)|"
    r"(?:cikk|szöveg|tartalom|anyag)\w* (?:átvétele|másolása|közlése) .{0,60}engedél|"
    r"dilarang (?:mengutip|menyalin|memperbanyak|mengopi) .{0,60}(?:tanpa|izin)|"
    r"nghiêm cấm sao chép|sao chép .{0,40}(?:được phép|đồng ý)|"
    r"بازنشر .{0,40}(?:منبع|مجاز)|απαγορεύεται η (?:αναδημοσίευση|αναπαραγωγή)|"
    r"(?:utánközlés|másolás).{0,60}engedély|재배포\s?금지|"
    r"(?:wszelkie|wszystkie) (?:materiały|treści|teksty) .{0,60}autorsk|veškerý obsah .{0,60}autorsk|"
    r"(?:všetok|celý) obsah .{0,60}autorsk|"
    r"allt? (?:material|innehåll|indhold|innhold) .{0,60}(?:upphovsrätt|ophavsret)|"
    r"alt innhold .{0,60}opphavsrett|alle inhalte .{0,60}urheberrecht|tod[oa]s? .{0,60}(?:direitos|derechos) de autor|"
    r"все материалы .{0,60}авторск|(?:усі|всі) матеріали .{0,60}авторськ|hakları saklı|kaynak gösteril.{0,60}alıntı|"
    r"kaynak gösteril.{0,60}yasak|ange källan|"
    r"bản quyền thuộc về|hak cipta dilindungi|visos teisės saugomos|visas tiesības aizsargātas"
)

_COPYRIGHT_SIGNS = (
    *("©", "ⓒ", "(c)", "copyright", "reserved", "vorbehalten", "réservés", "reservados", "riservati", "voorbehouden"),
    *("zastrzeżone", "защищен", "захищен", "saklıdır", "επιφύλαξη", "rezervate", "vyhrazena", "förbehåll", "محفوظة"),
    *("無断", "版权", "版權", "무단", "reservert", "forbeholdes", "pidätetään", "vyhradené", "fenntartva", "запазени"),
    *(
        "права",
        "prava",
        "שמורות",
        "حقوق",
        "सर्वाधिकार",
        "সর্বস্বত্ব",
        "สงวน",
        "bản quyền",
        "hak cipta",
        "reproduc",
        "republication",
        "redistribution",
        "nachdruck",
        "rechte ",
        "datenbanken",
        "weiterver",
        "vervielf",
        "来自",
        "来源",
        "侵权",
        "转载",
        "reprodu",
        "riproduzione",
        "toestemming",
        "zgody",
        "zabronion",
        "перепечатка",
        "копирование",
        "использование",
        "передрук",
        "копіювання",
        "використання",
        "izinsiz",
        "يمنع",
        "禁止",
        "不得",
        "谢绝",
        "転載",
        "souhlas",
        "zakázán",
        "preluarea",
        "kopiointi",
        "להעתיק",
        "अनुमति",
        "dilarang",
        "sao chép",
        "eftertryck",
        "بازنشر",
        "απαγορεύεται",
        "engedél",
        "금지",
        "saugomos",
        "aizsarg",
        "upphovsrätt",
        "ophavsret",
        "opphavsrett",
        "urheberrecht",
        "autorsk",
        "s de autor",
        "авторс",
        "saklı",
        "kaynak göster",
        "källan",
    ),
)

# Printed by blog software under the texts of its feeds. A small letter begins no title: "the post that called …".
_TITLED = r"(?-i:[^a-zß-ÿа-џґ]).{0,300}"
_FEED_FOOTER = (
    rf"^the post {_TITLED} (?:first appeared|appeared first) on |"
    rf"^(?:der )?beitrag {_TITLED} erschien zuerst (?:auf|bei) |"
    rf"^l['’]article {_TITLED} est apparu en premier sur |"
    rf"^la entrada {_TITLED} (?:se publicó primero en|apareció primero en) |"
    rf"^l['’]articolo {_TITLED} (?:proviene da|sembra essere il primo su) |^o post {_TITLED} apareceu primeiro em |"
    rf"^het bericht {_TITLED} verscheen eerst op |"
    rf"^(?:artykuł|post) {_TITLED} (?:pochodzi z serwisu|pojawił się poczatkowo na) |"
    rf"^(?:сообщение|запись) {_TITLED} (?:появились сначала на|впервые появилась) |"
    rf"^допис {_TITLED} з['’]явився спочатку на |"
    rf"^inlägget {_TITLED} dök först upp på |^příspěvek {_TITLED} pochází z |^articolul {_TITLED} apare prima dată în |"
    rf"^投稿 {_TITLED} は .{{1,80}} に最初に表示されました"
)
# Labels before a date on a line of its own: any with a colon, and what says without one that it was printed or changed.
_PRINTED = (
    r"(?:(?:last|first|originally|zuletzt|dernière|última|ultimo|senast|sist|sidst|ostatnia|naposledy|utolsó|"
    r"cập|تاريخ|آخر|تاریخ|آخرین|son|дата|последнее|останнє)\s)?"
    r"(?:published|posted|updated|modified|created|issued|update|veröffentlicht|aktualisiert|publiziert|"
    r"erstellt|stand|publiée?|mise? à jour|modifiée?|postée?|publicad[oa]|actualizad[oa]|actualización|"
    r"publicat|actualitzat|pubblicat[oa]|aggiornat[oa]|aggiornamento|atualizad[oa]|atualização|"
    r"gepubliceerd|bijgewerkt|geplaatst|opublikowano|opublikowany|dodano|aktualizacja|zaktualizowano|"
    r"utworzono|data publikacji|publikováno|aktualizováno|vydáno|zveřejněno|publikované|aktualizované|"
    r"zverejnené|publikálva|frissítve|frissítés|közzétéve|megjelent|actualizat|actualizată|publicată|"
    r"postat|публикувано|публикувана|обновен[оа]|objavljeno|objavljen|ažurirano|објављено|ажурирано|"
    r"posodobljeno|опубликован[оа]?|обновлен[оа]?|обновлено|добавлено|публикации|обновление|опубліковано|"
    r"оновлено|додано|публікації|оновлення|yayınlanma|yayımlanma|yayınlandı|güncellenme|güncelleme|"
    r"güncellendi|yayın tarihi|δημοσίευση|δημοσιεύτηκε|δημοσιεύθηκε|ενημέρωση|ενημερώθηκε|publicerad|"
    r"publicerat|uppdaterad|uppdaterat|publisert|oppdatert|offentliggjort|opdateret|udgivet|julkaistu|"
    r"päivitetty|avaldatud|uuendatud|paskelbta|atnaujinta|publicēts|atjaunots|nhật|đăng lúc|đăng ngày|"
    r"xuất bản|diterbitkan|diperbarui|dipublikasikan|dikemas kini|imechapishwa|نشر في|نُشر في|نشرت في|نشر|"
    r"النشر|تحديث|منتشر شده|انتشار|به‌روزرسانی|פורסם|עודכן|प्रकाशित|अपडेटेड|अपडेट|প্রকাশিত|প্রকাশ|আপডেট|"
    r"เผยแพร่|อัปเดต|อัพเดต|გამოქვეყნდა|განახლდა|հրապարակվել)"
    r"\s?(?:(?:on|at|am|le|les|el|em|il|op|dne|dňa|la|den|d\.|the|на|от|в|о|om|kl|tarihi|στις|lúc|pada|في|در)\s)?"
)
_DATED = (
    rf"^\W*(?:[^\s\d:：|.,;!?]{{3,20}}(?:\s[^\s\d:：|.,;!?]{{1,12}}){{0,2}}\s?[:：|]\s?|{_PRINTED}\s?)"
    r"(?=\W*\d|\W*[^\s\d.,:]{2,12}\.?,?\s\d|\W*[^\s\d.,:]{3,14},\s)"
)

_SENTENCE = re.compile(r"(?<=[.!?…।])\s+|(?<=[。！？])\s*|\n+|\s+[|•]\s+")
_WIDE_STOP = re.compile("[。！？]")
_SPACED_SENTENCE = re.compile(r"\s(?:(?<=[.!?…।]\s)\s*|(?<=\n)\n*|\s*[|•]\s+)")
"""The same without such a stop: begun by one kind of letter, which is looked for in a fifth of the time."""
_QUOTED = re.compile(r"“[^”]{0,400}”|„[^“”]{0,400}[“”]|«[^»]{0,400}»|»[^«]{0,400}«|\"[^\"]{0,400}\"|「[^」]{0,400}」")


def sentences(text: str) -> list[str]:
    """``text`` split at sentence ends, line ends and the bars of link rows."""
    split = (_SENTENCE if _WIDE_STOP.search(text) else _SPACED_SENTENCE).split
    return [sentence for sentence in split(text) if sentence.strip()]


def unquoted(text: str) -> str:
    """``text`` without quotations, which are somebody else's words, never the site's own."""
    return text if text.isascii() and '"' not in text else _QUOTED.sub(" ", text)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Patterns behind a filter: ``pattern`` is searched only if one of ``signs``, lower case, is in the text.

    Long alternations cost 40 µs per sentence, the filter 1 µs; it passes one sentence in ten of a news text. Every
    alternative of ``pattern`` must contain one of the signs.
    """

    pattern: re.Pattern[str]
    signs: tuple[str, ...]
    _ascii: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """An English text need not be searched for signs of other scripts."""
        object.__setattr__(self, "_ascii", tuple(filter(str.isascii, self.signs)))

    def found(self, text: str) -> bool:
        """Whether ``text`` contains one of the phrases."""
        lowered = text.lower()
        signs = self._ascii if lowered.isascii() else self.signs
        for sign in signs:  # a loop, as any() over a generator takes three times as long
            if sign in lowered:
                return self.pattern.search(text) is not None
        return False


def compiled(pattern: str) -> re.Pattern[str]:
    """``pattern`` compiled like all lists here, ignoring case."""
    return re.compile(pattern, re.IGNORECASE)


COPYRIGHT = Phrases(compiled(_COPYRIGHT), _COPYRIGHT_SIGNS)
FEED_FOOTER = compiled(_FEED_FOOTER)
DATED = compiled(_DATED)
