"""The share of a line that calls are made of: whatever the form of its verb, in one language at a time."""

from __future__ import annotations

import pytest

from worker.content.callshare import LEAST, NOTHING, Share, share
from worker.content.lexicon import TOKEN, fold


def measured(text: str) -> Share:
    """The share of a line, read as ``calls`` reads it."""
    return share(text, tuple(TOKEN.findall(fold(text))))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Subscribe to our newsletter", id="imperative"),
        pytest.param("You can follow us on Facebook", id="you can"),
        pytest.param("Suscribirse al boletín", id="infinitive"),
        pytest.param("Newsletter gratis hier", id="no verb"),
        pytest.param("Galite mus paremti", id="Lithuanian, without an object of its own"),
        pytest.param("გამოიწერეთ უფასო სიახლეები", id="Georgian"),
        pytest.param("ہمارا ٹیلی گرام چینل", id="Urdu"),
        pytest.param("Tufuate kwenye Facebook", id="Swahili"),
        pytest.param("எங்களை பேஸ்புக்கில் பின்தொடருங்கள்", id="Tamil, whose vowel signs are parts of words"),
        pytest.param("点击阅读全文", id="Chinese"),
        pytest.param("通知をオンにしてください", id="Japanese, without its inflection"),
        pytest.param("ดาวน์โหลดแอปของเราฟรี", id="Thai"),
        pytest.param("Digital-Abo ab 4,90 € im Monat", id="an amount does not count"),
        pytest.param("10% off with the code PIER10", id="nor does a code"),
        pytest.param("Jetzt unserem Telegram-Kanal folgen", id="parts of a word with a hyphen"),
    ],
)
def test_calls_are_made_of_few_kinds_of_words(text: str) -> None:
    """Nearly all words of a call are such as calls are made of, and at least one is its object or its verb."""
    found = measured(text)
    assert found.share >= 0.8
    assert found.calls() or found.asks()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The channel has 40,000 subscribers", id="a number"),
        pytest.param("He wrote on Facebook that he would donate", id="the third person and the past"),
        pytest.param("The company raised the price of its app", id="who and what"),
        pytest.param("Kullanıcılar yeni uygulamayı beğenmedi", id="the past, as an ending"),
        pytest.param("Gratis tilaa seguici kanał", id="words of four languages"),
        pytest.param("知事は自身のチャンネルで橋の閉鎖を発表した", id="Japanese news"),
        pytest.param("", id="nothing"),
    ],
)
def test_news_about_the_same_is_made_of_others(text: str) -> None:
    """A sentence with somebody, a number or an event in it has a small share, and so has a mixture of languages."""
    assert measured(text).share < 0.8 or not measured(text).calls()


@pytest.mark.parametrize(
    ("text", "addressed"),
    [
        pytest.param("You can comment on our articles.", True, id="we and you"),
        pytest.param("Comment on the articles.", True, id="an imperative, where it stands"),
        pytest.param("Abonelik için kanalımız.", True, id="our, as an ending"),
        pytest.param("Na telefonu čtete zprávy.", True, id="the ending of a verb"),
        pytest.param("Digitální předplatné už od 49 Kč měsíčně.", True, id="a price and nothing else"),
        pytest.param("Readers can comment on articles.", False, id="others"),
        pytest.param("V novinách čtenáři čtou předplatné zprávy.", False, id="the ending of another person"),
        pytest.param("독자는 댓글 사이트", False, id="others, in Korean"),
    ],
)
def test_a_statement_about_others_addresses_nobody(text: str, *, addressed: bool) -> None:
    """What readers and subscribers do or get is news; a call names the reader or the site, or is an imperative."""
    assert measured(text).addresses() is addressed


def test_small_shares_are_not_told() -> None:
    """Of prose nothing is told, so that it costs little."""
    assert (
        measured("The captain said the sandbank had grown by a metre since last year, and asked for a dredger")
        == NOTHING
    )
    assert LEAST < 0.8
