"""Words of dialogues about cookies and consent, and of how a text was made, in fifty languages.

Data only, written as ``callverbs`` is.
"""

from __future__ import annotations

# Cookies and consent. In one sentence with the site or the reader they are a dialogue, not news.
COOKIES = """
cookie cookies consent consentement consentimiento consenso consentimento toestemming ciasteczk* куки кукі
cookie-файл* cookies-файл* çerez* kakor informasjonskapsl* evästei* evästee* sütik* süti sütiket cookie-kat cookie-uri
бисквитк* kolačić* колачић* piškotk* slapuk* sīkdat* küpsis* galletes עוגיות کوکی کوکی‌ها تعريف_الارتباط कुकी कुकीज़
কুকি traceurs privacy_policy privacy_settings privacy_notice datenschutzerklärung* datenschutzhinweis*
datenschutzbestimmung* politique_de_confidentialité política_de_privacidad política_de_privacidade
informativa_sulla_privacy privacybeleid privacyverklaring polityce_prywatności politykę_prywatności zásady_ochrany
zásadami_ochrany integritetspolicy personvern* privatlivspolitik* tietosuoja* politica_de_confidențialitate
политикой_конфиденциальности политику_конфиденциальности политике_конфиденциальности політикою_конфіденційності
політику_конфіденційності політиці_конфіденційності gizlilik_politikamız* gizlilik_politikası* سياسة_الخصوصية
מדיניות_הפרטיות adatvédelmi πολιτική_απορρήτου terms_of_use terms_of_service nutzungsbedingungen
conditions_d'utilisation пользовательского_соглашения kebijakan_privasi chính_sách_bảo_mật curezi fursat cookie*
ملفات_الارتباط الكوكيز كوكيز kvkk gdpr rgpd dsgvo rodo lgpd privacy_statement integritetspolicyn personuppgiftspolicy
polityka_prywatności polityki_prywatności polityką_prywatności ochrany_soukromí zásad_ochrany ochrany_súkromia
ochrany_osobných politicii_de_confidențialitate politica_confidențialității политика_конфиденциальности
политики_конфиденциальности політика_конфіденційності політики_конфіденційності пользовательское_соглашение
политика_за_поверителност политиката_за_поверителност политику_приватности политика_приватности politiku_privatnosti
politika_privatnosti politikom_privatnosti pravila_privatnosti politiko_zasebnosti politika_zasebnosti
πολιτικής_απορρήτου πολιτική_προστασίας aydınlatma_metn* لسياسة_الخصوصية وسياسة_الخصوصية بسياسة_الخصوصية
מדיניות_פרטיות سیاست_حفظ حریم_خصوصی गोपनीयता_नीति গোপনীয়তা_নীতি chính_sách_quyền dasar_privasi privatumo_politik*
privātuma_politik* privaatsuspoliitik* գաղտնիության_քաղաքական* კონფიდენციალურობის_პოლიტიკ* құпиялық_саясат*
məxfilik_siyasət* privatësisë política_de_privadesa política_de_privacitat sera_ya_faragha የግላዊነት_ፖሊሲ
தனியுரிமைக்_கொள்கை* kuki cookies-it galetes sīkdatnes
"""
COOKIES_UNSPACED = """
クッキー cookie 쿠키 คุกกี้ 隐私政策 隱私權政策 プライバシーポリシー 개인정보_처리방침 นโยบายความเป็นส่วนตัว
개인정보처리방침 처리방침 クッキーポリシー 個人情報保護 隐私声明 隱私聲明
"""

# Beside cookies: that reading on means consent.
ACCEPT = """
agreeing accept_all stimmen_sie erklären_sie akzeptieren_sie poursuivant acceptez aceptas acepta_est* proseguendo
accetti aceita_o aceita_os concorda_com navegando continuando ga_je ga_akkoord gaat_u_akkoord zgadzasz akceptujesz
wyrażasz соглашаетесь соглашаетесь_на вы_принимаете продолжая погоджуєтеся погоджуєтесь продовжуючи souhlasíte
přijímáte používáním súhlasíte používaním godkänner_du accepterar_du godtar_du accepterer_du samtykker_du hyväksyt
jatkamalla elfogadja folytatásával ești_de_acord accepți_folosirea continuând приемате съгласявате pristajete
slažete_se prihvaćate αποδέχεστε συναινείτε συμφωνείτε kabul_ediyorsunuz kabul_etmiş onaylıyorsunuz توافق فإنك_توافق
باستمرارك הסכמה_לשימוש می‌پذیرید सहमति_देते সম্মত_হচ্ছেন bạn_đồng_ý menyetujui_penggunaan anda_menyetujui
exprimați_acordul exprimi_acordul de_acordul navigând 계속_이용 언제든지_변경
"""
ACCEPT_UNSPACED = """
即表示 表示您同意 视为同意 全部接受 同意したもの 同意する すべて受け入れる 間주 것으로_간주 동의하는_것 모두_수락
ยอมรับทั้งหมด คุณยอมรับ
"""

