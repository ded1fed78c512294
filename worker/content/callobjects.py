"""What a site asks its readers for, in thirty-five languages: channels, money, accounts, opinions, purchases.

Data only, written as ``callverbs`` is.
"""

from __future__ import annotations

# Networks and messengers: a channel by its mere name.
NETWORKS = """
інстагра* инстагра* телегра* вконтакт* дзен* яндекс_новост* rutube* spotify* google_discover showcase गूगल_न्यूज*
টেলিগ্রাম* ফেসবু* ইউটিউব* গুগল_নিউজ* हाट्सएप व्हॉट्सऐप व्हाट्सऐप* snapchat twitch telegram* телеграм* тг-канал*
whatsapp* ватсап* вотсап* вацап* viber* вайбер* вајбер* facebook* фейсбу* фејсбу* fejsbuk* twitter* твиттер*
твітер* instagram* инстаграм* інстаграм* youtube* ютуб* tiktok* тикток* тікток* linkedin bluesky mastodon discord
вконтакте vk vkontakte одноклассники google_news google_новости messenger zalo kakaotalk patreon patronite boosty
τηλέγραφ* تلغرام تليغرام تيليجرام تلجرام تيليغرام واتساب فيسبوك فيس_بوك إنستغرام انستغرام يوتيوب تويتر تلگرام
واتس‌اپ اینستاگرام یوتیوب הטלגרם טלגרם בטלגרם לטלגרם וואטסאפ בוואטסאפ בפייסבוק פייסבוק באינסטגרם אינסטגרם ביוטיוב
टेलीग्राम व्हाट्सएप व्हाट्सऐप फेसबुक इंस्टाग्राम यूट्यूब টেলিগ্রাম হোয়াটসঅ্যাপ ফেসবুক ইউটিউব x.com google* гугл*
ґугл* γκουγκλ גוגל בגוגל غوغل جوجل گوگل गूगल গুগল x'te spotifyda apple_podcasts podbean deezer rumble signal_group
в_max telegram'da* telegram'dayız whatsapp'ta* x_hesab* фейсбук-страниц* зен* дзене яндекс.новост* яндекс.дзен*
kakao kakaotalk* weibo wechat threads* mastodon* truth_social
"""
NETWORKS_UNSPACED = """
instagram facebook youtube twitter whatsapp tiktok 公式x טלגרם וואטסאפ ווטסאפ פייסבוק אינסטגרם יוטיוב تلغرام
تليغرام تيليجرام تلجرام واتساب فيسبوك انستغرام يوتيوب تلگرام lineで lineの 抖音 小红书 네이버 グーグルニュース
ライン公式 line公式 フェイスブック ツイッター インスタグラム ユーチューブ テレグラム 微信 微博 脸书 臉書 推特 电报
telegram 텔레그램 카카오톡 페이스북 인스타그램 유튜브 เทเลแกรม เฟซบุ๊ก เฟสบุ๊ค ไลน์ ยูทูบ 公众号 视频号 小程序
朋友圈 今日头条 谷歌新闻 google naver 카톡 구글 구글뉴스 스포티파이 트위터 인스타 spotify 喜马拉雅 小宇宙 哔哩哔哩
b站 ฟีดข่าว ทวิตเตอร์ อินสตาแกรม ติ๊กต็อก กูเกิล グーグル ライン スレッズ ティックトック インスタ
"""

