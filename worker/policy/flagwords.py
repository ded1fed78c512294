"""Words of denial and of correction, by language.

Data only: terms of the rule language, a bar between two. Words that headlines use for hardly anything else; where a
word has another common sense ("nie", "rejects a bid") it stands in a phrase. Inflected by wildcards.
"""

from __future__ import annotations

DENIALS: dict[str, str] = {
    "en": 'denies | "denied that" | "denied any" | "denied claim*" | "denied report*" | "denied allegation*"'
    ' | "denied accusation*" | "denied the claim*" | "denied the report*" | "denied the allegation*" | "denied having"'
    ' | "denied he" | "denied she" | "denied it" | "denied they" | "has denied" | "have denied"'
    ' | "deny that" | "deny claims" | "deny any" | "deny report*"'
    ' | "rejects claim*" | "rejects report*" | "rejects accusation*" | "rejects allegation*"'
    ' | "dismisses report*" | "dismisses claim*" | "no truth to" | "not true that" | refutes'
    ' | refuted | debunk* | "fake news" | "false claim*" | "fact check" | hoax',
    "de": "dementier* | bestreitet | bestreiten | bestritt* | Dementi | Falschmeldung* | widerspricht"
    ' | widersprechen | "weist zurück" | "weisen zurück" | "weist vorwürfe" | "weist bericht*"'
    ' | "weist anschuldigungen" | leugne* | Faktencheck',
    "fr": 'dément | démentent | démenti | démentie | réfute | réfutent | "nie avoir" | "nie toute"'
    ' | "nie les" | "nie tout" | "rejette les accusations" | "fausse information"'
    ' | "fausses informations" | infox | intox',
    "es": "desmiente | desmienten | desmintió | desmentido | niega | niegan | negó | refuta | refutan"
    ' | bulo | bulos | "rechaza las acusaciones" | "noticia falsa"',
    "pt": 'desmente | desmentem | desmentiu | nega | negam | negou | refuta | "notícia falsa"'
    ' | "rejeita acusações" | boato',
    "it": "smentisce | smentiscono | smentita | smentito | nega | negano | respinge | respingono | bufala | bufale",
    "nl": 'ontkent | ontkennen | ontkende | ontkenning | tegenspreekt | "spreekt tegen" | weerlegt'
    ' | "wijst beschuldigingen"',
    "pl": "zaprzecza | zaprzeczył* | zaprzeczają | dementuje | dementują | zdementował* | odpiera"
    " | fałszywka | dementi",
    "cs": 'popírá | popřel* | popírají | dementuje | dementoval* | vyvrací | vyvrátil* | "odmítá obvinění" | hoax',
    "sk": "popiera | poprel* | popierajú | dementuje | dementoval* | vyvracia | hoax",
    "ru": "опроверг* | опроверга* | опровержен* | отрица* | отвергает | отверг | отвергли | фейк | фейком"
    " | фейки | фейков"
    ' | "не соответствует действительности" | "не подтвердил*"',
    "uk": "спросту* | заперечу* | заперечив | заперечила | заперечили | відкида* | фейк | фейком | фейки | фейків"
    ' | "не відповідає дійсності"',
    "be": "абверг* | адмаўля* | фэйк*",
    "bg": 'опроверга* | опроверж* | отрича | отричат | отрече | отрекоха | "фалшива новина" | "фалшиви новини"',
    "sr": "demantuje | demantovao | demantovala | demanti | demantuju | negira | negirao | poriče"
    " | демантује | демантовао | деманти | негира | пориче",
    "hr": "demantira | demantirao | demantirala | demanti | niječe | negira | poriče | opovrgnuo | opovrgnula",
    "sl": "zanika | zanikal* | zanikajo | demantira*",
    "ro": 'dezminte | dezmint | dezminţi* | dezminți* | neagă | "respinge acuzațiile" | "știre falsă"',
    "hu": "cáfol* | megcáfol* | tagad | tagadja | tagadják | tagadta | álhír*",
    "tr": 'yalanladı* | yalanlandı* | yalanlama* | yalanlıyor* | reddetti | "iddiaları reddetti"'
    ' | "doğru değil" | "asılsız"',
    "el": "διαψεύδ* | διέψευσ* | διάψευση | αρνείται | αρνήθηκ* | αρνούνται",
    "sv": "förnekar | förnekade | dementerar | dementerade | dementi | tillbakavisar",
    "da": "afviser | benægter | nægter | dementerer | afviste | benægtede",
    "no": "avviser | benekter | nekter | dementerer | avviste | benektet",
    "fi": "kiistää | kiisti | kiistävät | kiistivät | kumoaa | torjuu",
    "et": 'eitab | eitas | eitavad | "lükkas ümber"',
    "lv": "noliedz | noliedza | atspēko",
    "lt": "neigia | paneigė | paneigia",
    "ar": "نفى | ينفي | تنفي | نفت | نفي | تكذب | يكذب | ينفون | كذب",
    "fa": 'تکذیب | "رد کرد" | انکار',
    "he": "מכחיש | מכחישה | מכחישים | הכחיש | הכחישה | הכחישו | הכחשה",
    "hi": "खंडन | इनकार | इंकार | नकारा | खारिज",
    "id": "bantah | membantah | dibantah | bantahan | menyangkal | hoaks",
    "ms": "nafi | menafikan | dinafikan | penafian",
    "vi": '"bác bỏ" | "phủ nhận" | "tin giả" | "cải chính"',
    "th": "ปฏิเสธ | โต้ข่าว | ข่าวปลอม",
    "zh": "否认 | 否認 | 辟谣 | 闢謠 | 驳斥 | 駁斥 | 不实信息 | 不实报道 | 不实消息 | 不实传闻"
    " | 不實訊息 | 不實報導 | 不實傳聞 | 澄清",
    "ja": "否定 | 事実無根 | 反論 | デマ",
    "ko": "부인 | 반박 | 사실무근 | 가짜뉴스 | 부정했",
}

