"""What a site says of itself below its reports: whose opinion they are, what the page needs, how long reading takes.

Nobody is asked for anything in these lines, so that ``calls`` does not see them. Data, compiled once at import, as in
``phrases``: every pattern is applied to every text.
"""

from __future__ import annotations

import re

from worker.content.phrases import Phrases, compiled

# Alone in a line, wherever it stands: what a page shows until a script has run, and the way back to its top.
INTERFACE = """
loading|loading comments|please wait|wird geladen|lädt|kommentare werden geladen|bitte warten|chargement|
chargement en cours|veuillez patienter|cargando|cargando comentarios|por favor espere|caricamento|
caricamento in corso|attendere prego|carregando|a carregar|aguarde|even geduld|ładowanie|trwa ładowanie|proszę czekać|
загрузка|идет загрузка|идёт загрузка|завантаження|зачекайте|yükleniyor|lütfen bekleyin|φόρτωση|se încarcă|načítání|
načítám|načítavam|betöltés|зареждане|učitavanje|учитавање|laddar|laster inn|indlæser|ladataan|جاري التحميل|جار التحميل|
טוען|در حال بارگذاری|đang tải|memuat|กำลังโหลด|加载中|正在加载|載入中|読み込み中|로딩 중|불러오는 중|
back to top|top of page|go to top|nach oben|zum seitenanfang|seitenanfang|retour en haut|haut de page|volver arriba|
subir|torna su|torna all'inizio|voltar ao topo|ir para o topo|naar boven|terug naar boven|do góry|wróć na górę|наверх|
вернуться наверх|нагору|yukarı çık|başa dön|επιστροφή στην κορυφή|înapoi sus|nahoru|zpět nahoru|späť hore|
vissza a tetejére|нагоре|na vrh|till toppen|til toppen|takaisin ylös|العودة إلى الأعلى|חזרה למעלה|بازگشت به بالا|
về đầu trang|kembali ke atas|กลับขึ้นด้านบน|返回顶部|回到顶部|トップへ戻る|ページトップへ|맨 위로|
newer posts|older posts|newer entries|older entries|neuere beiträge|ältere beiträge|neuere posts|ältere posts|
articles plus anciens|articles plus récents|entradas antiguas|entradas recientes|post più vecchi|post più recenti|
postagens mais antigas|postagens mais recentes|oudere berichten|nieuwere berichten|starsze posty|nowsze posty|
предыдущие записи|следующие записи|возврат к списку|вернуться к списку|назад к списку|до списку новин|
powrót do listy|zurück zur übersicht|zurück zur liste|volver al listado|torna alla lista|listeye dön|
返回列表|我要反馈|一覧へ戻る|목록으로|
close window|fenster schließen|fermer la fenêtre|cerrar ventana|打印本页|关闭窗口|
关闭本页|收藏本页|我要纠错|打印本页】【关闭窗口|
updated|last updated|published|published on|aktualisiert|aktualisiert am|zuletzt aktualisiert|veröffentlicht am|
mis à jour|mis à jour le|publié le|actualizado|publicado|publicado el|aggiornato|pubblicato|atualizado|publicado em|
bijgewerkt|gepubliceerd|zaktualizowano|opublikowano|обновлено|опубликовано|оновлено|опубліковано|aktualizováno|
publikováno|uppdaterad|publicerad|oppdatert|publisert|opdateret|offentliggjort|päivitetty|julkaistu
"""
# The end of a report, alone in its last line.
THE_END = (
    "the end|end|ends|ende|fin|fim|koniec|конец|кінець|完|全文完|終|終わり|おわり|끝|انتهای پیام|انتهای خبر|"
    "پایان پیام|پایان خبر|انتهى|انتهي|نهاية الخبر"
)

