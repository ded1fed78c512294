"""Promo: what a site glues around a report goes, the report stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.content.promo import clean

TITLE = "Town council moves the ferry pier upstream"
BODY = [
    "The town council decided on Tuesday to move the ferry pier two hundred metres upstream before the summer.",
    "Captain Ilse Mohr said the sandbank in front of the old pier had grown by a metre since last year.",
    "The work will cost 1.4 million and is to be finished in June, according to the harbour office.",
    "Until then the ferry runs from the coal quay, once an hour and not after dark.",
    "Residents of the coal quay had asked for a noise limit, which the council turned down by nine votes to six.",
    "The next meeting is planned for the last week of April, when the tender will be opened.",
    "Two bidders from the neighbouring county have already looked at the site.",
    "The old pier remains open to anglers.",
]

CALLS = [
    pytest.param("Join our Telegram channel and never miss a crypto signal: t.me/signals", id="en"),
    pytest.param("Follow us on Facebook and Instagram.", id="en follow"),
    pytest.param("👉 Abonnieren Sie jetzt unseren Telegram-Kanal und sichern Sie sich Krypto-Signale!", id="de"),
    pytest.param("Tritt unserer WhatsApp-Gruppe bei!", id="de du"),
    pytest.param("Abonnez-vous à notre newsletter pour ne rien manquer.", id="fr"),
    pytest.param("Únete a nuestro canal de Telegram", id="es"),
    pytest.param("Iscriviti al nostro canale Telegram per restare aggiornato!", id="it"),
    pytest.param("Inscreva-se no nosso canal do YouTube", id="pt"),
    pytest.param("Volg ons kanaal op WhatsApp", id="nl"),
    pytest.param("Dołącz do naszego kanału na Telegramie!", id="pl"),
    pytest.param("Подписывайтесь на наш Telegram-канал, чтобы не пропустить главное", id="ru"),
    pytest.param("Підписуйтесь на наш канал у Telegram", id="uk"),
    pytest.param("Telegram kanalımıza abone olun!", id="tr"),
    pytest.param("Εγγραφείτε στο newsletter μας", id="el"),
    pytest.param("Abonează-te la canalul nostru de Telegram", id="ro"),
    pytest.param("Sledujte nás na síti Facebook", id="cs"),
    pytest.param("Följ oss på Instagram", id="sv"),
    pytest.param("اشتركوا في قناتنا على تيليجرام", id="ar"),
    pytest.param("公式チャンネルを登録してください", id="ja"),
    pytest.param("欢迎关注我们的微信公众号", id="zh"),
    pytest.param("저희 채널을 구독해 주세요", id="ko"),
    pytest.param("Support our journalism. Donate via PayPal today.", id="money"),
]


@pytest.mark.parametrize("place", ["top", "end"])
@pytest.mark.parametrize("call", CALLS)
def test_a_call_at_an_edge_goes(call: str, place: str) -> None:
    """A call to join, follow or pay is cut at the top and at the end, and kept as evidence."""
    parts = [call, *BODY] if place == "top" else [*BODY, call]
    cleaned = clean(TITLE, "\n\n".join(parts), None)
    assert cleaned.text == "\n\n".join(BODY)
    assert [(cut.text, cut.why) for cut in cleaned.cuts] == [(call, "call_to_action")]


KEPT = [
    pytest.param(
        "The minister asked followers to subscribe to his Telegram channel, where he posts daily.",
        id="reported",
    ),
    pytest.param("“Join our Telegram channel,” the leaflet said, according to the police.", id="quoted call"),
    pytest.param("Telegram said on Monday it would appeal against the fine of 3 million euros.", id="company Telegram"),
    pytest.param("Donations to the flood fund reached 2 million euros on Friday.", id="donations as news"),
    pytest.param("Der Kanzler folgt dem Rat seiner Minister und verschiebt die Reise.", id="German follow as a verb"),
    pytest.param("Der Telegram-Kanal des Ministers wurde am Montag gesperrt.", id="German report on a channel"),
    pytest.param("Канал в Telegram, где появилось видео, был заблокирован в понедельник.", id="a Russian report"),
    pytest.param("The regulator fined the shop because its site used cookies before visitors agreed.", id="on cookies"),
    pytest.param("The film is protected by copyright until 2041, the court held.", id="copyright as news"),
    pytest.param("On 12 March 2026 the court will hear the case.", id="a sentence with a date"),
    pytest.param("Share prices fell by 4 percent.", id="share prices"),
]


@pytest.mark.parametrize("sentence", KEPT)
def test_reporting_stays_at_every_place(sentence: str) -> None:
    """What reports on channels, money or cookies stays at the top, in the middle and at the end."""
    for parts in ([sentence, *BODY], [*BODY[:4], sentence, *BODY[4:]], [*BODY, sentence]):
        text = "\n\n".join(parts)
        assert clean(TITLE, text, None).text == text


def test_a_call_in_the_middle_stays() -> None:
    """Deep in the reporting even a plain call is left alone."""
    call = "Join our Telegram channel for the crypto signals"
    text = "\n\n".join([*BODY[:4], call, *BODY, *BODY[:4]])
    assert call in clean(TITLE, text, "en").text


@pytest.mark.parametrize(
    ("paragraph", "why"),
    [
        pytest.param("Weiterlesen …", "read_more", id="German read more"),
        pytest.param("Читать далее »", "read_more", id="Russian read more"),
        pytest.param("Read more", "read_more", id="English read more"),
        pytest.param("Anzeige", "advert", id="German advert label"),
        pytest.param("ADVERTISEMENT", "advert", id="English advert label"),
        pytest.param("Реклама", "advert", id="Russian advert label"),
        pytest.param("READ ALSO: Storm closes the harbour", "related", id="another story behind a label"),
        pytest.param("Lesen Sie auch: Sturm schließt den Hafen", "related", id="German related line"),
        pytest.param("Читайте также: Шторм закрыл порт", "related", id="Russian related line"),
        pytest.param("Facebook | Twitter | WhatsApp | E-Mail", "share_bar", id="a bar of networks"),
        pytest.param("Compartir en Facebook · Copiar enlace", "share_bar", id="a Spanish bar"),
        pytest.param("Teilen", "share_bar", id="a share button alone"),
    ],
)
def test_labels_go_wherever_they_stand(paragraph: str, why: str) -> None:
    """Labels that stand alone are no reporting, even in its middle."""
    cleaned = clean(TITLE, "\n\n".join([*BODY[:4], paragraph, *BODY[4:]]), None)
    assert (cleaned.text, [cut.why for cut in cleaned.cuts]) == ("\n\n".join(BODY), [why])


@pytest.mark.parametrize(
    ("paragraph", "why"),
    [
        pytest.param("© 2026 Harbour Press. All rights reserved.", "copyright", id="rights line"),
        pytest.param("Alle Rechte vorbehalten.", "copyright", id="German rights line"),
        pytest.param("12.03.2026 14:30", "trailing_date", id="bare date and time"),
        pytest.param("Wir verwenden Cookies, um unsere Seite zu verbessern.", "consent", id="German consent"),
        pytest.param("We use cookies to improve your experience.", "consent", id="English consent"),
    ],
)
def test_closing_lines_go(paragraph: str, why: str) -> None:
    """Rights, consent and a bare date under a report are cut."""
    cleaned = clean(TITLE, "\n\n".join([*BODY, paragraph]), None)
    assert (cleaned.text, [cut.why for cut in cleaned.cuts]) == ("\n\n".join(BODY), [why])
    assert cleaned.trailing_date_line == (paragraph if why == "trailing_date" else None)


@pytest.mark.parametrize(
    ("first", "gone"),
    [
        pytest.param("Town Council Moves the Ferry Pier Upstream!", True, id="the same in other case"),
        pytest.param("Town council moves the ferry pier upstreams", True, id="one letter more"),
        pytest.param("Town council moves the ferry pier upstream – Harbour Press", True, id="with the site behind it"),
        pytest.param("Town council moves the bridge fee downwards again", False, id="another headline"),
        pytest.param("Town council moves the ferry pier upstream, angering the anglers who had collected two "
                     "thousand signatures against it.", False, id="a sentence that begins like the title"),
    ],
)  # fmt: skip
def test_the_title_printed_again(first: str, *, gone: bool) -> None:
    """A second printing of the headline goes, a paragraph that merely resembles it stays."""
    cleaned = clean(TITLE, "\n\n".join([first, *BODY]), "en")
    assert [cut.why for cut in cleaned.cuts] == (["doubled_title"] if gone else [])


def test_the_whole_furniture_of_a_farm() -> None:
    """Call, doubled title, related list, read-more and date go together, in the order of the text."""
    parts = [
        "Jetzt unserem Telegram-Kanal folgen und Krypto-Gewinne sichern!",
        TITLE,
        *BODY,
        "Das könnte Sie auch interessieren",
        "Bauer findet Glocke",
        "Kaffee-Trick verblüfft Forscher",
        "12.03.2026 14:30",
        "Weiterlesen",
    ]
    cleaned = clean(TITLE, "\n\n".join(parts), "de")
    assert cleaned.text == "\n\n".join(BODY)
    assert cleaned.trailing_date_line == "12.03.2026 14:30"
    assert [cut.text for cut in cleaned.cuts] == [*parts[:2], *parts[-5:]]


OPENING = (
    "Als ich gestern am Fenster saß und auf den Fluss blickte, ahnte ich nicht, was mich am Abend noch erwarten würde."
)
REPORT = ["Die Stadt verlegt den Anleger der Fähre.", "Das teilte das Hafenamt mit.", "Die Kosten sind hoch."]


@pytest.mark.parametrize(
    ("paragraphs", "lang", "flags"),
    [
        pytest.param([OPENING, *REPORT], "de", ("invented_opening",), id="first person before a report"),
        pytest.param([OPENING, *REPORT, "Ich gehe nun heim."], "de", (), id="an essay stays in the first person"),
        pytest.param([f"„{OPENING}“, sagte Mohr.", *REPORT], "de", (), id="a quoted first person is no opening"),
        pytest.param([OPENING, *REPORT], None, (), id="no language, no flag"),
    ],
)
def test_an_invented_opening_is_flagged_and_kept(paragraphs: list[str], lang: str | None, flags: tuple[str]) -> None:
    """A first-person opening before a third-person report is named, not removed."""
    cleaned = clean("Fähre", "\n\n".join(paragraphs), lang)
    assert (cleaned.flags, cleaned.text) == (flags, "\n\n".join(paragraphs))


PIECES = st.one_of(
    st.sampled_from([
        *BODY, TITLE, "Related articles", "Storm closes harbour", "- Storm closes harbour", "Weiterlesen", "12.03.2026",
        "Join our Telegram channel", "© 2026 Harbour Press", "Anzeige", "Share", "We use cookies to serve you.",
    ]),
    st.text(max_size=40),
)  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(PIECES, max_size=14))
def test_cleaning_is_idempotent_and_only_takes_whole_paragraphs(pieces: list[str]) -> None:
    """Twice gives the same text, and kept and cut paragraphs together are the paragraphs that came in."""
    text = "\n\n".join(pieces)
    cleaned = clean(TITLE, text, "en")
    again = clean(TITLE, cleaned.text, "en")
    assert (again.text, again.cuts) == (cleaned.text, ())
    came = [part.strip() for part in text.split("\n\n") if part.strip()]
    kept = [part for part in cleaned.text.split("\n\n") if part]
    assert sorted(came) == sorted([*kept, *(cut.text for cut in cleaned.cuts)])