# Other things a reader is asked to join, take or read: newsletters, channels, apps, notifications.
CHANNELS = """
e-mailem e-mailu emailem fanpage* preferred_source rss notification* notificaciones notifiche powiadomie* upozornění
értesítés* obavijest* notificări известия обавештења ειδοποιήσεις اشعارات إشعارات הודעות thông_báo appli appli.
podcaster* подкаст* newsletter* news_alert* push_notif* pushbericht* notifications podcast* channel channels
whatsapp-channel mailbox inbox your_email morning_briefing kanal kanäle kanals whatsapp-kanal* telegram-kanal*
rundbrief* morgenbrief gruppe eilmeldungen push-nachricht* chaîne canal_whatsapp canal_telegram infolettre
lettre_du_jour boîte_mail alertes_info boletín correo canale gruppo_telegram casella_di_posta boletim notificações
sininho seu_e-mail nieuwsbrief* nyhetsbrev* nyhedsbrev* inkorg* innboks* indbakke* kanaal kanał* skrzynk* powiadomien*
zpravodaj* schránky kanál kanálu kanála hírlevel* csatorn* postafiók* canalul newsletterul* notificăr* бюлетин* билтен*
bilten* канал* каналі рассылк* розсилк* уведомлен* сповіщен* сообществ* спільнот* группу_в группе_в почту почтой
поштов* пошту κανάλι ενημερωτικό newsletter_μας bülten* e-postanız* bildirim* النشرة نشرتنا الإشعارات قناة قناتنا
ניוזלטר לניוזלטר למייל ערוץ לערוץ קבוצת خبرنامه کانال चैनल न्यूज़लेटर ईमेल चानेल চ্যানেলে চ্যানেল নিউজলেটার ইমেইলে
bản_tin kênh buletin kanal_kami grup_telegram grup_whatsapp notifikasi uutiskirje* kanava* sähköpostii* viber_zajednic*
zajednici app apps play_store app_store google_play app_storea app_storesta play_store'dan aplikacj* aplikac*
aplicación aplicativo aplicația applicazione application_mobile applikation sovellu* alkalmazás* приложение* приложени*
застосун* додаток апликациј* aplikacij* εφαρμογή uygulama* تطبيقنا تطبيق האפליקציה אפליקציה اپلیکیشن गूगल_प्ले ऐप অ্যাপ
ứng_dụng aplikasi appen facebookpagina facebooksida facebook-seite nosso_canal nuestro_canal canal_de_telegram
canal_de_whatsapp canal_de_youtube canal_do canal_no grupo_de_whatsapp grupo_do página_de_facebook página_no perfil_no
redes redes_sociales redes_sociais réseaux_sociaux social social_media sociale_media соцсет* соцмереж* чат чат-бот*
групп* групу groep* groepsapp profil* страница_ни upozornen* ειδοποίησ* nyhetsapp nyhedsapp bildirimler* sosyal_medya
حساباتنا المنصات النشرة_البريدية البريدية القناة_الرسمية صفحاتنا رسائلنا e-posta* e-mail-postafiók* mailadres
mailadresse e-mailadres e-mailadresse adresse_e-mail dirección_de_correo indirizzo_email endereço_de_e-mail skrzynkę
odběr* odber* alerts browser e-paper epaper e-newspaper print_edition digital_edition benachrichtigung* mitteilungen
push-mitteilung* eilmeldung ausgabe alertes édition_numérique version_numérique avisos edición_digital edición_impresa
hemeroteca pódcast edizione_digitale versão_digital edição_impressa edição_digital alertas meldingen aflevering
digitale_krant e-tidning* notiser podd podden avsnitt* varsler podkast* notifikation* afsnit* eavis e-avis ilmoitukset
jakso näköislehti* e-gazet* e-wydani* odcinek odcinka powiadomienia oznámení elektronick* díl epizod* știri_pe_telefon
ediția_digitală notificările podcastul* podcastului известията епизод* obaveštenja электронной_верс* электронную_верс*
електронній_верс* электронн* выпуск* оповещени* сповіщення випуск* επεισόδιο ενημερώσεις e-gazete* bölüm* بودكاست*
التنبيهات تنبيهات النسخة_الورقية النسخة_الرقمية פודקאסט* בפודקאסט התראות פרק پادکست اعلان* पॉडकास्ट नोटिफिकेशन पेज
পডকাস্ট* নোটিফিকেশন tập_podcast siniar podcast saluran channel_kami digital_epaper whatsapp_channel skupinu_na
skupina_na skupini_na sociala_medier соціальних_мережах соціальні_мережі социальных_сетях социальные_сети
sociálních_sítích sociální_sítě sociálních_sítí sociálnych_sieťach sociálne_siete mediach_społecznościowych
media_społecznościowe rețelele_sociale rețele_sociale sosyal_medya* وسائل_التواصل مواقع_التواصل közösségi_média*
közösségi_oldal* социалните_мрежи социални_мрежи друштвеним_мрежама društvenim_mrežama društvene_mreže
družbenih_omrežjih sosiale_medier sosiaalisessa_mediassa sotsiaalmeedias sociālajos_tīklos socialiniuose_tinkluose
הרשתות_החברתיות ברשתות_החברתיות شبکه‌های_اجتماعی सोशल_मीडिया সোশ্যাল_মিডিয়া* সামাজিক_মাধ্যমে mạng_xã_hội media_sosial
μέσα_κοινωνικής xarxes_socials sosial_şəbəkə* әлеуметтік_желі* სოციალურ_ქსელ* սոցիալական_ցանց* mitandao_ya_kijamii
grubumuz* grubumuza
"""
CHANNELS_UNSPACED = """
公式アカウント チャンネル メルマガ ニュースレター アプリ 会員登録 速報通知 友だち追加 频道 頻道 公众号 群组 群組
电子报 電子報 客户端 推送 专页 邮箱 채널 뉴스레터 메일 앱을 알림 จดหมายข่าว ช่อง แอป เพจ แจ้งเตือน ไลน์ 群聊 微信群
粉丝群 资讯 订阅号 企鹅号 头条号 手机报 邮件 简报 日报 APP 新闻APP メール 公式 番組 配信 노트 이메일 앱에서 앱으로
채널에서 구독하고 문자 ข่าวสาร อีเมล ข่าวด่วน 消息通知 通知 播客 电子版 電子版 小编微信 交流群 读者群 二维码 扫码 社群
粉丝团 粉絲團 ポッドキャスト プッシュ通知 メールマガジン 友だち コメント欄 팟캐스트 알림을 카페 pdf 지면 푸시 พอดแคสต์
การแจ้งเตือน กลุ่มไลน์ 社交媒体 社群媒體 소셜미디어 sns
"""