CORRECTIONS: dict[str, str] = {
    "en": 'correction | "corrections and clarifications" | "corrects to" | "corrected version"'
    ' | "this story has been corrected" | "this article has been corrected"'
    ' | "an earlier version of this" | "a previous version of this" | "editor s note" | retraction'
    ' | retracts | retracted | "kill notice" | erratum',
    "de": 'Korrektur | Berichtigung | Richtigstellung | korrigiert | "in einer früheren Version"'
    ' | "in einer früheren Fassung" | "in einer ersten Version" | "Anmerkung der Redaktion"'
    ' | Gegendarstellung | Widerruf | "berichtigte Fassung"',
    "fr": 'rectificatif | rectification | correctif | erratum | "version corrigée"'
    ' | "dans une version précédente" | "une première version" | "note de la rédaction"',
    "es": '"fe de errores" | "fe de erratas" | corrección | rectificación | rectifica'
    ' | "una versión anterior" | "nota de la redacción"',
    "pt": 'correção | correcção | errata | retificação | "uma versão anterior" | "nota da redação"',
    "it": 'rettifica | errata | correzione | "una versione precedente" | "nota della redazione" | "versione corretta"',
    "nl": 'rectificatie | correctie | "in een eerdere versie" | "noot van de redactie"',
    "pl": 'sprostowanie | korekta | "we wcześniejszej wersji" | "w poprzedniej wersji" | "od redakcji"',
    "cs": 'oprava | opraveno | "v původní verzi" | "v předchozí verzi" | "poznámka redakce"',
    "sk": 'oprava | opravené | "v pôvodnej verzii" | "poznámka redakcie"',
    "ru": 'исправлен* | поправка | уточнение | "в предыдущей версии" | "в первоначальной версии" | "от редакции"',
    "uk": 'виправлен* | уточнення | "у попередній версії" | "від редакції" | поправка',
    "bg": 'поправка | корекция | "в предишна версия" | "от редакцията"',
    "sr": "ispravka | исправка | ispravljeno",
    "hr": 'ispravak | "u prethodnoj verziji" | "napomena uredništva"',
    "ro": 'erată | rectificare | corectură | "într-o versiune anterioară"',
    "hu": 'helyreigazítás | javítás | javítottuk | "korábbi változatában"',
    "tr": 'düzeltme | "önceki sürümünde" | "önceki versiyonunda" | tekzip',
    "el": 'διόρθωση | διορθώθηκε | "σε προηγούμενη έκδοση"',
    "sv": 'rättelse | rättat | korrigering | "i en tidigare version"',
    "da": 'rettelse | berigtigelse | "i en tidligere version"',
    "no": 'rettelse | korrigering | "i en tidligere versjon"',
    "fi": 'oikaisu | korjaus | "aiemmassa versiossa"',
    "ar": "تصحيح | تصويب | تنويه",
    "fa": "اصلاحیه | تصحیح",
    "he": 'תיקון | הבהרה | "בגרסה קודמת"',
    "hi": "भूल-सुधार | शुद्धिपत्र | संशोधन",
    "id": 'ralat | koreksi | "versi sebelumnya"',
    "vi": '"đính chính"',
    "th": "แก้ไขข่าว | แก้คำผิด",
    "zh": "更正 | 勘误 | 勘誤 | 编者按",
    "ja": "訂正 | おわび | 修正しました",
    "ko": "정정보도 | 바로잡습니다 | 정정합니다",
}