# Beside which a paragraph may ask for consent in other words than these.
AGREED = """
accept privacy terms continuing zustimm* einwillig* akzeptier* datenschutz* accepter aceptar aceitar accett* galleta*
zgod* zgadzam
"""

# How a text was made, said under it: what was done, by what, and with which word such a notice begins.
TRANSLATED = """
translat* übersetz* traduit traduite traduits traduction* traducid* traducción* traduzid* tradução tradott* traduzion*
tradus traduse tradusă traducere* traducerea vertaald* vertaling* översatt* översättning* oversatt* oversett* oversæt*
käännet* käännös* przetłumacz* tłumacz* přelož* překlad* prelož* preklad* fordított* fordítás* lefordít* превед*
превод* prevod* preveden* prijevod* переведён* переведен* перевод* перекладен* переклад* перевед* μεταφρά* çevril*
çeviri* çevrilmiş* tercüme* ترجم ترجمت ترجمة مترجم תורגם תורגמה תרגום ترجمه अनुवाद* अनूदित অনুবাদ* অনূদিত dịch
bản_dịch diterjemahkan terjemahan ترجمہ vertim* išversta* tulkot* tulkojum* tõlgitud tõlge* përkthy* përkthim*
թարգմանվ* թարգմանու* თარგმნ* ითარგმნა tərcümə* аударыл* аударма* imetafsiriwa tafsiri traduït* traducció ተተርጉሟል ትርጉም
மொழிபெயர்* oversat maskinoversat* maskinoversatt* masintõlgitud masintõlge
"""
TRANSLATED_UNSPACED = """
翻译 翻譯 翻訳 译文 번역 แปล
"""
BY_MACHINE = """
ai ki ia ии ші ai-* ki-* automatic* automatisk* automatisch* automatique* automátic* automaticamente automat automate
automată automatyczn* automatick* automaticky automatikus* автоматич* автоматск* αυτόματ* otomatik* otomatis آلي آليا
الآلي آلية الآلية אוטומטי אוטומטית ماشینی خودکار स्वचालित* ऑटोमैटिक মেশিন স্বয়ংক্রিয়* tự_động machine machinaal
maskin* maskine* maschinell* koneellis* konekään* strojov* strojno машин* masinski gépi makine* strojný avtomatsk*
automaatse* automatišk* automātisk* avtomatik* ავტომატურ* ավտոմատ* автоматты* automàtic* artificial_intelligence
künstliche_intelligenz künstlicher_intelligenz intelligence_artificielle inteligencia_artificial
inteligência_artificial intelligenza_artificiale inteligență_artificială inteligența_artificială
inteligenței_artificiale kunstmatige_intelligentie sztucznej_inteligencji sztuczną_inteligencję umělé_inteligence
umělou_inteligenc* umelej_inteligenci* umelou_inteligenc* mesterséges_intelligenci* искусственного_интеллекта
искусственным_интеллектом изкуствен_интелект изкуствения_интелект штучного_інтелекту штучним_інтелектом
вештачке_интелигенције вештачком_интелигенцијом veštačke_inteligencije veštačkom_inteligencijom umjetne_inteligencije
umjetnom_inteligencijom umetne_inteligence umetno_inteligenco вештачка_интелигенција τεχνητής_νοημοσύνης
τεχνητή_νοημοσύνη artificiell_intelligens kunstig_intelligens tekoäly* tehisintellekt* tehisaru* dirbtinio_intelekto
dirbtiniu_intelektu mākslīgā_intelekta mākslīgo_intelektu yapay_zek* süni_intellekt* ხელოვნური_ინტელექტ*
արհեստական_բանական* жасанды_интеллект* akili_bandia akili_mnemba inteligjencës_artificiale intel·ligència_artificial
الذكاء_الاصطناعي בינה_מלאכותית هوش_مصنوعی मशीनी एआई कृत्रिम_बुद्धिमत्ता* এআই কৃত্রিম_বুদ্ধিমত্ত* مصنوعی_ذہانت
trí_tuệ_nhân_tạo kecerdasan_buatan kecerdasan_artifisial chatgpt deepl google_translate செயற்கை_நுண்ணறிவ* தானியங்கி
automatik oversettelsesverktøy maskinoversat* maskinoversatt* masintõlgitud masintõlge машински मशीन
"""
BY_MACHINE_UNSPACED = """
人工智能 人工智慧 人工知能 机器 機器 機械 自動 自动 인공지능 자동 기계 ai ปัญญาประดิษฐ์ อัตโนมัติ
"""
TEXTS = """
text texten texte texto testo tekst texts article articles articolo artículo artigo artikel artikeln artikkelen
articol articolul textul artykuł materiał článek článok cikk a_cikk a_szöveg текст текста статья стаття статия
статията текстът материал материалът матеріал чланак članak tekst članek besedilo текстот teksti juttu artikkeli
artikkel tekst raksts teksts straipsnis tekstas materiali հոդվածը նյութը տեքստը სტატია ტექსტი мақала мәтін məqalə mətn
shkrimi artikulli yazı metin haber makale içerik المقال النص الخبر المادة הכתבה המאמר הטקסט מאמר متن خبر مطلب लेख खबर
প্রতিবেদন প্রতিবেদনটি লেখাটি خبر مضمون bài_viết bài naskah berita makala το_κείμενο το_άρθρο άρθρο κείμενο saken
artiklen tekstin
"""
TEXTS_UNSPACED = """
本文 文章 原文 全文 本稿 記事 기사 이_글 บทความ
"""

