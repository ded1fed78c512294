"""Words for the report and the paper themselves, and what is said nowhere but in a call, in fifty languages.

Data only, written as ``callverbs`` is.
"""

from __future__ import annotations

# What a subscription or an account is needed for.
READING = """
to_read_on to_read_the to_continue_reading to_keep_reading continue_reading keep_reading read_without left_to_read
free_articles free_article um_weiterzulesen weiterzulesen weiterlesen zum_weiterlesen artikel_weiter para_continuar_a
para_continuar_lendo para_ler_o para_ler_a continuar_a_ler seguir_leyendo para_leer artículos_gratuitos
artículos_gratis artigos_gratuitos articles_gratuits articoli_gratuiti gratis_artikel gratis_artikelen
kostenlose_artikel kostenlosen_artikel lire_la_suite pour_lire pour_continuer article_à_lire la_suite_est
continuare_a_leggere per_leggere om_verder_te om_door_te verder_lezen aby_przeczytać aby_czytać żeby_przeczytać
чтобы_дочитать чтобы_прочитать чтобы_читать щоб_прочитати щоб_дочитати щоб_читати devamını_okumak okumaya_devam
للاستمرار_في لمتابعة_القراء* لقراءة_المقال pentru_a_citi mai_departe för_att_läsa läsa_vidare for_å_lese for_at_læse
jatkaaksesi lukeaksesi jatka_lukemista pro_přečtení pro_čtení číst_dál přečíst_celý prečítať_celý na_prečítanie
az_olvasáshoz a_folytatáshoz teljes_cikk за_да_прочетете για_να_διαβάσετε за_читање za_čitanje da_biste_pročitali
להמשך_קריאה כדי_להמשיך برای_خواندن आगे_पढ़ने পুরোটা_পড়তে để_đọc_tiếp để_đọc untuk_membaca see_the_comments
ver_los_comentarios voir_les_commentaires vedere_i_commenti ver_os_comentários kommentare_zu_sehen увидеть_комментарии
побачити_коментарі zobaczyć_komentarze se_kommentarerna yorumları_görmek
"""
READING_UNSPACED = """
続きを読むには 続きは 阅读全文 阅读剩余 剩余内容 計續 閱讀全文 계속_읽으려면 전문을_읽으려면 기사를_더_보려면
อ่านต่อ เพื่ออ่าน
"""

# The paper itself, as a file or on paper.
EDITIONS = """
e-paper epaper e-newspaper digital_edition print_edition full_edition e-ausgabe digitale_ausgabe édition_numérique
version_numérique journal_en_pdf intégralité_du_journal edición_impresa edición_digital edizione_digitale
edizione_cartacea edição_impressa edição_digital versão_digital versão_impressa digitale_krant hele_krant
e-tidning* e-avis* e-avisa näköislehti* e-gazet* e-wydani* całe_wydanie e-noviny elektronickém_vydání
elektronické_vydání elektronické_verzi celé_vydání ediția_digitală ediția_tipărită ziarul_integral
электронной_версии_газеты электронную_версию_газеты электронной_версии номер_газеты свежий_номер свіжий_номер
електронній_версії номер_газети e-gazete* النسخة_الورقية النسخة_الرقمية העיתון_הדיגיטלי ηλεκτρονική_έκδοση
έντυπη_έκδοση электронно_издание elektronsko_izdanje báo_giấy báo_in edisi_cetak e-kiosk epaper_kami
"""
EDITIONS_UNSPACED = """
电子版 電子版 完整报纸 数字报 電子報 紙面 紙面ビューアー 전자신문 지면보기 지면_전체 pdf_신문 ฉบับพิมพ์ อีเปเปอร์
"""

