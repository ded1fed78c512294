"""Labels a site prints around a report: read more, related, share, advertisement, consent, in fifty languages.

Data only: labels separated by ``|``, which ``labels`` folds. All are applied to every text.
"""

from __future__ import annotations

# Labels that stand alone in a paragraph.
READ_MORE = """
read more|continue reading|keep reading|read on|read the full story|read full story|read full article|
read the full article|read the rest|more|full story|see more|show more|load more|view more|click here to read more|
weiterlesen|weiter lesen|jetzt weiterlesen|hier weiterlesen|mehr lesen|mehr erfahren|mehr anzeigen|zum artikel|
zum vollständigen artikel|ganzen artikel lesen|den ganzen artikel lesen|artikel lesen|lire la suite|lire plus|
en savoir plus|voir plus|lire l'article|seguir leyendo|leer más|lee más|ver más|sigue leyendo|continuar leyendo|
leggi tutto|continua a leggere|leggi di più|leggi l'articolo|continua|leia mais|continuar lendo|continuar a ler|
ler mais|continue lendo|saiba mais|lees verder|lees meer|verder lezen|czytaj dalej|czytaj więcej|zobacz więcej|więcej|
читать далее|читать дальше|читать полностью|подробнее|читать ещё|читать еще|далее|продолжение|читати далі|
читати більше|детальніше|докладніше|devamını oku|devamı için tıklayın|haberin devamı|daha fazla|διαβάστε περισσότερα|
συνέχεια|περισσότερα|citește mai mult|citeşte mai mult|mai mult|citește mai departe|číst dále|číst více|celý článek|
více|läs mer|fortsätt läsa|اقرأ المزيد|المزيد|続きを読む|もっと見る|阅读全文|阅读更多|閱讀更多|查看更多|더 보기|더보기|
계속 읽기|les mer|les videre|læs mere|læs videre|fortsæt med at læse|lue lisää|lue koko juttu|jatka lukemista|
čítať ďalej|čítať viac|viac|tovább|tovább olvasom|bővebben|olvass tovább|citește tot|прочети още|прочетете повече|
виж още|цялата статия|прочитај више|опширније|pročitaj više|opširnije|pročitajte više|čitaj dalje|preberi več|
skaityti daugiau|lasīt vairāk|loe edasi|llegir més|קרא עוד|קראו עוד|להמשך קריאה|לכתבה המלאה|ادامه مطلب|بیشتر بخوانید|
متن کامل|متابعة القراءة|पूरा पढ़ें|आगे पढ़ें|और पढ़ें|পুরোটা পড়ুন|আরও পড়ুন|বিস্তারিত|อ่านต่อ|อ่านเพิ่มเติม|xem thêm|
đọc tiếp|xem tiếp|baca selengkapnya|selengkapnya|baca lebih lanjut|全文を読む|記事全文|展开全文|点击阅读全文|
기사 전문 보기|자세히 보기|مزید پڑھیں|endelea kusoma|read article|view article|see all|view all|see details|
details here|more details|full article|continue to article|story continues below|article continues below the photo|
skip to content|read the story|click to read|tap to read|expand|zum beitrag|zur meldung|alle anzeigen|details anzeigen|
mehr dazu|mehr dazu hier|artikel öffnen|ganzer artikel|hier klicken|beitrag lesen|afficher plus|voir tout|
tout afficher|voir l'article|afficher l'article|l'article complet|plus de détails|plus d'infos|mostrar más|ver todo|
ver todos|ver artículo|ver noticia|artículo completo|nota completa|más información|más detalles|mostra di più|
mostra altro|mostra tutto|vedi tutto|vai all'articolo|articolo completo|maggiori dettagli|mostrar mais|ver mais|
ver tudo|ver artigo|ver artigo completo|artigo completo|notícia completa|matéria completa|mais detalhes|
mais informações|meer weergeven|toon meer|toon alles|bekijk alles|naar het artikel|volledig artikel|meer informatie|
meer info|pokaż więcej|zobacz wszystko|zobacz wszystkie|zobacz całość|przejdź do artykułu|cały artykuł|pełna treść|
więcej informacji|szczegóły|rozwiń|zobrazit více|zobrazit vše|zobrazit další|přejít na článek|celý text|více informací|
podrobnosti zde|zobraziť viac|zobraziť všetko|celý článok|prejsť na článok|viac informácií|több megjelenítése|
mutass többet|összes megtekintése|a teljes cikk|teljes cikk|részletek|tovább a cikkhez|tovább a cikkre|részletek itt|
află mai multe|aflați mai multe|afișează mai mult|vezi tot|vezi toate|vezi toate detaliile|vezi toate detaliile aici|
vezi articolul|vezi mai mult|vezi detalii|continuă lectura|continuă să citești|articolul complet|articolul integral|
detalii aici|mai multe detalii|detalii|покажи още|покажи всички|виж всички|към статията|пълния текст|пълен текст|
научете повече|прикажи више|прикажи још|види све|прочитај цео текст|цео текст|сазнај више|сазнајте више|prikaži više|
prikaži još|vidi sve|vidi više|pročitaj cijeli članak|cijeli članak|ceo tekst|saznaj više|saznajte više|prikaži več|
pokaži več|preberi celoten članek|več o tem|показать ещё|показать еще|показать больше|показать все|смотреть все|
смотреть полностью|открыть статью|перейти к статье|полный текст|подробности|узнать больше|узнать подробности|
развернуть|свернуть|показати ще|показати більше|показати все|дивитися всі|перейти до статті|повний текст|
повний текст статті|дізнатися більше|подробиці|розгорнути|продовження|εμφάνιση περισσότερων|δείτε περισσότερα|
δείτε όλα|ολόκληρο το άρθρο|πλήρες άρθρο|μάθετε περισσότερα|διαβάστε όλο το άρθρο|περισσότερες πληροφορίες|
daha fazla göster|daha fazlası|daha fazla bilgi|tümünü gör|tümünü göster|hepsini gör|tamamını oku|haberin tamamı|
haberi oku|detaylar için tıklayın|haberin detayları|haberin detayları için tıklayın|detaylar geliyor|
ayrıntılar geliyor|ayrıntılar için tıklayın|devamı|devamı haberimizde|daha çox|ətraflı|ardını oxu|hamısına bax|
visa mer|visa fler|visa alla|visa allt|till artikeln|hela artikeln|läs artikeln|se mer|se alla|mer information|
artikeln fortsätter efter bilden|artikeln fortsätter under bilden|artikeln fortsätter efter annonsen|vis mer|vis flere|
vis alle|til saken|se alle|hele saken|les hele saken|les saken|artikkelen fortsetter under bildet|
saken fortsetter under bildet|saken fortsetter etter annonsen|artikkelen fortsetter under annonsen|vis mere|se mere|
se flere|til artiklen|hele artiklen|læs hele artiklen|læs artiklen|artiklen fortsætter under billedet|
artiklen fortsætter efter annoncen|näytä lisää|näytä kaikki|katso kaikki|koko artikkeli|koko juttu|lue koko artikkeli|
avaa juttu|juttu jatkuu kuvan alla|juttu jatkuu kuvan jälkeen|juttu jatkuu mainoksen alla|
juttu jatkuu mainoksen jälkeen|artikkeli jatkuu kuvan alla|näita rohkem|vaata rohkem|kogu artikkel|loe lähemalt|
rādīt vairāk|skatīt vairāk|viss raksts|lasīt tālāk|rodyti daugiau|daugiau informacijos|visas straipsnis|
skaityti toliau|shfaq më shumë|lexo më shumë|lexo më tej|më shumë|mostra'n més|veure més|veure tot|llegeix-ne més|
més informació|მეტის ნახვა|მეტი|სრულად ნახვა|ვრცლად|სრულად|տեսնել ավելին|ավելին|կարդալ ավելին|կարդալ ամբողջությամբ|
толығырақ|толық оқу|ары қарай оқу|тағы көру|הצג עוד|לכל הכתבות|לקריאת הכתבה|לכתבה|למידע נוסף|לפרטים נוספים|عرض المزيد|
عرض الكل|مشاهدة المزيد|قراءة المزيد|شاهد المزيد|التفاصيل الكاملة|التفاصيل|لمزيد من التفاصيل|للمزيد|لقراءة الخبر كاملا|
لقراءة بقية الخبر|بقية الخبر|تابع القراءة|أكمل القراءة|اقرأ الخبر كاملا|نمایش بیشتر|مشاهده بیشتر|مشاهده همه|
جزئیات بیشتر|اطلاعات بیشتر|ادامه|مزید دیکھیں|مکمل خبر|تفصیلات|تفصیل پڑھیں|और देखें|और दिखाएं|सभी देखें|पूरी खबर|
पूरी खबर पढ़ें|विस्तार से पढ़ें|ज्यादा जानें|और जानें|আরও দেখুন|সব দেখুন|সম্পূর্ণ খবর|আরো পড়ুন|বিস্তারিত পড়ুন|
মূল খবর|முழு விவரம்|மேலும் காண்க|முழுமையாக படிக்க|xem tất cả|xem chi tiết|chi tiết|tìm hiểu thêm|xem toàn bộ|
xem bài viết|lihat semua|lihat selengkapnya|lihat lainnya|tampilkan lebih banyak|muat lainnya|selanjutnya|
pelajari lebih lanjut|baca seterusnya|baca selanjutnya|lihat lagi|maklumat lanjut|onyesha zaidi|soma zaidi|
tazama zaidi|ተጨማሪ ያንብቡ|ሙሉውን ያንብቡ|ዝርዝሩን ያንብቡ|ดูเพิ่มเติม|ดูทั้งหมด|อ่านทั้งหมด|รายละเอียดเพิ่มเติม|แสดงเพิ่มเติม|
显示更多|加载更多|查看全部|查看详情|展开|更多|顯示更多|載入更多|看更多|了解更多|もっと読む|さらに表示|すべて見る|
すべて表示|詳細を見る|詳細はこちら|続きはこちら|全て表示|전체보기|전체 보기|기사 전체보기|기사 전체 보기|원문 보기|
원문보기|계속 읽어보기|이어서 읽기|펼쳐보기|모두 보기|자세히|자세한 내용 보기
"""

