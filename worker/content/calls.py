"""The words calls are made of, in thirty-four languages: what is asked, of whom, and what it is about.

Data only. No line here is a call: ``asking`` weighs the words that meet in one short paragraph. All lists are
applied to every text, for farms leave the calls of the language they translated from; so a word that is harmless
in one language and says much in another (``nas``, ``die``, ``mi``) stands in no list.

A list is words parted by blanks; ``_`` joins words of one expression, ``*`` at the end stands for any ending.
Words of scripts without blanks are looked for anywhere in a text.
"""

from __future__ import annotations

# Imperatives that are nothing else: at the head of a sentence they address the reader.
SURE = """
stay_in_the share_it werde_jetzt werde_fan encuéntranos búscanos léenos escúchanos слідкуйте слідкуй шукайте_нас
дивіться_нас ищите_нас находите_нас
turn_on make_us set_us like_us like_our share_this pin_us star_us tip_us get_in_touch switch_on opt_in keep_up
stay_connected
aktiviere aktivieren_sie schalte einschalten_sie folgt like_uns liked_uns teste abonnier schreib_uns schreibt_uns
ajoutez aimez abonnez-vous suivez-nous allumez rejoignez-nous écoutez lisez-nous
activa_nuestr* activa_el síguenos seguinos sumate súmate suscribite descargá ingresa_a danos_un apóyanos
seguite segui_la segui_il seguici accendi aggiungi aggiungici leggici attiva
segue-nos sigam recebe subscreve descarrega assina adere ativa acompanhe acompanhe-nos inscreva participe_do
lees_ons volg ontvang_ons zet_je steun_ons steun_onze deel_dit bekijk_onze luister_naar_onze
glöm_inte tipsa_oss lyssna_på_vår prenumerera_på teckna slå_på ikke_gå lik_oss tips_oss slå_til skriv_dig aktiver
muista_seurata tykkää kirjaudu ota_käyttöön
polajkuj* lajkuj* zaobserwuj* włączcie dołączaj dodaj_nas posłuchaj ustaw_nas zajrzyj_na wesprzyjcie
zapněte přidejte_si lajkněte poslouchejte odoberajte zapnite lajknite pridajte_si
iratkozzon kövessen kövessék kapcsolja_be lájkolj adományoz* ajánlja csatlakozzon
urmăriți-ne dați_like distribuiți descărcați intrați_pe activați alăturați
следете следете_ни включете харесай последвай абонирай пратите укључите pratite uključite zapratite_nas lajkaj
lajkajte
увімкніть вмикайте лайкайте ставте_вподобайку долучіться додайте читай_нас підпишись
заработай* включите включай вступай добавьте добавляйте лайкайте смотри_нас слушайте_нас пишите_нам присылайте
ставь_лайк
ενεργοποιήστε πατήστε βρείτε_μας διαβάστε_μας ακολουθείτε
תעשו_לנו הצטרפו_עכשיו תנו_לנו_לייק הפעילו
aktifkan nyalakan sukai tonton bergabung follow_akun like_dan
bấm_theo theo_dõi_fanpage theo_dõi_trang theo_dõi_kênh bật_thông_báo nhấn_nút tải_ngay tải_app
join subscribe follow sign_up sign_in download tap click chip_in install enter_your claim_your check_out like_and
never_miss
don't_miss do_not_miss stay_tuned stay_informed stay_up stay_on follow_us follow_our follow_me support_us support_our
donate cancel_any get_our get_the get_all get_breaking get_your buy_me listen_to_our add_us find_us
read_us watch_us connect_with send_us start_earning earn_up have_a_tip hit_the enable
tritt_unser* tretet_unser* treten_sie_unser* abonniere abonnieren_sie abonniert folge folgen_sie folgt_uns
registriere registrieren_sie
unterstütze unterstützen_sie unterstützt_uns spende_jetzt spenden_sie jetzt_spenden sichern_sie sichere_dir lade
laden_sie ladet klicke klicken_sie klickt verpasse verpassen_sie werde_mitglied werden_sie bleiben_sie besuchen_sie
hole_dir holen_sie hol_dir bestellen_sie melden_sie_sich melde_dich installieren_sie installiere testen_sie lasst_ein
rejoignez rejoins abonnez* abonne-toi suivez inscrivez* soutenez devenez téléchargez cliquez partagez ne_manquez
recevez retrouvez gagnez installez likez profitez activez restez_inform* faites_un_don
únete únase suscríbe* sígue* síga* hazte descarga descárga* haz_clic haga_clic no_te_pierdas regístra* apúntate
entra_en dale_a instala activa_las lleva_las apuesta_ahora colabora_con haz_tu
unisciti unitevi iscriviti iscrivetevi abbonati abbonatevi seguici seguiteci sostienici sostieni_il clicca scarica_la
non_perder* registrati metti_mi installa attiva_le entra_nel
junte-se inscreva-se subscreva siga-nos baixe clique cadastre-se curta ative faça_parte entre_agora entre_no
contribua_com instale aposte receba_no torne-se fique_por
abonneer volg_ons volg_het volg_onze schrijf_je meld_je mis_niets mis_het mis_geen blijf_op sluit_je tik_hier
klik_hier
installeer download_onze geef_onze neem_nu word_lid
följ gå_med prenumerera anmäl_dig missa_inte ladda_ner klicka häng_med tryck_på swisha skriv_upp_dig hämta_vår
bli_medlem bli_prenumerant läs_vidare
følg abonner meld_deg last_ned klikk trykk bli_abonnent bli_medlem støtt_oss tilmeld klik_her hent_vores bliv_abonnent
bliv_medlem støt_os spil_nu gå_ikke
liity seuraa tilaa lataa tue_riippumaton* tue_meitä tue_työtä* lahjoita klikkaa hae_bonus
dołącz* zasubskrybuj* subskrybuj* obserwuj* śledź* zapisz_się wesprzyj* wspieraj* wpłać pobierz kliknij* polub*
zarabiaj
nie_przegap wejdź_na ściągnij włącz odbierz_bonus zostań zostaw_lajk*
sledujte přidejte_se připojte_se odebírejte přihlaste_se podpořte stáhněte klikněte nezmeškejte staňte_se přispějte
předplaťte nainstalujte zaregistrujte dejte_nám pošlete_nám získejte_bonus
sledujte_nás pridajte_sa prihláste_sa predplaťte podporte stiahnite kliknite získajte prispejte
csatlakoz* kövess* kövesse* iratkoz* fizessen_elő fizess_elő támogas* töltse* töltsd* kattints* lájkol*
abonează-te abonați-vă abonaţi-vă urmărește-ne urmăriți-ne alătură-te alăturați-vă donează dă-ne dă_click înscrie-te
înscrieți-vă instalează descarcă intră_pe susține-ne nu_rata fii_primul
последвайте абонирайте* харесайте подкрепете изтеглете присъединете* включете_се следвайте_ни запишете_се
пратите_нас запратите лајкујте пријавите_се претплатите_се подржите преузмите придружите_се кликните инсталирајте
pratite_nas zapratite lajkujte prijavite_se pretplatite_se podržite preuzmite pridružite_se kliknite uplatite_donac*
preuzmi_bonus skinite_našu instalirajte
підписуй* підпиші* підпишись підпишіться приєднуй* приєднай* долучай* стежте читайте_нас підтримайте підтримуйте
завантаж* натискайте тисніть переходьте поділіться встановіть оформіть задонатьте задонать заходьте отримуйте
не_пропустіть ставте_лайк
подписывай* подпиши* присоединяй* присоединись вступайте следите_за читайте_нас поддержите поддержи пожертвуйте
скачайте скачивайте скачай жмите жми нажмите переходите делитесь ставьте_лайк* ставьте_палец не_пропустите оформите
установите забирай* заходите оставьте_адрес переведите_любую узнавайте получайте будьте_в_курсе смотрите_нас
εγγραφείτε ακολουθήστε ακολούθησε στηρίξτε στήριξε γράψου κάνε_like κάντε_like κάνε_εγγραφή κατεβάστε κατέβασε μπες
μπείτε πάρε_μπόνους λάβε γίνετε_μέλ* γίνε_μέλος μη_χάσε* μην_χάσε*
اشتركوا تابعونا تابعوا_صفحت* انضموا_إلينا انضموا_إلى_قنات* نزّل حمّل سجّل_في فعّل
הצטרפו_אלינו עקבו_אחרינו הירשמו הורידו_את_האפליקצי* תמכו_בנו תרמו_לנו הצטרפו_לערוץ הצטרפו_לקבוצ*
tham_gia_kênh tham_gia_nhóm theo_dõi_chúng đăng_ký_nhận đăng_ký_kênh đặt_mua hãy_ủng_hộ tải_ứng_dụng nhấn_vào
ủng_hộ_chúng
gabung bergabunglah ikuti_kami unduh langganan_sekarang berlangganan* dapatkan klik_di daftar_sekarang klaim
jangan_ketinggalan
jangan_lewatkan dukung_kami dukung_jurnalis* sertai_kami
"""

