"""Words that ask for something, in thirty-five languages: imperatives, certain or uncertain, first or last in a line.

Data only. No single word makes a call: ``calls`` weighs those that occur in one short paragraph. All lists are applied
to every text, because content farms leave calls in the language they translated from; so a word that is harmless in
one language and significant in another (``nas``, ``die``, ``mi``) is in no list.

A list is words separated by blanks; ``_`` joins words of one expression, ``*`` at the end stands for any ending.
Words of scripts without blanks are looked for anywhere in a text.
"""

from __future__ import annotations

# Imperatives that are nothing else: at the head of a sentence they address the reader.
SURE = """
stay_in_the share_it werde_jetzt werde_fan encuéntranos búscanos léenos escúchanos слідкуйте слідкуй шукайте_нас
дивіться_нас ищите_нас находите_нас turn_on make_us set_us like_us like_our share_this pin_us star_us tip_us
get_in_touch switch_on opt_in keep_up stay_connected aktiviere aktivieren_sie schalte einschalten_sie folgt like_uns
liked_uns teste abonnier schreib_uns schreibt_uns ajoutez aimez abonnez-vous suivez-nous allumez rejoignez-nous
écoutez lisez-nous activa_nuestr* activa_el síguenos seguinos sumate súmate suscribite descargá ingresa_a danos_un
apóyanos seguite segui_la segui_il seguici accendi aggiungi aggiungici leggici attiva segue-nos sigam recebe subscreve
descarrega assina adere ativa acompanhe acompanhe-nos inscreva participe_do lees_ons volg ontvang_ons zet_je steun_ons
steun_onze deel_dit bekijk_onze luister_naar_onze glöm_inte tipsa_oss lyssna_på_vår prenumerera_på teckna slå_på
ikke_gå lik_oss tips_oss slå_til skriv_dig aktiver muista_seurata tykkää kirjaudu ota_käyttöön polajkuj* lajkuj*
zaobserwuj* włączcie dołączaj dodaj_nas posłuchaj ustaw_nas zajrzyj_na wesprzyjcie zapněte přidejte_si lajkněte
poslouchejte odoberajte zapnite lajknite pridajte_si iratkozzon kövessen kövessék kapcsolja_be lájkolj adományoz*
ajánlja csatlakozzon urmăriți-ne dați_like distribuiți descărcați intrați_pe activați alăturați следете следете_ни
включете харесай последвай абонирай пратите укључите pratite uključite zapratite_nas lajkaj lajkajte увімкніть
вмикайте лайкайте ставте_вподобайку долучіться додайте читай_нас підпишись заработай* включите включай вступай
добавьте добавляйте смотри_нас слушайте_нас пишите_нам присылайте ставь_лайк ενεργοποιήστε πατήστε βρείτε_μας
διαβάστε_μας ακολουθείτε תעשו_לנו הצטרפו_עכשיו תנו_לנו_לייק הפעילו aktifkan nyalakan sukai tonton bergabung
follow_akun like_dan bấm_theo theo_dõi_fanpage theo_dõi_trang theo_dõi_kênh bật_thông_báo nhấn_nút tải_ngay tải_app
join subscribe follow sign_up sign_in download tap click chip_in install enter_your claim_your check_out like_and
never_miss don't_miss do_not_miss stay_tuned stay_informed stay_up stay_on follow_us follow_our follow_me support_us
support_our donate cancel_any get_our get_the get_all get_breaking get_your buy_me listen_to_our add_us find_us
read_us watch_us connect_with send_us start_earning earn_up have_a_tip hit_the enable tritt_unser* tretet_unser*
treten_sie_unser* abonniere abonnieren_sie abonniert folge folgen_sie folgt_uns registriere registrieren_sie
unterstütze unterstützen_sie unterstützt_uns spende_jetzt spenden_sie jetzt_spenden sichern_sie sichere_dir lade
laden_sie ladet klicke klicken_sie klickt verpasse verpassen_sie werde_mitglied werden_sie bleiben_sie besuchen_sie
hole_dir holen_sie hol_dir bestellen_sie melden_sie_sich melde_dich installieren_sie installiere testen_sie lasst_ein
rejoignez rejoins abonnez* abonne-toi suivez inscrivez* soutenez devenez téléchargez cliquez partagez ne_manquez
recevez retrouvez gagnez installez likez profitez activez restez_inform* faites_un_don únete únase suscríbe* sígue*
síga* hazte descarga descárga* haz_clic haga_clic no_te_pierdas regístra* apúntate entra_en dale_a instala activa_las
lleva_las apuesta_ahora colabora_con haz_tu unisciti unitevi iscriviti iscrivetevi abbonati abbonatevi seguiteci
sostienici sostieni_il clicca scarica_la non_perder* registrati metti_mi installa attiva_le entra_nel junte-se
inscreva-se subscreva siga-nos baixe clique cadastre-se curta ative faça_parte entre_agora entre_no contribua_com
instale aposte receba_no torne-se fique_por abonneer volg_ons volg_het volg_onze schrijf_je meld_je mis_niets mis_het
mis_geen blijf_op sluit_je tik_hier klik_hier installeer download_onze geef_onze neem_nu word_lid följ gå_med
prenumerera anmäl_dig missa_inte ladda_ner klicka häng_med tryck_på swisha skriv_upp_dig hämta_vår bli_medlem
bli_prenumerant läs_vidare følg abonner meld_deg last_ned klikk trykk bli_abonnent støtt_oss tilmeld klik_her
hent_vores bliv_abonnent bliv_medlem støt_os spil_nu gå_ikke liity seuraa tilaa lataa tue_riippumaton* tue_meitä
tue_työtä* lahjoita klikkaa hae_bonus dołącz dołączcie dołączajcie zasubskrybuj* subskrybuj* obserwuj* śledź*
zapisz_się wesprzyj* wspieraj* wpłać pobierz kliknij* polub* zarabiaj nie_przegap wejdź_na ściągnij włącz
odbierz_bonus zostań zostaw_lajk* sledujte přidejte_se připojte_se odebírejte přihlaste_se podpořte stáhněte klikněte
nezmeškejte staňte_se přispějte předplaťte nainstalujte zaregistrujte dejte_nám pošlete_nám získejte_bonus
sledujte_nás pridajte_sa prihláste_sa predplaťte podporte stiahnite kliknite získajte prispejte csatlakoz* kövess*
kövesse* iratkoz* fizessen_elő fizess_elő támogas* töltse* töltsd* kattints* lájkol* abonează-te abonați-vă abonaţi-vă
urmărește-ne alătură-te alăturați-vă donează dă-ne dă_click înscrie-te înscrieți-vă instalează descarcă intră_pe
susține-ne nu_rata fii_primul последвайте абонирайте* харесайте подкрепете изтеглете присъединете* включете_се
следвайте_ни запишете_се пратите_нас запратите лајкујте пријавите_се претплатите_се подржите преузмите придружите_се
кликните инсталирајте pratite_nas zapratite lajkujte prijavite_se pretplatite_se podržite preuzmite pridružite_se
uplatite_donac* preuzmi_bonus skinite_našu instalirajte підписуй* підпиші* підпишіться приєднуй* приєднай* долучай*
стежте читайте_нас підтримайте підтримуйте завантаж* натискайте тисніть переходьте поділіться встановіть оформіть
задонатьте задонать заходьте отримуйте не_пропустіть ставте_лайк подписывай* подпиши* присоединяй* присоединись
вступайте следите_за поддержите поддержи пожертвуйте скачайте скачивайте скачай жмите жми нажмите переходите делитесь
ставьте_лайк* ставьте_палец не_пропустите оформите установите забирай* заходите оставьте_адрес переведите_любую
узнавайте получайте будьте_в_курсе смотрите_нас εγγραφείτε ακολουθήστε ακολούθησε στηρίξτε στήριξε γράψου κάνε_like
κάντε_like κάνε_εγγραφή κατεβάστε κατέβασε μπες μπείτε πάρε_μπόνους λάβε γίνετε_μέλ* γίνε_μέλος μη_χάσε* μην_χάσε*
اشتركوا تابعونا تابعوا_صفحت* انضموا_إلينا انضموا_إلى_قنات* نزّل حمّل سجّل_في فعّل הצטרפו_אלינו עקבו_אחרינו הירשמו
הורידו_את_האפליקצי* תמכו_בנו תרמו_לנו הצטרפו_לערוץ הצטרפו_לקבוצ* tham_gia_kênh tham_gia_nhóm theo_dõi_chúng
đăng_ký_nhận đăng_ký_kênh đặt_mua hãy_ủng_hộ tải_ứng_dụng nhấn_vào ủng_hộ_chúng gabung bergabunglah ikuti_kami unduh
langganan_sekarang berlangganan* dapatkan klik_di daftar_sekarang klaim jangan_ketinggalan jangan_lewatkan dukung_kami
dukung_jurnalis* sertai_kami перейдіть_за перейди дочитуйте зайдіть зайди шерте тримайся підтримай підтримайте_нашу
зробіть_внесок зробіть_донат читай_більше дивись_більше обговорюйте_у слідкуйте_за пишіть_у_чат faites_un faites-nous
laissez-vous rendez-vous_sur suivez_notre suivez_l'actu suivez_toute recevez_nos recevez_chaque recevez_gratuitement
s'abonner_à pour_ne_rien pour_recevoir envie_de découvrez_l'offre testez_notre offrez_un bénéficiez misez pariez jouez
investissez aposte_agora ganhe_até invista quero_receber quero_assinar quer_receber para_receber para_não_perder
acesse acesse_o aceda assista veja_mais_no confira confira_no garanta garanta_o aproveite não_fique fique_de_olho
اشترك_الآن وقّع descarregue leve_o assine_para subscreva_já wykup wykup_dostęp odbierz załóż_konto skapa_konto
opret_konto opprett_konto luo_tili crea_una crea_tu crea_un_account crie_uma crie_sua créez_votre pořiďte_si kupte_si
abone_olun doneer_een doneer_nu doneer ge_ett dê_o refusez acceptez_ou erstellen_sie benötigen_sie_ein
оформіть_передплат* дочитайте дочитати não_perca não_deixe non_perderti zet_meldingen zet_notif* mis_het_niet
bekijk_ons volg_de ontdek_meer ontdek_het haal_meer geef_je_op geef_ons_een doe_mee kom_in_ons kom_bij meld_u
schrijf_u abonneert_u maak_een_account neem_contact klik_op probeer_het sluit_u kijk_mee stel_je_vraag stel_ons
ontvang_dagelijks ontvang_gratis vraag_een install_eer nhận_tin quan_tâm_zalo ahmad_dukung apúntate_a registe-se
regista-te inscreve-te subscreva_a subscreva_o torne-se_membro acompanhe_o acompanhe_a acompanhe_as acompanhe_nossos
confira_mais fique_atento fique_ligado fale_com mande_um envie_um envie_uma entre_para participe_da receba_em
receba_notícias receba_gratuitamente ative_o dê_um_like deixe_um clique_para faça_um_pix читайте_нас_у читайте_наш*
ставайте_нашим ставайте_частиною отримуйте_новини отримуйте_сповіщен* дізнавайтеся_першими дізнавайтесь_першими
дізнавайтеся_більше натисніть натисни тисни клікайте обирайте оберіть запрошуємо_вас запрошуємо_до дивіться_більше
тримайте_руку донатьте донать поширюйте нажми кликайте жмите_на выбирайте поддержать_редакц* узнать_больше
держите_руку приглашаем_вас приглашаем_в будь_в_курсе оставайтесь_с_нами оставайтесь_в_курсе registrera_dig bonus_hos
läs_obegränsat bli_vän fii_la_curent rămâi_aproape podaj_swój włącz_powiad* przejdź_na przyłącz_się odsłuchaj
sprawdź_ofert* odbierz_rabat spočítejte_si přejděte_na sledujte_naš* přidej_se dej_nám mrkněte_na μη_χάνετε_τίποτα
μη_χάνεις bildirimleri_aç تابع_آخر تابعوا_آخر تابعوا_أحدث تابع_أحدث اضغط_هنا اضغطوا_هنا اضغط_على اقرأ_المزيد_على
حمّلوا حملوا_تطبيق* سجّلوا سجلوا_في اشتركوا_في تفضلوا_بزيار* قوموا_بزيار* زوروا زوروا_موقع* زر_موقعنا شاهدوا_قناتنا
ساهموا_في_دعم كونوا_أول let_us_know tell_us write_to_us email_us e-mail_us contact_us call_us message_us ping_us
send_your log_in login sign_up_for sign_up_to leave_a_comment leave_your leave_us post_a_comment join_the_conversation
join_the_discussion join_our join_us have_your_say share_your allow_notif* allow_push get_notified get_alerts
stay_ahead subscribe_to subscribe_now rate_this vote_for read_our read_more become_a_member become_a_supporter
become_a_subscriber become_a_patron help_us back_us fund_our shop_the shop_now buy_now order_now bet_now play_now
trade_now start_trading scan_the see_our watch_our browse_our discover_our explore_our report_a_typo report_an_error
submit_a submit_your comment_below accept_all manage_your try_it try_us try_our unlock_the unlock_full unlock_all
renew_your upgrade_to get_unlimited get_full get_access bookmark_us save_with use_code use_the_code schreiben_sie
mailen_sie mail_uns meldet_euch melden_sie diskutieren_sie diskutiert_mit diskutier_mit kommentieren_sie
kommentiert_jetzt teilen_sie teile_diesen teilt_diesen bewerten_sie fügen_sie füge_uns fügt_uns lesen_sie_unser*
lesen_sie_jetzt lesen_sie_mehr hören_sie_unser* hören_sie_jetzt hört_unser* hör_unser* hören_sie_die sehen_sie_unser*
jetzt_abonnieren jetzt_anmelden jetzt_registrieren jetzt_kostenlos jetzt_testen jetzt_lesen jetzt_downloaden
jetzt_herunterladen jetzt_bestellen jetzt_kaufen jetzt_weiterlesen loggen_sie einloggen erlauben_sie sagen_sie_uns
sag_uns sagt_uns stimmen_sie_ab entdecken_sie erhalten_sie nutzen_sie helfen_sie_uns hilf_uns scannen_sie wählen_sie
werdet_mitglied werden_sie_mitglied erfahren_sie_mehr hinterlassen_sie kontaktieren_sie_uns senden_sie_uns
schicken_sie_uns schick_uns schickt_uns autorisez acceptez écrivez-nous écrivez_à réagissez donnez_votre dites-nous
connectez-vous identifiez-vous créez_un signalez-le* signalez-la* signalez_une contactez-nous contactez_la
envoyez-nous aidez-nous partagez_cet* laissez_un laissez-nous commentez votez notez_cet* écoutez_notre écoutez_le
regardez_notre lisez_notre consultez_notre découvrez_nos découvrez_notre découvrez_la achetez_maintenant
testez_gratuit* essayez_gratuit* offrez-vous scannez choisissez_google suis-nous rejoins-nous soutiens-nous
participez_à_la débloquez escríbenos escríbanos cuéntanos cuéntenos envíanos envíenos avísanos avísenos contáctanos
contáctenos déjanos déjenos ayúdanos añádenos agréganos agréguenos mándanos coméntanos visítanos visítenos permite_las
permite_notif* activa_notif* inicia_sesión inicie_sesión accede_a_tu comenta_esta deja_tu deje_su déjanos_tu opina_en
danos_tu comparte_est* comparta_est* vota_en suscríbete suscríbase regístrate escucha_nuestr* escuche_nuestr*
escucha_el_nuevo escucha_el_último mira_nuestr* consulta_nuestr* lee_nuestr* participa_en_nuestr* dinos_qué
prueba_gratis compra_ahora compra_aquí aprovecha_est* aprovecha_la_oferta aprovecha_el_descuento entérate
haz_tu_donativo hazte_socio hazte_socia hazte_suscriptor dona_ahora dona_aquí apoya_nuestr* apoya_el apoya_a_nuestr*
súmate_a escanea_el scrivici scriveteci scrivi_a segnalacelo segnalacela segnalaci mandaci inviaci contattaci
raccontaci dicci dì_la_tua dite_la_vostra lascia_un lascia_il_tuo lasciaci commenta_l'articolo commenta_qui accedi_per
accedi_al accedi_con aiutaci aiutateci attiva_le_notifiche consenti_le ascolta_il_nostro ascolta_l'ultim*
ascolta_la_nuova guarda_il_nostro leggi_il_nostro leggi_la_nostra condividi_quest* condividi_l'articolo vota_ora
sostieni_la_nostra sostieni_il_nostro sostieni_l'informazione dona_ora dona_il scopri_le_nostre scopri_i_nostri
scopri_le_offerte scopri_l'offerta compra_ora acquista_ora approfitta_dell* prova_gratis partecipa_al scansiona
unisciti_a escreva_para escreva-nos envie_a_sua envie_sua envie_seu envie_o_seu envie-nos mande_a_sua mande_sua
avise-nos conte-nos diga-nos deixe_o_seu deixe_seu deixe_a_sua deixe_sua comente_abaixo comente_aqui faça_login
faça_o_login faça_seu inicie_sessão entre_em_contacto entre_em_contato adicione-nos ajude-nos apoie-nos apoie_o_nosso
apoie_o_jornalismo compartilhe_est* compartilhe_ess* partilhe_est* ouça_o_nosso ouça_o_novo ouça_nosso oiça_o_nosso
veja_nosso assista_ao_nosso leia_a_nossa permita_as_notif* ative_as receba_as receba_nossas receba_nossos receba_os
siga_o_nosso siga_nosso siga_a_nossa siga_nossa siga_o siga_a_gente vote_na torne-se_assinante seja_assinante
seja_membro assine_já assine_agora assine_o assine_a assine_e doe_agora compre_agora aproveite_a_oferta
aproveite_o_desconto faça_a_sua faça_sua baixe_o entre_no_nosso entre_no_canal junte-se_a escaneie clique_aqui
mail_ons app_ons schrijf_ons bel_ons stuur_ons stuur_je laat_het laat_ons laat_een laat_je_reactie meld_het praat_mee
reageer reageer_op voeg_ons voeg_toe zet_de help_ons word_vriend word_abonnee word_donateur steun_het
steun_onafhankelijke* deel_dit_artikel deel_deze luister_naar_de luister_hier bekijk_de_deal bekijk_hier kijk_onze
stem_op geef_je_mening geef_een profiteer_van probeer_nu probeer_gratis koop_nu bestel_nu neem_een abonneer_je
abonneer_nu schrijf_je_in meld_je_aan download_de download_hier ontvang_het ontvang_de ontvang_elke volg_deze volg_dit
scan_de ontdek_onze lees_onbeperkt lees_verder mejla_oss mejla_till skriv_till_oss skriv_en_kommentar skriv_din
hör_av_dig kontakta_oss tipsa skicka_ditt skicka_in skicka_oss berätta_för_oss logga_in lägg_till_oss hjälp_oss
stöd_oss stöd_vår* stöd_den stötta_oss dela_artikeln dela_den_här dela_med lyssna_på_det lyssna_på_vår* lyssna_här
se_vår* läs_vår* rösta_i rösta_på prova_nu köp_nu beställ_nu spara_med passa_på följ_oss anmäl_dig_till prenumerera_nu
ge_en_gåva slå_på_not* slå_på_push* aktivera_not* tillåt_not* tyck_till säg_vad skanna send_oss skriv_til_oss
skriv_til_redaksjonen skriv_i_kommentar* skriv_til_redaktionen si_fra si_din del_saken del_artikkelen del_artiklen
del_denne legg_oss legg_til_oss føj_os logg_inn log_ind hør_siste hør_vår* hør_vores hør_det lytt_til_vår*
lyt_til_vores kontakt_oss kontakt_os ring_oss mail_os send_os fortell_oss fortæl_os skru_på slå_not* slå_varsler
tillat_varsler tillad_not* prøv_gratis kjøp_nå køb_nu bestill_nå bestil_nu stem_på se_vores hjelp_oss hjælp_os
støtt_vår* støt_vores meld_deg_på tilmeld_dig abonner_på lisää_meidät lähetä_meille lähetä_se lähetä_juttuvinkki
lähetä_vinkki kerro_meille kerro_komment* kerro_mielipiteesi kerro_siitä kirjaudu_sisään jaa_artikkeli jaa_juttu
jaa_tämä kuuntele_podcast* kuuntele_uusin katso_video* kommentoi osallistu_keskustel* ota_yhteyttä salli_ilmoitukset
salli_push* kytke_ilmoitukset tilaa_uutiskirje* tilaa_lehti äänestä testaa_ilmaiseksi osta_nyt liity_kanava*
lataa_sovellus ilmianna napisz_do napisz_na napisz_w_komentarz* napisz_nam napisz_komentarz daj_nam daj_znać
dajcie_znać podziel_się skomentuj zaloguj_się zarejestruj_się wesprzyj_nas dodaj_komentarz udostępnij_ten
udostępnij_artykuł wyślij_nam wyślij_do przyślij prześlij_nam zgłoś_błąd zgłoś_nam poinformuj_nas posłuchaj_najnowsz*
posłuchaj_naszego obejrzyj_nasz* przeczytaj_nasz* włącz_powiadomieni* zagłosuj oceń zamów_prenumerat* kup_teraz
kup_prenumerat* kup_dostęp kup_subskrypcj* zamów_teraz skorzystaj_z_kodu skorzystaj_z_oferty wypróbuj odblokuj
zapisz_się_na dołącz_do obserwuj_nas śledź_nas polub_nas zostań_patronem zostań_naszym zostań_prenumerator* zeskanuj
skontaktuj_się_z_nam* bądź_na_bieżąco zobacz_nasz* napište_nám napište_do napište_komentář napište_svůj pište_nám
dejte_nám_vědět přidejte_si_nás přidejte_nás přidejte_komentář poslechněte_si podívejte_se_na_naš* sdílejte povolte
povolte_ozn* zapněte_si podpořte_nás pomozte_nám kontaktujte_nás zapojte_se_do_diskus* diskutujte hlasujte ohodnoťte
vyzkoušejte objednejte upozorněte_nás nenechte_si stáhněte_si zadejte_kód využijte_slev* využijte_kód naskenujte
řekněte_nám odemkněte napíšte_nám napíšte_do píšte_nám pošlite_nám dajte_nám dajte_nám_vedieť pridajte_si_nás
pridajte_komentár vypočujte_si zdieľajte povoľte zapnite_si podporte_nás pomôžte_nám nenechajte_si
zapojte_sa_do_diskus* vyskúšajte objednajte odomknite upozornite_nás írjon_nekünk írj_nekünk írjon_szerkesztő*
írjon_a_szerkesztő* írja_meg írd_meg küldje_el küldd_el küldjön_nekünk mondja_el_vélemény* szóljon_hozzá szólj_hozzá
jelentkezzen_be jelentkezz_be regisztráljon regisztrálj engedélyezze engedélyezd hallgassa_meg hallgasd_meg ossza_meg
oszd_meg ne_maradj* kövessen_minket kövess_minket támogassa támogasd vásároljon_most rendelje_meg próbálja_ki
szavazzon értékelje legyen_előfizető* legyél_előfizető* adjon_hozzá adj_hozzá kapcsold_be kérjen_értesítés*
nézze_meg_videó* lépjen_kapcsolatba jelezze_nekünk scrie-ne scrieți-ne scrie_redacției trimite-ne trimiteți-ne
spune-ne spuneți-ne lasă_un lăsați_un lasă-ne comentează_mai comentează_acum autentifică-te autentificați-vă
conectează-te loghează-te adaugă-ne adăugați-ne ajută-ne ajutați-ne susțineți-ne contactează-ne contactați-ne
ascultă_podcast* ascultă_cel ascultă_noul ascultați_podcast* distribuie_acest distribuie_articolul trimite_acest
activează_notif* activați_notif* votează_acum donează_acum donați_acum cumpără_acum comandă_acum profită_de_ofert*
încearcă_gratuit citește_ziarul citiți_ziarul rămâi_la_curent aboneaza-te urmareste-ne înregistrează-te semnalează-ne
sună-ne scanează deblochează пишете_ни пишете_на пишете_в_комент* изпратете_ни изпращайте_ни споделете_мнение*
споделете_стат* споделете_новин* коментирайте кажете_ни чуйте_новия слушайте_подкаст* влезте_в_профил*
влезте_в_акаунт* добавете_ни включете_известия* разрешете_известия* гласувайте помогнете_ни подкрепете_ни
свържете_се_с_нас сигнализирайте_ни регистрирайте_се станете_абонат* купете_сега поръчайте_сега не_пропускайте
pišite_nam јавите_нам javite_nam јавите_се javite_nam_se пошаљите_нам pošaljite_nam оставите_коментар
ostavite_komentar оставите_свој* ostavite_svoj* укључите_обавешт* uključite_obav* слушајте_наш* poslušajte
слушајте_нов* послушајте podijelite_ovaj podelite_ovaj поделите_ову поделите_овај подржите_нас podržite_nas
додајте_нас dodajte_nas ne_propustite prijavite_grešk* prijavite_pogrešk* komentirajte komentarišite коментаришите
recite_nam реците_нам pomozite_nam помозите_нам glasajte гласајте registrirajte_se registrujte_se kupite_odmah
naručite_odmah kontaktirajte_nas контактирајте_нас postanite_član* postanite_pretplatnik* skenirajte otključajte
dojavite_nam uđite_u_naš* напишите_нам напишите_в_комментар* напишите_в_редакц* напишите_на_почт* пишите_в_комментар*
пишите_на_почту пишите_в_редакц* присылайте_нам пришлите_нам присылайте_свои расскажите_нам расскажите_в_комментар*
поделитесь_мнени* поделитесь_этой поделитесь_с_друзь* сообщите_нам сообщите_об_ошибк* оставьте_комментар*
оставляйте_комментар* комментируйте обсуждайте_в голосуйте_в_опрос* оцените_стат* оцените_матери* войдите_в_аккаунт
войдите_на_сайт войдите_или войдите,_чтобы зарегистрируйтесь авторизуйтесь разрешите_уведомлен* добавьте_нас
добавь_нас помогите_нам помогите_редакц* поддержите_нас поддержите_нашу поддержите_независим* поддержите_редакц*
оформите_подписк* оформляйте_подписк* оформите_регулярн* оформите_пожертв* станьте_нашим станьте_частью
станьте_подписчик* станьте_патрон* слушайте_наш* слушайте_новый смотрите_наш* узнайте_первым* успейте_купить
купите_сейчас заказывайте закажите_сейчас выделите_её выделите_ее выделите_фрагмент выделите_текст выделите_ошибк*
подключайтесь подключайся подключайтесь_к отсканируйте сканируйте заглядывайте_в_наш* переходите_по_ссылк*
переходите_в_наш* регистрируйся регистрируйтесь делайте_ставк* делай_ставк* забери_бонус напишіть_нам
напишіть_у_коментар* напишіть_в_коментар* напишіть_до_редакц* пишіть_нам пишіть_у_коментар* пишіть_в_коментар*
пишіть_на_пошт* надсилайте_нам надішліть_нам розкажіть_нам повідомте_нам повідомте_про_помилк* залиште_коментар
залишайте_коментар* коментуйте обговорюйте голосуйте_в_опит* оцініть_стат* увійдіть_в увійдіть_до увійдіть,_щоб
зареєструйтеся авторизуйтеся дозвольте_сповіщен* додайте_нас додай_нас допоможіть_нам підтримайте_нас підтримайте_наш*
підтримайте_незалежн* станьте_частиною станьте_підписник* слухайте_наш* слухайте_новий дивіться_наш* встигніть_купити
замовляйте виділіть_її виділіть_фрагмент виділіть_текст під'єднуйтесь* під'єднуйтеся скануйте відскануйте
оформлюйте_передплат* оформлюйте_підписк* переходьте_за_посиланн* поділіться_цією поділіться_з_друз* γράψτε_μας
γράψτε_στα γράψτε_τη_γνώμη στείλτε_μας στείλε_μας στείλτε_το πείτε_μας πες_μας επικοινωνήστε_μαζί σχολιάστε συνδεθείτε
μοιραστείτε_το μοιραστείτε_την ακούστε_το_νέο ακούστε_το_podcast δείτε_το_βίντεο_μας υποστηρίξτε ενισχύστε_μας
βοηθήστε_μας προσθέστε_μας προσθέστε_το μάθετε_πρώτοι ενημερωθείτε ψηφίστε κάντε_εγγραφή κάντε_δωρεά αγοράστε_τώρα
κατεβάστε_το γίνετε_συνδρομητ* επιτρέψτε αναφέρετέ_μας اكتب_لنا اكتبوا_لنا راسلنا راسلونا أرسل_لنا أرسلوا_لنا شاركنا
شاركونا أبلغنا أبلغونا أخبرنا أخبرونا تواصل_معنا تواصلوا_معنا ادعمنا ادعمونا أضفنا أضفنا_إلى أضيفونا سجل_الدخول
سجّل_الدخول قم_بتسجيل سجل_الآن اترك_تعليق* اكتب_تعليق* استمع_إلى_الحلقة استمعوا_إلى_الحلقة استمع_إلى_بودكاست
تصفح_النسخة تصفح_العدد اطلبها_الآن اطلبه_الآن اشتر_الآن تسوق_الآن شارك_هذا شارك_المقال شارك_الخبر اقرأ_النسخة
فعّل_التنبيهات فعل_التنبيهات فعل_الإشعارات لا_تفوت* ساعدنا ساعدونا انضم_إلينا انضم_إلى_قنات* اشترك_في_نشرت*
اشترك_في_قنات* تبرع_الآن تبرعوا_الآن تابعنا_على تابعونا_على تابعنا_عبر تابعونا_عبر حمل_تطبيق* حمّل_تطبيق* نزل_تطبيق*
كن_أول لا_تنس* כתבו_לנו שלחו_לנו ספרו_לנו דווחו_לנו עדכנו_אותנו צרו_איתנו הגיבו האזינו_ל* האזינו_לפרק התחברו
שתפו_את_הכתבה אשרו_קבלת הוסיפו_אותנו סייעו_לנו עזרו_לנו קראו_את_הגיליון רכשו_מינוי רכשו_עכשיו קנו_עכשיו
הירשמו_לניוזלטר הירשמו_עכשיו אל_תפספסו hãy_để_lại để_lại_bình_luận gửi_về gửi_cho_chúng_tôi hãy_gửi chia_sẻ_bài
chia_sẻ_ý_kiến nghe_tập nghe_podcast đăng_nhập liên_hệ_với_chúng theo_dõi_chúng_tôi mời_bạn_đọc mời_độc_giả mua_ngay
đặt_hàng_ngay cho_chúng_tôi_biết thêm_chúng_tôi quét_mã gia_nhập đăng_ký_ngay ủng_hộ_chúng_tôi xem_video_của
aktifkan_notif* tulis_komentar tulis_pendapat kirim_ke kirimkan beri_tahu_kami hubungi_kami bagikan_artikel
bagikan_berita dengarkan_episode dengarkan_podcast dengarkan_siniar masuk_di_sini ikuti_berita_kami ikuti_saluran
ikuti_channel ikuti_akun simak_berita_kami jadilah_pelanggan jadilah_member beli_sekarang pesan_sekarang
tambahkan_kami pindai dukung_kerja bergabung_dengan nonton_video baca_edisi вземете вземи_бонус hantar sertai langgan
hidupkan sokong muat_turun segueix-nos segueix_el activa_les envia'ns uneix-te subscriu-te descarrega't dona_suport
jälgi_meid liitu_meie telli_uudiskiri lülita_teavitused saada_meile toeta_sõltumatut laadi_alla seko_mums pievienojies
ieslēdz_paziņojum* atbalsti sūtiet_mums abonē sekite_mus prisijunkite įjunkite siųskite_mums paremkite atsisiųskite
prenumeruokite na_ndiqni bashkohuni abonohuni mbështetni shkarkoni na_dërgoni
"""