_MINUTES = r"(?:min(?:ut\w*)?|мин\w*|хв\w*|dk|dakika|λεπτ\w*|perc|phút|menit|minit|دق\w*|דק\w*|分钟?|分鐘|분)\W{0,2}"
_TO_READ = (
    r"(?:estimated )?read(?:ing)?[ -]time|lese(?:zeit|dauer)|(?:temps|durée) de lecture|tiempo de lectura|"
    r"tempo di lettura|tempo de leitura|leestijd|czas czytania|время (?:на )?чтени[яе]|час читання|okuma süresi|"
    r"χρόνος ανάγνωσης|timp de citire|doba čtení|čas čítania|läs?tid|lesetid|læsetid|lukuaika|olvasási idő|"
    r"време за четене|(?:vrijeme|vreme) čitanja|(?:وقت|مدة) القراءة|זמן קריאה|زمان مطالعه|thời gian đọc|"
    r"(?:waktu|durasi) baca|阅读(?:时间|时长|約|约)|閱讀時間|読了(?:時間|目安)?|읽는 시간"
)
_SEEN = (
    r"views?|page ?views|hits|просмотр(?:ов|ы)?|количество просмотров|переглядів|перегляди|показов|wyświetle(?:ń|"
    r"nia)|odsłon|"
    r"visualizza(?:zioni|te)|visitas|vistas|visualizações|aufrufe|weergaven|okunma|görüntülenme|vizualizări|zobrazení|"
    r"megtekintés|προβολές|visninger|visningar|lượt xem|dilihat|dibaca|조회(?:수)?|閲覧数|بازدید|مشاهدات|المشاهدات|"
    r"עיונים"
)
_READS = r"read|lesezeit|de lecture|de lectura|di lettura|de leitura|leestijd|czytania|чтения|читання|okuma|läsning"
_MEASURE = re.compile(
    rf"^\W*(?:(?:{_TO_READ})\W*\D{{0,8}}\d{{1,3}}\W{{0,2}}(?:{_MINUTES})?(?:read)?|"
    rf"\d{{1,3}}[\s-]?{_MINUTES}(?:{_READS})|"
    rf"(?:{_SEEN})\W{{0,3}}\d[\d.,\s]*[kк]?|\d[\d.,\s]*[kк]? (?:{_SEEN})|"
    r"\(?visited [\d.,]+ times?\b.{0,40}|(?:阅读|浏览|点击)(?:次数|量|数)?\W{0,3}[\d.,]+\s?万?)\W*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")

