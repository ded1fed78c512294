"""Words for the site itself, for the reader, and for what tempts, in thirty-five languages.

Data only, written as ``callverbs`` is.
"""

from __future__ import annotations

# The site about itself.
OWN = """
bei_uns minket bennünket nosotros segue-nos síguenos this_site this_website this_newsroom dieses_medium este_medio
ce_média questo_sito este_site our us uns unser unsere unserem unseren unserer unseres notre nosso nossa
nossos nossas nuestro nuestra nuestros nuestras nuestr* sígue* nostro nostra nostri nostre seguici sostienici ons
onze vår vårt våra vores våre oss nasz nasza nasze naszego naszej naszym naszą naszych naszemu náš našeho našem
našemu naši naší našim naše nášho našom nám nás naš našeg našu našoj naša našega nosaltres hírlevelünk*
csatornánk* oldalunk* alkalmazásunk* csoportunk* közösségünk* szerkesztőségünk* munkánk* nostru noastră noastre
noștri dă-ne urmărește-ne urmăriți-ne нашия нашата нашите нашето ни наш наша наше нашем нашей нашу наши нашего
нашој нашег нашим наших нам нас нашій нашого нашому нашою наші μας kanalım* sayfam* bültenim* uygulamam* grubum*
hesabım* bizi bize sitemiz* gazetemiz* kanavamme kanavallemme uutiskirjeemme sovelluksemme sivuamme ryhmäämme
meitä toimituksemme قناتنا قنواتنا صفحتنا صفحاتنا نشرتنا تطبيقنا حسابنا حساباتنا مجموعتنا موقعنا صحافتنا تابعونا
تابعنا إلينا שלנו אחרינו לנו אלינו בנו اپلیکیشن_ما کانال_ما تلگرام_ما خبرنامه_ما صفحه_ما گروه_ما مستقل_ما ما_را
رایگان_ما हमारे हमारा हमारी हमें আমাদের chúng_tôi tòa_soạn kami нашою_політикою нашій_політиці notre_politique
nossa_política nuestra_política nostra_informativa ta_strona nasza_strona ten_serwis этот_сайт наш_сайт
нашем_сайте цей_сайт tento_web tento_web_používá tyto_stránky táto_stránka den_här_webbplatsen den_här_sidan
dette_nettstedet denne_nettsiden denne_hjemmeside tämä_sivusto ez_az_oldal ez_a_weboldal acest_site този_сайт
овај_сајт ovaj_sajt ova_stranica bu_site bu_internet_sitesi هذا_الموقع אתר_זה האתר_שלנו این_سایت این_وب‌سایت
यह_वेबसाइट এই_ওয়েবসাইট trang_web_này situs_ini ce_site este_sitio deze_site deze_website αυτός_ο_ιστότοπος
η_ιστοσελίδα_μας on_est_aussi estamos_también también_estamos siamo_anche estamos_também jsme_i jsme_také sme_aj
jesteśmy_też jesteśmy_już jesteśmy_także ми_тепер ми_є мы_теперь мы_есть мы_в мы_также suntem_și vi_finns vi_är_nu
vi_er_nå vi_er_nu vi_finnes ние_сме и_ми_смо tu_smo redakciji redakcji redakcja redakci redakce redakcie redakcii
redakcija redaktionen redaksjonen redactie rédaction redacción redazione redação redacției redacția редакции
редакция редакцию редакцией редакції редакція редакцію редакције редакцију редакцията szerkesztőségnek
toimitukseemme toimituksellemme σύνταξη التحرير جريدتنا بريدنا أخبارنا معنا لنا تغطيتنا مصادرنا אותנו تحریریه_ما
پادکست_ما سایت_ما برنامه_ما به_ما toà_soạn siniar_kami berita_kami saluran_kami হোয়াটসঅ্যাপে_আমাদের हमसे हमको
হামাদের আমাদেরকে dijital_gazetemiz* gazetemizi* newsroom our_editors our_team mi_web nuestra_web kami_di
"""
OWN_UNSPACED = """
私たち 当サイト 当社 弊社 本紙 我们 我們 本站 本报 우리 저희 ของเรา เรา 我台 我报 我社 本社 本网 本網 本频道
本頻道 私達 弊サイト 本サイト 自社 公式line 당사 우리_채널 자사 본_사이트 เพจของเรา ช่องของเรา このサイト
이_사이트 เว็บไซต์นี้ 本公司 本网站 本網站 本台 本刊 本号 本公众号 小编 编辑部 編輯部 本媒体 本媒 当ブログ
当メディア 編集部 弊紙 本誌 当紙 본지 본_매체 본보 กองบรรณาธิการ ทีมงานของเรา
"""

