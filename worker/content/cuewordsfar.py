"""The cues of ``cuewords`` for languages of fewer papers, in twenty-one languages.

Data only, in the same form.
"""

from __future__ import annotations

from worker.content.cuewords import Cues

FAR_CUES = {
    "gl": Cues(
        before=r"segundo|de acordo con|citando|segundo informa|contou a",
        verbs=r"informou|informa|publicou|publica|revelou|asegura",
        nouns=r"axencia|xornal|diario|canle de telegram|emisora|revista",
        small=r"o|a|os|as|do|da",
    ),
    "eu": Cues(
        verbs=r"jakinarazi du|argitaratu du|zabaldu du|esan du|idatzi du",
        after=r"(?:ren|k|ak|ri|en)?\s*(?:arabera|jakinarazi|argitaratu|zabaldu|esan|idatzi)",
        nouns=r"agentzia(?:ren|k)?|egunkari(?:aren|ak)?|telegram kanal(?:aren|ak)?",
    ),
    "cy": Cues(
        before=r"yn ôl|wrth|dywedodd", verbs=r"adroddodd|adrodd", nouns=r"papur newydd|asiantaeth", small=r"y|yr"
    ),
    "ga": Cues(
        before=r"de réir|dúirt|le", verbs=r"thuairiscigh|scríobh", nouns=r"nuachtán|gníomhaireacht", small=r"an"
    ),
    "mt": Cues(
        before=r"skont|qal lil|kif irrapporta", verbs=r"irrapporta(?:t|w)?", nouns=r"gazzetta|aġenzija", small=r"il|l"
    ),
    "uz": Cues(
        verbs=r"xabar berdi|xabar bermoqda|deb yozdi|yozmoqda|ma['‘’]lum qildi",
        after=r"(?:ning|ga|da)?\s*(?:xabar(?:iga|icha)|ma['‘’]lumotiga|xabar ber|yoz|bildir)",
        nouns=r"agentligi|gazetasi|telegram[- ]?kanali|nashri|telekanali",
    ),
    "ky": Cues(
        verbs=r"кабарла(?:йт|ды)|жазды|билдирди",
        after=r"(?:нын|нин|дын|дин|тин|тын|ге|га)?\s*(?:маалыматы|кабары|билдир|жаз|кабарла)",
        nouns=r"агенттиги(?:нин)?|гезити(?:нин)?|телеграм[- ]?каналы(?:нын)?|басылмасы",
    ),
    "tg": Cues(
        before=r"ба гузориши|ба иттилои|ба навиштаи|ба нақл аз",
        verbs=r"хабар дод|навишт|гузориш дод",
        nouns=r"хабаргузории|рӯзномаи|оҷонсии|нашрияи",
    ),
    "mn": Cues(
        verbs=r"мэдээлэв|мэдээлжээ|бичжээ|дамжуулжээ",
        after=r"(?:ийн|ын)?\s*(?:мэдээл|бичсэн|дамжуул|бич)",
        nouns=r"агентлаг(?:ийн)?|сонин(?:ы)?|телевиз(?:ийн)?",
    ),
    "ne": Cues(
        verbs=r"ले जनाएको|ले लेखेको|ले भनेको",
        after=r"(?:का अनुसार|को रिपोर्ट|लाई बता|ले (?:जना|लेख|भने|बता|उल्लेख)|को हवाला)",
        nouns=r"समाचार एजेन्सी|समाचार संस्था|दैनिक|पत्रिका",
    ),
    "gu": Cues(
        after=r"(?:ના|ની|એ|ને)?\s*(?:અહેવાલ|જણાવ્|અનુસાર|મુજબ|કહ્યું|રિપોર્ટ|હવાલે)",
        nouns=r"સમાચાર સંસ્થા|ન્યૂઝ એજન્સી|અખબાર|દૈનિક",
    ),
    "pa": Cues(
        after=r"(?:ਦੀ|ਦੇ|ਨੇ|ਨੂੰ)?\s*(?:ਰਿਪੋਰਟ|ਮੁਤਾਬਕ|ਅਨੁਸਾਰ|ਦੱਸਿਆ|ਕਿਹਾ|ਹਵਾਲੇ)",
        nouns=r"ਸਮਾਚਾਰ ਏਜੰਸੀ|ਨਿਊਜ਼ ਏਜੰਸੀ|ਅਖ਼ਬਾਰ|ਅਖਬਾਰ",
    ),
    "kn": Cues(
        after=r"(?:\S{0,4}\s*)?(?:ವರದಿ|ಸುದ್ದಿ ಸಂಸ್ಥೆ|ಪ್ರಕಾರ|ತಿಳಿಸಿದೆ|ಹೇಳಿದೆ)",
        nouns=r"ಸುದ್ದಿ ಸಂಸ್ಥೆ|ಪತ್ರಿಕೆ|ದಿನಪತ್ರಿಕೆ",
    ),
    "ml": Cues(
        after=r"(?:\S{0,4}\s*)?(?:റിപ്പോർട്ട്|വാർത്താ ഏജൻസി|പ്രകാരം|അറിയിച്ചു|പറഞ്ഞു)",
        nouns=r"വാർത്താ ഏജൻസി|പത്രം|ദിനപത്രം",
    ),
    "si": Cues(after=r"(?:\S{0,4}\s*)?(?:පුවත් සේවය|වාර්තා|පවසයි|සඳහන්)", nouns=r"පුවත් සේවය|පුවත්පත"),
    "my": Cues(
        after=r"\S{0,12}\s*(?:သတင်းဌာန|သတင်းအရ|ဖော်ပြ|ရေးသား|ပြောကြား|သတင်းပို့)",
        nouns=r"သတင်းဌာန|သတင်းစာ",
    ),
    "km": Cues(
        before=r"យោងតាម(?:ទីភ្នាក់ងារ(?:សារព័ត៌មាន)?|សារព័ត៌មាន|កាសែត)?|ទីភ្នាក់ងារ(?:សារព័ត៌មាន)?|តាមសេចក្តីរាយការណ៍របស់",
        after=r"\s*(?:បានរាយការណ៍|រាយការណ៍|បានផ្សាយ|ផ្សាយ)",
        nouns=r"ទីភ្នាក់ងារ|កាសែត",
    ),
    "lo": Cues(
        before=r"ອີງຕາມ(?:ການລາຍງານຂອງ|ລາຍງານຂອງ|ສຳນັກຂ່າວ)?|ສຳນັກຂ່າວ|ລາຍງານຂອງ",
        after=r"\s*(?:ລາຍງານ|ໄດ້ລາຍງານ)",
        nouns=r"ສຳນັກຂ່າວ|ໜັງສືພິມ",
    ),
    "am": Cues(
        before=r"እንደ",
        after=r"\s*(?:ዘገባ|እንደዘገበው|ዘግቧል|እንደገለጸው|ገለጸ|ጠቅሶ|እንደጻፈው)",
        nouns=r"የዜና ወኪል|ጋዜጣ|ዜና አገልግሎት",
    ),
    "so": Cues(
        before=r"sida ay (?:sheegtay|qortay|baahisay)|sida uu (?:sheegay|qoray)|wakaaladda wararka|wargeyska",
        verbs=r"ayaa (?:sheegtay|sheegay|qortay|qoray|baahiyay|baahisay)",
        nouns=r"wakaaladda(?: wararka)?|wargeyska",
    ),
    "ha": Cues(
        before=r"a cewar|kamar yadda|jaridar|kamfanin dillancin labarai na?",
        verbs=r"ta (?:ruwaito|rawaito|bayar da rahoto|ce)|ya (?:ruwaito|rawaito|ce)|suka ruwaito",
        nouns=r"jaridar|kamfanin dillancin labarai(?: na)?|tashar",
    ),
}
