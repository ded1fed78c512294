"""The time zone that a site's readers live in: dates printed for them name none.

By the country of the address, else by the language, where those have one zone, or one that their papers keep. English,
Spanish, Portuguese and Arabic on an address without a country tell nothing, nor do countries with several zones.
"""

from __future__ import annotations

_BY_COUNTRY = {
    "Europe/Berlin": "de at ch nl be lu fr it es dk no se pl cz sk hu si hr rs ba mk al xk mt mc sm va",
    "Europe/London": "uk ie pt",
    "Europe/Athens": "gr cy ro bg fi ee lv lt ua",
    "Europe/Istanbul": "tr",
    "Europe/Moscow": "ru su by",
    "Asia/Tokyo": "jp",
    "Asia/Seoul": "kr",
    "Asia/Shanghai": "cn hk mo tw sg my ph",
    "Asia/Bangkok": "th vn kh",
    "Asia/Jakarta": "id",
    "Asia/Yangon": "mm",
    "Asia/Kolkata": "in lk",
    "Asia/Dhaka": "bd",
    "Asia/Kathmandu": "np",
    "Asia/Karachi": "pk uz",
    "Asia/Almaty": "kz",
    "Asia/Ulaanbaatar": "mn",
    "Asia/Tehran": "ir",
    "Asia/Dubai": "ae om az ge",
    "Asia/Riyadh": "sa qa kw bh iq ye jo sy",
    "Asia/Jerusalem": "il",
    "Asia/Beirut": "lb",
    "Africa/Cairo": "eg",
    "Africa/Lagos": "ng dz tn cm",
    "Africa/Johannesburg": "za zw",
    "Africa/Nairobi": "ke tz ug et",
    "Africa/Accra": "gh sn ci",
    "America/Sao_Paulo": "br",
    "America/Argentina/Buenos_Aires": "ar uy",
    "America/Santiago": "cl",
    "America/Bogota": "pe ec",
    "America/Caracas": "ve bo",
    "America/Mexico_City": "mx",
    "Pacific/Auckland": "nz",
}
# Country codes that are anybody's.
_OPEN = frozenset("ai am cc co eu fm gg io la li ly me nu sh so st to tv vc ws".split())
_BY_LANGUAGE = {
    "Europe/Berlin": "de fr it nl pl cs sk hu sl hr sr bs mk sq sv no nb nn da ca",
    "Europe/Athens": "el bg ro fi et lv lt uk",
    "Europe/Istanbul": "tr",
    "Europe/Moscow": "ru be",
    "Asia/Tokyo": "ja",
    "Asia/Seoul": "ko",
    "Asia/Shanghai": "zh",
    "Asia/Bangkok": "th vi km lo",
    "Asia/Jakarta": "id",
    "Asia/Yangon": "my",
    "Asia/Kolkata": "hi mr gu ta te kn ml si",
    "Asia/Kathmandu": "ne",
    "Asia/Tehran": "fa",
    "Asia/Dubai": "az ka hy",
    "Asia/Jerusalem": "he",
}
_COUNTRIES = {name: zone for zone, names in _BY_COUNTRY.items() for name in names.split()}
_LANGUAGES = {name: zone for zone, names in _BY_LANGUAGE.items() for name in names.split()}


def home_zone(host: str, lang: str | None) -> str:
    """The zone of a site's local times, such as ``Asia/Tokyo``; empty where there may be several."""
    country = host.rpartition(".")[2].lower()
    if len(country) == 2 and country not in _OPEN:
        return _COUNTRIES.get(country, "")
    return _LANGUAGES.get(lang or "", "")