# The reader, polite or not.
READER = """
you your você vocês seu_consent* sie_zu tu_consent* su_consent* uw ihr ihre ihrer ihrem ihren dir dich dein deine euch
vous votre vos te_pierdas usted tu_correo quieras vuoi quando_vuoi ti_è tua tuo tuoi seu_e-mail por_dentro je_mailbox
jouw jou du din dig deg dine twoją twoje twój ci wam państwa vaší vašej vám vas vás önnek téged îți ți-a voastră
ви_хареса вашата пощата_ви вам ваш ваше вашу вас вами вашій ваших ви вы σου σας siz sizi sizin e-postanız* لكم لك לכם
שלכם شما आप आपके আপনার bạn anda kamu sähköpostiisi kaçırma kendinizi haberiniz sizlere جوالك هاتفك بريدك إليك نحوك
لديكم هاتفكم بريدكم رأيكم آراءكم jullie jouw_mailbox uw_mailbox вашого вашої вашем вашого_телефон* телефоні твій твоїй
teu teus telemóvel celular seu_celular seu_bolso you'll you've you're du_hast hast_du haben_sie sind_sie möchten_sie
wollen_sie möchtest willst_du ihnen avez-vous voulez-vous souhaitez-vous pensez-vous êtes-vous te_interesa tienes
quieres tus_compras sus_compras tu_cuenta su_cuenta amigos tus_amigos sus_amigos hai_già hai_una hai_trovato i_tuoi
seus_amigos sua_conta sua_opinião seu_comentário heb_je wil_je bent_u vrienden dina_vänner vennene_dine dine_venner
masz_już znalazłeś znalazłaś chcesz znajomym máte máte_už našli_jste chcete ai_deja ai_găsit ai_un vrei
prietenilor_tăi имате_ли имате искате_ли imate želite желите маєте хочете вже_маєте знайшли нашли есть_чем уже_есть
έχετε θέλετε έχεις θέλεις φίλους_σας mısınız misiniz musunuz müsünüz arkadaşlarınız* haberin_olsun رأيك أصدقائك لديك
هل_لديك مشترياتك דעתכם חברים_שלכם نظر_شما دوستان_خود حساب_دارید آپ_کی आपकी आपने अपने_दोस्तों অাপনার আপনি আপনাদের
বন্ধুদের của_bạn bạn_có bạn_bè teman_anda punya_akun sinulla sinä oletko löysitkö ystävillesi onko_sinulla ön
ismerőseivel barátaival dumneavoastră ваші ваша ваши вашия вашите vaše vaša vaši vašeg vašu vašem vaši_podatki vašega
seus_dados os_seus_dados su_privacidad tu_privacidad twoich wasze wasza waszych بياناتك بياناتكم معلوماتك
personuppgifter_du dina tietojasi tietosi adatait jūsų jūsu teie teid ձեր თქვენი თქვენს сіздің сізге sizə
sizin_məlumat* tuaj tuaja juaj juaja tus vostres teves yako wako உங்கள் உங்களுக்கு ያንተ የእርስዎ můžete můžeš môžete môžeš
możesz możecie możete možete možeš puoi potete puedes podés peux pouvez kannst können_sie poți puteți можете можеш
μπορείτε μπορείς يمكنك يمكنكم תוכלו می‌توانید voit_muuttaa du_kan kan_du je_kunt u_kunt galite varat saate você_pode
pode_alterar pode_desativar puede_desactivar puede_cambiar puede_configurar
"""
READER_UNSPACED = """
あなた お手元 您 你 여러분 คุณ 读者朋友 网友 各位 お使い お客様 ご自身 회원님 고객님 독자님 독자_여러분 的方は 方へ
皆さま 皆様 みなさん 大家 读者 讀者 朋友 당신 독자 친구에게 เพื่อนของคุณ 하실_수 보실_수 읽으실_수
"""