# Money asked for the work: gifts and subscriptions.
GIFTS = """
donate donation donations chip_in our_readers reader-supported membership spende spenden mitglied unterstützer un_don
un_don, dons aportación donación donaciones donazione donativo doação donatie gåva lahjoita lahjoit* darowizn*
příspěv* darem darujme adomány* donează donați* дарение* донациј* donacij* пожертв* донат* задонат* карту_редакц*
банку δωρε* bağış تبرع תרמו حمایت_مالی योगदान অনুদান ủng_hộ donasi swish swisha vipps mobilepay mb_way paypal* ko-fi
momo gopay upi यूपीआई naš_rad doneer* doneaz* dona doe_agora prispevek uplat* donáci* dar_ spende* přispějte adakoz*
en_gave gaver_på supporter supporters patron contribution contribute crowdfunding förderer fördermitglied* soutien
cotisation aportaciones contributo contribuição apoiador* vriend_van donateur bidrag støtte patron* stały_zleceni*
darczyńc* dary daru rendszeres_támogat* contribuție дарения регулярный_платёж регулярный_платеж ενίσχυση yardım_edin
destek_olun destek_verin ادعمنا دعمكم תרומה کمک_مالی सहयोग সহায়তা đóng_góp dukungan
"""
GIFTS_UNSPACED = """
ご寄付 寄付 捐款 후원 บริจาค พร้อมเพย์ 募款 众筹 眾籌 小额 打赏 寄付金 カンパ 정기후원 기부 支持我们走下去 赞助
贊助 支援 ご支援 応援 응원해 후원금 สนับสนุนเรา
"""

