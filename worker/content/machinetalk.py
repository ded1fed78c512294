"""What a machine said when it was asked to rewrite a text: "Here is the rewritten article:", "As an AI …".

Farms publish such lines by mistake. Nothing in them is reporting, but what they say of the text is worth knowing.
Data, and one question; a line presents a text if it says "here", "rewritten" and "article", in any languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from worker.content.phrases import Phrases, compiled, sentences, unquoted

_EDGE, _CHARS = 2, 220
"""So many paragraphs are read at either end, if they are no longer than this."""

_AGREED = (
    r"sure|certainly|of course|absolutely|gerne|natürlich|klar|selbstverständlich|bien sûr|certainement|avec plaisir|"
    r"claro|"
    r"por supuesto|certo|certamente|com certeza|natuurlijk|uiteraard|oczywiście|jasne|samozřejmě|jistě|samozrejme|"
    r"természetesen|persze|desigur|sigur|разбира се|конечно|разумеется|хорошо|звичайно|звісно|naravno|наравно|seveda|"
    r"βεβαίως|φυσικά|σίγουρα|elbette|tabii|əlbəttə|بالتأكيد|بالطبع|البته|حتماً|حتما|בטח|כמובן|ज़रूर|जरूर|बिल्कुल|"
    r"অবশ্যই|"
    r"নিশ্চয়ই|ضرور|แน่นอน|ได้เลย|chắc chắn|tất nhiên|tentu|baik|好的|当然|當然|没问题|承知しました|かしこまりました|"
    r"もちろん(?:です)?|"
    r"물론입니다|물론이죠|네|självklart|selvfølgelig|tietysti|bila shaka"
)
_HERE = (
    r"here (?:is|are)|here['’]s|below is|the following is|hier (?:ist|kommt|is|finden|findest)|nachfolgend|"
    r"im folgenden|voici|"
    r"ci-dessous|aquí|a continuación|ecco|di seguito|aqui|segue|a seguir|abaixo|hieronder|oto|poniżej|zde|níže|tu je|"
    r"tu máte|"
    r"nižšie|íme|itt van|alább|az alábbi|iată|mai jos|ето|по-долу|вот|ниже|ось|нижче|вось|evo|ево|u nastavku|"
    r"у наставку|"
    r"tukaj|spodaj|еве|подолу|ορίστε|ακολουθεί|παρακάτω|ιδού|işte|aşağıda|budur|buyurun|إليك|إليكم|فيما يلي|أدناه|"
    r"ها هو|هذا هو|هذه هي|"
    r"در اینجا|در ادامه|در زیر|این هم|הנה|להלן|यहां|यहाँ|नीचे|এখানে|নিচে|নীচে|یہاں|ذیل میں|นี่คือ|ด้านล่าง|ต่อไปนี้|"
    r"dưới đây|"
    r"sau đây|đây là|berikut|ini adalah|di bawah|以下是|下面是|以下为|这是|以下に|以下は|以下が|こちらが|다음은|"
    r"아래는|여기|här är|"
    r"här kommer|nedan|her er|nedenfor|herunder|tässä|alla on|ohessa|hapa kuna|ifuatayo|აი|ქვემოთ|ահա|ստորև|siin on|"
    r"allpool|"
    r"šeit ir|zemāk|štai|žemiau|aquí (?:teniu|tens)|به شرح زیر"
)
_REWRITTEN = (
    "re-written|rewritten|paraphras|parafras|parafraz|rephras|reworded|rewrite|humanized|unique version|"
    "plagiarism|umgeschrieben|umformuliert|überarbeitet|neu geschrieben|neu formuliert|réécrit|reformul|"
    "riformul|reescrit|riscritt|rielaborat|herschreven|geherformuleerd|przepisan|przeredagowan|przeformułowan|"
    "přepsan|přeformulovan|prepísan|átírt|átfogalmaz|újraírt|rescris|пренаписан|преработен|перифразиран|"
    "перефразированн|рерайт|переписан|перефразован|перероблен|перапісан|prerađen|prepisan|прерађен|преписан|"
    "преформулис|preoblikovan|predelan|препишан|ξαναγραμμέν|αναδιατυπωμέν|yeniden yazıl|yeniden düzenlen|"
    "yeniden ifade|yenidən yazıl|صياغ|المعاد كتابت|إعادة كتاب|بازنویسی|משוכתב|שכתוב|מחדש|पुनर्लिखित|पुनर्लेखन|"
    "दोबारा लिख|फिर से लिख|रीराइट|পুনর্লিখিত|পুনরায় লেখা|دوبارہ لکھ|ازسرنو|เขียนใหม่|เรียบเรียงใหม่|viết lại|"
    "diễn đạt lại|tulisan ulang|tulis ulang|改写|重写|重新撰写|重新编写|润色|改寫|リライト|書き直し|書き換え|"
    "言い換え|재작성|다시 작성|다시 쓴|고쳐 쓴|omskriv|omskrev|omformuler|uudelleen kirjoitettu|"
    "uudelleenkirjoitettu|muotoiltu|iliyoandikwa upya|გადაწერილ|վերաշարադր|ümber kirjutat|ümberkirjutat|"
    "perrašyt|perfrazuot|pārrakst|rishkruar"
).split("|")
_TEXT = (
    "artic|artik|artig|artiq|artíc|artyku|text|testo|teks|szöveg|cikk|člán|стат|текст|матеріал|материал|"
    "артыкул|чланак|чланк|član|besedil|makale|metn|metin|haber|yazı|مقال|نص|خبر|متن|כתבה|מאמר|טקסט|लेख|समाचार|"
    "নিবন্ধ|লেখা|প্রতিবেদন|مضمون|บทความ|ข่าว|bài|văn bản|naskah|文章|新闻|新聞|稿|記事|기사|글|makala|სტატი|"
    "ტექსტ|հոդված|տեքստ|straipsn|rakst|άρθρο|κείμεν|versão|fassung|versj|versi|verzió|wersj|версі|верси|story"
).split("|")
_PRESENTS = re.compile(rf"^\W*(?P<agreed>(?:{_AGREED})\s?[!,.،！，。]\s?)?.{{0,24}}?(?<!\w)(?:{_HERE})", re.IGNORECASE)

_SELF = Phrases(
    compiled(
        r"\bas an? (?:ai|artificial intelligence)(?: language)?(?: model| assistant| system)?,? i\b|"
        r"\bas a (?:large )?language model\b|"
        r"\bals (?:ki-|ai-)?(?:groß\w+ )?(?:sprach|taal)model|\bals (?:künstliche intelligenz|ki|ai) (?:kann|habe|"
        r"kan|heb) i[ck]h?\b|"
        r"en tant qu(?:e modèle de langage|['’]ia\b)|como (?:un )?modelo de (?:lenguaje|linguagem)|"
        r"como modelo de língua|"
        r"(?:come|in quanto) modello (?:linguistico|di linguaggio)|jako (?:duży )?(?:model językowy|jazykový model)|"
        r"mint (?:mesterséges |ai )?nyelvi modell|ca model (?:lingvistic|de limbaj)|като езиков модел|"
        r"как языковая модель|"
        r"будучи языковой моделью|як мовна модель|kao jezi[čk]\w+ model|као језички модел|ως γλωσσικό μοντέλο|"
        r"dil modeli olarak|"
        r"بصفتي نموذج|كنموذج لغوي|به عنوان یک مدل زبان|כמודל שפה|(?:एआई |ai )?भाषा मॉडल के (?:रूप|तौर)|"
        r"ในฐานะ(?:โมเดล|แบบจำลอง)ภาษา|là một mô hình ngôn ngữ|sebagai (?:sebuah )?model bahasa|"
        r"作为(?:一[个名])?(?:人工智能|ai)?(?:大)?(?:语言|語言)?模型|言語モデルとして|언어 모델로서|"
        r"som (?:en )?(?:stor )?(?:ai-)?spr[åo]\w*model|"
        r"kielimallina"
    ),
    (
        *(
            "as an",
            "model",
            "ki kann",
            "ki habe",
            "qu'ia",
            "qu’ia",
            "künstliche",
            "ai kan",
            "modèle",
            "модел",
        ),
        *(
            "μοντέλο",
            "نموذج",
            "مدل زبان",
            "כמודל",
            "भाषा मॉडल",
            "ภาษา",
            "mô hình",
            "模型",
            "言語モデル",
            "언어 모델",
            "kielimallina",
        ),
    ),
)
_CLOSES = Phrases(
    compiled(
        r"\bi hope this (?:helps|meets)|let me know if you(?:['’]d| would)? (?:like (?:me to|any)|"
        r"need any (?:changes|adjust|further "
        r"(?:changes|edits))|want me to)|would you like me to (?:adjust|make|change|shorten|rewrite)|"
        r"ich hoffe,? das hilft|(?:lass|lassen sie) (?:es )?mich wissen, (?:wenn|falls|ob)|"
        r"j['’]espère que cela (?:vous |t['’])?(?:aide|"
        r"convien)|dites-moi si vous (?:souhaitez|voulez)|espero que (?:esto |isso |isto )?(?:te |le )?(?:ayude|"
        r"ajude|sirva)|"
        r"(?:avísame|hazme saber|me avise|avise-me) s[ie]|spero che (?:ti |vi )?(?:sia|possa)|fammi sapere se|"
        r"ik hoop dat dit helpt|"
        r"laat (?:het )?me weten (?:als|of)|mam nadzieję, że to pomoże|daj (?:mi )?znać, (?:jeśli|czy)|"
        r"doufám, že (?:to|vám to) pomůže|"
        r"dejte mi vědět|remélem, (?:ez )?segít|sper că (?:vă |te )?ajută|надявам се,? (?:това )?да помог|"
        r"надеюсь,? это поможет|"
        r"дайте (?:мне )?знать, если|если нужны правки|сподіваюся,? це допоможе|дайте знати, якщо|"
        r"umarım (?:bu )?yardımcı ol|"
        r"آمل أن يكون (?:هذا|ذلك) مفيد|أخبرني إذا|امیدوارم (?:این )?(?:مفید|کمک)|希望(?:这|以上|对您|能).{0,12}帮助|"
        r"如需.{0,8}(?:修改|调整)|"
        r"お役に立て(?:れば|ば)|修正が必要でしたら|도움이 되(?:길|셨)|수정이 필요하|hy vọng (?:điều này|"
        r"bài viết này) (?:giúp|hữu)|"
        r"hãy cho tôi biết nếu|semoga (?:ini )?membantu|beri tahu saya jika"
    ),
    (
        *(
            "i hope",
            "let me",
            "would you",
            "hoffe",
            "wissen",
            "espère",
            "dites",
            "espero",
            "avis",
            "saber",
            "spero",
            "fammi",
            "hoop",
        ),
        *(
            "weten",
            "nadzieję",
            "znać",
            "doufám",
            "vědět",
            "remélem",
            "sper",
            "надявам",
            "надеюсь",
            "знать",
            "правки",
            "сподіваюся",
        ),
        *(
            "знати",
            "umarım",
            "آمل",
            "أخبرني",
            "امیدوارم",
            "希望",
            "如需",
            "お役",
            "修正",
            "도움",
            "수정",
            "hy vọng",
            "hãy",
            "semoga",
        ),
        "beri tahu",
    ),
)
_REFUSES = Phrases(
    compiled(
        r"i['’]?a?m sorry,? but i (?:can['’]?t|cannot|am unable to|['’]m unable to) (?:assist|help|fulfil|comply|"
        r"do that)|"
        r"i (?:can['’]?t|cannot) (?:assist|help) with that|i cannot fulfil|es tut mir leid,? aber ich kann (?:dabei|"
        r"ihnen|dir|diese)|"
        r"je suis désolée?,? mais je ne peux pas (?:vous |t['’])?(?:aider|répondre)|"
        r"lo siento,? pero no puedo (?:ayudar|cumplir|asistir)|"
        r"desculpe,? mas não posso (?:ajudar|atender)|mi dispiace,? ma non posso (?:aiutar|soddisfare)|"
        r"przykro mi,? ale nie mogę (?:w tym|pomóc)|"
        r"извините,? но я не могу (?:помочь|выполнить)|вибачте,? але я не можу|抱歉，我(?:无法|不能)|"
        r"申し訳ありませんが、.{0,24}(?:お手伝い|対応)|"
        r"죄송하지만.{0,20}(?:도와|도움)|üzgünüm,? (?:ancak|ama) .{0,20}yardımcı olamam"
    ),
    (
        *(
            "sorry",
            "assist",
            "help with",
            "fulfil",
            "leid",
            "désolé",
            "lo siento",
            "desculpe",
            "dispiace",
            "przykro",
            "извините",
        ),
        *("вибачте", "抱歉", "申し訳", "죄송", "üzgünüm"),
    ),
)


def said(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs at the edges of a text in which a machine speaks of its work."""
    for place, paragraph in enumerate(paragraphs):
        opens, closes = place < _EDGE, place >= len(paragraphs) - _EDGE
        if (opens or closes) and len(paragraph) <= _CHARS:
            own = unquoted(paragraph)
            if _SELF.found(own) or _REFUSES.found(own) or (closes and _CLOSES.found(own)) or (opens and _presents(own)):
                yield paragraph


def _presents(text: str) -> bool:
    lowered = text.lower()
    if not any(map(lowered.__contains__, _REWRITTEN)) or not any(map(lowered.__contains__, _TEXT)):
        return False
    begins = _PRESENTS.match(text)
    return begins is not None and bool(
        begins["agreed"] or text.rstrip().endswith((":", "：")) or len(sentences(text)) == 1
    )
