"""The language of an article: script first, then the page's word, then a guess."""

from __future__ import annotations

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from worker.content.language import detect, normalise

HEADLINES = [
    ("en", "Parliament votes to delay the harbour bill"),
    ("en", "Fire crews battle blaze at paper mill"),
    ("de", "Bürgermeister verschiebt Eröffnung der Brücke"),
    ("de", "Bahnstreik trifft Pendler im Norden"),
    ("fr", "Le maire reporte l'ouverture du pont"),
    ("fr", "Grève des trains dans le nord du pays"),
    ("es", "El alcalde aplaza la apertura del puente"),
    ("es", "Huelga de trenes en el norte del país"),
    ("it", "Il sindaco rinvia l'apertura del ponte"),
    ("it", "Sciopero dei treni nel nord del paese"),
    ("pt", "Prefeito adia a inauguração da ponte"),
    ("pt", "Greve dos trens no norte não tem fim à vista"),
    ("nl", "Burgemeester stelt opening van de brug uit"),
    ("nl", "Treinstaking treft reizigers in het noorden"),
    ("pl", "Burmistrz przekłada otwarcie mostu"),
    ("pl", "Strajk kolei na północy kraju"),
    ("cs", "Starosta odkládá otevření mostu"),
    ("sk", "Primátor odkladá otvorenie mosta, ľudia čakajú"),
    ("hu", "A polgármester elhalasztja a híd megnyitását"),
    ("ro", "Primarul amână deschiderea podului"),
    ("sv", "Borgmästaren skjuter upp brons öppning"),
    ("da", "Borgmesteren udskyder åbningen af broen til næste år"),
    ("no", "Ordføreren utsetter åpningen av broen"),
    ("fi", "Pormestari lykkää sillan avaamista"),
    ("et", "Linnapea lükkab silla avamise edasi"),
    ("lt", "Meras atideda tilto atidarymą"),
    ("lv", "Mērs atliek tilta atklāšanu"),
    ("az", "Bələdiyyə başçısı körpünün açılışını təxirə saldı"),
    ("kk", "Қала әкімі көпірдің ашылуын кейінге қалдырды"),
    ("mn", "Хотын дарга гүүрний нээлтийг хойшлуулав"),
    ("ps", "ښاروال د پله پرانیسته وځنډوله"),
    ("pa", "ਮੇਅਰ ਨੇ ਪੁਲ ਦਾ ਉਦਘਾਟਨ ਟਾਲਿਆ"),
    ("gu", "મેયરે પુલનું ઉદ્ઘાટન મુલતવી રાખ્યું"),
    ("kn", "ಮೇಯರ್ ಸೇತುವೆ ಉದ್ಘಾಟನೆಯನ್ನು ಮುಂದೂಡಿದರು"),
    ("ml", "മേയർ പാലത്തിന്റെ ഉദ്ഘാടനം മാറ്റിവച്ചു"),
    ("si", "නගරාධිපති පාලම විවෘත කිරීම කල් දමයි"),
    ("tr", "Belediye başkanı köprünün açılışını erteledi"),
    ("id", "Wali kota menunda pembukaan jembatan"),
    ("vi", "Thị trưởng hoãn lễ khánh thành cây cầu"),
    ("ru", "Мэр отложил открытие моста"),
    ("ru", "Забастовка железнодорожников на севере"),
    ("uk", "Мер відклав відкриття мосту через річку"),
    ("uk", "На півночі країни страйкують залізничники"),
    ("bg", "Кметът отложи откриването на моста"),
    ("sr", "Градоначелник одложио отварање моста у Београду"),
    ("el", "Ο δήμαρχος αναβάλλει τα εγκαίνια της γέφυρας"),
    ("he", "ראש העיר דחה את פתיחת הגשר"),
    ("ar", "رئيس البلدية يؤجل افتتاح الجسر"),
    ("fa", "شهردار گشایش پل را به تعویق انداخت"),
    ("hi", "महापौर ने पुल का उद्घाटन टाला"),
    ("th", "นายกเทศมนตรีเลื่อนเปิดสะพาน"),
    ("ja", "市長、橋の開通を延期"),
    ("zh", "市长推迟大桥通车"),
    ("ko", "시장, 다리 개통 연기"),
    ("ka", "მერმა ხიდის გახსნა გადადო"),
    ("hy", "Քաղաքապետը հետաձգեց կամրջի բացումը"),
]