# Words that ask, but are nouns, infinitives or told verbs as well: they count less, wherever they stand.
UNSURE = """
support donate buy get grab share visit earn like listen watch want learn cancel read try claim unlock
spenden spende kaufen kauf teile teilen hol holt sichern abonnieren beitreten anmelden folgen herunterladen bestellen
testen laden lesen verpass starten
achetez découvrez partager adhérez contribuez testez
apoya dona compra compre comparte recibe reciba gana sigue suscribir cancela apuesta entra aprovecha
sostieni dona diventa acquista compra scarica condividi ricevi guadagna disdici entra approfitta scopri
apoie doe compre partilhe compartilhe participe ganhe receba assine contribua cancele siga
volg steun doneer koop download klik deel ontvang verdien bestel probeer
stöd köp dela få registrera avsluta gilla hämta prova
støtt støt kjøp køb del få hent prøv opsig
tue hae saat
kup udostępnij odbierz czytaj podaj sprawdź skorzystaj
kupte sdílejte získejte zadejte
kérje várjuk legyen ossza
urmărește urmăriți susține cumpără distribuie primești ia citește
вземете купете споделете научавайте дарете
узми добијате будите uzmi preuzmi skini primajte budite ako
купуйте купіть забери заберіть читайте хочете
купите покупайте переходи получи получите зарабатывай* читай поделитесь станьте хотите успей перейдите
αγοράστε μοιραστείτε λάβετε αποκτήστε διαβάστε μάθε πάρε
انضم انضموا اشترك تابع تابعوا تابعنا ادعم ادعموا تبرع تبرعوا حمل حملوا اضغط ساهم ساهموا احصل سجل شارك_في قم
הצטרפו עקבו תמכו תרמו קבלו הורידו לחצו שתפו תעקבו
tham_gia theo_dõi đăng_ký ủng_hộ tải nhận_ngay mua
ikuti daftar dukung beli bagikan langganan donasi
"""
# The same where the verb comes last: addressed to the reader for sure at the end of a sentence.
SURE_LAST = """
katıl katılın abone_ol abone_olun takip_et takip_edin indir tıkla bağış_yapın indirin yükleyin tıklayın kaydolun
kaçırmayın unutmayın bulunun destek_olun
destek_verin paylaşın beğenin satın_alın kazanın öğrenin başlayın okuyun açın
بپیوندید کنید شوید بگیرید بخوانید بزنید
করুন নিন হোন থাকুন
"""
SURE_LAST_UNSPACED = """
부탁드립니다 부탁드려요 눌러주세요 チェック フォロー
お願いします してください して下さい しましょう しよう 取ろう はこちら こちらから
주세요 주십시오 하세요 보세요 받으세요 신청하기 구독하기 입장하세요 시작하세요
"""
# And the forms that reports use as well.
UNSURE_LAST = """
फॉलो फ़ॉलो कीजिए दीजिए लीजिए पाइए দেখুন পড়ুন ফলো
करें जुड़ें लें पाएं दें बनें देखें पढ़ें लाइक सब्सक्राइब দিন
"""
SURE_UNSPACED = """
关注官方 关注我们 关注本 欢迎关注 扫码关注 敬请关注 点击关注 長按 长按 识别二维码 扫描二维码 歡迎訂閱 追蹤我們
加入我們 按讚
"""
UNSURE_UNSPACED = """
フォロー チャンネル登録
届きます お届けします 友だち登録 ご覧ください チェック 获取更多 追蹤 เพิ่มเพื่อน เพิ่มเรา กดกระดิ่ง กดติดตาม อย่าลืม
お申し込み ご登録 追加 お読みいただけます 入力
请 欢迎 立即 快来 加入 订阅 訂閱 关注 關注 捐款 点赞 點讚 下载 下載 扫码 掃碼 开启 输入 送达 点击 點擊 注册
누르고 설치하고
สมัคร กดไลก์ ดาวน์โหลด ติดตาม บริจาค รับโบนัส ร่วมสนับสนุน คลิก กดติดตาม แอดไลน์ เข้าร่วม
"""