# The cause that money is asked for.
JOURNALISM = """
journalism journalismus journalisme periodismo giornalismo jornalismo journalistiek journalistik* journalismia
dziennikarstw* žurnalistik* újságírás* jurnalism* журналистик* новинарств* novinarstv* журналістик* δημοσιογραφία
gazetecili* صحافتنا صحافة_مستقلة الصحافة_المستقلة עיתונות روزنامه‌نگاری पत्रकारिता সাংবাদিকতা* báo_chí_độc_lập
jurnalisme free_press independent_press independent_media presse_libre presse_indépendante pressefreiheit
unabhängige_medien prensa_libre medios_independientes informazione_libera informazione_indipendente imprensa_livre
vrije_pers fria_medier frie_medier wolne_media nezávislá_média nezávislé_médiá szabad_sajtó presa_liberă
свободная_пресса независимая_журналистика независимые_медиа вільна_преса незалежні_медіа незалежна_журналістика
özgür_basın bağımsız_medya الصحافة_الحرة الإعلام_المستقل ανεξάρτητη_ενημέρωση guter_journalismus עיתונות_חופשית
свободную_прессу свободной_прессы независимого_журналиста независимых_журналистов независимую_журналистику
независимой_журналистики
"""
JOURNALISM_UNSPACED = """
独立した報道 独立新闻 独立媒体 獨立媒體 독립 สื่ออิสระ 좋은_기사를 독립_언론 自由な報道
"""

SUBSCRIPTIONS = """
předplatitel* predplatiteľ* előfizető* subscription subscribe unlimited_access subscriber abo digital-abo
digitalabo abonnement offre_numérique suscripción abbonamento assinatura assine proefabonnement prenumerera
abonnent prenumerat* předplaťte předplatn* predplaťte predplatn* fizessen_elő előfizet* abonament* abonează-te
abonați-vă абонирайте* абонамент* pretplat* претплат* передплат* подписк* підписк* συνδρομή abonelik* aboneliğ*
اشترك اشتراك מנויים מנוי مشترک اشتراک सदस्यता গ্রাহক đặt_mua langganan tilaa_digi första_månaden første_måned kk
kuukausi abonamentem subskrypcj* předplatné předplatného abonare een_abonnement subscribers_only subscribers
premium abonnenten abonné abonnés abonnées suscriptores suscriptor abbonati abbonato assinantes assinante abonnees
abonnee prenumeranter abonnenter tilaajille tilaaja prenumerator* előfizetők* abonaților abonați абонати
pretplatni* претплатни* подписчикам передплатникам підписникам συνδρομητές συνδρομητ* abonelere aboneler*
للمشتركين המנויים למנויים مشترکان مشترکین सदस्यों গ্রাহকদের thành_viên pelanggan mitglieder membri socios miembros
membros leden medlemmer medlemmar
"""
SUBSCRIPTIONS_UNSPACED = """
有料会員 購読 订阅 訂閱 구독 สมัครสมาชิก 会员费 付费 付費 订户 訂戶 包月 包年 購読料 定期購読 プラン 구독료 이용권
会员 會員 会員限定 会員 有料 유료 회원 정기구독 สมาชิก
"""