GERMAN = (
    "Der Bürgermeister hat die Eröffnung der neuen Brücke auf das kommende Frühjahr verschoben. Die Arbeiten am "
    "zweiten Pfeiler dauern nach Angaben der Stadt länger als geplant, weil das Hochwasser im Oktober die Baugrube "
    "überflutet hatte. Bis dahin müssen Pendler weiter die Fähre nehmen."
)
CATALAN = (
    "El Govern ha anunciat aquest dimarts que reduirà les restriccions d'aigua a les comarques de l'interior després "
    "de les pluges de les darreres setmanes. Segons el portaveu, els embassaments ja són per sobre del cinquanta per "
    "cent, però demana a la població que continuï estalviant aigua."
)


@pytest.mark.parametrize(("lang", "headline"), HEADLINES, ids=[f"{lang}: {text}" for lang, text in HEADLINES])
def test_an_undeclared_headline_is_recognised(lang: str, headline: str) -> None:
    """A headline alone, with no declaration and no configured languages, is enough."""
    assert detect("", headline, (), ()) == lang


@pytest.mark.parametrize(
    ("text", "title", "declared", "allowed", "expected"),
    [
        pytest.param(GERMAN, "Brücke", ("en",), (), "de", id="a template is overruled by a long text"),
        pytest.param("", "Brücke verschoben", ("en",), (), "en", id="a short text does not overrule the page"),
        pytest.param(
            "A révfalui halászok szerdán leállították a kikötő bővítését, mert elzárták az utat.",
            "",
            ("en",),
            (),
            "hu",
            id="a short one does if its words are accented",
        ),
        pytest.param(
            "Beyoncé, Penélope Cruz and Pelé's son Édson met in the harbour on Tuesday.",
            "",
            ("en",),
            (),
            "en",
            id="and not just its names",
        ),
        pytest.param(
            "Nelayan Teluk Wori menghentikan pekerjaan perluasan dermaga lama pada Rabu setelah alat berat "
            "menutup jalan keluar perahu kecil. Ketua koperasi mengatakan enam puluh perahu tidak bisa melaut "
            "selama dua minggu terakhir.",
            "Nelayan hentikan perluasan dermaga",
            ("en",),
            (),
            "id",
            id="two neighbours do together",
        ),
        pytest.param(GERMAN, "Brücke", ("de-AT",), (), "de", id="a regional code is shortened"),
        pytest.param(CATALAN, "Aigua", ("es",), (), "ca", id="a neighbour's stopwords do not confirm a template"),
        pytest.param("", "Polarlink", ("und", None, "fr"), (), "fr", id="the first plausible declaration counts"),
        pytest.param("", "Мэр отложил открытие моста", ("en",), (), "ru", id="the script beats a declaration at once"),
        pytest.param("", "Мост", ("mk",), (), "mk", id="a declaration within the script stands"),
        pytest.param("", "Mayor Smith visits harbour", ("ru",), (), "en", id="Russian is not written in Latin letters"),
        pytest.param("", "Streik in Rom", (), ("de", "it"), "de", id="a short text is guessed among the configured"),
        pytest.param(GERMAN, "", (), ("en", "fr"), "de", id="a long text keeps its language though none configured it"),
        pytest.param("", "12:30", (), (), None, id="digits have no language"),
        pytest.param("", "", (), ("de",), None, id="nothing has no language"),
    ],
)
def test_who_wins(
    text: str, title: str, declared: tuple[str | None, ...], allowed: tuple[str, ...], expected: str | None
) -> None:
    """Script, declaration and guess are weighed in that order."""
    assert detect(text, title, declared, allowed) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("de-DE", "de"), ("DE_at", "de"), ("zh-Hans-CN", "zh"), ("iw", "he"), ("nb-NO", "no"), ("eng", "en"),
     ("und", None), ("x-default", None), ("", None), (None, None), ("deutsch", None), ("qq", None),
     ("ua", "uk"), ("cz", "cs"), ("jp", "ja"), ("zh_TW", "zh"), ("swe", "sv"), ("arz", "ar"),
     ("bo", "bo"), ("dv", "dv"), ("ti", "ti"), ("yi", "yi")],
)  # fmt: skip
def test_codes_are_normalised(code: str | None, expected: str | None) -> None:
    """Regions and old names are folded, what is no code gives None."""
    assert normalise(code) == expected


def test_the_listed_languages_are_the_models() -> None:
    """Which codes are known is answered without loading the model, and as the model would."""
    labels = set(LanguageIdentifier.from_model_file(MODEL_FILE).labels)
    assert {label for label in labels if normalise(label)} == labels - {"zxx"}
    assert normalise("tlh") is None
