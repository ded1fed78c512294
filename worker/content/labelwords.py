"""Words that labels are made of, in thirty-five languages: a label is a line of nothing else.

Data only; words separated by blanks, ``*`` at the end stands for any ending. Scripts without blanks have lists of
their own: such a line is a label if nothing but these words is in it. All are applied to every text.
"""

from __future__ import annotations

# What a label is for: to read on …
READ = """
წაიკითხეთ წაიკითხე სრულად ვრცლად იხილეთ پڑھیں پڑھئے مکمل تفصیل تفصیلات soma endelea kusoma zaidi llegeix llegir
segueix llegint skaitykite skaityk toliau plačiau visą lasiet lasi lasīt pilnu tālāk loe edasi lugege pikemalt oxuyun
oxu davamı ətraflı lexo lexoni plotë beri preberi preberite celoten прочитај целосно lees படிக்க படியுங்கள் மேலும்
முழு விவரம் read continue reading keep click tap full lesen weiterlesen lies lest liest weiter vollständigen
vollständige ganzen ganze lire lisez suite intégralité continuer poursuivre leer lea lee sigue siga leyendo continúa
continuar completa completo leggere leggi continua proseguire ler leia lendo lees lezen verder volledige hele czytaj
czytać przeczytaj przeczytasz dalej cały całość читать читайте читай прочитать прочитайте далее полностью полный
целиком подробнее подробности читати далі повністю повний детальніше докладніше oku okuyun okumak devamı devamını
tamamı tamamını detaylar ayrıntılar tıklayın tıklayınız διαβάστε διάβασε ολόκληρο συνέχεια περισσότερα citește citiți
citeşte integral continuare complet číst čtěte přečtěte dočtete celý celou pokračovat läs läsa fortsätt hela les lese
fortsett læs læse fortsæt lue koko jatka lukemista čítať čítajte prečítajte pokračovať olvassa olvass olvasom
olvasható tovább teljes прочети прочетете цялата още целия прочитајте прочитај цео ceo cijeli cijelu pročitajte
pročitaj opširnije опширније اقرأ اقرؤوا قراءة لقراءة القراءة كاملا كاملة الكامل التفاصيل קרא קראו לקריאת לקריאה המלאה
המלא להמשך بخوانید ادامه کامل पढ़ें पूरी पूरा पढ़िए विस्तार पढ़ने পড়ুন পড়তে পুরো বিস্তারিত đọc toàn_bộ đọc_tiếp xem
xem_tiếp baca selengkapnya lengkap selanjutnya skaityti lasīt story fully details view vollständig komplett komplette
ganz entier entière intégrale intégralement découvrez découvrir loin entera íntegra completamente ampliar detalles
seguir intera integrale approfondisci approfondire saiba confira ver doorlezen geheel bekijk całą pełną pełny pełna
szczegóły rozwiń полную полной версию версия узнать узнайте подробно развернуть повну повної версію дізнатися
дізнайтеся розгорнути tıkla tümü tümünü ayrıntı detay hepsini δες ολόκληρη πλήρες detalii întreg integrală întregul
dočíst zobrazit přečíst víc fullständig vidare videre أكمل اكمل تابع متابعة لمتابعة القراءه باقي تفاصيل للتفاصيل
بالكامل المزيد للمزيد اضغط عرض تكملة המשך לקרוא במלואו לחצו مشاهده ادامه‌ی متن‌کامل جزئیات continuarea продолжение
продовження vervolg fortsetzung continuação continuación seguito pokračování fortsättning ciąg dalszy folytatás بقية
continues pokračuje se_poursuit poursuit fortsetzt fortsätter fortsetter fortsætter jatkuu jätkub продолжается
продовжується тривает folytatódik continuă продължава продолжува наставља nastavlja nadaljuje turpinās tęsiasi vazhdon
gaat_verder continuará ediyor davam გრძელდება շարունակվում يتبع تتبع يتابع ממשיכה ادامه_دارد जारी চলবে tiếp_tục
berlanjut bersambung inaendelea
"""
# … or to another story …
ALSO = """
ასევე აგრეთვე მეტი მსგავსი მსგავსი სხვა بھی مزید متعلقہ pia zaidi nyingine també més relacionat relacionats altres
taip pat daugiau susiję kiti arī vairāk saistītie citi ka veel seotud teised həmçinin daha oxşar digər edhe gjithashtu
tjera tudi še več sorodne слично други இதையும் தொடர்புடைய மேலும் related also more recommended similar similarly next
trending popular latest recent see auch mehr weitere weiteres passend dazu ähnliche verwandte interessieren
interessant empfohlen empfehlungen meistgelesen aussi également plus similaires liés associés intéresser recommandés
rubrique también tambien más relacionado relacionada relacionadas relacionados interesar recomendamos recomendado
recomendados anche altro altri altre correlati correlate correlato interessarti interessare consigliati interessarvi
também mais gostar interessar veja ook meer gerelateerd gerelateerde aanbevolen także też również więcej zobacz
powiązane podobne polecamy polecane zainteresować также ещё еще больше похожие другие рекомендуем связанные смотрите
теме також ще більше схожі інші рекомендуємо дивіться темою ayrıca ilgili benzer diğer daha fazla çekebilir önerilen
επίσης ακόμα ακόμη σχετικά περισσότερα περισσότερες δείτε și şi mai multe similare alte recomandate vezi recomandăm
také též další více související podobné doporučujeme mohlo zajímat också även mer fler relaterat relaterade
rekommenderat relaterte flere relaterede mere anbefalet anbefalt også myös lisää aiheeseen liittyvää liittyvät
suositeltua aj tiež ďalšie viac súvisiace odporúčame zaujímať ezt ez még kapcsolódó további több hasonló ajánljuk
ajánlott също още повече свързани подобни вижте препоръчваме такође још више повезане слично takođe također još više
povezane povezano slično preporučujemo vezane أيضا أيضاً المزيد ذات صلة مواضيع قد يهمك يعجبك اخترنا شاهد גם עוד נוספות
נוספים קשורות קשורים בנושא لأن همچنین بیشتر مرتبط مطالب بیشتری भी और संबंधित ये আরও আরো সম্পর্কিত thêm liên_quan khác
juga terkait lainnya simak serupa rekomendasi pilihan discover check missed miss entdecken lesenswert ebenfalls
außerdem voir thème découvrir découvrez complément loin mira conozca conoce otras interessante approfondimenti guarda
vedi confira ver saiba bekijk dossier czytaj warto дивись читай схоже пов'язані пов'язане цікаве популярне
рекомендовані рекомендоване смотри похожее интересное популярное рекомендованные сюжету dahası bunları haberleri
benzeri öneriler okumadan tavsiye ilginç πρόσφατα δημοφιλή asemănătoare recomandări interesa přečtěte tipy doporučené
tipsen nyligen läsning populärt rekommenderad tips متعلقة متعلق مرتبطة طالع شاهدوا اقرأوا إقرأ قراءة موصى مقترحة
إضافية الاكثر الأكثر قراءةً مشابهة קשור מומלץ מומלצות אהבתם lesetipp lesetipps tipp stesso stessa mismo misma mesmo
même aller зацікавити цікаво интересно інтерес zaciekawić čtenáři zaujmout samma samme sama aynı ίδιο lectură
interesat interesante cekebilir ilginizi 추천 recommandations autres suggestions sugestões sugeridas destaques
leituras interesować zaujať interesarle interesseren заинтересовать заинтересуват интересовать занимају zanimaju
zanimale zanimali érdekelhetik érdekelhet érdekelheti ενδιαφέρουν ενδιαφέρει ilgini intressera interessere kiinnostaa
kiinnostavat huvitada sudominti ieinteresēt تهمك לעניין علاقه रुचि quan_tâm diminati minati
"""
# … or to hand it on.
SHARE = """
share sharing tweet print save copy teilen teile teilt drucken merken partager partagez imprimer envoyer compartir
comparte comparta compártelo compártela imprimir condividi condividere stampa invia compartilhar compartilhe
partilhar partilhe delen deel udostępnij udostępnijcie podziel drukuj поделиться поделитесь поделись отправить
распечатать поділитися поділіться поширити поширте paylaş paylaşın κοινοποίηση κοινοποιήστε μοιραστείτε μοιράσου
distribuie distribuiți trimite sdílet sdílejte sdílej zdieľať zdieľajte dela del jaa jaakaa megosztás ossza oszd
сподели споделете подели поделите podijeli podijelite podeli podelite شارك شاركوا مشاركة انشر שתף שתפו שיתוף
اشتراک بگذارید शेयर साझा শেয়ার chia_sẻ bagikan sebarkan condividilo pásalo difundir difunde difundi repasse
encaminhe doorsturen prześlij wyślij розповісти розіслати расскажите рассказать перешлите розкажіть gönder
gönderin επικοινωνήστε επισύναψη trimiteți expediază pošli přepošli skicka send شير مشاركه نشر انسخ نسخ ارسل إرسال
طباعة اطبع הפיצו שלחו העתק kopírovat zkopírovat kopiera kopier kopioi kopieren kopiuj copiază copia copiar copiez
kopyala скопіювати скопировать másol másolás αντιγραφή tweetar tuitear twittear tweeter tweeten tweetle twitta
tweetować tweetni твитнуть твітнути роздрукувати друк надрукувати скинути comentar commenter kommentieren
kommentar комментировать комментарии коментувати коментарі прокоментувати skomentuj komentarze yorum yorumla
komentovat komentera kommentera commenta commenti comentează comentarii comentários guardar enregistrer speichern
salva opslaan zapisz сохранить зберегти kaydet uložit spara salvează salvar حفظ تغريد غرد reageer reacties enviar
favoritos
"""
# Words around them: the piece, the place, the people, and small words.
AROUND = """
is unserem unserer blog
სტატია სტატიები ამბავი ამბები თემაზე ახალი خبر خبریں مضمون کے کی میں یہ اس بارے habari makala kuhusu hii hapa article
articles notícia notícies aquesta aquest straipsnį straipsnis straipsniai naujienos naujienų temos tema apie čia
rakstu raksti ziņas par tēmu šeit artikkel artiklit uudis uudised teemal siit xəbər xəbərlər məqalə haqqında burada
artikullin artikuj lajme këtu članek članki novice temi tukaj статија статии вести тема கட்டுரை செய்திகள் இங்கே செய்தி
a an the this that these those on in of to for from with by and or our your you it here now about at story stories
article articles post posts page news topic topics subject friends friend family full whole complete rest text here's
coverage reporting section desk local headlines version original us via link below facebook twitter x whatsapp
telegram mail email e-mail might may like der die das den dem des ein eine einen diesen dieser dieses diese zu zum zur
im aus auf hier jetzt mit sie ihren freunden freunde bei artikel artikeln beitrag beiträge bericht geschichte thema
themen nachrichten meldung meldungen ressort rubrik könnte dich euch von und per über le la les l l'article cet cette
ce ces un une de du d' à sur dans en pour ici vos tes proches amis avec même sujet info infos actualité actualités
texte dossier notre nos vous pourrait peut cliquez cliquer y autres el los las lo una este esta esto estas estos del
por para aquí tus sus amigos con mismo tema noticia noticias nota notas artículo artículos historia texto sobre te
puede podría clic haz haga o otras nuestra sección il gli i l'articolo articolo articoli notizia notizie questo questa
su sul sullo sulla di della dei qui tuoi tue amici stesso argomento testo clicca potrebbe potrebbero ti vi e tutto
tutta storia os as um uma esse essa nesta neste do da dos em no na nas aqui seus suas teus com mesmo assunto notícia
notícias matéria matérias artigo artigos reportagem você vocês pode podem clique íntegra het een dit deze over op van
voor met je jouw vrienden nu onderwerp artikelen verhaal verhalen berichten nieuws stuk klik om hetzelfde ten ta tę
tego tej w we z ze dla tutaj tu artykuł artykuły artykułu tekst tekstu wiadomość wiadomości temat tematu temacie
informacje znajomym znajomymi przyjaciółmi się swoimi swoim może cię kliknij aby эту этой это этот этим в во на о об
по с со и из для здесь тут статья статью статьи статьей материал материалы материалом новость новости новостью
новостей тексте текст текста сюжет друзьями друзьям темы тема нашем сайте ссылке цю цією цей це цим у про з зі і й та
за статтю стаття статті матеріал матеріали новину новина новини новиною новин друзями теми нашому сайті bu şu ve ile
için buraya buradan haber haberi haberin haberler haberleri yazı yazıyı yazının makale makaleyi konu konuda konuyla
arkadaşlarınızla arkadaşlarınla ilginizi içerik içerikler το τα την τη τον του της των ο η οι στο στα στη στην για με
σε από και εδώ άρθρο άρθρα είδηση ειδήσεις θέμα θέματα κείμενο ιστορία φίλους σας σου pe în din despre cu și aici acum
articol articole articolul articolului știre știri știrea știrile textul temă aceeași această acest prietenii
prietenilor tăi tău povestea ziarul v k s se si zde tady článek článku články článků textu celý celého zpráva zprávy
téma tématu témata přáteli vás mohl artiklar det här detta denna på till med av dina vänner texten ämne ämnet nyhet
nyheter samma också skulle intressera dig artikkel artikkelen artikler artiklen sak saken saker denne dette her til
dine venner vennene historien emne emnet samme teksten nyheden nyhed nyheder historie juttu juttua artikkeli
artikkelin artikkelia tästä tämä tämän täältä aihe aiheesta uutinen uutiset ystävillesi ystävien kanssa článok správa
správy téme témy priateľmi mohlo az cikk cikket cikkek cikkünk hír hírek hírt témában témáról itt ide történet
ismerőseivel barátaiddal meg kattintson статия статията статии новината тук темата от приятели приятелите си вести
чланак вест овде са тему пријатељима ову овај članak članke vijest vijesti vest vesti ovdje ovde u sa temu
prijateljima ovu ovaj المقال مقال الخبر خبر الأخبار أخبار الموضوع موضوع هذا هذه من في على عن حول مع هنا اضغط للمزيد
النص أصدقائك أصدقائكم القصة و أن הכתבה כתבה כתבות הידיעה המאמר הנושא החדשות את עם על של זו זה כאן לחצו חברים אותך אתכם
אולי יעניין این را از در به با خود دوستان متن خبرها مطلب مقاله اینجا درباره کنید بگذارید यह इस इसे को के की का में पर
से साथ यहां यहाँ खबर खबरें ख़बर समाचार लेख अपने दोस्तों करें क्लिक बारे लिए এই এ খবর খবরটি খবরের সংবাদ লেখা এখানে
বন্ধুদের সঙ্গে সাথে করুন ক্লিক সম্পর্কে এখান bài viết bài_viết tin tức tại đây này với bạn bè về chủ đề nội dung toàn
bộ ở câu chuyện berita ini sini dengan kepada teman anda tentang topik untuk yang kabar cerita social media network
networks click tap button sozialen netzwerken medien soziale netzwerke klicken réseaux sociaux votre mur lien cliquant
plus loin redes sociales rete sociais netwerken sociale mediach społecznościowych społecznościach соцсетях социальных
сетях сети соцмережах соціальних мережах мережі фейсбуці фейсбуке телеграмі телеграме вайбері нижче ниже нажмите
натисніть щоб чтобы посиланням sosyal medyada medya facebook'ta twitter'da whatsapp'ta telegram'da sitemizde
tıklayarak μέσα κοινωνικής δικτύωσης rețele rețelele síti sítích sociálních sociala medier وسائل التواصل الاجتماعي
مواقع عبر فيسبوك وتويتر واتساب أو رابط الرابط صفحة كامل إلى ما بقية ברשתות החברתיות בפייסבוק בטוויטר בוואטסאפ شبکه‌های
اجتماعی par odkaz odkazu länk länken lenke lenken linkki linkul bağlantıyı bağlantı σύνδεσμο artykułów artykułach inne
inni aplikacji موضوعات نفس посилання ссылку вам вас може может быть бути можуть стати sizin size być mogą pan twoich
twoim ж же до envoyer política temas nossas nossos assuntos semelhantes mesma categoria editoria voir tous nosotros
rubrique catégorie suivez site website web sitio сайт сайту strone stronie webu siteul site-ul sitede sitesinde sajten
hemsida sivustolla seite webseite portal portalu after under beneath photo photos image picture video ad advertisement
videem videom fotografií fotkou reklamou reklamy inzercí obrázkem obrázkom galerií galériou wideo zdjęciem grafiką
znajduje filmem część bild bilden bildet billedet videon videoen annonsen annoncen faktarutan faktaboks kuvan
mainoksen alla jälkeen anzeige werbung video_unter unter nach vidéo publicité après sous après_la la_vidéo imagen
publicidad anuncio después debajo foto pubblicità dopo sotto publicidade anúncio depois abaixo imagem da_publicidade
advertentie onder afbeelding reclamei reclamă publicitate sub după imagine kép alatt után hirdetés videó след под
рекламата реклами видеото снимката снимка после реклама фото видео відео рекламою фотографією фотографией слика слике
oglasa oglas slike fotografije videa posle nakon ispod po oglasu pod_sliko sliki pärast pildi video_all zem attēla
reklāmas pēc po_reklamos nuotrauka reklama διαφήμιση μετά κάτω εικόνα videonun fotoğrafın reklamdan reklamın altında
sonra haberimizde reklamdan_sonra الإعلان بعد أسفل الفيديو الصورة המודעה הפרסומת לאחר הסרטון תמונה آگهی بعد_از پایین
ویدیو विज्ञापन नीचे वीडियो quảng_cáo dưới iklan setelah bawah matangazo chini które która które_by které mohly mohou
ktoré mohli môžu som kan könnten pourraient que podrían lhe che kunnen kunt zou zouden которые могут тебя
заинтересовать які тебе които могат да ви који могу koji mogu vas bi ki lahko amelyek amelyik önt téged care ar putea
v-ar s-ar που μπορεί να olabilir çekebilecek deg jotka saattavat sinua mis võivad sind kuri gali jus kas var tevi قد
التي تهمك עשויות לעניין שעשויות که شاید برای شما जो आपको आपनार có thể mungkin
"""

