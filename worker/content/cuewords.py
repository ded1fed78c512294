"""The words by which a report names its source, in some forty languages.

Data only: alternatives of regular expressions, matched against casefolded text by ``cues``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cues:
    """One language's words; empty for kinds that it lacks.

    ``before`` stands before a name ("laut X"), ``verbs`` on either side ("X reported", "berichtet X"), ``after`` behind
    it ("X によると"); ``nouns`` call a name an outlet ("the daily X"), ``small`` may stand between the two.
    """

    before: str = ""
    verbs: str = ""
    after: str = ""
    nouns: str = ""
    small: str = ""
    reach: int = 28
    """How many characters may stand between a name and the word after it."""


CUES = {
    "en": Cues(
        before=r"according to|citing|quoting|quoted by|told|reported (?:by|in)|reports? (?:by|in|from)|via|"
        r"interview (?:with|published in)|published (?:by|in)|(?:seen|obtained|reviewed|revealed|broken) by|"
        r"(?:comment|statement|speaking|spoke|confirmed|remarks) to|as per|article in|by the",
        verbs=r"reports?|reported|reporting|writes|wrote|said|says|revealed|published|quoted|cited|broke",
        nouns=r"telegram channels?|"
        r"newspaper|daily|weekly|magazine|agency|broadcaster|news ?(?:site|wire|portal)|outlet|tabloid|"
        r"(?:tv|television|news) channel|news service|radio station|journal",
        small=r"the|a|us|u\.s\.|british|german|french|russian|chinese|local|first|also|has|had|earlier",
    ),
    "de": Cues(
        before=r"laut|zufolge|nach angaben|nach informationen|unter berufung auf|mit verweis auf|gegenüber|"
        r"sagte[nr]?(?: \w+){0,3}? (?:der|dem|den)|im interview mit|(?:interview|gespräch) mit|bericht(?:e[ns]?)?|"
        r"verweist auf|zitiert|so|mit material von|aus|informationen",
        verbs=r"bericht(?:et|en|ete|eten)|melde(?:t|n|te|ten)|schreib(?:t|en)|schrieb(?:en)?|teil(?:t|te|en)|"
        r"enthüllt(?:e|en)?|veröffentlicht(?:e|en)?|zitiert(?:e)?|erfuhr|erfahren hat",
        after=r"zufolge|gesagt",
        nouns=r"telegram[- ]?kan[aä]l(?:s|en|e)?|"
        r"\w*zeitung|\w*blatt(?:e?s)?|\w*magazins?|\w*agentur|\w*sender(?:s)?|\w*portals?|\w*dienst(?:e?s)?|"
        r"wochenschrift|boulevardblatt|plattform|ausgabe",
        small=r"der|die|das|dem|den|des|von|vom|beim|eines?|einer|us-|zuerst|hatten?|haben?|hat|auch|am \w+",
        reach=60,
    ),
    "nl": Cues(
        before=r"volgens|aldus|tegenover|zegt tegen|vertelt aan|op gezag van|bericht van|interview met|"
        r"in gesprek met|"
        r"onder verwijzing naar|op basis van|bronnen van",
        verbs=r"meld(?:t|de|den|en)|schrij(?:ft|ven)|schreef|bericht(?:te|en)?|onthul(?:t|de)|gemeld",
        nouns=r"telegram[- ]?kana(?:al|len)|"
        r"\w*krant|persbureau|\w*blad|\w*zender|omroep|tijdschrift|nieuws(?:site|dienst)|weekblad|\w*bureau",
        small=r"de|het|een|amerikaanse|britse|dat|eerder|ook|dagblad",
    ),
    "sv": Cues(
        before=r"enligt|uppger|till(?= )|säger(?: \w+){0,3}? till|intervju med|hänvisning till",
        verbs=r"rapporterar|rapporterade|skriver|skrev|uppger|uppgav|avslöjar|avslöjade|meddelar|berättar",
        nouns=r"telegram[- ]?kanal(?:en|er)?|"
        r"tidning(?:en)?|\w*byrån?|magasinet|tv-kanalen|nyhetssajten|nyhetskanalen|affärstidningen",
        small=r"den|det|amerikanska|brittiska|först",
    ),
    "no": Cues(
        before=r"ifølge|sier(?: \w+){0,3}? til|forteller(?: \w+){0,3}? til|intervju med|henvisning til|opplyser",
        verbs=r"melder|meldte|skriver|skrev|rapporterer|avslører|avslørte|opplyser|omtalte",
        nouns=r"telegram[- ]?kanal(?:en|er)?|"
        r"avis(?:en|a)|\w*byrå(?:et)?|magasinet|tv-kanalen|nettstedet|nettavisen|kringkasteren",
        small=r"den|det|amerikanske|britiske|først",
    ),
    "da": Cues(
        before=r"ifølge|siger(?: \w+){0,3}? til|fortæller(?: \w+){0,3}? til|interview med|henvisning til|oplyser",
        verbs=r"melder|meldte|skriver|skrev|rapporterer|afslører|afslørede|beretter|oplyser",
        nouns=r"telegram[- ]?kanal(?:en|er)?|"
        r"avisen|\w*bureauet|magasinet|tv-kanalen|mediet|netmediet|dagbladet",
        small=r"den|det|amerikanske|britiske|først",
    ),
    "is": Cues(
        before=r"samkvæmt|að sögn|í samtali við", verbs=r"greinir|greindi|segir|skrifar", nouns=r"\w*blaðið|\w*stofan"
    ),
    "fi": Cues(
        before=r"haastattelu|kertoo|kertoi|mukaan|uutistoimisto|vetoaa|lehden",
        verbs=r"kertoo|kertoi|uutisoi|kirjoittaa|kirjoitti|raportoi|raportoi",
        after=r"(?:mukaan|tietojen mukaan|haastattelussa|uutisoi|kertoi|kertoo)",
        nouns=r"telegram-kanav\w+|"
        r"\w*lehti|\w*lehden|uutistoimisto|uutissivusto|kanava|yhtiö",
        small=r"ensin|ensimmäisenä|myös",
    ),
    "et": Cues(
        before=r"teatel|kirjutab",
        verbs=r"kirjutab|teatab|vahendab|kirjutas",
        after=r"andmetel|teatel|sõnul",
        nouns=r"ajaleht|uudisteagentuur|\w*leht",
    ),
    "lv": Cues(
        before=r"saskaņā ar|atsaucoties uz",
        verbs=r"ziņo|raksta|vēsta|ziņoja|informē",
        nouns=r"laikraksts|aģentūra|portāls",
    ),
    "lt": Cues(
        before=r"pasak|anot|remdamasi|cituoja",
        verbs=r"praneša|rašo|pranešė|skelbia",
        nouns=r"dienraštis|agentūra|portalas|laikraštis",
    ),
    "fr": Cues(
        before=r"selon|d['’]après|citant|cité par|rapportée? par|révélée?s? par|confié à|déclaré à|indiqué à|"
        r"dit à|interrogée? par|entretien (?:à|avec|accordé à)|informations (?:de|du)|enquête (?:de|du)|"
        r"accordée? (?:à|au)|(?:indique|explique|assure|affirme)(?: \w+){0,4}? à|auprès de|d['’]une dépêche de",
        verbs=r"rapporte|rapportait|a rapporté|écrit|révèle|révélait|a révélé|indique|affirme|a indiqué|annonce|"
        r"relate|précise|publie",
        nouns=r"(?:cha[iî]nes?|canal) telegram|"
        r"quotidien|journal|hebdomadaire|magazine|agence(?: de presse)?|chaîne|site|média|mensuel|radio|titre",
        small=r"le|la|les|l['’]|du|de|des|d['’]|un|une|américaine?|britannique|allemande?|régional",
    ),
    "es": Cues(
        before=r"según|de acuerdo con|citando|cita|citado por|declaró a|dijo a|aseguró a|explicó a|confirmó a|"
        r"entrevista (?:con|a|en)|declaraciones a|informaciones? de|publicad[ao] (?:por|en)|"
        r"adelantad[ao] por|revelad[ao] por|recogid[ao] por|difundid[ao] por|a través de",
        verbs=r"inform(?:a|ó|aba)|publica|publicó|revel(?:a|ó)|adelant(?:a|ó)|report(?:a|ó)|cuenta|señal(?:a|ó)|"
        r"recog(?:e|ió)|asegur(?:a|ó)|escrib(?:e|ió)|detall(?:a|ó)",
        nouns=r"canal(?:es)? de telegram|"
        r"diario|periódico|agencia(?: de noticias)?|semanario|revista|cadena|canal|portal|emisora|"
        r"rotativo|medio",
        small=r"el|la|los|las|lo|del?|al|estadounidense|británico|local|un|una|ha|ya|este \w+",
    ),
    "pt": Cues(
        before=r"segundo|de acordo com|citando|citad[ao] por|disse (?:à|ao|a)|afirmou (?:à|ao|a)|declarou (?:à|ao|a)|"
        r"entrevista (?:à|ao|a|com)|informações d[aoe]|publicad[ao] (?:por|pel[ao]|n[ao])|avançad[ao] pel[ao]|"
        r"revelad[ao] pel[ao]|declarações (?:à|ao|a)|conforme",
        verbs=r"inform(?:a|ou)|public(?:a|ou)|revel(?:a|ou)|avanç(?:a|ou)|notici(?:a|ou)|escreve|escreveu|"
        r"relat(?:a|ou)|"
        r"report(?:a|ou)|divulg(?:a|ou)|apur(?:a|ou)",
        nouns=r"cana(?:l|is) (?:do|no|de) telegram|"
        r"jornal|diário|agência(?: de notícias)?|revista|semanário|canal|emissora|portal|rádio|site|televisão",
        small=r"o|a|os|as|do|da|de|ao|à|pelo|pela|norte-americano|americano|britânico|um|uma",
    ),
    "it": Cues(
        before=r"secondo(?: quanto \w+(?: \w+)? (?:da|dal|dalla|dall['’]))?|citando|citat[oa] da|"
        r"intervista (?:a|al|alla|con)|"
        r"(?:ha )?dett[oa] (?:a|al|alla|all['’])|dichiarat[oa] (?:a|al|alla|all['’])|rivelat[oa] da(?:l|lla|ll['’])?|"
        r"riportat[oa] da(?:l|lla|ll['’])?|anticipat[oa] da(?:l|lla)?|stando a(?:l|lla)?|"
        r"pubblicat[oa] (?:da(?:l|lla)?|su(?:l|lla)?)",
        verbs=r"riporta|riferisce|ha riferito|scrive|ha scritto|rivela|ha rivelato|riferiva|anticipa|racconta|"
        r"pubblica|informa|fa sapere|batte",
        nouns=r"canal[ei] telegram|"
        r"quotidiano|giornale|agenzia(?: di stampa)?|settimanale|rivista|emittente|canale|testata|portale|sito",
        small=r"il|lo|la|l['’]|i|gli|le|un|una|del|dello|della|dell['’]|statunitense|americano|britannico|anche",
    ),
    "ro": Cues(
        before=r"potrivit|conform|citând|citat(?:ă)? de|declarat pentru|(?:într-un )?interviu (?:pentru|acordat)|"
        r"transmise? de|relatat(?:ă)? de|scrie",
        verbs=r"relatează|transmite|scrie|anunță|informează|notează|a relatat|a scris|dezvăluie|publică",
        nouns=r"canal(?:ul|ului|ele)? (?:de )?telegram|"
        r"cotidianul(?:ui)?|agenți(?:a|ei)(?: de presă)?|ziarul(?:ui)?|publicați(?:a|ei)|"
        r"postul(?:ui)?(?: de \w+)?|"
        r"revist(?:a|ei)|săptămânalul|portalul",
        small=r"american|britanic|local|de presă|și",
    ),
    "ca": Cues(
        before=r"segons|d['’]acord amb|citant|ha dit a",
        verbs=r"informa|publica|ha publicat|revela|avança",
        nouns=r"diari|agència|setmanari|cadena",
        small=r"el|la|l['’]|del|de",
    ),
    "pl": Cues(
        before=r"według|wg|za|cytując|cytowan[aey] przez|powołując się na|powiedzia(?:ł|ła)|w rozmowie z|"
        r"w wywiadzie dla|z ustaleń|jak ustali(?:ł|ła|ło)|informacji|poinformowa(?:ł|ła)|opublikowan\w+ (?:przez|w)",
        verbs=r"poda(?:je|ł|ła|ło)|pisze|napisa(?:ł|ła|ło)|informuje|poinformowa(?:ł|ła|ło)|donosi|donios(?:ł|ła|ło)|"
        r"ujawni(?:a|ł|ła|ło)|ustali(?:ł|ła|ło)|przekaza(?:ł|ła|ło)|publikuje|relacjonuje|cytuje",
        nouns=r"kana(?:ł|łu|łem) (?:w |na )?telegram(?:ie)?|"
        r"agencj[aięą]|dziennik(?:a|u|iem|owi)?|gazet[ayęą]|tygodnik(?:a|u|iem|owi)?|portal(?:u|em|owi)?|"
        r"stacj[aięą]|serwis(?:u|em|owi)?|magazyn(?:u|em)?|telewizj[aięą]|radi[oau]",
        small=r"amerykańsk\w+|brytyjsk\w+|lokaln\w+|prasow\w+|informacyjn\w+|jako pierwsz\w+",
    ),
    "cs": Cues(
        before=r"podle|s odkazem na|s odvoláním na|cituje|řekl[aio]?|uvedl[aio]? pro|v rozhovoru pro|sdělil[aio]?|"
        r"informací|zjištění",
        verbs=r"uvádí|uvedl[aio]?|napsal[aio]?|píše|informuje|informoval[aio]?|oznámil[aio]?|zjistil[aio]?|"
        r"hlásí|přinesl[aio]?",
        nouns=r"telegramov\w+ kan[aá]l\w*|"
        r"deník(?:u|em)?|agentur[ayuo]u?|server(?:u|em)?|týdeník(?:u|em)?|časopis(?:u|em)?|list(?:u|em)?|"
        r"stanice|web(?:u)?|televize",
        small=r"to|o tom|jako první|americk\w+|britsk\w+|tiskov\w+",
    ),
    "sk": Cues(
        before=r"podľa|s odvolaním sa na|cituje|povedal[ai]?|v rozhovore pre|uviedol pre|informácií",
        verbs=r"uvádza|uviedol|uviedla|napísal[ao]?|píše|informuje|informoval[ao]?|oznámil[ao]?|zistil[ao]?",
        nouns=r"telegramov\w+ kan[aá]l\w*|"
        r"denník(?:a|u|om)?|agentúr[ayu]|portál(?:u)?|týždenník(?:a)?|časopis(?:u)?|stanica|televízia",
        small=r"to|o tom|ako prv\w+|americk\w+|britsk\w+|tlačov\w+",
    ),
    "hr": Cues(
        before=r"prema|kako (?:piš[eu]|prenosi|javlja|navodi|prenose|doznaje)|pozivajući se na|"
        r"izjavi[ol]a? za|rek(?:ao|la) za|"
        r"pozivom na|u intervjuu za|u razgovoru za|piš[eu]|prenosi|javlja|prenose|navodima",
        verbs=r"piš[eu]|prenosi|javlja|objavi[ol]a?|navodi|izvještava|izveštava|doznaje|otkriva|saopštava|poručuje",
        nouns=r"telegram[- ]?kanala?|"
        r"list|agencij[aeiu]|dnevni(?:k|ka)|portal(?:a|u)?|tjednik|nedeljnik|televizij[aeu]|novine|"
        r"magazin|list[au]",
        small=r"američk\w+|britansk\w+|novinsk\w+|prv[ai]|za|to",
    ),
    "sl": Cues(
        before=r"po poročanju|po navedbah|glede na|za|v intervjuju za",
        verbs=r"poroča|piše|navaja|objavil[ao]?",
        nouns=r"agencij[aeo]|časnik|časopis|portal|televizij[aeo]",
    ),
    "ru": Cues(
        before=r"по данным|по информации|по сведениям|со ссылкой на|ссылаясь на|цитирует|сказал[аи]?|рассказал[аи]?|"
        r"заявил[аи]?|в интервью|в беседе с|в разговоре с|как пишет|как сообщает|как передает|как передаёт|"
        r"корреспондент[уа]?|публикаци[яюи]|материал[еау]?|стать[яюеи]",
        verbs=r"сообща(?:ет|ют|л|ла|ло)|сообщил[аои]?|пиш(?:ет|ут)|написал[аои]?|переда[её]т|передал[аои]?|"
        r"информирует|утверждает|отмечает|выяснил[аои]?|рассказал[аои]?|опубликовал[аои]?|узнал[аои]?|цитирует",
        nouns=r"(?:телеграм|telegram|тг)[- ]?канал(?:а|у|ом|ы|ов)?|"
        r"газет[аеуыой]{1,2}|агентств[оауе]м?|издани[еяюи]м?|журнал[аеуом]{0,2}|телеканал[аеуом]{0,2}|"
        r"портал[аеуом]{0,2}|еженедельник[аеуом]{0,2}|информагентств[оауе]м?|таблоид[а]?|радио",
        small=r"об этом|американск\w+|британск\w+|немецк\w+|местн\w+|российск\w+|информационн\w+|в|и",
    ),
    "uk": Cues(
        before=r"за даними|за інформацією|з посиланням на|посилаючись на|цитує|сказа(?:в|ла)|розпові(?:в|ла)|"
        r"заяви(?:в|ла)|"
        r"в інтерв['’]ю|у розмові з|у коментарі|повідоми(?:в|ла)|кореспонденту|матеріалі",
        verbs=r"повідомля(?:є|ють)|повідоми(?:в|ла|ло|ли)|пиш(?:е|уть)|написа(?:в|ла|ло|ли)|переда(?:є|ють|в|ла)|"
        r"інформує|зазначає|стверджує|з['’]ясува(?:в|ла)|опублікува(?:в|ла)|дізна(?:вся|лася)",
        nouns=r"(?:телеграм|telegram|тг)[- ]?канал(?:у|ом|и|ів)?|"
        r"газет[аиіуою]{1,2}|агентств[оауі]м?|видання[мі]?|журнал[уом]{0,2}|телеканал[уом]{0,2}|"
        r"портал[уом]{0,2}|"
        r"тижневик[ау]?|інформагентств[оауі]",
        small=r"про це|американськ\w+|британськ\w+|німецьк\w+|місцев\w+|інформаційн\w+|у|в",
    ),
    "be": Cues(
        before=r"паводле|са спасылкай на|як піша",
        verbs=r"паведамляе|піша|перадае|паведаміл[аіо]|напісал[аіо]",
        nouns=r"(?:тэлеграм|telegram|тг)[- ]?канал(?:а|у|ам|ы)?|"
        r"газет[аыеу]|агенцтв[аы]|выданн[еяі]",
    ),
    "bg": Cues(
        before=r"според|по данни на|по информация на|позовавайки се на|цитира(?:йки)?|цитиран от|каза(?:ха)? пред|"
        r"заяви пред|пред|в интервю за|като се позовава на",
        verbs=r"съобща(?:ва|ват|и)|пиш(?:е|ат)|предава|предаде|съобщи|информира|отбелязва|разкри(?:ва)?|публикува",
        nouns=r"(?:телеграм|telegram)[- ]?канал(?:а|ът|и|ите)?|"
        r"вестник|агенция|списание|телевизия|портал|изданието?|в-к|седмичник",
        small=r"това|американск\w+|британск\w+|информационн\w+|за",
    ),
    "mk": Cues(
        before=r"според|повикувајќи се на|за",
        verbs=r"јавува|пишува|објави|пренесува|соопшти",
        nouns=r"(?:телеграм|telegram)[- ]?канал(?:от|и)?|"
        r"весник|агенција|портал|телевизија",
    ),
    "el": Cues(
        before=r"σύμφωνα με|επικαλούμεν[ηοε]ς?|όπως (?:μεταδίδει|αναφέρει|γράφει|μετέδωσε)|δήλωσε (?:στο|στη|"
        r"στην|στον)|"
        r"μιλώντας (?:στο|στη|στην|στον)|συνέντευξη (?:στο|στη|στην|στον)|πληροφορίες τ(?:ου|ης)|"
        r"δημοσίευμα τ(?:ου|ης|ων)",
        verbs=r"μεταδίδει|μετέδωσε|αναφέρει|γράφει|έγραψε|αποκαλύπτει|αποκάλυψε|δημοσιεύει|μετέδιδε",
        nouns=r"κανάλι (?:του )?telegram|"
        r"εφημερίδα[ς]?|πρακτορείο[υ]?|περιοδικό|ιστοσελίδα|κανάλι|ιστότοπος|δίκτυο",
        small=r"τ[οηιαν]ν?|τον|του|της|των|την|οι|ο|η|ειδήσεων|αμερικανικ\w+|βρετανικ\w+",
    ),
    "tr": Cues(
        before=r"aktaran|alıntılayan|haberi veren|kaynak|konuşan",
        verbs=r"bildirdi|yazdı|duyurdu|aktardı|haber verdi|iddia etti|açıkladı|ortaya çıkardı|yayımladı",
        after=r"(?:nin|nın|nun|nün|in|ın|un|ün|e|a|ye|ya|ne|na|de|da)?\s*(?:haberine göre|haberinde|göre|aktardığına|"
        r"bildirdiğine|konuştu|konuşan|açıklama(?:sı)?|röportaj|demeç|muhabirine|dayandırdı|yer alan)",
        nouns=r"gazetesi(?:ne|nin|nde)?|ajansı(?:na|nın|nda)?|televizyonu(?:na|nun)?|dergisi(?:ne|nin|nde)?|"
        r"sitesi(?:ne|nin)?|kanalı(?:na|nın)?|haber",
        small=r"haber|abd|ilk|bunu",
        reach=40,
    ),
    "az": Cues(
        verbs=r"xəbər verir|yazır|bildirir|məlumat verir",
        after=r"(?:in|ın|un|ün|nin|nın|ya|yə|a|ə)?\s*(?:istinadən|məlumatına görə|xəbərinə görə|görə)",
        nouns=r"agentliyi|qəzeti|saytı",
    ),
    "kk": Cues(
        verbs=r"хабарлайды|жазды|деп хабарлады",
        after=r"(?:ның|нің|ге|ға)?\s*(?:мәліметінше|хабарлауынша|сілтеме)",
        nouns=r"агенттігі|газеті",
    ),
    "hu": Cues(
        before=r"hivatkozva|idézi|értesülése|nyilatkozott",
        verbs=r"írja|írta|írt|közölte|jelentette|jelenti|számolt be|beszámolt|megírta|kiderítette",
        after=r"(?:-?(?:nak|nek|ra|re|ban|ben))?\s*(?:szerint|értesülése|információi|nyilatkozott|beszámolója)",
        nouns=r"napilap|hírügynökség|hírportál|hetilap|lap|portál|magazin|tévé|rádió",
        small=r"a|az|amerikai|brit|elsőként|először|is",
    ),
    "sq": Cues(
        before=r"sipas|duke cituar|i tha",
        verbs=r"raporton|shkruan|njofton|raportoi",
        nouns=r"gazeta|agjencia|e përditshmja",
    ),
    "vi": Cues(
        before=r"theo|dẫn(?: lời| tin)?|trích|nói với|trả lời|phỏng vấn",
        verbs=r"đưa tin|cho biết|cho hay|viết|tiết lộ|dẫn lời",
        nouns=r"hãng(?: tin| thông tấn)?|tờ(?: báo)?|báo|tạp chí|đài|kênh|trang",
        small=r"của|nhật báo",
    ),
    "id": Cues(
        before=r"menurut|mengutip|dikutip dari|dilansir(?: dari| oleh)?|kepada|melansir|dilaporkan(?: oleh)?|"
        r"dari laporan|berdasarkan laporan",
        verbs=r"melaporkan|mengabarkan|menulis|memberitakan|mewartakan|menyebut",
        nouns=r"kantor berita|harian|surat kabar|majalah|media|stasiun|portal|koran",
        small=r"as|inggris|lokal",
    ),
    "tl": Cues(before=r"ayon sa|ayon kay|iniulat ng|batay sa", verbs=r"iniulat|ulat", nouns=r"pahayagang|ahensiya"),
    "sw": Cues(
        before=r"kwa mujibu wa|kulingana na|likinukuu|aliambia",
        verbs=r"limeripoti|liliripoti|imeripoti|iliripoti",
        nouns=r"gazeti la|shirika la(?: habari la)?|shirika",
    ),
    "ar": Cues(
        before=r"[وف]?(?:بحسب|حسب|وفقا ل?|وفقًا ل?|وفقاً ل?|نقلا عن|نقلاً عن|نقلت|نقل|ذكرت|ذكر|قالت|أفادت|أفاد|"
        r"كشفت|كشف|أوردت|"
        r"نشرت|نشره|كتبت|أبلغ|صرح ل?|تصريح(?:ات)? ل?|حديث(?:ه)? ل?|مقابلة مع|قال ل?|أعلنت|تقرير ل?|بثت)",
        verbs=r"ذكرت|أفادت|قالت|نقلت|كشفت|أوردت|نشرت|كتبت",
        after=r"عن",
        nouns=r"[وبلك]?(?:ال)?(?:صحيفة|وكالة(?: الأنباء)?|قناة|شبكة|مجلة|موقع|جريدة|إذاعة)",
        small=r"أنباء|الأنباء|الأمريكية|الأميركية|البريطانية|ما|أن|في|عن|ل",
    ),
    "fa": Cues(
        before=r"به گزارش|به نقل از|گزارش|به نوشته|طبق گزارش|نقل از|گفت(?:گو|‌وگو|‌و‌گو) با|به گفته",
        verbs=r"نوشت|گزارش داد|گزارش کرد|خبر داد|اعلام کرد|به نقل از|منتشر کرد|می‌نویسد",
        nouns=r"کانال تلگرامی?|کانال|"
        r"خبرگزاری|روزنامه|شبکه|مجله|هفته‌نامه|پایگاه خبری|نشریه|تلویزیون",
        small=r"آمریکایی|بریتانیایی",
    ),
    "ur": Cues(
        before=r"بقول|خبر رساں",
        verbs=r"نے بتایا|نے لکھا|نے کہا",
        after=r"کے مطابق|کی رپورٹ|کے حوالے|نے بتایا|نے رپورٹ",
        nouns=r"خبر رساں (?:ادارے|ایجنسی)|اخبار|ایجنسی|روزنامہ",
    ),
    "he": Cues(
        before=r"לפי(?: דיווח(?: של)?)?|על פי|דיווח(?:ה|ו)?|דווח|כך דיווח(?:ה)?|בראיון|אמר(?:ה)?|פורסם|נמסר|"
        r"בשם|סיפר(?:ה)?",
        verbs=r"דיווח(?:ה)?|מדווח(?:ת)?|פרסם|פרסמה|כתב(?:ה)?|חשף|חשפה|מסר(?:ה)?",
        nouns=r"[בלמהו]?(?:עיתון|סוכנות הידיעות|סוכנות|ערוץ|אתר|מגזין)",
    ),
    "hi": Cues(
        before=r"समाचार एजेंसी|न्यूज़? एजेंसी",
        verbs=r"ने बताया|ने कहा|ने लिखा",
        after=r"के अनुसार|के मुताबिक|की रिपोर्ट|की एक रिपोर्ट|को बताया|से बातचीत|से कहा|के हवाले|ने (?:बताया|"
        r"कहा|लिखा|खबर|रिपोर्ट|दावा)|की खबर",
        nouns=r"समाचार एजेंसी|न्यूज़? एजेंसी|अखबार|अख़बार|समाचार पत्र|चैनल|पत्रिका|दैनिक",
    ),
    "mr": Cues(after=r"(?:च्या|ने|नुसार)?\s*(?:वृत्तानुसार|वृत्त|म्हटले|दिले|सांगितले)", nouns=r"वृत्तसंस्था|वृत्तपत्र"),
    "bn": Cues(
        after=r"(?:ের|এর|কে|র)?\s*(?:খবরে|প্রতিবেদনে|বরাত|অনুযায়ী|জানিয়েছে|জানায়|বলেছে|মতে)",
        nouns=r"বার্তা সংস্থা|সংবাদ সংস্থা|সংবাদমাধ্যম|পত্রিকা|দৈনিক",
    ),
    "ta": Cues(
        after=r"(?:\S{0,4}\s*)?(?:செய்தி நிறுவனம்|தெரிவித்துள்ளது|தெரிவித்தது|கூறியுள்ளது|செய்தி|படி)",
        nouns=r"செய்தி நிறுவனம்|நாளிதழ்",
    ),
    "te": Cues(after=r"(?:ప్రకారం|తెలిపింది|వెల్లడించింది|పేర్కొంది)", nouns=r"వార్తా సంస్థ|పత్రిక"),
    "ja": Cues(
        before=r"取材に|通信社|米紙|英紙|独紙|仏紙|経済紙|地元紙|現地紙|放送局",
        after=r"[」』（(]?[^。、\n]{0,6}(?:によると|によれば|が報じ|は報じ|が伝え|は伝え|が明らかに|の取材|"
        r"のインタビュー|の報道|に語|は[^。\n]{0,40}(?:報じ|伝え)|が[^。\n]{0,30}(?:報じ|伝え))",
        nouns=r"米紙|英紙|独紙|仏紙|経済紙|地元紙|現地紙|通信社|新聞|放送局|雑誌",
    ),
    "zh": Cues(
        before=r"(?:据|據|根据|根據|援引|引述|引用|告诉|告訴|接受|综合|來源|来源|来自)[^，。；、！？\n]{0,8}",
        after=r"[》」』]?[^，。；！？\n]{0,8}?(?:报道|報道|报导|報導|援引|披露|消息|写道|寫道|指出|讯|訊|电|"
        r"電|专访|專訪|采访|採訪|称|稱)",
        nouns=r"报纸|報紙|通讯社|通訊社|杂志|電視台|电视台|媒体|媒體|日报|日報",
    ),
    "ko": Cues(
        before=r"통신사|일간지|신문|매체|방송",
        after=r"[’”』」》]?\s*(?:통신|신문|방송)?(?:에|의|은|는|이|가|와|과|도|을|"
        r"를)?\s*[^.,\n]{0,40}?(?:따르면|보도|전했|인터뷰|인용|단독|밝혔)",
        nouns=r"통신사|일간지|경제지|매체",
    ),
    "th": Cues(
        before=r"(?:สำนักข่าว|หนังสือพิมพ์|ตามรายงานของ|อ้าง(?:อิง)?|เปิดเผยกับ|ให้สัมภาษณ์)\S{0,12}",
        after=r"\s*(?:รายงาน|ระบุ|เปิดเผย|อ้าง)",
        nouns=r"สำนักข่าว|หนังสือพิมพ์|นิตยสาร|เว็บไซต์",
    ),
    "ka": Cues(
        after=r"(?:ცნობით|მიხედვით|ინფორმაციით|თანახმად|იუწყება|წერს|ავრცელებს)",
        verbs=r"იუწყება|წერს",
        nouns=r"სააგენტოს?|გაზეთ(?:ი|ის)?|ტელეგრამ[- ]?არხი(?:ს)?",
    ),
    "hy": Cues(
        verbs=r"հաղորդում է|գրում է|հայտնում է|հաղորդել է",
        after=r"(?:ի|ը|ն)?\s*(?:փոխանցմամբ|հաղորդմամբ|տեղեկացմամբ)",
        nouns=r"գործակալություն\w*|թերթ\w*",
    ),
}
SERBIAN_IN_CYRILLIC = Cues(
    before=r"према|како (?:пише|преноси|јавља|наводи)|позивајући се на|изјави[оа] за|рекао за",
    verbs=r"пише|преноси|јавља|објави[оа]|наводи|извештава|саопштава",
    nouns=r"телеграм[- ]?канала?|лист|агенциј[аеиу]|дневник|портал|телевизиј[аеу]",
)