# Here, now, free, first: how a call is made tempting.
LURE = """
here now free today free_of instantly unlimited hier jetzt kostenlos gratis sofort gleich heute unbegrenzt ici
gratuit gratuite gratuitement maintenant sans_engagement aquí ahora ya hoy antes_que qui ora adesso gratuita
gratuito oggi tempo_reale aqui agora grátis já nu onbeperkt här först her nå først tästä heti ilmaiseksi ilmaisen
ensimmäisenä tutaj teraz bezpłatn* darmow* już bez_ograniczeń zde zdarma hned první sem tu zadarmo ingyen
ingyenes* most itt elsőként aici acum primul безплатн* сега първи овде бесплатн* први ovdje ovde besplatn* prvi
тут зараз безкоштовн* першими здесь сейчас первым быстрее εδώ τώρα δωρεάν πρώτος buradan hemen ücretsiz ilk şimdi
الآن مجانا المجاني أول כאן עכשיו בחינם ראשונים حالا اینجا رایگان سریع‌ترین همین_حالا यहां अभी मुफ्त सबसे_पहले
এখানে এখনই বিনামূল্যে সবার_আগে ngay miễn_phí tại_đây nhanh_nhất sekarang di_sini first_to_know be_the_first
as_little_as from_just for_free no_strings en_primer par_ici dès_maintenant à_partir_de desde_solo qui_sotto
nei_commenti abaixo onder beneden below herunter nedan nedenfor below_this tady níže mai_jos ниже нижче по-долу
aşağıda أدناه در_زیر नीचे নিচে bên_dưới di_bawah alla niżej poniżej onmiddellijk
"""
LURE_UNSPACED = """
無料 今すぐ こちら 今なら 最新 免费 免費 立即 马上 首月 第一时间 무료 지금 바로 ฟรี ตอนนี้ ก่อนใคร ที่นี่ วันนี้
下方 下記 ぜひ 限时 限時 今日 오늘 아래 ด้านล่าง ได้เลย 独家 文末
"""

# "We" is common: it only counts beside a channel or a commission.
WE = """
we're we've we'll we_may we_use we_earn we_receive we_get wir wij nós nosotros мы ние jsme sme chúng_tôi kami
אנחנו نحن আমরা
"""

# Endings that make a word one of the list: imperatives to many ...
SURE_ENDINGS = """
йте йтесь йтеся ьте ьтесь ітесь ітеся іться итесь ајте ујте ujte ejte ajte ujcie ajcie ijcie ez-nous ez-vous -vă
ă-ne e-ne ă-te e-te íguenos íbenos éntanos víanos ísanos ísitanos údanos óyanos ádenos éganos éjanos áctanos
úscanos e-nos em-nos a-nos ateci eteci iteci atevi itevi ήστε άστε έψτε άψτε ίστε θείτε
"""
# ... and "our" and "your" grown onto a noun or a verb; in Turkish with cases behind them.
_CASES = ("", *"aeıiuü", "da", "de", "dan", "den", "ın", "in", "un", "ün", "la", "le")
OWN_ENDINGS = """
ämme ömme eemme ksemme vamme llemme ssamme taamme iamme uumme ünk ánk énk unkat ünket ánkat énket unkra ünkre
ánkra énkre unkon ünkön ánkon énken unkhoz ünkhöz ánkhoz énkhez unkban ünkben ánkban énkben
"""
OWN_ENDINGS += " ".join(own + case for own in ("ımız", "imiz", "umuz", "ümüz") for case in _CASES)
READER_ENDINGS = " ".join(your + case for your in ("ınız", "iniz", "unuz", "ünüz") for case in _CASES)
# Words with such endings by chance: "last (week)".
ENDED_BY_CHANCE = frozenset({"geçtiğimiz", "iez-vous"})