ADVERT = """
advertisement|advertisements|advertising|advert|ad|ads|sponsored|sponsored content|promoted|promoted content|
paid content|paid post|article continues below advertisement|story continues below advertisement|
article continues below|story continues below|advertisement continue reading below|
continue reading below advertisement|scroll to continue|story continues after advertisement|skip advertisement|
advertisement scroll to continue reading|anzeige|anzeigen|werbung|werbeanzeige|gesponsert|nach der anzeige weiterlesen|
publicité|annonce|contenu sponsorisé|la suite après la publicité|publicidad|anuncio|contenido patrocinado|pubblicità|
annuncio|annuncio pubblicitario|publicidade|patrocinado|continua após a publicidade|advertentie|gesponsord|reclame|
reklama|materiał sponsorowany|реклама|на правах рекламы|рекламный блок|реклама партнёров|партнерський матеріал|
на правах реклами|reklam|sponsorlu|διαφήμιση|publicitate|reklamy|inzerce|annons|إعلان|広告|スポンサーリンク|广告|廣告|
광고|annonse|annonsørinnhold|mainos|mainos alkaa|artikkeli jatkuu mainoksen jälkeen|reklama a|hirdetés|
реклама след която|oglas|огласи|oglasi|פרסומת|תוכן שיווקי|مواد إعلانية|تبلیغات|آگهی|विज्ञापन|বিজ্ঞাপন|โฆษณา|quảng cáo|
iklan|scroll to continue with content|lanjut baca setelah iklan|ilan|sponsored by|pr|publicité fin|
werbung – weiterlesen|artikel geht weiter|l'articolo continua dopo la pubblicità
"""

