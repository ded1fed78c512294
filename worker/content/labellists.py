"""Labels that lead to the rest of a report or to others, in fifty languages.

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
원문보기|계속 읽어보기|이어서 읽기|펼쳐보기|모두 보기|자세히|자세한 내용 보기|go to full version|full version|
read in full|read below|continue reading below|zur vollversion|weiter unten lesen|vollständige version|
version complète|aller à la version complète|lire ci-dessous|versión completa|ir a la versión completa|
vai alla versione completa|versione completa|leggi l'articolo integrale|continua a leggere sotto|
ir para a versão completa|versão completa|leia na íntegra|naar volledige versie|lees hieronder verder|
przejdź do pełnej wersji|pełna wersja|czytaj dalej poniżej|czytaj poniżej|přejít na plnou verzi|plná verze|
čtěte dál níže|plná verzia|prejsť na plnú verziu|teljes verzió|olvass tovább lent|mergi la versiunea completă|
versiunea completă|citește mai jos|citește mai departe mai jos|към пълната версия|пълна версия|пуна верзија|
puna verzija|polna različica|полная версия|перейти к полной версии|читать ниже|повна версія|перейти до повної версії|
читайте нижче|πλήρης έκδοση|tam sürüm|tam sürüme git|gå till fullständig version|läs vidare nedan|
läs artikeln i sin helhet|gå til full versjon|les videre nedenfor|gå til fuld version|læs videre nedenfor|
siirry täyteen versioon|lue lisää alta|النسخة الكاملة|לגרסה המלאה|نسخه کامل|phiên bản đầy đủ|versi lengkap|전체 버전|
전체 버전으로 이동|기사 전체 읽기|아래에서 계속 읽기|完整版|前往完整版|继续往下阅读|阅读完整文章|完全版を見る
"""

RELATED = """
siehe auch|verwandte themen|weblinks|sur le web|mots-clés|mots clés|editors' recommendations|editor's recommendations|
recommended reading|weiterführende links|weiterführende informationen|
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
최신 기사|관련 뉴스|주요 뉴스|주요뉴스|오늘의 주요 뉴스|similar topics|more by this author|
other articles by this author|more articles by this author|verwandte themen|ähnliche themen|mehr von diesem autor|
weitere artikel des autors|sujets associés|sujets liés|articles du même auteur|temas relacionados|
más artículos de este autor|más de este autor|argomenti correlati|altri articoli dello stesso autore|
altri articoli dell'autore|assuntos relacionados|mais artigos deste autor|gerelateerde onderwerpen|
meer van deze auteur|powiązane tematy|podobne tematy|zobacz inne artykuły tego autora|inne artykuły autora|
související témata|podobná témata|další články autora|súvisiace témy|ďalšie články autora|kapcsolódó témák|
a szerző további cikkei|subiecte asemănătoare|subiecte similare|alte articole de același autor|свързани теми|
още от автора|сродне теме|још од аутора|povezane teme|više od autora|više od ovog autora|sorodne teme|
več avtorjevih člankov|похожие темы|другие статьи автора|ещё от автора|схожі теми|інші статті автора|σχετικά θέματα|
άρθρα του ίδιου|ilgili konular|yazarın diğer yazıları|yazarın diğer haberleri|relaterade ämnen|
fler artiklar av samma skribent|fler lokala nyheter|relaterte emner|flere saker av samme|relaterede emner|
flere artikler af samme|aiheeseen liittyvät|saman kirjoittajan juttuja|seotud teemad|saistītās tēmas|susijusios temos|
مواضيع مشابهة|مقالات أخرى للكاتب|נושאים קשורים|עוד מאת הכותב|موضوعات مرتبط|دیگر مطالب نویسنده|chủ đề liên quan|
bài cùng tác giả|topik terkait|artikel lain dari penulis|관련 주제|이 필자의 다른 글 보기|이 필자의 다른 글|
기자의 다른 기사|相关话题|该作者的其他文章|作者其他文章|相關話題|関連トピック|この著者の他の記事|この記者の記事一覧
"""