# The site of itself.
OWN = """
bei_uns minket bennünket nosotros segue-nos síguenos
this_site this_website this_newsroom dieses_medium este_medio ce_média questo_sito este_site our us uns unser unsere
unserem unseren unserer unseres notre nos nosso nossa nossos nossas nuestro nuestra nuestros
nuestras nuestr* sígue* nostro nostra nostri nostre seguici sostienici ons onze vår vårt våra vores våre vår oss
nasz nasza nasze naszego naszej naszym naszą naszych naszemu náš našeho našem našemu naši naší našim naše nášho našom
nám nás naš našeg našem našu našoj našim naša našega nosaltres
minket hírlevelünk* csatornánk* oldalunk* alkalmazásunk* csoportunk* közösségünk* szerkesztőségünk* munkánk*
nostru noastră nostri noastre noștri dă-ne urmărește-ne urmăriți-ne нашия нашата нашите нашето ни наш наша наше нашем
нашей нашу наши нашего нашу нашој нашег нашим наших нам нас наш наша нашу нашій нашого нашому нашою нашій наші
μας kanalım* sayfam* bültenim* uygulamam* grubum* hesabım* bizi bize sitemiz* gazetemiz*
kanavamme kanavallemme uutiskirjeemme sovelluksemme sivuamme ryhmäämme meitä toimituksemme
قناتنا قنواتنا صفحتنا صفحاتنا نشرتنا تطبيقنا حسابنا حساباتنا مجموعتنا موقعنا صحافتنا تابعونا تابعنا إلينا
שלנו אחרינו לנו אלינו בנו اپلیکیشن_ما کانال_ما تلگرام_ما خبرنامه_ما صفحه_ما گروه_ما مستقل_ما ما_را رایگان_ما
हमारे हमारा हमारी हमें আমাদের chúng_tôi tòa_soạn kami
"""
OWN_UNSPACED = "私たち 当サイト 当社 弊社 本紙 我们 我們 本站 本报 우리 저희 ของเรา เรา"