# Money to be won or saved elsewhere: bets, coins, coupons.
DEALS = """
bonus* bónus bonos bono bonusa бонус* μπόνους مكافأة בונוס بونوس बोनस বোনাস casino* casinò casinoalba kasino*
kasín* kasin* kaszinó* cazino* kasyno казино καζίνο كازينو בקזינו קזינו कैसीनो ক্যাসিনো* bet betting sportwetten
apuesta* scommess* aposte* bukmach* bookmaker букмекер* kladionic* sázkov* stávkov* bahis شرط‌بندی taruhan nhà_cái
fogadás* ilmaiskierros* talletusbonus* crypto krypto* cripto* крипт* kripto* bitcoin* биткоин* біткоїн* broker
brokern фрибет* промокод* promo_code promo-code code_promo código_promo kod_rabatow* rabattcode rabatt rabat
korting sconto descuento desconto remise discount coupon voucher скидк* знижк* sleva slevu zľav* kedvezmény*
reducere popust отстъпк* έκπτωση indirim خصم הנחה تخفیف छूट ছাড় amazon giảm_giá diskon signals profit_guaranteed
easy_money price_drop rabais soldes chollo* ofertón saldi promozion* promoção ofertas aanbieding* erbjudande*
tilbud tarjous okazj* promocj* akce nabídk* akció* ofert* оферт* акци* распродаж* προσφορ* fırsat* عروض عرض_اليوم
מבצע फ़र्स्ट ऑफर অফার khuyến_mãi promo trading investment_platform forex investir_dans krypto-* token* nft airdrop
1xbet melbet mostbet pin-up ставк* на_спорт odds bookies cuotas slot slots gratisspinn free_spins freispiele
"""
DEALS_UNSPACED = """
ボーナス カジノ 仮想通貨 クーポン 割引 彩金 优惠码 優惠碼 赌场 比特币 보너스 카지노 할인 쿠폰 โบนัส คาสิโน ส่วนลด
คริปโต 特价 特價 折扣 优惠 優惠 低至 抢购 百家乐 博彩 投注 お買い得 セール 特価 オフ 특가 세일 베팅 토토 코인
ลดราคา โปรโมชั่น เดิมพัน เว็บพนัน
"""

CODES = """
code código codice code_promo mit_code kod kódem kódom kóddal kóddal kódot codul код кода κωδικό koduyla الكود הקוד
כד کد कोड কোড mã kode промокоду промокод koden kodom
"""
CODES_UNSPACED = "コード 优惠码 優惠碼 코드 โค้ด"

# A price for a span of time: what a subscription costs.
SPANS = """
week month year woche wochen monat jahr mois mes mês mese maand månad månaden måned kuukausi miesiąc miesięcznie
měsíc měsíčně mesačne mesiac hónap lună luna месец mesečno mjesečno місяць месяц μήνα ay الشهر חודש לחודש ماه
महीने মাসের tháng bulan settimana semana rok rocznie monthly mensuel mensuels mensual al_mes al_mese por_mês
per_maand maandelijks varje_månad i_månaden om_måneden kuukaudessa havonta pe_lună на_месец на_місяць в_месяц
το_μήνα aylık شهريا كل_شهر בחודש ماهانه प्रति_माह প্রতি_মাসে mỗi_tháng per_bulan
"""
SPANS_UNSPACED = """
月 달 เดือน 每月 每年 月額 매월 월
"""

# "The first month": beside a price only shops say this.
FIRST = """
first erste ersten erster premier première primer* primo primi primeir* eerste första første ensimmäi* pierwsz*
první* prvn* prvý* első prim* първ* први* prvi* prvog перш* перв* πρώτ* ilk الأول הראשון اول पहले প্রথম đầu pertama
"""
FIRST_UNSPACED = "初 首 첫 แรก"
# "For only": said of a price by the seller.
ONLY = """
only just nur ab solo sólo seulement apenas slechts bara kun vain tylko jen len csak doar само samo лише тільки
лишь всего только μόνο sadece yalnızca فقط רק सिर्फ केवल मात्र মাত্র chỉ hanya cuma exclusive exclusively reserved
reserviert vorbehalten exklusiv réservé réservée réservés exclusivo exclusiva reservado riservato riservati
esclusiv* reservad* alleen uitsluitend endast exklusivt forbeholdt dostępny dostępna wyłącznie jen_pro len_pre
csupán kizárólag disponibil exclusiv достъпна доступен доступна доступно доступний μόνον özeldir özel متاح حصري
בלבד للمشتركين_فقط ویژه শুধু dành_cho khusus
"""
ONLY_UNSPACED = """
わずか 仅需 只需 단돈 เพียง 仅限 僅限 のみ 만_볼_수 专享 專享 限定 专属 專屬 전용 เท่านั้น
"""