RELATED = """
related|related articles|related stories|related posts|related news|related topics|related content|read also|also read|
see also|recommended|recommended for you|you may also like|you might also like|you may like|more stories|more news|
more on this story|more on this topic|most read|most popular|popular now|trending|trending now|don't miss|latest news|
lesen sie auch|lies auch|lesen sie mehr|auch interessant|mehr zum thema|das könnte sie auch interessieren|
das könnte sie interessieren|das könnte dich auch interessieren|weitere artikel|ähnliche artikel|verwandte artikel|
weitere themen|meistgelesen|zum thema|lire aussi|à lire aussi|à lire également|sur le même sujet|articles similaires|
articles liés|lea también|lee también|te puede interesar|noticias relacionadas|artículos relacionados|relacionado|
más noticias|leggi anche|potrebbe interessarti|articoli correlati|notizie correlate|ti potrebbe interessare|
leia também|veja também|leia mais sobre|notícias relacionadas|relacionadas|lees ook|meer nieuws|gerelateerd|
gerelateerde artikelen|czytaj także|czytaj też|czytaj również|przeczytaj także|zobacz też|zobacz także|zobacz również|
polecamy|powiązane|читайте также|читать также|по теме|материалы по теме|ещё по теме|еще по теме|похожие новости|
похожие статьи|другие новости|смотрите также|рекомендуем|главное|читайте також|читайте ще|за темою|матеріали за темою|
схожі новини|дивіться також|ayrıca okuyun|bunu da okuyun|ilgili haberler|benzer haberler|διαβάστε επίσης|
διαβάστε ακόμα|σχετικά άρθρα|citește și|citeşte şi|citiți și|articole similare|čtěte také|přečtěte si také|
související články|související|läs även|läs också|relaterat|اقرأ أيضا|مواضيع ذات صلة|関連記事|あわせて読みたい|
おすすめ記事|相关阅读|相关新闻|延伸閱讀|相關新聞|관련 기사|관련기사|추천 기사|les også|relaterte saker|siste nytt|
læs også|relaterede artikler|lue myös|aiheeseen liittyvää|prečítajte si aj|čítajte tiež|súvisiace články|
kapcsolódó cikkek|kapcsolódó|ajánljuk még|olvassa el ezt is|ezt olvasta már|știri similare|vezi și|pe aceeași temă|
прочетете още|още по темата|свързани статии|вижте също|прочитајте још|повезане вести|прочитајте и|pročitajte i|
pročitajte još|povezane vijesti|povezane vesti|vezane vijesti|možda vas zanima|preberite tudi|taip pat skaitykite|
lasi arī|loe ka|llegiu també|כתבות נוספות|כתבות קשורות|עוד בנושא|אולי יעניין אותך גם|אולי יעניין אתכם|مطالب مرتبط|
اخبار مرتبط|همچنین بخوانید|خبرهای مرتبط|أخبار ذات صلة|موضوعات ذات صلة|قد يعجبك أيضا|شاهد أيضا|यह भी पढ़ें|ये भी पढ़ें|
संबंधित खबरें|সম্পর্কিত খবর|এ সম্পর্কিত আরও|ข่าวที่เกี่ยวข้อง|อ่านข่าวที่เกี่ยวข้อง|เรื่องที่เกี่ยวข้อง|tin liên quan|
bài viết liên quan|xem thêm tin|có thể bạn quan tâm|baca juga|artikel terkait|berita terkait|simak juga|
こちらの記事もおすすめ|関連リンク|関連トピックス|相关报道|推荐阅读|更多新闻|相關文章|함께 보면 좋은 기사|
이 시각 주요 뉴스|مزید خبریں|soma pia|most viewed|most shared|most commented|editor's picks|editors' picks|
editor's choice|picked for you|recommended stories|next article|previous article|next story|previous story|next post|
previous post|today's top stories|top stories|in this section|from the same author|more from this author|
popular articles|popular posts|similar articles|am meisten gelesen|die meistgelesenen artikel|meistkommentiert|
beliebte artikel|empfohlen für sie|für sie empfohlen|empfehlungen der redaktion|nächster artikel|vorheriger artikel|
vorheriger beitrag|nächster beitrag|das könnte ihnen auch gefallen|das könnte dir gefallen|auch interessant für sie|
mehr aus dieser rubrik|neueste artikel|top-themen|les plus lus|articles les plus lus|le plus lu|les plus consultés|
à la une|choix de la rédaction|le choix de la rédaction|recommandé pour vous|recommandés pour vous|vous aimerez aussi|
cela pourrait vous plaire|vous pourriez aimer|article suivant|article précédent|dans la même rubrique|
articles populaires|du même auteur|dernières actualités|lo más leído|más leídas|más leídos|las más leídas|lo más visto|
te recomendamos|recomendado para ti|recomendados para ti|quizás te interese|quizá te interese|
también te puede interesar|también te puede gustar|te puede gustar|siguiente artículo|artículo anterior|
noticia siguiente|noticia anterior|selección del editor|más de esta sección|artículos populares|últimas noticias|
i più letti|più letti|le più lette|articoli più letti|consigliati per te|consigliato per te|scelti per te|
scelti dalla redazione|potrebbe piacerti|ti potrebbe piacere|potrebbe piacerti anche|articolo successivo|
articolo precedente|prossimo articolo|nella stessa sezione|dello stesso autore|ultime notizie|mais lidas|mais lidos|
as mais lidas|mais populares|recomendado para você|recomendados para você|recomendado para si|talvez lhe interesse|
talvez você goste|pode gostar de|pode interessar|pode lhe interessar|você pode gostar|próxima notícia|notícia anterior|
próximo artigo|artigo anterior|próxima matéria|escolha do editor|escolhas do editor|da mesma secção|da mesma seção|
últimas notícias|do mesmo autor|meest gelezen|best gelezen|populair|aanbevolen voor jou|aanbevolen voor u|
misschien vind je dit ook leuk|dit vind je misschien ook interessant|volgende artikel|vorige artikel|volgend bericht|
vorig bericht|keuze van de redactie|laatste nieuws|uit dezelfde categorie|najczęściej czytane|najchętniej czytane|
najpopularniejsze|popularne|popularne teraz|polecane dla ciebie|wybrane dla ciebie|wybór redakcji|
polecane przez redakcję|następny artykuł|poprzedni artykuł|następny wpis|poprzedni wpis|to może cię zainteresować|
może ci się spodobać|mogą cię zainteresować|z tej samej kategorii|najnowsze wiadomości|ostatnio dodane|
warto przeczytać|nejčtenější|nejčtenější články|nejoblíbenější|nejdiskutovanější|doporučujeme|doporučené|
doporučeno pro vás|výběr redakce|tipy redakce|mohlo by se vám líbit|mohlo by vás také zajímat|další článek|
předchozí článek|další zpráva|předchozí zpráva|poslední zprávy|ze stejné rubriky|z naší nabídky|najčítanejšie|
najčítanejšie články|odporúčame|odporúčané pre vás|výber redakcie|mohlo by vás zaujímať|mohlo by sa vám páčiť|
ďalší článok|predchádzajúci článok|ďalšia správa|najnovšie správy|z rovnakej rubriky|neprehliadnite|legolvasottabb|
legolvasottabbak|legnézettebb|legnépszerűbb|legfrissebb|legfrissebb hírek|ajánlott önnek|önnek ajánljuk|neked ajánljuk|
ajánlott cikkek|ez is érdekelheti|ez is érdekelhet|ez is tetszhet|következő cikk|előző cikk|következő hír|
a szerkesztő ajánlja|szerkesztőink ajánlják|hasonló cikkek|cele mai citite|cele mai citite articole|cele mai populare|
recomandate|recomandat pentru tine|recomandate pentru tine|recomandările editorilor|recomandările redacției|
alegerea editorilor|s-ar putea să-ți placă|te-ar putea interesa|ți-ar putea plăcea|știrea următoare|știrea anterioară|
articolul următor|articolul anterior|din aceeași categorie|pe același subiect|ultimele știri|ultima oră|най-четени|
най-четени новини|най-популярни|най-коментирани|препоръчани за вас|препоръчано за вас|избрано за вас|
избор на редактора|може да ви хареса|може да ви заинтересува|следваща новина|предишна новина|следваща статия|
предишна статия|последни новини|от същата категория|најчитаније|најновије|најновије вести|препоручујемо|
препорука за вас|избор уредника|можда ће вам се допасти|можда вас занима|следећа вест|претходна вест|следећи чланак|
из исте рубрике|najčitanije|najnovije|najnovije vijesti|najnovije vesti|preporučujemo|preporuka za vas|
preporučeno za vas|izbor urednika|izdvojeno za vas|možda će vam se svidjeti|možda će vam se dopasti|sljedeći članak|
prethodni članak|sledeća vest|prethodna vest|sljedeća vijest|iz iste rubrike|slične vijesti|slične vesti|najbolj brano|
najbolj brani članki|priporočamo|priporočeno za vas|morda vas zanima|morda vam bo všeč|naslednji članek|
prejšnji članek|sorodne novice|sorodni članki|zadnje novice|најчитани|најнови вести|препорачано за вас|
можеби ќе ве интересира|поврзани вести|следна вест|слични вести|самое читаемое|самое популярное|популярное|
популярные статьи|популярное сейчас|самые читаемые|выбор редакции|рекомендовано для вас|рекомендуем для вас|
рекомендации для вас|вам может понравиться|вам также может понравиться|вам может быть интересно|вам будет интересно|
это может быть интересно|следующая новость|предыдущая новость|следующая статья|предыдущая статья|следующий материал|
последние новости|главное за день|новости партнёров|новости партнеров|ещё по этой теме|новости по теме|найпопулярніше|
популярне|популярне зараз|найчитаніше|найбільш читане|вибір редакції|рекомендуємо для вас|рекомендуємо|
вам може сподобатися|вам також може сподобатися|вам може бути цікаво|вас також може зацікавити|наступна новина|
попередня новина|наступна стаття|попередня стаття|останні новини|головне за день|новини партнерів|новини за темою|
δημοφιλή|τα πιο δημοφιλή|τα πιο διαβασμένα|πιο διαβασμένα|προτεινόμενα|προτείνονται για εσάς|προτεινόμενα για εσάς|
επιλογές της σύνταξης|μπορεί να σας αρέσει|ίσως σας ενδιαφέρει|ίσως σας αρέσει|μπορεί να σας ενδιαφέρει|επόμενο άρθρο|
προηγούμενο άρθρο|ροή ειδήσεων|τελευταίες ειδήσεις|σχετικές ειδήσεις|en çok okunanlar|en çok okunan haberler|
çok okunanlar|popüler haberler|son haberler|son dakika haberleri|editörün seçtikleri|editörün seçimi|
sizin için seçtiklerimiz|sizin için önerilenler|önerilen haberler|bunlar da ilginizi çekebilir|
bunlar ilginizi çekebilir|ilginizi çekebilir|bu haberler de ilginizi çekebilir|sonraki haber|önceki haber|
sıradaki haber|diğer haberler|bir sonraki haber|ən çox oxunanlar|oxşar xəbərlər|əlaqəli xəbərlər|digər xəbərlər|
növbəti xəbər|son xəbərlər|ən çox oxunan|maraqlı ola bilər|mest läst|mest läst just nu|mest lästa|mest delat|
populärt just nu|rekommenderat|rekommenderat för dig|utvalt för dig|redaktionen rekommenderar|du kanske också gillar|
du kanske är intresserad av|fler artiklar|fler nyheter|nästa artikel|föregående artikel|senaste nytt|
mer från samma sektion|mest lest|mest lest nå|mest leste|anbefalt for deg|anbefalte saker|populært nå|
du vil kanskje også like|neste sak|forrige sak|neste artikkel|forrige artikkel|flere saker|siste nyheter|
redaksjonen anbefaler|mest læst|mest læste|mest læste artikler|anbefalet til dig|populært lige nu|
måske er du interesseret i|du vil måske også kunne lide|næste artikel|forrige artikel|flere artikler|seneste nyt|
redaktionen anbefaler|luetuimmat|luetuimmat jutut|luetuimmat nyt|suosituimmat|suosittelemme|suositeltua sinulle|
sinua saattaa kiinnostaa|saatat pitää myös näistä|toimituksen valinnat|seuraava juttu|edellinen juttu|
seuraava artikkeli|edellinen artikkeli|tuoreimmat|tuoreimmat uutiset|uusimmat|lisää aiheesta|lisää uutisia|enimloetud|
loetumad|soovitame|soovitame lugeda|toimetuse valik|järgmine artikkel|eelmine artikkel|viimased uudised|seotud lood|
seotud uudised|lasītākie|lasītākais|populārākie|iesakām|redaktora izvēle|nākamais raksts|iepriekšējais raksts|
jaunākās ziņas|saistītie raksti|skaitomiausi|populiariausi|rekomenduojame|redakcijos pasirinkimas|kitas straipsnis|
ankstesnis straipsnis|naujausios naujienos|susiję straipsniai|susijusios naujienos|taip pat galite domėtis|
më të lexuarat|të ngjashme|artikuj të ngjashëm|lajme të ngjashme|mund t'ju interesojë|artikulli tjetër|lajmet e fundit|
els més llegits|el més llegit|et pot interessar|també et pot interessar|article següent|article anterior|
notícies relacionades|articles relacionats|últimes notícies|ყველაზე კითხვადი|პოპულარული|მსგავსი სიახლეები|
მსგავსი სტატიები|დაკავშირებული სიახლეები|შემდეგი სტატია|ბოლო ამბები|შეიძლება დაგაინტერესოთ|ամենաընթերցվածները|
ամենաշատ ընթերցված|նմանատիպ նյութեր|առնչվող նյութեր|նաև կարդացեք|կարդացեք նաև|վերջին նորություններ|հաջորդ հոդվածը|
ең көп оқылғандар|ең көп оқылған|ұқсас жаңалықтар|тақырыпқа сай|тағы оқыңыз|сондай-ақ оқыңыз|соңғы жаңалықтар|
келесі жаңалық|осы тақырыпта|הנקראות ביותר|הכי נקראות|הנצפות ביותר|מומלצים|מומלצים עבורך|מומלץ עבורך|בחירת העורך|
בחירת העורכים|הכתבה הבאה|הכתבה הקודמת|אולי יעניין אותך|עוד כתבות|חדשות אחרונות|כתבות מומלצות|אולי תאהבו גם|
الأكثر قراءة|الأكثر مشاهدة|الأكثر شعبية|الأكثر تداولا|مقالات مشابهة|مقالات ذات صلة|مقالات مقترحة|أخبار مشابهة|
اخترنا لك|اخترنا لكم|اختيارات المحرر|موصى به لك|قد يهمك أيضا|قد يهمك|قد يعجبك|ربما يعجبك|الخبر التالي|الخبر السابق|
المقال التالي|المقال السابق|آخر الأخبار|أهم الأخبار|مواضيع متعلقة|أخبار متعلقة|من نفس القسم|پربازدیدترین‌ها|پربازدیدها|
پربیننده‌ترین|محبوب‌ترین|پیشنهاد سردبیر|پیشنهاد ما به شما|شاید بپسندید|مطالب پیشنهادی|خبر بعدی|خبر قبلی|مطلب بعدی|
آخرین اخبار|مطالب مشابه|سب سے زیادہ پڑھی جانے والی|مقبول ترین|متعلقہ خبریں|تازہ ترین خبریں|اگلی خبر|پچھلی خبر|
مزید پڑھیے|یہ بھی پڑھیں|آپ کو یہ بھی پسند آ سکتا ہے|सबसे ज्यादा पढ़ी गई|सबसे ज़्यादा पढ़ी गईं|लोकप्रिय|लोकप्रिय खबरें|
ताज़ा खबरें|ताजा खबरें|संबंधित समाचार|आपके लिए चुनी गईं|संपादक की पसंद|अगली खबर|पिछली खबर|आपको यह भी पसंद आ सकता है|
और खबरें|अन्य खबरें|সর্বাধিক পঠিত|সবচেয়ে বেশি পঠিত|সর্বশেষ সংবাদ|জনপ্রিয়|সম্পাদকের পছন্দ|পরবর্তী খবর|আগের খবর|
পরবর্তী সংবাদ|আপনার পছন্দ হতে পারে|এই বিভাগের আরও খবর|আরো সংবাদ|தொடர்புடைய செய்திகள்|மேலும் செய்திகள்|
அதிகம் வாசிக்கப்பட்டவை|அடுத்த செய்தி|இதையும் படியுங்கள்|மேலும் படிக்க|tin nổi bật|đọc nhiều|đọc nhiều nhất|
tin đọc nhiều|xem nhiều|tin mới nhất|tin mới|tin cùng chuyên mục|cùng chuyên mục|bạn có thể quan tâm|
có thể bạn sẽ thích|bài tiếp theo|bài trước|tin tiếp theo|gợi ý cho bạn|đề xuất cho bạn|đừng bỏ lỡ|terpopuler|
paling banyak dibaca|paling populer|berita terbaru|berita terpopuler|rekomendasi untuk anda|pilihan redaksi|
pilihan editor|anda mungkin juga suka|mungkin anda suka|artikel selanjutnya|artikel sebelumnya|berita selanjutnya|
berita sebelumnya|paling popular|berita berkaitan|artikel berkaitan|artikel menarik|anda mungkin berminat|baca lagi|
zinazohusiana|habari zinazohusiana|habari zaidi|zilizosomwa zaidi|unaweza pia kupenda|habari nyingine|ተዛማጅ ዜናዎች|ተዛማጅ|
በብዛት የተነበቡ|ተጨማሪ ዜናዎች|ข่าวยอดนิยม|ข่าวล่าสุด|อ่านมากที่สุด|ยอดนิยม|บทความที่เกี่ยวข้อง|บทความแนะนำ|ข่าวแนะนำ|คุณอาจสนใจ|
คุณอาจชอบ|แนะนำสำหรับคุณ|บทความถัดไป|ข่าวถัดไป|บทความก่อนหน้า|ข่าวอื่นที่น่าสนใจ|热门文章|热门新闻|热门推荐|最多阅读|
阅读排行|点击排行|编辑推荐|为您推荐|猜你喜欢|你可能感兴趣|您可能感兴趣|你可能喜欢|上一篇|下一篇|相关推荐|最新消息|
最新文章|熱門文章|熱門新聞|編輯推薦|為你推薦|你可能感興趣|你可能喜歡|延伸阅读|人気記事|人気の記事|人気ランキング|
アクセスランキング|よく読まれている記事|編集部のおすすめ|あなたへのおすすめ|次の記事|前の記事|最新記事|新着記事|
最新ニュース|関連ニュース|많이 본 뉴스|많이 본 기사|가장 많이 본 뉴스|인기 기사|인기 뉴스|추천 뉴스|
당신이 좋아할 만한 기사|당신을 위한 추천|당신을 위한 추천 기사|편집자 추천|다음 기사|이전 기사|다음글|이전글|최신 뉴스|
최신 기사|관련 뉴스|주요 뉴스|주요뉴스|오늘의 주요 뉴스
"""