# What readers are told that they can change at will.
SETTINGS = """
einstellung* einstellungen settings preferences paramètres réglages préférences paramètre configuración ajustes
preferencias impostazioni preferenze instellingen voorkeuren definições configurações preferências setări setările
preferințe preferințele preferinț* ustawieni* ustawien* preferencj* preferenc* nastavení preference nastaveni*
nastavenia nastaven* beállítás* preferenci* ρυθμίσ* προτιμήσ* asetu* настройк* предпочтен* налаштуван* вподобан*
предпочитан* подешавањ* podešavanj* postavk* nastavitv* nastavit* поставк* nustatym* iestatījum* seade* seadi*
cilësim* ayarlar* ayar* tercihler* הגדרות ההגדרות העדפות اعدادات إعدادات الاعدادات تفضيلات सेटिंग सेटिंग्स सेटिंग*
indstilling* innstilling* innstillingene inställning* configuració preferènci* pengaturan preferensi tetapan პარამეტრ*
parametr* ترتیبات ترجیحات تنظیمات সেটিংস choices choix opciones scelte opções keuzes zgodę zgody souhlas súhlas
hozzájárulás* acordul consimțământ* согласие съгласие pristanak privolu συγκατάθεσή samtycke samtykke suostumuk*
onayınız* consent einwilligung consentement consentimiento consenso consentimento toestemming cài_đặt beállítások
beállításait beállításokat asetuksia asetuksiasi ayarlarınız* ayarlarını ayarlarınızı ayarlardan
"""
SETTINGS_UNSPACED = "설정 設定 设置 同意 ตั้งค่า"
AT_WILL = """
any_time jederzeit tout_moment cualquier_momento qualquer_momento qualsiasi_momento qualunque_momento elk_moment
ieder_moment każdej_chwili kdykoli kedykoľvek bármikor oricând по_всяко_време у_било_ком u_bilo_kojem u_bilo_kom
kadarkoli kadar_koli в_любое_время в_любой_момент будь-коли в_будь-який у_будь-який ανά_πάσα οποιαδήποτε_στιγμή
dilediğiniz_zaman istediğiniz_zaman när_som_helst når_som_helst til_enhver når_som milloin_tahansa igal_ajal
jebkurā_laikā bet_kada në_çdo_kohë qualsevol_moment ნებისმიერ_დროს ցանկացած_պահի кез_келген_уақытта istənilən_vaxt
في_أي בכל_עת هر_زمان کسی_بھی_وقت किसी_भी_समय যেকোনো_সময় bất_cứ_lúc kapan_saja bila-bila_masa wakati_wowote
"""
AT_WILL_UNSPACED = "언제든지 いつでも 随时 隨時 ได้ทุกเมื่อ"

# What the site does with cookies, where a language needs no "this".
USES = """
strona_korzysta strona_używa strona_wykorzystuje serwis_korzysta serwis_używa serwis_wykorzystuje witryna_korzysta
witryna_używa webbplatsen_använder sajten_använder nettstedet_bruker nettsiden_bruker siden_bruker hjemmesiden_bruger
siden_bruger sivusto_käyttää sivustolla_käytetään сайт_использует сайт_використовує сайтът_използва сајт_користи
sajt_koristi stranica_koristi web_používá stránky_používají stránka_používa web_používa oldal_sütiket
site-ul_folosește site-ul_utilizează svetainė_naudoja svetainėje_naudojami vietne_izmanto veebileht_kasutab
leht_kasutab este_website acest_website
"""