# Opinions asked for.
COMMENTS = """
comments a_comment commenting opinion feedback your_thoughts you_think poll survey conversation rate rating stars
kommentar kommentare kommentaren kommentarfeltet kommentarfelt* kommentarspalte meinung meinen_sie denkst_du umfrage
commentaires commentaire votre_avis sondage comentario comentarios tu_opinión su_opinión opinas encuesta commento
commenti la_tua_opinione sondaggio comentário comentários sua_opinião enquete reacties reactie je_mening kommentera
kommentarer kommentarsfältet åsikt tycker_du synes_du mener_du komment* mielipite* mieltä komentarz* komentarze
komentarzach komentář* komentár* hozzászólás* vélemény* kommentben kommentek* comentariu comentarii părere коментар*
мнение мнението комментари* мнение_в опрос* думаете думку думаєте опитуванн* σχόλια σχόλιο γνώμη γνώμη_σας yorum*
görüş* anket* تعليق* رأيك آراء تعليقاتكم תגובות בתגובות תגובה דעתכם دیدگاه نظر نظرات कमेंट राय टिप्पणी কমেন্ট* মতামত
মন্তব্য bình_luận ý_kiến komentar pendapat kolom_komentar komentarji komentar* мишљење mišljenje mislite мислите
to_comment kommentieren commenter comentar commentare reageren komentować komentovat komentovať hozzászólni
hozzászóláshoz comenta_trebuie a_comenta комментировать коментувати коментирате коментирање komentirati komentarisati
σχολιάσετε kommentoida kommenteerida komentēt komentuoti komentoni comentar_has להגיב تعليقا تبصرہ
"""

COMMENTS_UNSPACED = """
评论区 留言 评论 留言区 您怎么看 你怎么看 コメント ご意見 ご感想 댓글 의견 의견을 생각은 ความคิดเห็น คอมเมนต์
"""

# Tips and errors, and who wants to hear of them.
NEWSROOM = """
newsroom our_editors our_reporters news_tip tip tips story_idea typo mistake error correction tips_line hinweis
hinweise redaktion fehler rédaction information_à erreur pista pistas redacción segnalazion* redazione errore
denúncia sugestão redação pauta erro redactie foutje fout redaktionen fel redaksjonen feil fejl toimituk*
juttuvinkki* virheen vinkki* redakc* temat błąd chybu chybu_v szerkesztőség* hibát témája redacți* greșeală pont
редакци* ошибк* опечатк* редакці* помилк* грешк* грешку pogrešk* grešk* vest_za priču_za σύνταξη λάθος είδηση_για
ihbar* hata haber_merkezi التحرير خطأ معلومة מערכת טעות סיפור تحریریه خبری_دارید اشتباه गलती कोई_खबर संपादक ভুল
কোনো_খবর সম্পাদক tòa_soạn tin_nóng lỗi redaksi informasi_untuk kesalahan
"""

NEWSROOM_UNSPACED = """
编辑部 新闻线索 爆料 纠错 错误 编辑 編集部 情報提供 誤り お問い合わせ 제보 오류 편집국 กองบรรณาธิการ ข่าวอยากแจ้ง
แจ้งข่าว
"""