# How a disclaimer begins, and what else must be in it.
_OPENINGS = (
    # Whose opinion it is.
    r"(?:the |any )?(?:views?|opinions?)\b.{0,40}\b(?:expressed|presented|stated|contained)\b"
    r"(?=.{0,120}\b(?:author|writer|columnist|contributor|(?:in|on) (?:this|our|these)|here|above|below))"
    r"(?=.*\b(?:those|own|alone|solely|personal|not (?:necessarily )?(?:reflect|represent|those)))|"
    r"(?:die )?(?:(?:hier|in diesem \w+|in den \w+|im \w+) )?(?:geäußerte|vertretene|dargestellte|wiedergegebene)n? "
    r"(?:meinung|ansicht|auffassung)(?=.*(?:autor|redaktion|verfasser|herausgeber))|"
    r"(?:gast|meinungs|leser)?(?:beiträge|kommentare|kolumnen|artikel) .{0,80}(?:meinung|ansicht|auffassung)(?:en)? "
    r"(?:de[rs]|ihre[rs]) .{0,30}(?:autor|verfasser)|"
    r"las opiniones(?=.{0,140}(?:autor|firmante|columnista|colaborador))"
    r"(?=.*(?:responsab|exclusiv|no (?:necesariamente )?(?:reflejan|representan)))|"
    r"le opinioni(?=.{0,100}(?:autor|articol))"
    r"(?=.*(?:responsab|propri|quelle|non (?:necessariamente )?(?:riflett|rispecchi|rappresent)))|"
    r"as opiniões(?=.{0,120}(?:autor|artigo|texto|colunista))"
    r"(?=.*(?:responsab|não (?:necessariamente )?(?:reflet|represent|express)))|"
    r"de (?:meningen|opinies|standpunten)(?=.{0,100}(?:auteur|artikel|columnist))(?=.*(?:niet|eigen|uitsluitend))|"
    r"(?:opinie|poglądy)(?=.{0,100}(?:autor|tekście|artykule))(?=.*(?:redakcj|wyłącznie|własn))|"
    r"(?:yazıda|makalede|yazılarda|köşe yazıları\w*)(?=.{0,80}(?:görüş|fikir|sorumlulu))(?=.*yazar)|"
    r"(?:جميع )?(?:الآراء|المقالات|التعليقات|المواد) .{0,60}لا ت(?:عبر|عكس|مثل) "
    r".{0,20}(?:رأي|راي|وجهة|موقف|سياسة|آراء)|"
    r"(?:(?:特别|免责|郑重|重要|温馨)?(?:声明|提示)\W{1,3}.{0,80}|(?:本文|此文|以上(?:内容|文章|观点)|网友(?:评论|"
    r"留言)|本内容|"
    r"图文|文中(?:观点|内容)).{0,30})(?:(?:仅代表|仅供其表达|不代表|不表明).{0,12}(?:观点|立场|意见|看法)|"
    r"仅供.{0,4}参考|"
    r"不构成.{0,6}(?:建议|依据)|存储(?:空间)?服务|与本(?:站|网|平台)无关)|"
    r"(?:本記事|本稿|この記事|本コラム).{0,60}(?:個人の見解|個人の意見|を代表するものではありません)|"
    r"(?:외부 필진|본 칼럼|이 칼럼|본 기고|이 글은).{0,40}(?:편집 방향|본지의 의견|본지와).{0,20}(?:다를 수|일치하지)|"
    # What the page needs, or could not do.
    r"(?:please |bitte |veuillez |por favor,? )?(?:enable|activate|turn on|aktivieren sie|activer?z?|active|habilite|"
    r"attiva\w*|ative|включите|увімкніть|włącz|zapněte) .{0,12}java ?script|"
    r"this (?:feature|video|function|service|content|player) is (?:temporarily |currently )?(?:un|not )available\b"
    r"(?=\W*$|.{0,8}(?:please|try|in your|at this time|at the moment))|"
    r"(?:your|ihr|dein|votre|ton|tu|su|il tuo|o seu|seu|je|uw|twoja|ваш|tarayıcınız) "
    r"(?:(?:web )?browser|navigateur|navegador|przeglądarka|браузер|.{0,20}desteklemiyor)\b"
    r"(?=.{0,60}(?:not|n['’]t|kann|unterstützt|ne (?:prend|supporte|peut)|no (?:soporta|admite|es)|non|não|niet|"
    r"ondersteunt|nie |не |desteklem))|"
    # What holds for all that is printed.
    r"(?:alle )?angaben (?:sind )?ohne gewähr\W*$|"
    r"(?:anzeige|werbung|advertorial|sponsored)\W{1,3}(?:dieser|dieses|this) (?:beitrag|artikel|text|post|article)\b|"
    # Where there is more: in the issue on paper, or behind "here".
    r"(?:den|die|das|mehr|alles) .{0,50}(?:lesen|finden) (?-i:Sie) .{0,40}(?:ausgabe|im heft|printausgabe)\b|"
    r"read [^,]{0,20}(?:full|whole|more|interview|story|article)[^,]{0,30} in (?:the|our|this) "
    r".{0,20}(?:issue|edition)\b|"
    r"(?:retrouvez|lisez) .{0,80}(?:numéro|en kiosque)\b|"
    r"(?:alle )?(?:weiteren?|mehr|nähere) (?:informationen|infos?|details) .{0,60}\bhier\W*$|"
    r"(?:more|further|full|additional) (?:information|info|details) .{0,60}\bhere\W*$|"
    r"(?:plus d['’]informations?|toutes les informations?|más información|más detalles|maggiori informazioni|"
    r"mais informações) .{0,40}\b(?:ici|aquí|qui|aqui)\W*$|"
    # A forum's software, whatever the site.
    r"(?:информация\W{0,3})?посетители, находящиеся в группе|"
    # Chinese portals, by law and by habit.
    r"(?:责任编辑|责编|編輯|编辑|编审|校对|原标题|文章关键词|关键词|关键字|点击进入专题)\s?[:：](?=.{0,40}$)|"
    r"(?:互联网)?违法(?:和|及)?不良信息\S{0,6}举报|(?:扫一扫|扫描下方二维码).{0,20}$|目前没有(?:热门)?跟贴"
)
_WITHIN = (
    r"n['’]engage(?:nt)? (?:que (?:leurs?|son|la|le|les|ses) (?:auteur|signataire|rédact|éditeur|contribut|responsab)|"
    r"(?:pas|en rien) la (?:rédaction|responsabilité))|"
    r"(?:мнени[ея]|точка зрения|позиция) (?:редакции|авторов|автора|колумниста)"
    r".{0,30} (?:может|могут|не) .{0,20}совпада|"
    r"(?:думк[аи]|точка зору|позиція) (?:редакції|авторів|автора)"
    r".{0,30} (?:може|можуть|не) .{0,20}(?:збіга|співпада)|"
    r"редакция не нес[её]т ответственности|редакція не несе відповідальності|"
    r"הדעות המובעות ב|(?:دیدگاه|نظر)\S* .{0,60}(?:لزوما|الزاما)|"
    r"(?:muss|must have) java ?script .{0,10}(?:eingeschaltet|aktiviert|enabled)|you need java ?script|"
    r"java ?script.{0,30}(?:(?:muss|must|needs? to|to) .{0,20}(?:enabled|activated|turned on|aktiviert|eingeschaltet)|"
    r"is required|enabled to|benötigt|est nécessaire|doit être|debe (?:estar|ser)|deve essere|должен быть|"
    r"нужно включить|gerekli)|"
    r"(?:vor|gegen|from|da|przed|od|от) (?:спам|spam)-?(?:bot|бот)|robots (?:de )?spam|"
    r"affiliate-?links? .{0,50}(?:gekennzeichnet|markiert|marked|identified)|点个?【?在看】?"
)
_SIGNS = (
    *("engage", "совпада", "збіга", "співпада", "ответственности", "відповідальності", "המובעות", "لزوما", "الزاما"),
    *("javascript", "java script", "spam", "спам", "affiliate", "在看"),
)
# What stands above a report: the way to the page, and on Chinese pages date and source in one line with buttons.
_ABOVE = compiled(
    r"\W*(?:(?:home|главная|головна|startseite|accueil|inicio|início|strona główna|domů|ana ?sayfa|首页|ホーム|홈|"
    r"trang chủ|beranda|الرئيسية|خانه|صفحه نخست|होम|αρχική|početna|почетна|acasă|hjem|hem|etusivu)\s?[/»›>→].{0,70}|"
    r"(?:(?:发布|更新)(?:时间|日期)?\s?[:：]\s?)?20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
    r"(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*(?:来源|來源|作者|浏览|阅读|点击|字号|字体|打印|【)[^。！？]{0,60})$"
)
_OPENING = compiled(rf"\W*(?:{_OPENINGS})")
_PHRASE = Phrases(compiled(_WITHIN), _SIGNS)


def is_disclaimer(sentence: str) -> bool:
    """Whether a sentence below a report is the site's own about what it prints. Some 5 µs."""
    return _OPENING.match(sentence) is not None or _PHRASE.found(sentence)


def is_measure(line: str) -> bool:
    """Whether a line says how long a report takes to read, or how often it was."""
    return _DIGIT.search(line) is not None and _MEASURE.match(line) is not None


def is_above(line: str) -> bool:
    """Whether a line belongs to the head of a page: the way to it, or its date and source."""
    return _ABOVE.match(line) is not None