# Buttons of a consent dialogue. "I agree" is also an answer in an interview.
CONSENT = """
accept all|accept all cookies|accept cookies|reject all|decline all|accept and continue|accept and close|
cookie settings|manage cookies|cookie preferences|privacy settings|agree and continue|alle akzeptieren|alle ablehnen|
akzeptieren und weiter|zustimmen und weiter|cookie-einstellungen|datenschutzeinstellungen|tout accepter|tout refuser|
accepter et continuer|accepter et fermer|continuer sans accepter|gérer les cookies|paramétrer les cookies|
paramètres des cookies|aceptar todo|aceptar todas|aceptar y continuar|rechazar todo|rechazar todas|configurar cookies|
configuración de cookies|accetta tutto|accetta tutti|rifiuta tutto|accetta e continua|gestisci cookie|
gestisci le preferenze|impostazioni cookie|aceitar todos|aceitar tudo|aceitar e continuar|rejeitar todos|gerir cookies|
gerenciar cookies|definições de cookies|alles accepteren|alles weigeren|accepteren en doorgaan|cookie-instellingen|
cookies beheren|akceptuję wszystkie|akceptuj wszystkie|zaakceptuj wszystko|odrzuć wszystkie|ustawienia cookies|
ustawienia plików cookie|przejdź do serwisu|přijmout vše|přijmout všechny|odmítnout vše|nastavení cookies|
prijať všetko|prijať všetky|odmietnuť všetko|nastavenia cookies|összes elfogadása|az összes elfogadása|elutasítom|
süti beállítások|cookie beállítások|accept toate|acceptă toate|acceptă tot|accept și continui|respinge tot|refuz toate|
setări cookies|setări cookie-uri|приемам всички|отхвърли всички|настройки на бисквитките|прихвати све|
подешавања колачића|prihvati sve|odbij sve|postavke kolačića|podešavanja kolačića|sprejmi vse|sprejmem vse|zavrni vse|
nastavitve piškotkov|принять все|принять всё|отклонить все|настройки cookie|прийняти всі|прийняти все|відхилити всі|
налаштування cookie|αποδοχή όλων|απόρριψη όλων|ρυθμίσεις cookies|tümünü kabul et|hepsini kabul et|tümünü reddet|
çerez ayarları|çerez tercihleri|hamısını qəbul et|godkänn alla|godkänn alla kakor|acceptera alla|neka alla|
cookieinställningar|hantera cookies|godta alle|godta alle cookies|avvis alle|administrer cookies|accepter alle|
tillad alle|afvis alle|cookieindstillinger|hyväksy kaikki|hylkää kaikki|evästeasetukset|nõustu kõigiga|küpsiste seaded|
pieņemt visas|sīkdatņu iestatījumi|sutinku su visais|slapukų nustatymai|prano të gjitha|accepta-ho tot|accepta totes|
configuració de galetes|ყველას მიღება|ընդունել բոլորը|барлығын қабылдау|אישור הכל|קבל הכל|הגדרות עוגיות|قبول الكل|
قبول جميع ملفات الارتباط|رفض الكل|إعدادات ملفات الارتباط|پذیرش همه|تنظیمات کوکی|سب قبول کریں|सभी स्वीकार करें|
कुकी सेटिंग्स|সব গ্রহণ করুন|chấp nhận tất cả|đồng ý tất cả|từ chối tất cả|cài đặt cookie|terima semua|setuju semua|
tolak semua|pengaturan cookie|tetapan kuki|kubali zote|ยอมรับทั้งหมด|ตั้งค่าคุกกี้|ปฏิเสธทั้งหมด|全部接受|
接受所有cookie|同意并继续|全部拒絕|同意並繼續|すべて同意する|すべて許可|同意して続ける|同意する|クッキー設定|
cookie設定|모두 동의|모두 수락|모두 허용|동의하고 계속|쿠키 설정
"""

