"""The outlet's own names: told from a host and a title, and what they do to its calls and to news about it."""

from __future__ import annotations

import pytest

from worker.content.mastheads import MASK, NAMELESS, masthead
from worker.content.promo import clean

BODY = [
    "The council decided on Tuesday to move the ferry pier two hundred metres upstream before the summer.",
    "Captain Ilse Mohr said the sandbank in front of the old pier had grown by a metre since last year.",
    "The work will cost 1.4 million and is to be finished in June, according to the port office.",
    "Until then the ferry runs from the coal quay, once an hour and not after dark.",
    "Residents of the coal quay had asked for a noise limit, which was turned down by nine votes to six.",
]


@pytest.mark.parametrize(
    ("host", "title", "text", "masked"),
    [
        pytest.param("", "The Harbour – Politics", "Read The Harbour", f"Read {MASK}", id="a part of a title"),
        pytest.param("www.harbour.co.uk", None, "Harbour's app, harbour.co", f"{MASK} app, {MASK}", id="a host"),
        pytest.param("", "Przystań", "Czytaj Przystani", f"Czytaj {MASK}", id="another case"),
        pytest.param("", "Ποταμός", "Βρείτε τον Ποταμό", f"Βρείτε τον {MASK}", id="a shorter case"),
        pytest.param("", "Liman", "Liman'ı takip edin", f"{MASK} takip edin", id="an ending behind an apostrophe"),
        pytest.param("", "Гавань", "Читайте «Гавань»", f"Читайте {MASK}", id="in quotation marks"),
        pytest.param("", "みなと新報", "みなと新報をフォロー", f"{MASK}をフォロー", id="without blanks"),
        pytest.param("", "The Harbour", "The harbour is shut", "The harbour is shut", id="the word is no name"),
        pytest.param("", "PIER", "PIERCE and PIER", f"PIERCE and {MASK}", id="no longer word"),
    ],
)
def test_names_are_masked(host: str, title: str | None, text: str, masked: str) -> None:
    """Each name an outlet is known by is masked with its ending; other words are not."""
    assert masthead(host, title).masked(text) == masked


def test_without_names_nothing_is_masked() -> None:
    """A host of nothing but idle labels and a text without the names leave all as it is."""
    assert masthead("www.co.uk") == NAMELESS
    assert masthead("", "The Harbour").within("A pier") == NAMELESS


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("The Harbour", "Follow The Harbour on Google News"),
        ("Cheiul", "Urmăriți Cheiul pe Google News"),
        ("Satama", "Seuraa Satamaa Google Uutisissa"),
        ("הנמל", "עקבו אחרי הנמל בגוגל ניוז"),
        ("बंदरगाह", "बंदरगाह को गूगल न्यूज़ पर फॉलो करें"),
        ("Dermaga", "Ikuti Dermaga di Google News"),
        ("Bến Cảng", "Theo dõi Bến Cảng trên Google News"),
        ("Kurier Wodny", "Dodaj Kurier Wodny do ulubionych źródeł w Google"),
    ],
)
def test_calls_that_name_the_outlet_go(name: str, call: str) -> None:
    """What asks for the outlet by its name is cut at both edges."""
    for parts in ([call, *BODY], [*BODY, call]):
        assert clean("Ferry pier moves", "\n\n".join(parts), None, masthead("", name)).text == "\n\n".join(BODY)


@pytest.mark.parametrize(
    ("name", "news"),
    [
        ("The Harbour", "The Harbour won the prize for the best newsletter of the year."),
        ("The Harbour", "The Harbour closes its comment section and asks readers to write letters."),
        ("The Harbour", "Subscribers of The Harbour will get their money back, the court ruled."),
        ("The Harbour", "The Harbour reads emails of its reporters, the union says."),
        ("The Harbour", "Harbour newsletter gets new editor"),
        ("The Harbour", "The Harbour continues today."),
        ("Przystań", "Redakcja Przystani przeniosła się do nowej siedziby."),
        ("Гавань", "«Гавань» получила премию за лучшее расследование года."),
        ("Гавань", "Подписчики «Гавани» собрали деньги на лечение ребёнка."),
        ("Liman", "Liman gazetesi yazarı gözaltına alındı."),
        ("Liman", "Liman basılı yayınına son veriyor."),
        ("みなと新報", "みなと新報は優れた調査報道に贈られる賞を受賞した。"),
        ("항구신문", "항구신문은 종이 신문 발행을 중단한다."),
        ("Cheiul", "Cheiul renunță la ediția tipărită și concediază 20 de oameni."),
        ("Kikötő", "A Kikötő megszünteti nyomtatott kiadását."),
        ("Hafenblatt", "Das Hafenblatt wirbt um Spenden und stellt den Newsletter ein."),
        ("Le Quai", "Le Quai lance une application et un abonnement numérique."),
    ],
)
def test_news_about_the_outlet_stays(name: str, news: str) -> None:
    """What the outlet does or what befalls it is news like any, at every place."""
    for parts in ([news, *BODY], [*BODY, news]):
        assert clean("Ferry pier moves", "\n\n".join(parts), None, masthead("", name)).text == "\n\n".join(parts)
