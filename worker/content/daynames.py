"""Weekdays and months of languages that write them with a capital: they look like names, but are not.

Two reports of one Tuesday share nothing but the day. Left out are words that are names as well: May, August in German.
"""

from __future__ import annotations

_BY_LANGUAGE = {
    "en": "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur "
    "thurs fri sat sun",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jänner februar märz april mai "
    "juni juli september oktober november dezember",
    "el": "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο σαββάτου κυριακή δευτέρας τρίτης τετάρτης πέμπτης "
    "παρασκευής κυριακής ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου "
    "οκτωβρίου νοεμβρίου δεκεμβρίου ιανουάριο φεβρουάριο μάρτιο απρίλιο μάιο ιούνιο ιούλιο αύγουστο σεπτέμβριο "
    "οκτώβριο νοέμβριο δεκέμβριο ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος "
    "σεπτέμβριος οκτώβριος νοέμβριος δεκέμβριος",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs haziran temmuz ağustos "
    "eylül ekim kasım aralık",
    "id": "senin selasa rabu kamis jumat jum'at sabtu minggu januari februari maret april mei juni juli agustus "
    "september oktober november desember",
    "ms": "isnin selasa rabu khamis jumaat sabtu ahad januari februari mac april mei jun julai ogos september oktober "
    "november disember",
    "sw": "jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili januari februari machi aprili mei juni julai "
    "agosti septemba oktoba novemba desemba",
    "tl": "lunes martes miyerkules huwebes biyernes sabado linggo enero pebrero marso abril mayo hunyo hulyo agosto "
    "setyembre oktubre nobyembre disyembre",
    "af": "maandag dinsdag woensdag donderdag vrydag saterdag sondag januarie februarie maart april mei junie julie "
    "augustus september oktober november desember",
    "ha": "litinin talata laraba alhamis juma'a asabar lahadi janairu fabrairu maris afrilu mayu yuni yuli agusta "
    "satumba oktoba nuwamba disamba",
}

DAY_NAMES = {
    lang: frozenset(form for word in words.split() for form in (word.capitalize(), word.upper()))
    for lang, words in _BY_LANGUAGE.items()
}
"""By language, as written with capitals."""