# The reader, polite or not.
READER = """
you your você vocês seu_consent* sie_zu tu_consent* su_consent* uw ihr ihre ihrer ihrem ihren dir dich dein deine
euch vous votre vos te_pierdas usted tu_correo quieras
vuoi quando_vuoi ti_è tua tuo tuoi seu_e-mail por_dentro je_mailbox jouw jou du din dig deg dine twoją twoje twój ci
wam państwa vaší vašej vám vas vás önnek téged îți ți-a voastră ви_хареса вашата пощата_ви вам ваш ваше вашу вас вами
вашій вашу ваших ви вы σου σας siz sizi sizin e-postanız* لكم لك לכם שלכם شما आप आपके আপনার bạn anda kamu
sähköpostiisi
"""
READER_UNSPACED = "あなた お手元 您 你 여러분 คุณ"

# Here, now, free, first: how a call is made tempting.
LURE = """
here now free today free_of instantly unlimited hier jetzt kostenlos gratis sofort gleich heute unbegrenzt ici gratuit
gratuite gratuitement maintenant sans_engagement aquí ahora gratis ya hoy antes_que qui ora adesso gratuita gratuito
oggi
tempo_reale aqui agora grátis gratuita já hier nu gratis onbeperkt här nu först her nå først tästä heti ilmaiseksi
ilmaisen
ensimmäisenä tutaj teraz bezpłatn* darmow* już bez_ograniczeń zde zdarma hned první sem tu zadarmo ingyen ingyenes*
most
itt elsőként aici acum gratuit primul безплатн* сега първи овде бесплатн* први ovdje ovde besplatn* prvi тут зараз
безкоштовн*
першими здесь тут бесплатн* сейчас первым быстрее εδώ τώρα δωρεάν πρώτος buradan hemen ücretsiz ilk şimdi الآن مجانا
المجاني أول כאן עכשיו בחינם ראשונים حالا اینجا رایگان سریع‌ترین همین_حالا यहां अभी मुफ्त सबसे_पहले এখানে এখনই
বিনামূল্যে
সবার_আগে ngay miễn_phí tại_đây nhanh_nhất sekarang gratis di_sini
"""
LURE_UNSPACED = "無料 今すぐ こちら 今なら 最新 免费 免費 立即 马上 首月 第一时间 무료 지금 바로 ฟรี ตอนนี้ ก่อนใคร ที่นี่ วันนี้"