# Labels that also begin a line, followed by the other story's title without a colon.
RELATED_LEAD = """
read also|also read|lesen sie auch|lies auch|lire aussi|à lire aussi|lea también|lee también|leggi anche|leia também|
veja também|lees ook|czytaj także|czytaj też|czytaj również|przeczytaj także|zobacz także|читайте также|читайте також|
ayrıca okuyun|διαβάστε επίσης|citește și|citeşte şi|čtěte také|přečtěte si také|läs även|läs också|اقرأ أيضا|関連記事|
相关阅读|les også|læs også|lue myös|prečítajte si aj|vezi și|прочетете още|прочитајте и|pročitajte i|همچنین بخوانید|
यह भी पढ़ें|ये भी पढ़ें|আরও পড়ুন|baca juga|อ่านข่าวที่เกี่ยวข้อง|чытайце таксама|глядзіце таксама|हेही वाचा|हे देखील वाचा|
ఇది కూడా చదవండి|ఇవి కూడా చదవండి|ఇదీ చదవండి|ಇದನ್ನೂ ಓದಿ|ಇದನ್ನು ಓದಿ|ഇതും വായിക്കുക|ഇതും വായിക്കൂ|ഇതും വായിക്കാം|
આ પણ વાંચો|આ પણ જુઓ|ਇਹ ਵੀ ਪੜ੍ਹੋ|यो पनि पढ्नुहोस्|මෙයත් කියවන්න|lestu líka|lesið líka|sjá einnig|le tamén|
irakurri ere|irakurri gehiago|shuningdek o'qing|shuningdek o‘qing|yana o'qing|дагы окуңуз|мөн унших|basahin din|
basahin rin|akhri sidoo kale|karanta kuma|អានបន្ថែម|ອ່ານເພີ່ມເຕີມ|ဆက်စပ်သတင်း|կարդացեք նաև|
կարդալ նաև|ასევე წაიკითხეთ|წაიკითხეთ ასევე|በተጨማሪ ያንብቡ|ይህንንም ያንብቡ|بیشتر بخوانید|
این را هم بخوانید|یہ بھی پڑھیں|مزید پڑھیں|soma pia|soma zaidi|lexo edhe|lexo gjithashtu|segueix llegint|
bunu da oxu|тағы оқыңыз|сондай-ақ оқыңыз
"""

# What a page is filed under, before a colon.
TOPICS = """
tags|tag|topics|topic|filed under|keywords|themen|schlagwörter|schlagworte|stichwörter|mehr zu|sujets|thèmes|mots-clés|
tags de la notícia|temas|etiquetas|palabras clave|archivado en|argomenti|tag articolo|parole chiave|tópicos|
palavras-chave|assuntos|onderwerpen|trefwoorden|tagi|tematy|słowa kluczowe|czytaj więcej o|témata|štítky|klíčová slova|
témy|kľúčové slová|címkék|témák|kulcsszavak|etichete|subiecte|cuvinte cheie|тагове|теми|ключови думи|тагови|теме|
кључне речи|tagovi|teme|ključne riječi|ključne reči|oznake|ključne besede|теги|темы|ключевые слова|сюжеты|мітки|
ключові слова|ετικέτες|θέματα|λέξεις-κλειδιά|etiketler|konular|anahtar kelimeler|ämnen|taggar|nyckelord|emner|emneord|
stikord|nøkkelord|aiheet|avainsanat|asiasanat|teemad|märksõnad|tēmas|atslēgvārdi|temos|raktažodžiai|etiketa|תגיות|
נושאים|الوسوم|كلمات مفتاحية|الكلمات المفتاحية|برچسب‌ها|کلیدواژه‌ها|ٹیگز|टैग|टैग्स|ট্যাগ|từ khóa|chủ đề|tagar|
kata kunci|topik|แท็ก|คำค้น|标签|关键词|關鍵字|標籤|タグ|キーワード|태그|키워드|관련 태그|解説タグ
"""