# Labels that also begin a line, followed by the other story's title without a colon.
RELATED_LEAD = """
read also|also read|lesen sie auch|lies auch|lire aussi|à lire aussi|lea también|lee también|leggi anche|leia também|
veja também|lees ook|czytaj także|czytaj też|czytaj również|przeczytaj także|zobacz także|читайте также|читайте також|
ayrıca okuyun|διαβάστε επίσης|citește și|citeşte şi|čtěte také|přečtěte si také|läs även|läs också|اقرأ أيضا|関連記事|
相关阅读|les også|læs også|lue myös|prečítajte si aj|vezi și|прочетете още|прочитајте и|pročitajte i|همچنین بخوانید|
यह भी पढ़ें|ये भी पढ़ें|আরও পড়ুন|baca juga|อ่านข่าวที่เกี่ยวข้อง
"""

# Parts of a share bar.
SHARE = """
copiar|enlace|copier|lien|kopieren|copia|ссылку|скопировать|le|on|en|via|auf|bei|sur|su|op|по|в|на|article|story|
artikel|share|share this|share this article|share this story|share this post|share on|share via|tweet|email|e-mail|
mail|print|print article|copy link|copy|link|pin|pin it|post|save|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|
pinterest|messenger|flipboard|pocket|viber|vk|ok|tumblr|xing|threads|bluesky|mastodon|instagram|line|teilen|
artikel teilen|beitrag teilen|drucken|merken|per e-mail|link kopieren|senden|partager|partager l'article|imprimer|
envoyer|copier le lien|compartir|comparte|imprimir|enviar|copiar enlace|condividi|stampa|invia|compartilhar|
compartilhe|partilhar|copiar link|delen|deel dit artikel|afdrukken|udostępnij|drukuj|wyślij|kopiuj link|поделиться|
поделитесь|поделиться новостью|отправить|распечатать|печать|скопировать ссылку|одноклассники|вконтакте|поділитися|
поширити|друкувати|скопіювати|paylaş|yazdır|kopyala|κοινοποίηση|distribuie|sdílet|tisk|dela|skriv ut|مشاركة|شارك|طباعة|
シェア|ツイート|分享|微信|微博|공유|공유하기|인쇄|del|del saken|del artikkelen|del artiklen|jaa|jaa artikkeli|tulosta|
zdieľať|zdieľaj|megosztás|nyomtatás|сподели|споделяне|принтирай|подели|штампај|podijeli|podeli|ispiši|שתף|שיתוף|שתפו|
הדפסה|اشتراک‌گذاری|اشتراک گذاری|چاپ|शेयर करें|शेयर|শেয়ার|শেয়ার করুন|แชร์|chia sẻ|in bài|bagikan|cetak|zalo|kakaotalk|
카카오톡|페이스북|트위터|脸书|facebookで|はてブ|送る|телеграм|телеграмм|фейсбук|вайбер|твиттер|вацап|واتساب|فيسبوك|
تويتر|تلغرام|تلگرام|פייסבוק|טוויטר|וואטסאפ|spausdinti|dalintis
"""