# Networks and messengers: a channel by its mere name.
NETWORKS = """
інстагра* инстагра* телегра* вконтакт*
дзен* яндекс_новост* rutube* spotify* google_discover showcase गूगल_न्यूज* টেলিগ্রাম* ফেসবু* ইউটিউব* গুগল_নিউজ*
हाट्सएप व्हॉट्सऐप
व्हाट्सऐप* snapchat twitch
telegram* телеграм* тг-канал* whatsapp* ватсап* вотсап* вацап* viber* вайбер* вајбер* facebook* фейсбу* фејсбу*
fejsbuk*
twitter* твиттер* твітер* instagram* инстаграм* інстаграм* youtube* ютуб* tiktok* тикток* тікток* linkedin threads
bluesky
mastodon discord вконтакте vk vkontakte одноклассники google_news google_новости messenger zalo kakaotalk patreon
patronite
boosty τηλέγραφ* تلغرام تليغرام تيليجرام تلجرام تيليغرام واتساب فيسبوك فيس_بوك إنستغرام انستغرام يوتيوب تويتر تلگرام
واتس‌اپ اینستاگرام یوتیوب הטלגרם טלגרם בטלגרם לטלגרם וואטסאפ בוואטסאפ בפייסבוק פייסבוק באינסטגרם אינסטגרם ביוטיוב
टेलीग्राम व्हाट्सएप व्हाट्सऐप फेसबुक इंस्टाग्राम यूट्यूब টেলিগ্রাম হোয়াটসঅ্যাপ ফেসবুক ইউটিউব x.com
"""
NETWORKS_UNSPACED = """
instagram facebook youtube twitter whatsapp tiktok 公式x
טלגרם וואטסאפ ווטסאפ פייסבוק אינסטגרם יוטיוב تلغرام تليغرام تيليجرام تلجرام واتساب فيسبوك انستغرام يوتيوب تلگرام
lineで lineの 抖音 小红书 네이버 グーグルニュース
ライン公式 line公式 フェイスブック ツイッター インスタグラム ユーチューブ テレグラム 微信 微博 脸书 臉書 推特 电报
telegram
텔레그램 카카오톡 페이스북 인스타그램 유튜브 เทเลแกรม เฟซบุ๊ก เฟสบุ๊ค ไลน์ ยูทูบ
"""