# The report about itself: reports do not mention themselves.
PIECE = """
this_article this_story this_post this_page this_text this_content this_report this_news this_site_is this_material
the_links links_on this_link diesen_artikel dieser_artikel diesem_artikel dieses_artikels diesen_beitrag dieser_beitrag
diesem_beitrag diesen_text dieser_text diesem_text dieser_seite diesen_inhalt dieser_inhalt im_text diese_seite
dieser_links diese_meldung den_artikel cet_article cette_page ce_contenu ce_texte ce_billet cette_actualité
este_artículo esta_noticia esta_nota este_texto esta_página este_contenido contenido esta_publicación questo_articolo
questa_pagina questo_contenuto contenuto quest'articolo nell'articolo questa_notizia este_artigo esta_matéria
essa_matéria esta_notícia essa_notícia neste_texto conteúdo deste_artigo esta_reportagem dit_artikel deze_pagina
dit_bericht deze_inhoud dit_verhaal den_här_artikeln artikeln denne_artikel denne_artikkelen denne_saken artiklen
artikkelen saken denne_side tämä_artikkeli tämän_artikkelin tämä_juttu artikkeli artikkelin jutun ten_artykuł
tego_artykułu tym_artykule ten_tekst artykuł_zawiera w_tekście tę_wiadomość tento_článek tohoto_článku v_článku
článek_obsahuje tento_text tento_článok článok_obsahuje ez_a_cikk a_cikk cikkünk a_cikket ezt_a_cikket acest_articol
acestui_articol articolul în_text acest_text acest_material тази_статия статията_е тази_новина тази_публикация
овај_текст ovaj_tekst ovaj_članak ovaj_je_članak овај_чланак ovu_vijest ову_вест ovu_vest эту_статью этой_статье
этот_материал этот_текст эта_статья этой_новостью эту_новость материал_доступен в_тексте статья_доступна цю_статтю
цій_статті цей_матеріал цей_текст ця_стаття цією_новиною цю_новину матеріал_доступний у_тексті το_άρθρο αυτό_το_άρθρο
το_κείμενο αυτή_η_σελίδα bu_haber bu_haberi bu_içerik bu_yazı bu_yazıyı bu_sayfa* haberde_bir bu_makale هذا_المقال
هذا_الخبر هذا_المحتوى هذه_الصفحة هذا_الموضوع في_المقال הכתבה כתבה_זו הכתבה_זו את_הכתבה הכתבה_למנויים این_مطلب این_خبر
این_مقاله این_صفحه यह_लेख इस_खबर यह_खबर इस_लेख এই_লেখাটি এই_খবর খবরটি এই_প্রতিবেদন লেখাটি bài_viết bài_viết_này
bài_báo_này artikel_ini berita_ini šis_turinys ეს_მასალა یہ_مواد makala_haya tento_obsah tento_materiál ten_materiał
niniejszy_artykuł ta_treść treść_dostępna artykuł_dostępny materiał_dostępny ovaj_sadržaj овај_садржај ta_vsebina
ta_članek това_съдържание този_текст ez_a_tartalom ez_a_szöveg ez_az_írás acest_conținut conținut_disponibil
dette_innholdet dette_indhold denne_teksten denne_tekst detta_innehåll den_här_texten artikeln_är tämä_sisältö
tämä_teksti tätä_artikkelia deze_tekst deze_content цей_контент цьому_тексті этот_контент этом_тексте αυτό_το_κείμενο
αυτό_το_περιεχόμενο هذا_النص هذه_المادة هذا_التقرير טקסט_זה תוכן_זה מאמר_זה این_محتوا یہ_مضمون یہ_خبر इस_सामग्री
यह_सामग्री এই_লেখা এই_কনটেন্ট nội_dung_này konten_ini kandungan_ini maudhui_haya habari_hii see_artikkel selle_artikli
šis_raksts šo_rakstu šis_straipsnis šį_straipsnį ky_artikull kjo_përmbajtje aquest_article aquest_contingut ეს_სტატია
այս_հոդվածը այս_նյութը бұл_мақала бұл_материал bu_məqalə bu_material bu_xəbər ይህ_ጽሁፍ இந்த_கட்டுரை இந்தச்_செய்தி
"""
PIECE_UNSPACED = """
本文 此文 这篇文章 這篇文章 本篇 此内容 本内容 文中 この記事 本記事 当記事 記事の 本コンテンツ このページ 이_기사
이_글은 이_글을 본_기사 이_콘텐츠 บทความนี้ ข่าวนี้
"""