# Share words that are a bar even when they stand alone.
SHARE_ALONE = """
share|share this|share this article|share this story|share this post|tweet|copy link|pin it|print article|teilen|
artikel teilen|beitrag teilen|link kopieren|partager|partager l'article|copier le lien|compartir|comparte|
copiar enlace|condividi|compartilhar|compartilhe|partilhar|copiar link|delen|deel dit artikel|udostępnij|kopiuj link|
поделиться|поделиться новостью|скопировать ссылку|поділитися|поширити|paylaş|κοινοποίηση|distribuie|sdílet|مشاركة|
シェア|ツイート|分享|공유|공유하기|del saken|del artikkelen|del artiklen|jaa artikkeli|megosztás|сподели|подели вест|
podijeli|شارك الخبر|شیئر کریں|שתפו|شתף|شیتוף|शेयर करें|শেয়ার করুন|แชร์|chia sẻ|bagikan|bagikan artikel ini|
اشتراک گذاری|share via email|send to a friend|email this article|forward to a friend|print this article|save article|
save for later|bookmark|an freunde senden|an einen freund senden|per mail senden|artikel drucken|artikel merken|
auf facebook teilen|envoyer à un ami|envoyer par mail|envoyer par e-mail|imprimer l'article|partager sur facebook|
enregistrer|enviar a un amigo|enviar por correo|imprimir artículo|guardar artículo|compartir en facebook|
compartir noticia|invia a un amico|invia per email|stampa articolo|condividi su facebook|condividi l'articolo|
salva articolo|enviar a um amigo|enviar por e-mail|imprimir artigo|partilhar no facebook|compartilhar no facebook|
doorsturen|stuur door|stuur naar een vriend|mail dit artikel|artikel afdrukken|wyślij znajomemu|poleć znajomemu|
skopiuj link|kopiuj adres|drukuj artykuł|udostępnij na facebooku|poslat příteli|poslat e-mailem|vytisknout|
kopírovat odkaz|zkopírovat odkaz|sdílet článek|sdílet na facebooku|poslať priateľovi|poslať e-mailom|kopírovať odkaz|
zdieľať článok|zdieľať na facebooku|küldés e-mailben|küldd el barátodnak|link másolása|megosztás facebookon|
cikk megosztása|nyomtat|trimite unui prieten|trimite pe whatsapp|trimite prin e-mail|copiază link|copiază linkul|
copiază link-ul|printează|tipărește|distribuie articolul|distribuie pe facebook|share pe facebook|изпрати на приятел|
копирай линка|копирай линк|сподели във facebook|принтирай статията|пошаљи пријатељу|копирај линк|подели на фејсбуку|
pošalji prijatelju|kopiraj link|kopiraj poveznicu|podijeli na facebooku|podeli na fejsbuku|podijeli članak|
deli na facebooku|deli članek|kopiraj povezavo|pošlji prijatelju|natisni|отправить другу|отправить по почте|
скопировать|копировать ссылку|версия для печати|поделиться в соцсетях|поделиться статьёй|поделиться статьей|
сохранить в закладки|в избранное|надіслати другу|надіслати поштою|скопіювати посилання|копіювати посилання|
версія для друку|поділитися новиною|поділитися у facebook|зберегти|στείλε το σε φίλο|αποστολή σε φίλο|
αποστολή με email|εκτύπωση|αντιγραφή συνδέσμου|κοινοποίηση στο facebook|μοιράσου το|arkadaşına gönder|
bir arkadaşına gönder|linki kopyala|bağlantıyı kopyala|haberi paylaş|haberi yazdır|facebook'ta paylaş|
skicka till en vän|skicka vidare|kopiera länk|kopiera länken|skriv ut artikeln|dela på facebook|dela artikeln|
tipsa en vän|send til en venn|kopier lenke|kopier lenken|skriv ut saken|del på facebook|send til en ven|kopier link|
kopiér link|udskriv|lähetä kaverille|lähetä ystävälle|kopioi linkki|tulosta artikkeli|jaa facebookissa|jaa uutinen|
saada sõbrale|kopeeri link|jaga|jaga facebookis|dalīties|dalies|kopēt saiti|nosūtīt draugam|drukāt|dalintis facebook|
kopijuoti nuorodą|siųsti draugui|shpërndaje|kopjo linkun|comparteix|envia a un amic|copia l'enllaç|imprimeix|გააზიარე|
გაზიარება|ბმულის კოპირება|պատճենել հղումը|կիսվել|տպել|бөлісу|сілтемені көшіру|paylaşın|linki köçür|שלחו לחבר|שלח לחבר|
העתק קישור|העתקת קישור|שיתוף בפייסבוק|أرسل إلى صديق|إرسال إلى صديق|نسخ الرابط|انسخ الرابط|شارك المقال|مشاركة عبر|
شارك عبر|مشاركة على فيسبوك|ارسال به دوستان|ارسال برای دوستان|کپی لینک|نسخه چاپی|به اشتراک بگذارید|لنک کاپی کریں|
دوست کو بھیجیں|लिंक कॉपी करें|दोस्त को भेजें|फेसबुक पर शेयर करें|প্রিন্ট|লিংক কপি করুন|কপি লিংক|বন্ধুকে পাঠান|பகிர்|
பகிர்க|sao chép liên kết|sao chép link|gửi cho bạn bè|chia sẻ bài viết|chia sẻ facebook|salin tautan|salin link|
kirim ke teman|bagikan ke facebook|kongsi|kongsikan|salin pautan|shiriki|nakili kiungo|አጋራ|ያጋሩ|คัดลอกลิงก์|แชร์บทความ|
แชร์ข่าวนี้|ส่งต่อ|复制链接|分享到|分享文章|转发|打印本页|複製連結|分享此文|リンクをコピー|記事をシェア|印刷する|
友達に送る|링크 복사|링크 복사하기|url 복사|주소 복사|카카오톡으로 공유|카카오톡 공유|페이스북 공유|기사 공유|
기사 공유하기|기사 인쇄|프린트
"""