# Words that ask, but may also be nouns, infinitives or verbs of a report: they count less, wherever they stand.
UNSURE = """
support donate buy get grab share visit earn like listen watch want learn cancel read try claim unlock spenden spende
kaufen kauf teile teilen hol holt sichern abonnieren beitreten anmelden folgen herunterladen bestellen testen laden
lesen verpass starten achetez découvrez partager adhérez contribuez testez apoya dona compra compre comparte recibe
reciba gana sigue suscribir cancela apuesta entra aprovecha sostieni diventa acquista scarica condividi ricevi
guadagna disdici approfitta scopri apoie doe partilhe compartilhe participe ganhe receba assine contribua cancele siga
volg steun doneer koop download klik deel ontvang verdien bestel probeer stöd köp dela få registrera avsluta gilla
hämta prova støtt støt kjøp køb del hent prøv opsig tue hae saat kup udostępnij odbierz czytaj podaj sprawdź
skorzystaj kupte sdílejte získejte zadejte kérje várjuk legyen ossza urmărește urmăriți susține cumpără distribuie
primești ia citește вземете купете споделете научавайте дарете узми добијате будите uzmi preuzmi skini primajte budite
ako купуйте купіть забери заберіть читайте хочете купите покупайте переходи получи получите зарабатывай* читай
поделитесь станьте хотите успей перейдите αγοράστε μοιραστείτε λάβετε αποκτήστε διαβάστε μάθε πάρε انضم انضموا اشترك
تابع تابعوا تابعنا ادعم ادعموا تبرع تبرعوا حمل حملوا اضغط ساهم ساهموا احصل سجل شارك_في قم הצטרפו עקבו תמכו תרמו קבלו
הורידו לחצו שתפו תעקבו tham_gia theo_dõi đăng_ký ủng_hộ tải nhận_ngay mua ikuti daftar dukung beli bagikan langganan
donasi join send write report submit explore discover order register bet vote écoutez consultez lisez retrouvez_l'
escucha consulte consulta lea lee ascolta leggi ouça leia veja assista deixe luister lees bekijk lyssna läs hør lyt
přečtěte poslechněte najdete najdeš znajdziesz posłuchaj przeczytaj pročitajte прочитајте прочетете slušajte слушайте
смотрите пишите напишите напишіть пишіть заполните узнайте дізнайтеся citiți ascultă hallgassa olvassa kuuntele lue
kirjoita ακούστε γράψτε δείτε اقرأ استمع شاهد תקראו קראו האזינו đọc nghe gửi baca dengarkan kirim simak les_hele
les_mer les_saken les_alle les_videre les_også les_vår les_våre
"""
# The same in languages with the verb last: certainly addressed to the reader at the end of a sentence.
SURE_LAST = """
katıl katılın abone_ol abone_olun takip_et takip_edin indir tıkla bağış_yapın indirin yükleyin tıklayın kaydolun
kaçırmayın unutmayın bulunun destek_olun destek_verin paylaşın beğenin satın_alın kazanın öğrenin başlayın okuyun
açın بپیوندید کنید شوید بگیرید بخوانید بزنید করুন নিন হোন থাকুন aç izin_ver izin_verin öğren yararlanın
ziyaret_edin izle keşfedin destekleyin üye_ol kaydol gönder oku paylaş kazan unutma kaçırma haberdar_olun
takipte_kalın değerlendirin yükle ekleyin ekle yazın bildirin okuyabilirsiniz dinleyin izleyin gönderin iletin
olun verin verebilirsiniz yapın edin girin alın alabilirsiniz ulaşabilirsiniz kullanın tıklayınız yorum_yapın
katılabilirsiniz indirebilirsiniz deneyin üye_olun oy_verin olabilirsiniz bırakın بفرستید بنویسید بشنوید بگذارید
باشید ببینید دهید نمایید بسپارید জানান লিখুন শুনুন দিন পাঠান রাখুন যান দেখুন পড়ুন
"""
SURE_LAST_UNSPACED = """
부탁드립니다 부탁드려요 눌러주세요 チェック フォロー お願いします してください して下さい しましょう しよう 取ろう
はこちら こちらから 주세요 주십시오 하세요 보세요 받으세요 신청하기 구독하기 입장하세요 시작하세요 登録を フォローを
シェアを 登録しよう フォローしよう 参加しよう ダウンロードしよう 受け取ろう お願いいたします ご協力ください
ご支援ください ご参加ください クリック クリックしてください タップ ダウンロードください お読みください ご購読ください
ご検討ください 読めます 読み放題 お届けします 受信中 公開中 発信中 更新中 無料登録 今すぐ登録 今すぐ購読
今すぐダウンロード 今すぐ入手 お見逃しなく 詳細はこちら 視聴はこちら アプリはこちら 限定です 부탁해요 부탁합니다
클릭하세요 클릭 누르기 추가하기 구독 구독해주세요 구독하세요 팔로우하세요 팔로우 받기 받아보세요 읽어보세요 시청하세요
즐기세요 놓치지_마세요 잊지_마세요 확인해보세요 만나보세요 제보해주세요 보내주십시오 문의하세요 들어오세요 참여하기
보러가기 더보기 볼_수_있습니다 읽을_수_있습니다 드립니다 함께해요 동참해주세요 후원해주세요 지지해주세요
바로잡겠습니다 お聴きください お寄せください お知らせください お申し込みください ご登録ください ご覧ください
ご確認ください ご利用ください オンにしてください フォローしてください シェアしてください 押してください
お待ちしています 募集しています ご覧いただけます お読みいただけます シェアする ツイートする 友だち追加を
お試しください 情報提供はこちら 購入はこちら 登録はこちら 申し込みはこちら 詳しくはこちら 続きはこちら 会員登録
チェックしよう 応援お願いします 配信中 켜주세요 눌러보세요 보내주세요 남겨주세요 알려주세요 들어보세요 추가하세요
확인하세요 함께하세요 응원해주세요 가입하세요 이용하세요 공유하세요 공유하기 가입하기 구매하기 후원하기 다운로드하기
바로가기 신청하세요 다운로드하세요 설치하세요 참여하세요 기다립니다 바랍니다 하십시오 누르세요
"""
# Forms of these that reports use as well.
UNSURE_LAST = """
फॉलो फ़ॉलो कीजिए दीजिए लीजिए पाइए দেখুন পড়ুন ফলো करें जुड़ें लें पाएं दें बनें देखें पढ़ें लाइक सब्सक्राइब দিন
बताएं लिखें भेजें सुनें बताइए जानिए सुनिए पढ़िए क्लिक रहें पहुंचें खरीदें उठाएं
"""
SURE_UNSPACED = """
关注官方 关注我们 关注本 欢迎关注 扫码关注 敬请关注 点击关注 長按 长按 识别二维码 扫描二维码 歡迎訂閱 追蹤我們
加入我們 按讚 关注我 点击观看 点击收听 点击进入 点击查看 点击加入 立即关注 立即登录 立即查看 立即领取 立即开户
立即扫码 立即参与 马上关注 马上下载 马上订阅 马上注册 马上加入 赶快 快来加入 快来参与 快加入 快关注 快下载 敬请订阅
敬请留意 记得关注 别忘了 別忘了 不要错过 不容错过 錯過 请使用 请下载 請下載 请扫描 请添加 请点击 請點擊 请访问 请登陆
请支持 请给我们 请在 请到 欢迎订阅 欢迎转发 欢迎分享 欢迎点赞 欢迎投稿 欢迎联系 欢迎来信 欢迎致电 欢迎注册 歡迎按讚
歡迎分享 歡迎投稿 加入本 加我 加小编 搜索关注 搜索公众号 搜索微信 长按扫码 长按图片 想看更多 想了解更多 获取更多
查看更多 更多精彩 更多资讯 更多内容 更多新闻 更多内容请 下载我们 免费下载 免费订阅 免费注册 免費訂閱 免費下載 赞助我们
捐助我们 捐款支持 捐款给 用行动支持 扫描下方 扫一扫 扫码下载 扫码进群 扫码加入 点击此处 点击这里 点击下方 点击链接
點擊這裡 點此 戳这里 戳此 请联系我们 欢迎留言 欢迎在评论区 评论区留言 评论区聊聊 欢迎向 欢迎爆料 添加小编 下载app
下载客户端 打开客户端 请开启 开启通知 立即购买 立即下载 立即注册 立即加入 立即订阅 立即开通 抢购 一键三连 点个赞
点个在看 请登录 登录后 登錄後 登入後 分享给朋友 分享到朋友圈 转发给 加入会员 加入會員 成为会员 成為會員 支持我们
支持我們 追蹤本 按讚追蹤 按讚分享 加入好友 加入群 进群 進群 收听本台 請支持 請訂閱 歡迎加入 欢迎加入 欢迎下载 欢迎收听
歡迎收聽 歡迎追蹤 快来关注 快来下载 请关注 請關注 设为星标 订阅我们 订阅本 订阅每日 訂閱我們 訂閱本 订阅频道
我要爆料 爆料热线 爆料请加 订阅电子报 訂閱電子報 订阅简报 点击订阅 请订阅
"""
UNSURE_LAST_UNSPACED = """
フォロー チャンネル登録 届きます お届けします 友だち登録 ご覧ください チェック 获取更多 追蹤 เพิ่มเพื่อน เพิ่มเรา
กดกระดิ่ง กดติดตาม อย่าลืม お申し込み ご登録 追加 お読みいただけます 入力 请 欢迎 立即 快来 加入 关注 關注 捐款 点赞
點讚 下载 下載 扫码 掃碼 开启 输入 送达 点击 點擊 注册 누르고 설치하고 สมัคร กดไลก์ ดาวน์โหลด ติดตาม บริจาค รับโบนัส
ร่วมสนับสนุน คลิก แอดไลน์ เข้าร่วม 留言 查看 收听 搜索 登录 通过链接购买 投稿 转发 分享 お聴き お寄せ お知らせ
ぜひ 同意 ログイン 購入 로그인 제보 추가하고 알려주시면 검색하면 만나보세요 남겨 แสดงความคิดเห็น ส่งข้อมูล กดเปิด
เปิดการแจ้งเตือน เข้าสู่ระบบ ฟังพอดแคสต์ แชร์ สั่งซื้อ ลงทะเบียน ช้อปเลย อ่านได้ที่ รับชม
"""