# What else a reader is asked to join, take or read: newsletters, channels, apps, notifications.
CHANNELS = """
e-mailem e-mailu emailem fanpage* preferred_source rss notification* notificaciones notifiche powiadomie* upozornění
értesítés* obavijest*
notificări известия обавештења ειδοποιήσεις اشعارات إشعارات הודעות thông_báo appli appli. podcaster* подкаст*
newsletter* news_alert* push_notif* pushbericht* notifications podcast* channel channels whatsapp-channel mailbox
inbox
your_email morning_briefing kanal kanäle kanals whatsapp-kanal* telegram-kanal* rundbrief* morgenbrief gruppe
eilmeldungen
push-nachricht* chaîne canal_whatsapp canal_telegram infolettre lettre_du_jour boîte_mail alertes_info boletín correo
notificaciones canale gruppo_telegram casella_di_posta notifiche boletim notificações sininho seu_e-mail nieuwsbrief*
nyhetsbrev* nyhedsbrev* inkorg* innboks* indbakke* kanaal kanał* skrzynk* powiadomien* zpravodaj* schránky kanál
kanálu
kanála hírlevel* csatorn* értesítés* postafiók* canalul newsletterul* notificăr* бюлетин* билтен* bilten* канал*
каналі
рассылк* розсилк* уведомлен* сповіщен* сообществ* спільнот* группу_в группе_в почту почтой поштов* пошту κανάλι
ενημερωτικό newsletter_μας bülten* e-postanız* bildirim* النشرة نشرتنا الإشعارات قناة قناتنا ניוזלטר לניוזלטר למייל
ערוץ
לערוץ קבוצת خبرنامه کانال चैनल न्यूज़लेटर ईमेल चानेल চ্যানেলে চ্যানেল নিউজলেটার ইমেইলে bản_tin kênh buletin kanal_kami
grup_telegram grup_whatsapp notifikasi uutiskirje* kanava* sähköpostii* viber_zajednic* zajednici skupin*_na
app apps play_store app_store google_play app_storea app_storesta play_store'dan aplikacj* aplikac* aplicación
aplicativo
aplicația applicazione application_mobile applikation sovellu* alkalmazás* приложение* приложени* застосун* додаток
апликациј*
aplikacij* εφαρμογή uygulama* تطبيقنا تطبيق האפליקציה אפליקציה اپلیکیشن गूगल_प्ले ऐप অ্যাপ ứng_dụng aplikasi appen
facebookpagina facebooksida facebook-seite
"""
CHANNELS_UNSPACED = """
公式アカウント チャンネル メルマガ ニュースレター アプリ 会員登録 速報通知 友だち追加 频道 頻道 公众号 群组 群組
电子报 電子報
客户端 推送 专页 邮箱 채널 뉴스레터 메일 앱을 알림 จดหมายข่าว ช่อง แอป เพจ แจ้งเตือน ไลน์
"""

# Money asked for the work: gifts and subscriptions.
GIFTS = """
donate donation donations chip_in our_readers reader-supported membership
spende spenden mitglied unterstützer un_don un_don, dons aportación donación donaciones
donazione donativo doação donatie gåva gave
lahjoita lahjoit* darowizn* příspěv* darem darujme adomány* donează
donați* дарение* донациј* donacij* пожертв* донат* задонат*
карту_редакц* банку δωρε* bağış تبرع תרמו حمایت_مالی
योगदान অনুদান tòa_soạn ủng_hộ donasi swish swisha vipps mobilepay mb_way
paypal* ko-fi momo gopay upi यूपीआई naš_rad
"""
GIFTS_UNSPACED = "ご寄付 寄付 捐款 후원 บริจาค พร้อมเพย์"

# The cause in whose name money is asked.
JOURNALISM = """
journalism journalismus journalisme periodismo giornalismo jornalismo journalistiek journalistik* journalismia
dziennikarstw* žurnalistik* újságírás* jurnalism* журналистик* новинарств* novinarstv* журналістик* δημοσιογραφία
gazetecili*
صحافتنا صحافة_مستقلة الصحافة_المستقلة עיתונות روزنامه‌نگاری पत्रकारिता সাংবাদিকতা* báo_chí_độc_lập jurnalisme
"""
JOURNALISM_UNSPACED = "独立した報道 独立新闻 独立媒体 獨立媒體 독립 สื่ออิสระ"

SUBSCRIPTIONS = """
předplatitel* predplatiteľ* előfizető*
subscription subscribe unlimited_access subscriber abo digital-abo digitalabo abonnement offre_numérique suscripción
abbonamento assinatura assine proefabonnement prenumerera abonnent prenumerat* předplaťte předplatn* predplaťte
predplatn*
fizessen_elő előfizet* abonament* abonează-te abonați-vă абонирайте* абонамент* pretplat* претплат* передплат*
подписк*
підписк* συνδρομή abonelik* aboneliğ* اشترك اشتراك מנויים מנוי مشترک اشتراک सदस्यता গ্রাহক đặt_mua langganan
tilaa_digi
första_månaden første_måned kk kuukausi
"""
SUBSCRIPTIONS_UNSPACED = "有料会員 購読 订阅 訂閱 구독 สมัครสมาชิก"

