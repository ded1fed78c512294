"""Labels of what else a page does: share bars, comments, advertisement and buttons of consent, in fifty languages.

Data only, written as ``labellists`` is.
"""

from __future__ import annotations

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
تويتر|تلغرام|تلگرام|פייסבוק|טוויטר|וואטסאפ|spausdinti|dalintis|tweetnij|przypnij|wykop|zapisz|tweeta|spara|lagre|
tweetle|kaydet|öner|twitta|salva|tweetar|guardar|salvează|tweet it|tallenna|twittern|speichern|enregistrer|tweeter|
tweeten|bewaren|uložit|tweetnout|uložiť|mentés|запази|сачувај|spremi|сохранить|твитнуть|зберегти|твітнути|αποθήκευση|
احفظ|غرد|ذخیره|توییت|lưu|simpan|카카오스토리|트윗하기|저장하기|트윗|추천하기|네이버|밴드|推文|收藏|保存|推荐|點讚|点赞|
保存する|ブックマーク|qq空间
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
기사 공유하기|기사 인쇄|프린트|please share|share it|share away|teilt diesen artikel|bitte teilen|weitersagen|partagez|
partagez cet article|à partager|compártelo|comparte esta noticia|condividilo|condividete|partilhe|partilha|
compartilhe esta notícia|deel dit|delen maar|udostępnij dalej|podaj dalej|prześlij dalej|udostępnij ten wpis|wydrukuj|
wydrukuj artykuł|sdílejte|sdílejte dál|pošlete dál|zdieľajte|zdieľajte ďalej|pošlite ďalej|oszd meg|ossza meg|
add tovább|dă mai departe|dați mai departe|dă share|сподели тази новина|споделете|поделите|делите даље|podijelite|
podelite|podelite vest|dijelite dalje|delite naprej|поделитесь новостью|расскажите друзьям|перешлите друзьям|
поділіться|поділіться новиною|розкажіть друзям|μοιραστείτε το|κοινοποιήστε|haberi paylaşın|dela|dela gärna|dela vidare|
sprid vidare|del gjerne|del gerne|del videre|jaa eteenpäin|jaa tämä|jaga edasi|padalies|dalies ar draugiem|pasidalink|
pasidalinkite|shpërndani|comparteix-ho|გააზიარეთ|კიდევ გააზიარეთ|կիսվեք|бөлісіңіз|שתפו הלאה|شاركوا|شارك|انشر|
بازنشر کنید|साझा करें|শেয়ার দিন|chia sẻ ngay|bagikan sekarang|kongsi sekarang|แชร์เลย|转发给朋友|分享给朋友|
シェアしてね|拡散希望|공유해 주세요|널리 알려주세요|recommend on facebook|poleć znajomym na facebooku|
facebook'ta arkadaşlarına öner|consiglia agli amici su facebook|recomendă prietenilor pe facebook|
recomende aos amigos no facebook|recomiéndalo|rekommendera på facebook|페이스북 친구에게 추천|推荐给facebook好友|
推荐给好友|auf facebook empfehlen|recommander sur facebook|aanbevelen op facebook
"""

# Doors to the readers' comments, of which a page may also say how many there are.
COMMENTS = """
comments|comment|view comments|view all comments|read comments|show comments|write a comment|post a comment|
leave a comment|leave a reply|add a comment|join the conversation|join the discussion|no comments yet|kommentar|
kommentare|kommentare anzeigen|alle kommentare|alle kommentare anzeigen|kommentar schreiben|kommentar verfassen|
mitdiskutieren|jetzt mitdiskutieren|zur diskussion|diskutieren sie mit|commentaires|commentaire|voir les commentaires|
tous les commentaires|lire les commentaires|laisser un commentaire|ajouter un commentaire|écrire un commentaire|réagir|
participer à la discussion|comentarios|comentario|ver comentarios|ver todos los comentarios|todos los comentarios|
deja un comentario|deja tu comentario|escribe un comentario|únete a la conversación|commenti|commento|vedi commenti|
vedi tutti i commenti|leggi i commenti|lascia un commento|scrivi un commento|partecipa alla discussione|comentários|
comentário|ver comentários|ver todos os comentários|deixe um comentário|deixe o seu comentário|escreva um comentário|
adicionar comentário|participe da conversa|participe na conversa|reacties|reactie|bekijk reacties|alle reacties|
plaats een reactie|laat een reactie achter|reageer|praat mee komentarze|komentarz|zobacz komentarze|
zobacz wszystkie komentarze|pokaż komentarze|napisz komentarz|dodaj komentarz|skomentuj|dołącz do dyskusji|
przejdź do komentarzy|komentáře|komentář|zobrazit komentáře|zobrazit všechny komentáře|napsat komentář|přidat komentář|
vstoupit do diskuse|vstoupit do diskuze|zapojit se do diskuse|zapojit se do diskuze|diskuse|diskuze|diskutovat|
komentáre|komentár|zobraziť komentáre|všetky komentáre|napísať komentár|pridať komentár|vstúpiť do diskusie|diskusia|
zapojiť sa do diskusie|hozzászólások|hozzászólás|kommentek|hozzászólások megtekintése|hozzászólok|szóljon hozzá|
új hozzászólás|comentarii|comentariu|vezi comentariile|vezi toate comentariile|lasă un comentariu|scrie un comentariu|
adaugă un comentariu|comentează|intră în discuție|коментари|коментар|виж коментарите|виж всички коментари|
напиши коментар|добави коментар|включи се в дискусията|сви коментари|прочитај коментаре|остави коментар|
пошаљи коментар|komentari|komentar|vidi komentare|svi komentari|ostavi komentar|napiši komentar|dodaj komentar|
komentiraj|komentariši|uključi se u raspravu|pošalji komentar|preberi komentarje|vsi komentarji комментарии|
комментарий|все комментарии|смотреть комментарии|читать комментарии|показать комментарии|оставить комментарий|
написать комментарий|добавить комментарий|комментировать|обсудить|присоединиться к обсуждению|обсуждение|коментарі|
усі коментарі|всі коментарі|показати коментарі|читати коментарі|залишити коментар|написати коментар|додати коментар|
коментувати|обговорити|долучитися до обговорення|σχόλια|σχόλιο|δείτε τα σχόλια|όλα τα σχόλια|γράψτε σχόλιο|
αφήστε σχόλιο|προσθήκη σχολίου|yorum|yorumlar|tüm yorumlar|tüm yorumları gör|yorumları gör|yorum yap|yorum yaz|
yorum ekle|tartışmaya katıl|şərhlər|şərh yaz|kommentarer|visa kommentarer|visa alla kommentarer|läs kommentarer|
skriv en kommentar|skriv kommentar|kommentera|delta i diskussionen|vis kommentarer|les kommentarer|alle kommentarer|
delta i debatten|læs kommentarer|deltag i debatten|kommentér|kommentit|näytä kommentit|lue kommentit|kaikki kommentit|
kommentoi|kirjoita kommentti|osallistu keskusteluun|keskustelu|kommentaarid|loe kommentaare|lisa kommentaar|
kommenteeri|komentāri|lasīt komentārus|pievienot komentāru|komentēt|komentarai|skaityti komentarus|rašyti komentarą|
komentuoti|komente|lini një koment|shkruaj koment|comentaris|deixa un comentari|veure comentaris|კომენტარები|
დატოვე კომენტარი|մեկնաբանություններ|մեկնաբանել|пікірлер|пікір қалдыру תגובות|תגובה|לכל התגובות|הוסף תגובה|כתבו תגובה|
הגיבו|לתגובות|تعليقات|التعليقات|تعليق|عرض التعليقات|عرض كل التعليقات|أضف تعليقا|اترك تعليقا|اكتب تعليقا|شارك في النقاش|
نظرات|دیدگاه‌ها|نظر بدهید|ارسال نظر|ثبت نظر|تبصرے|تبصرہ کریں|टिप्पणियां|टिप्पणी करें|कमेंट करें|कमेंट|মন্তব্য|
মন্তব্য করুন|সব মন্তব্য|கருத்துகள்|கருத்து தெரிவிக்க|bình luận|xem bình luận|viết bình luận|ý kiến bạn đọc|
gửi bình luận|lihat komentar|lihat semua komentar|tulis komentar|tinggalkan komentar|komen|tinggalkan komen|maoni|
toa maoni|อ่านความคิดเห็น|ความคิดเห็น|แสดงความคิดเห็น|评论|查看评论|全部评论|发表评论|写评论|我要评论|留言|評論|
發表評論|查看留言|コメント|コメントを見る|すべてのコメント|コメントを書く|コメントする|コメントを投稿|댓글|댓글 보기|
전체 댓글 보기|댓글 쓰기|댓글쓰기|댓글 달기|의견 쓰기
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
werbung – weiterlesen|artikel geht weiter|l'articolo continua dopo la pubblicità|sponsored article|sponsored post|
partner content|paid partnership|paid advertisement|branded content|promotional content|in partnership with|
in cooperation with bezahlter inhalt|gesponserter artikel|gesponserter beitrag|werbepartner|bezahlte partnerschaft|
advertorial|enthält werbung|article sponsorisé|contenu de marque|contenu partenaire|communiqué sponsorisé|
publirédactionnel|en partenariat avec|artículo patrocinado|contenido de marca|contenido de socio|publirreportaje|
espacio patrocinado|articolo sponsorizzato|contenuto sponsorizzato|contenuto promozionale|in collaborazione con|
messaggio promozionale|conteúdo patrocinado|conteúdo de parceiro|artigo patrocinado|conteúdo de marca|publieditorial|
parceria|gesponsorde inhoud|betaalde inhoud|partnerbijdrage|gesponsord artikel|
in samenwerking met artykuł sponsorowany|materiał partnera|materiał promocyjny|materiał reklamowy|treść sponsorowana|
współpraca reklamowa|reklama partnera|komerční sdělení|komerční článek|placená spolupráce|placená inzerce|
partnerský obsah|ve spolupráci|sponzorovaný článek|sponzorovaný obsah|platená spolupráca|platená inzercia|
komerčná správa|partnerský článok|szponzorált tartalom|támogatott tartalom|fizetett hirdetés|fizetett tartalom|pr-cikk|
reklám|articol sponsorizat|conținut sponsorizat|material publicitar|comunicat de presă sponsorizat|advertorial (p)|
платена публикация|спонсорирано съдържание|рекламна публикация|платено съдържание|спонзорисано|плаћени садржај|промо|
спонзорисани чланак|sponzorirano|sponzorisano|plaćeni sadržaj|promo sadržaj|sponzorirani članak|sponzorirani sadržaj|
sponzorirana vsebina|oglasno sporočilo|promocijsko sporočilo|oglasna vsebina партнёрский материал|партнерский материал|
спецпроект|рекламный материал|рекламная статья|спонсорский материал|спонсорський матеріал|рекламний матеріал|
спецпроєкт|матеріал партнера|за підтримки партнера|χορηγούμενο|χορηγούμενο περιεχόμενο|διαφημιστικό περιεχόμενο|
προωθητική ενέργεια|sponsorlu içerik|sponsorlu haber|reklam içeriği|tanıtım yazısı|advertorial içerik|reklam materialı|
annonssamarbete|sponsrat innehåll|innehåll från vår partner|betalt samarbete|annonsinnehåll|betalt innhold|
annonsørsamarbeid|innhold fra partner|sponset innhold|reklamesamarbejde|sponsoreret indhold|betalt indhold|
annoncørbetalt indhold|kaupallinen yhteistyö|maksettu mainos|sponsoroitu sisältö|mainoskumppanin sisältö|sisumarketing|
reklaamtekst|sponsitud sisu|reklaam|sponsorēts saturs|reklāmraksts|reklāma|apmaksāta reklāma|rėmėjų turinys|
reklaminis straipsnis|užsakomasis straipsnis|përmbajtje e sponsorizuar|reklamë|contingut patrocinat|contingut de marca|
anunci|publicitat|რეკლამა|სარეკლამო მასალა|գովազդ|գովազդային նյութ|жарнама|серіктес материалы תוכן ממומן|בשיתוף|
מוגש מטעם|כתבה ממומנת|محتوى مدعوم|محتوى برعاية|مادة إعلانية|إعلان مدفوع|محتوى ممول|محتوای تبلیغاتی|رپورتاژ آگهی|
رپرتاژ آگهی|اشتہار|प्रायोजित|प्रायोजित सामग्री|स्पॉन्सर्ड|এই কনটেন্ট স্পন্সরড|স্পন্সরড|பதிப்புரை விளம்பரம்|விளம்பரம்|
nội dung được tài trợ|bài viết tài trợ|thông tin quảng cáo|konten bersponsor|advertorial berbayar|konten kerja sama|
kandungan tajaan|iklan berbayar|tangazo|matangazo|ማስታወቂያ|บทความโฆษณา|บทความสนับสนุน|เนื้อหาที่ได้รับการสนับสนุน|
赞助内容|赞助文章|推广|合作内容|廣編特輯|贊助內容|業配|タイアップ記事|提供記事|記事広告|スポンサー記事|企画広告|協賛|
협찬 기사|협찬|광고 기사|제휴 기사|홍보 기사|보도자료 광고|기획 광고
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
cookie設定|모두 동의|모두 수락|모두 허용|동의하고 계속|쿠키 설정|close and continue to site|
zamknij i przejdź do serwisu|przechodzę do serwisu|zavřít a přejít na web|pokračovat na web|zavrieť a pokračovať|
stäng och gå till sajten|luk og gå til siden|lukk og gå til siden|sulje ja jatka sivustolle|kapat ve siteye devam et|
siteye devam et|fechar e ir para o site|cerrar y continuar|chiudi e continua|fermer et continuer|schließen und weiter|
sluiten en doorgaan|închide și continuă|закрыть и перейти на сайт|закрити та перейти на сайт|закрити і перейти на сайт|
затвори и продължи|zatvori i nastavi|затвори и настави|zapri in nadaljuj|bezárás és tovább az oldalra|닫고 계속하기|
manage consent|manage consents|privacy manager|einwilligungen verwalten|einwilligung verwalten|gérer mes consentements|
gérer le consentement|gestionar consentimientos|gestionar el consentimiento|gestisci i consensi|gestisci consenso|
gerir consentimentos|gerenciar consentimento|toestemming beheren|zarządzaj zgodami|zarządzanie zgodami|
spravovat souhlasy|spravovat souhlas|spravovať súhlasy|hozzájárulások kezelése|gestionează consimțământul|
управление согласием|управление согласиями|керування згодою|управление на съгласието|управљање пристанком|
upravljanje privolama|upravljanje pristankom|upravljanje soglasij|διαχείριση συγκατάθεσης|izinleri yönet|rızayı yönet|
hantera samtycken|hantera samtycke|administrer samtykke|hallinnoi suostumuksia|halda nõusolekuid|pārvaldīt piekrišanu|
tvarkyti sutikimus|gestiona el consentiment|إدارة الموافقات|إدارة الموافقة|ניהול הסכמה|مدیریت رضایت|
सहमति प्रबंधित करें|quản lý sự đồng ý|kelola persetujuan|จัดการความยินยอม|管理同意|同意の管理|同意管理|쿠키 동의 관리|
동의 관리
"""