# A film or other pictures, before a colon and a headline.
POINTERS = """
video|videos|watch|watch video|gallery|photo gallery|photos|in pictures|listen|podcast|im video|video zum thema|
bildergalerie|fotostrecke|sehen sie hier|en vidéo|vidéo|vidéos|diaporama|en images|à voir|regardez|vídeo|vídeos|
fotogalería|galería|mira|en imágenes|guarda|guarda il video|guarda le foto|fotogallery|galeria|veja|galeria de fotos|
bekijk|bekijk ook|kijk|fotoserie|wideo|zobacz|zobacz wideo|galeria zdjęć|obejrzyj|podívejte se|fotogalerie|galerie|
viz také|viz|pozrite si|pozrite|fotogaléria|videó|galéria|nézze meg|galerie foto|vezi|vezi video|видео|вижте|галерия|
погледајте|погледај|галерија|pogledajte|pogledaj|foto galerija|galerija|preverite|poglejte|смотрите|смотрите видео|
фотогалерея|фоторепортаж|відео|дивіться|дивіться відео|βίντεο|δείτε|φωτογραφίες|izle|video haber|bakın|ayrıca bakınız|
bakınız|ayrıca bakın|foto galeri|önerilen|öneri|fotoğraflar|se|se även|se också|bildspel|se bilderna|tv|se video|
se også|billedserie|bildeserie|katso|katso video|kuvagalleria|vaata|vaata videot|galerii|skaties|žiūrėkite|shikoni|
mireu|ვიდეო|տեսանյութ|видео қараңыз|וידאו|צפו|גלריה|فيديو|شاهد|شاهد الفيديو|صور|ویدیو|ویدئو|ببینید|گالری|ویڈیو|वीडियो|
देखें|तस्वीरें|ভিডিও|দেখুন|ছবি|காணொளி|xem video|clip|ảnh|lihat|lihat video|foto-foto|tonton|tazama|คลิป|ชมคลิป|ภาพ|
视频|图集|組圖|影片|動画|【動画】|写真特集|フォト|영상|동영상|화보|포토|더 읽어보기|추천|추천기사|schauen sie auch|
werfen sie einen blick auf|jetzt|jetez un œil à|échale un vistazo a|no te pierdas|dai un'occhiata anche a|non perderti|
espreite também|espreite|não perca|neem ook een kijkje bij|zerknij też na|zerknij|mrkněte také na|mrkněte na|
mrknite aj na|ezt is nézze meg|aruncă o privire și la|nu rata|загляните также|не пропустите|зазирніть також|
не пропустіть|şuna da göz atın|göz atın|bunu da okuyun|kika också på|missa inte|sjekk også|tjek også|vilkaise myös|
이것도 읽어보세요|이 기사도 읽어보세요|不妨看看|不要错过|こちらもどうぞ|こちらも
"""

# Before the name of a section or an author.
MORE_FROM = """
more from|more in|more about|mehr aus|mehr zu|mehr von|mehr über|plus de|plus sur|plus d'articles sur|más de|más sobre|
más en|altro da|altro su|altri da|mais de|mais sobre|mais em|meer uit|meer over|meer van|więcej z|więcej z kategorii|
więcej z działu|więcej o|více z|více o|více z rubriky|viac z|viac o|viac z rubriky|több innen|további hírek|
mai multe din|mai multe despre|още от|още за|више из|још из|više iz|još iz|više o|več iz|več o|больше из|ещё из|
ещё из раздела|больше о|більше з|більше про|ще з розділу|περισσότερα από|περισσότερα για|mer från|mer om|mer fra|
mere fra|mere om|lisää aiheesta|lisää osastosta|rohkem rubriigist|vairāk no|daugiau iš|daugiau apie|më shumë nga|
més de|més sobre|المزيد من|المزيد عن|עוד על|עוד ב|بیشتر از|और खबरें|thêm về|lebih banyak tentang|lagi tentang
"""