# Accounts and what they open.
ACCESS = """
dostęp abonement abonnement einen_account ein_konto kostenlos_registrieren log_in login sign_in account full_access
premium_content einloggen anmelden konto zugang connectez-vous connexion identifiant compte inicia_sesión
inicie_sesión cuenta accedi accesso faça_login conta inloggen logga_in logg_inn log_ind kirjaudu tili zaloguj* konto_w
masz_już_konto přihlaste přihlášení účet prihláste jelentkezz* fiók* autentific* cont_deja ai_deja_cont вход профил
акаунт* налог nalog račun prijavite_se войдите авторизу* аккаунт* увійдіть συνδεθείτε λογαριασμό giriş_yap* üye*
hesabınız* الدخول حساب התחברו חשבון وارد_شوید लॉग_इन लॉगिन লগ_ইন অ্যাকাউন্ট đăng_nhập tài_khoản masuk akun angemeldet
eingeloggt registriert connecté connectée identifié identifiée conectado iniciar_sesión iniciar_sessão registrado
registrato registrata loggato logado registado ingelogd zalogowan* zalogować zarejestrowan* přihlášen* přihlásit
prihlásen* prihlásiť bejelentkez* bejelentkezve autentificat autentificați авторизоваться авторизован* авторизуватис*
увійти войти влезете_в влезли_в вписани пријављен* prijavljen* prijaviti пријавити συνδεδεμέν* συνδεθεί giriş_yapman*
oturum_aç* inloggad logget_inn logget_ind innlogget kirjautunut kirjautua kirjautuneena sisse_logitud sisse_logima
pieteikties prisijung* hyrë identifikuar להתחבר מחוברים مسجلا تسجيل_الدخول لاگ_ان ثبت‌نام log_masuk login_untuk
"""

ACCESS_UNSPACED = """
登录 登錄 登入 账号 帳號 ログイン アカウント 全文 로그인 전문을 เข้าสู่ระบบ บัญชี
"""

# Who is paid when readers buy; beside a purchase or a link, and the site or the page, a disclosure.
COMMISSIONS = """
commission commissions provision affiliate_link* affiliate_partner* affiliate_program* partner_link* partnerlinks
affilié* afiliad* afiliación comisión commissione affiliazione comissão commissie provisjon komissio* prowizj*
afiliacyj* provizi províziu províz* jutalék* affiliate* comision afiliate комисион* комиссию комісію партнёрские_ссылки
партнерские_ссылки партнерські_посилання komisyon* προμήθεια عمولة עמלה affiliate-link* annonslänkar annonselenker
kumppanilink* hoa_hồng komisi sponsored_link* партнёрских_ссылках партнёрским_ссылкам партнёрскую_ссылку
партнерских_ссылках
"""

COMMISSIONS_UNSPACED = """
佣金 推广链接 推廣連結 アフィリエイト 報酬 수수료 제휴 ค่าคอมมิชชั่น
"""

# Purchases and links.
TRADES = """
buy purchase purchases links link einkauf* einkaufen kaufen kauf bestellen achats achat achetez lien liens compra
compras enlace enlaces acquisti acquisto koop koopt handlar köper kjøper køber ostat ostaa zakup* zakupy nákup*
nákupov vásárlás* cumpărături cumperi linkuri покупок покупк* ссылк* ссылки посилан* alışveriş* αγορές الشراء
רכישה odkaz* links_in mua pembelian
"""

TRADES_UNSPACED = """
购买 链接 購入 구매 일정액 ซื้อ
"""

# Headings of goods on sale.
OFFERS = """
deal_of_the deals_of_the best_deals today's_deal* deal_van angebot_des angebote_der angebote_des deal_des bon_plan
bons_plans oferta_del_día ofertas_del chollo_del offerta_del offerte_del oferta_do_dia ofertas_do dagens_fynd
dagens_tilbud dagens_deal päivän_tarjous okazja_dnia promocja_dnia nabídka_dne akce_dne ponuka_dňa a_nap_ajánlata
oferta_zilei ofertele_zilei оферта_на_деня товар_дня скидка_дня предложение_дня знижка_дня пропозиція_дня
προσφορά_της_ημέρας günün_fırsat* عرض_اليوم מבצע_היום ưu_đãi_hôm_nay promo_hari_ini penawaran_hari ponuda_dana
понуда_дана black_friday-deal* top-angebot* schnäppchen
"""

OFFERS_UNSPACED = """
今日特价 今日特價 限时特价 限時特價 本日のお買い得 本日のセール 오늘의_특가 오늘의특가 โปรวันนี้
"""