# Money to be won or saved elsewhere: bets, coins, coupons.
DEALS = """
bonus* bónus bonos bono bonusa бонус* μπόνους مكافأة בונוס بونوس बोनस বোনাস casino* casinò casinoalba kasino* kasín*
kasin* kaszinó*
cazino* kasyno казино καζίνο كازينو בקזינו קזינו कैसीनो ক্যাসিনো* bet betting sportwetten apuesta* scommess* aposte*
bukmach*
bookmaker букмекер* kladionic* sázkov* stávkov* bahis شرط‌بندی taruhan nhà_cái fogadás* ilmaiskierros* talletusbonus*
crypto krypto* cripto* крипт* kripto* bitcoin* биткоин* біткоїн* broker brokern фрибет* промокод* promo_code
promo-code
code_promo código_promo kod_rabatow* rabattcode rabatt rabat korting sconto descuento desconto remise discount coupon
voucher скидк* знижк* sleva slevu zľav* kedvezmény* reducere popust отстъпк* έκπτωση indirim خصم הנחה تخفیف छूट ছাড়
affiliate
amazon giảm_giá diskon signals profit_guaranteed easy_money
"""
DEALS_UNSPACED = """
ボーナス カジノ 仮想通貨 クーポン 割引 彩金 优惠码 優惠碼 赌场 比特币 보너스 카지노 할인 쿠폰 โบนัส คาสิโน ส่วนลด
คริปโต
"""

CODES = """
code código codice code_promo mit_code kod kódem kódom kóddal kóddal kódot codul код кода κωδικό koduyla الكود הקוד
כד کد कोड কোড mã kode
промокоду промокод koden kodom
"""
CODES_UNSPACED = "コード 优惠码 優惠碼 코드 โค้ด"

# A price for a span of time: what a subscription costs.
SPANS = """
week month year woche wochen monat jahr mois mes mês mese maand week månad månaden måned kuukausi miesiąc miesięcznie
měsíc měsíčně mesačne mesiac hónap lună luna месец mesečno mjesečno місяць месяц μήνα ay الشهر חודש לחודש ماه महीने
মাসের tháng bulan
settimana semana rok rocznie
"""
SPANS_UNSPACED = "月 달 เดือน"

# "The first month": nobody but a shop speaks of it beside a price.
FIRST = """
first erste ersten erster premier première primer* primo primi primeir* eerste första første ensimmäi* pierwsz*
první* prvn*
prvý* első prim* първ* први* prvi* prvog перш* перв* πρώτ* ilk الأول הראשון اول पहले প্রথম đầu pertama
"""
FIRST_UNSPACED = "初 首 첫 แรก"
# "For only": said of a price by who sets it.
ONLY = """
only just nur ab solo sólo seulement apenas slechts bara kun vain tylko jen len csak doar само samo лише тільки лишь
всего
только μόνο sadece yalnızca فقط רק सिर्फ केवल मात्र মাত্র chỉ hanya cuma
"""
ONLY_UNSPACED = "わずか 仅需 只需 단돈 เพียง"

# Cookies and consent. Beside the site or the reader in one sentence they are a dialogue, not news.
COOKIES = """
cookie cookies consent consentement einwilligung consentimiento consenso consentimento toestemming ciasteczk* cookie-*
куки кукі cookie-файл* cookies-файл* çerez* kakor informasjonskapsl* evästei* evästee* sütik* süti sütiket cookie-kat
cookie-uri бисквитк* kolačić* колачић* piškotk* slapuk* sīkdat* küpsis* galletes עוגיות کوکی کوکی‌ها تعريف_الارتباط
कुकी कुकीज़ কুকি
"""
COOKIES_UNSPACED = "クッキー cookie 쿠키 คุกกี้"