READ_UNSPACED = """
阅读全文 全文 阅读 閱讀 查看 继续 繼續 点击 點擊 详情 詳情 原文 続き 続きを 読む 全文を 見る もっと 詳細 詳しく 전문
전체 계속 더 보기 자세히 읽기 อ่านต่อ อ่านเพิ่มเติม อ่าน ฉบับเต็ม ต่อ 阅读原文 点开 展开 展开全文 查看原文 查看详情
查看更多 看全文 全部 余下 剩余 剩餘 全文閱讀 繼續閱讀 繼續看 続きを見る 続きを読む 全文表示 本文 すべて 読んで
もっと読む 이어서 이어보기 펼쳐보기 전문보기 기사보기 더보기 원문 본문 보러 아래 클릭 하면 클릭하면 อ่านข่าว
ดูเพิ่มเติม ดู รายละเอียด เต็มๆ 继续阅读 下一页 次へ 次のページ 다음 계속됩니다 이어집니다 続きます 下方继续 接下页
"""
ALSO_UNSPACED = """
相关 相關 延伸 推荐 推薦 更多 其他 热门 熱門 猜你喜欢 関連 関連する あわせて 合わせて おすすめ 人気 ほかの 他の
関連記事 관련 함께 추천 다른 많이 본 인기 주요 이_시각 เกี่ยวข้อง ที่เกี่ยวข้อง แนะนำ เพิ่มเติม อื่นๆ 相关链接
相关文章 相关阅读 往期 精彩 热文 热点 更多阅读 猜您喜欢 为您推荐 大家都在看 看了又看 延伸閱讀 你可能 您可能 也喜欢
感兴趣 还喜欢 還喜歡 その他 ランキング 最新 注目 話題の こちらも オススメ 併せて 관련기사 관련뉴스 더_보기 더_읽기
읽을거리 볼만한 최신 인기기사 많이_본 핫이슈 연관 추천기사 이런 ติดตามข่าว ล่าสุด ยอดนิยม น่าสนใจ ข่าวอื่น
"""
SHARE_UNSPACED = """
分享 转发 轉發 シェア シェアする ツイート 拡散 공유 공유하기 공유하세요 보내기 แชร์ ส่งต่อ 分享到 分享至 转发到
扩散 拡散希望 ツイートする ポスト ポストする 送る LINEで送る 共有 퍼가기 링크복사 복사 스크랩 ส่งให้ คัดลอก 收藏
保存 打印 列印 评论 印刷 ブックマーク 保存する コメント コメントする 저장 인쇄 댓글
"""
AROUND_UNSPACED = """
此处 這裡 这里 此處 文章 本文 此文 这篇 這篇 新闻 新聞 报道 報導 报导 消息 内容 內容 话题 專題 专题 阅读 文 给 到 的
至 您 你 朋友 好友 朋友们 把 将 请 一下 了解 完整 看 去 我们 微信 微博 この その 記事 ニュース 本記事 の を に と は
で が へ する した こちら ここ から 人 読みたい 読まれている 話題 トピックス リンク ページ 友だち 友達 に関連する
ご覧ください 見て 이 기사 기사를 기사와 기사의 뉴스 뉴스를 친구 친구에게 친구와 여기 여기서 를 을 와 의 에서 하기
하세요 보러가기 좋은 글 소식 ข่าว ข่าวนี้ บทความ บทความนี้ เรื่อง เรื่องนี้ ให้ เพื่อน เพื่อนของคุณ ของคุณ ได้ที่
ที่นี่ ที่ นี้ คลิก ทั้งหมด กับ คุณ ไปยัง QQ QQ空间 朋友圈 新浪 新浪微博 微信好友 链接 复制 下方 上方 按钮 本篇 此 篇
专栏 视频 图集 资讯 阅读量 可以 您还 可 也 在 中 上 下 里 与 和 还 フェイスブック ツイッター LINE X SNS はてな コピー
読者 あなた みんな 知り合い も よ う ください 페이스북 트위터 카카오톡 네이버 밴드 카카오 URL 링크 으로 로 에 과
이_기사를 이_뉴스 함께 면 도 친구들 지인 หน้า เฟซบุ๊ก ไลน์ ทวิตเตอร์ ใน และ จาก facebook twitter x line telegram
whatsapp instagram hatena pocket note threads kakao naver band qq 광고 아래에서 아래 영상 사진 広告 動画 写真の下に
在广告之后
"""