# Said nowhere but in a call.
SETTLED = """
ctrl+enter ctrl_enter preferred_source* bevorzugte_quelle* sources_préférées source_préférée fuente_preferida
fuentes_preferidas fonti_preferite fonte_preferita fontes_preferidas fonte_preferida voorkeursbron* föredragen_källa
foretrukket_kilde foretrukne_kilder suosituksi_lähteeksi preferowanych_źródeł preferowane_źródł* preferované_zdroje
preferovaný_zdroj preferovaným_zdroj* előnyben_részesített_forrás* sursele_preferate sursă_preferată
избранные_источники избранных_источник* вибраних_джерел вибрані_джерела προτιμώμενη_πηγή tercih_edilen_kaynak*
مصادرك_المفضلة מקור_מועדף منبع_ترجیحی पसंदीदा_सोर्स पसंदीदा_स्रोत nguồn_ưu_tiên sumber_pilihan subscribers_only
members_only nur_für_abonnenten réservé_aux_abonnés réservé_à_nos_abonnés exclusivo_para_suscriptores
riservato_agli_abbonati exclusivo_para_assinantes alleen_voor_abonnees bara_för_prenumeranter kun_for_abonnenter
vain_tilaajille tylko_dla_prenumerator* jen_pro_předplatitel* len_pre_predplatiteľ* csak_előfizetők* doar_abonaților
exclusiv_abonaților само_за_абонати samo_za_pretplatnik* само_за_претплатник* только_подписчикам только_для_подписчик*
лише_передплатникам лише_для_передплатник* тільки_для_передплатник* μόνο_για_συνδρομητές abonelere_özel* للمشتركين_فقط
למנויים_בלבד ویژه_مشترکان فقط_برای_مشترکان केवल_सदस्यों শুধু_গ্রাহকদের dành_cho_thành_viên dành_riêng_cho_thành_viên
khusus_pelanggan предпочитани_източни* предпочитаните_източни* предпочитан_източни* play_responsibly
gamble_responsibly spielen_sie_verantwortungsvoll verantwortungsvoll_spielen jouez_responsable juega_responsable*
juega_con_responsabilidad jogue_com_responsabilidade jogue_com_moderação gioca_responsabilmente gioca_con_moderazione
speel_bewust wat_kost_gokken graj_odpowiedzialnie hazardujte_zodpovědně hrajte_zodpovědně hazardné_hrať
hrajte_zodpovedne játsszon_felelős* joacă_responsabil jocurile_de_noroc играйте_ответственно грайте_відповідально
играйте_отговорно играј_одговорно igraj_odgovorno igrajte_odgovorno παίξτε_υπεύθυνα παίζουμε_υπεύθυνα sorumlu_oynayın
spela_ansvarsfullt spela_lagom spil_med_måte spill_med_måte spill_ansvarlig spil_ansvarligt pelaa_maltilla
pelaa_vastuullisesti mängi_vastutustundlikult spēlē_atbildīgi loškite_atsakingai שחקו_באחריות main_secara_bijak
bermain_dengan_bijak chơi_có_trách_nhiệm free_spins freispiele tours_gratuits giros_gratis tiradas_gratis giri_gratis
rodadas_grátis gratis_spins darmowych_spinów darmowe_spiny spinów_bez volných_točení zatočení_zdarma volných_spinů
voľných_točení ingyenes_pörget* rotiri_gratuite безплатни_завъртания бесплатних_спинова besplatnih_vrtnji
besplatnih_spinova besplatnih_okretaja фриспин* фріспін* δωρεάν_περιστροφές bedava_dönüş* bedava_spin gratissnurr
gratisspinn gratisspinn* ilmaiskierros* ilmaispyöräytys* tasuta_spinni* bezmaksas_griezieni nemokamų_sukimų
دورات_مجانية סיבובים_חינם putaran_gratis vòng_quay_miễn no_deposit_bonus ohne_einzahlung sans_dépôt sin_depósito
sem_depósito senza_deposito zonder_storting bez_depozytu bez_vkladu befizetés_nélkül* fără_depunere без_депозита
без_депозиту без_депозит bez_depozita utan_insättning uten_innskudd uden_indbetaling yatırımsız
address_will_not_be_published email_address_will_not e-mail-adresse_wird_nicht adresse_e-mail_ne_sera
dirección_de_correo_electrónico_no correo_electrónico_no_será indirizzo_email_non_sarà e-mail_não_será
endereço_de_e-mail_não e-mailadres_wordt_niet e-mail_nie_zostanie e-mailová_adresa_nebude emailová_adresa_nebude
e-mail-címet_nem email-címet_nem email_nu_va_fi имейл_адресът_няма имејл_адреса_неће email_adresa_neće
e-mail_adresa_neće адрес_email_не_будет e-mail_не_будет e-mail_не_будет_опубликован пошта_не_оприлюд* ηλ._διεύθυνσή
e-posta_adresiniz_yayınlanmayacak e-posta_hesabınız_yayımlanmayacak e-postadress_publiceras_inte
e-postadressen_vil_ikke e-mailadresse_vil_ikke sähköpostiosoitettasi_ei e-postiaadressi_ei e-pasta_adrese_netiks
el._pašto_adresas_nebus كتابة_بريدك البريد_الإلكتروني_الخاص لن_يتم_نشر כתובת_האימייל_לא האימייל_לא_יוצג
نشانی_ایمیل_شما ایمیل_شما_منتشر आपका_ईमेल_पता email_của_bạn_sẽ alamat_email_anda_tidak required_fields
pflichtfelder_sind champs_obligatoires campos_obligatorios campi_obbligatori campos_obrigatórios pola_są_oznaczone
wymagane_pola vyžadované_informace câmpurile_obligatorii обязательные_поля обов'язкові_поля gerekli_alanlar
obligatoriska_fält obligatoriske_felt
"""
SETTLED_UNSPACED = """
会员专享 會員專享 会员可读 会員限定 有料会員限定 有料記事 유료_회원_전용 회원_전용 สำหรับสมาชิกเท่านั้น 優先ソース
선호 출처 扫码关注 무료_스핀 免费旋转 免費旋轉 フリースピン 이메일_주소는_공개되지 邮箱地址不会 電郵地址不會
電子郵件地址不會 メールアドレスが公開されること メールアドレスは公開 อีเมลของคุณจะไม่แสดง
"""
