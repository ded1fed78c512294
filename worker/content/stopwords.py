"""Words so common that they say nothing about an event; without this list they dominate until counts are learned."""

from __future__ import annotations

from worker.content.letters import folded

_LISTS = {
    "en": "a about after again all also an and any are as at be because been before being between but by can could did do does for from had has have he her his how i if in into is it its just like may more most no not now of on one only or other our out over said says she should since so some such than that the their them then there these they this those to two under up was we were what when where which while who will with would you your",
    "de": "aber alle als am an auch auf aus bei bis das dass dem den der des die dies diese dieser durch ein eine einem einen einer eines er es für gegen hat hatte haben ich im in ist ihr ihre ihrer kann kein keine man mehr mit nach nicht noch nun nur oder sagte schon sehr sei sein seine seit sich sie sind so soll sowie über um und uns unter vom von vor war waren was wenn werden wie wieder wir wird wurde wurden zu zum zur zwei zwischen",
    "fr": "a à ainsi alors après au aussi aux avec avoir c ce ces cette comme d dans de depuis des deux dont du elle elles en encore entre est et été être fait il ils je l la le les leur leurs lui mais même n ne non nos nous on ont ou où par pas peut plus pour qu que qui s sa sans se selon ses son sont sous sur tous tout très un une vers vous y",
    "es": "a al algo ante antes aunque cada como con contra cuando de del desde donde dos durante e el ella ellos en entre era es esa ese esta este esto están está fue fueron ha había han hasta hay la las le les lo los más me mientras muy ni no nos o otra otro para pero por porque que qué quien se según ser si sin sobre son su sus también tan tiene todo tras tras un una uno y ya",
    "it": "a ad ai al alla alle anche ancora c che chi ci come con contro cui da dal dalla dei del della delle di dopo dove due e è ed era gli ha hanno i il in la le lo ma nel nella nelle non o ogni per perché più quando quello questa questo s se secondo sempre senza si solo sono sua su sul sulla suo tra tutti un una uno",
    "pt": "a ainda ao aos apenas após as até com como contra da das de depois do dois dos e é ela ele em entre era essa esse esta este está foi foram há isso já mais mas mesmo na não nas no nos o onde os ou para pela pelo por porque quando que quem se segundo sem ser seu sobre sua são também tem um uma",
    "nl": "aan af al als ook bij dan dat de der deze die dit door een en er geen had heeft hebben het hij hun in is kan maar meer met na naar niet nog nu of om onder ook op over te toch toen tot tussen uit van veel voor was wat we werd wie wij worden wordt zal ze zei zich zij zijn zo",
    "pl": "a aby ale bardzo bez był była było były być co czy dla do dwa gdy go i ich im jak jako jego jej jest jeszcze już kiedy która które którego który którzy ma może na nad nie niż o od oraz po pod ponad poza przed przez przy się są tak także tego tej ten to tym tylko w we według więc wszystkich z za ze że",
    "ru": "а без более был была были было быть в вам вас весь во вот все всего всех вы где да даже два для до его ее её если есть еще ещё же за здесь и из или им их к как когда кто ли лишь между мне может мы на над надо не него нет ни них но о об однако он она они оно от очень перед по под после при про с сам свою себя со также так такой там то того только том ты у уже хотя чего чем что чтобы это этого этой этом эту я",
    "uk": "а або але без був була були було бути в вже ви від він вона вони все всі де для до є є за з зі і із їх його її й якщо як який яка які коли ли між ми на над не немає ні них об однак от перед по під після при про с свої себе ся та так також там те того тому тільки у усі хто це цей ця цього чи що щоб я",
    "tr": "ama ancak bir bu da daha de değil diye dolayı en gibi göre hem her için ile ise kadar ki mi mı olan olarak oldu olduğu olduğunu o sonra şu ve veya ya yani yine yok çok",
}  # fmt: skip

_FURTHER = {
    "ar": "في من على إلى الى عن أن ان إن التي الذي هذا هذه ذلك كان كانت كما قد لا لم ما مع بعد قبل بين حتى خلال عند غير كل منذ هو هي هم وقد وقال قال قالت وفي ومن وهو وهي ولا ولم وأن أو ثم بعض أي عندما حول ضد أكثر يوم عبر لها له لهم بها به فيها فيه منها منه",
    "fa": "و در به از که این آن را با برای است بود شد شده کرد کرده می های ها یک هم تا بر نیز اما یا او وی خود دارد گفت هر پس پیش بین روی باید شود کند اند ای نمی بی",
    "ur": "کے کی کا کو میں نے سے پر اور ہے ہیں تھا تھے تھی گیا گئی گئے کہ یہ وہ اس ان ایک بھی تو ہی جو کر کرنے کیا کی نہیں لیے ہو ہوا ہوئی ہوئے ساتھ بعد والے والی والا تک اپنے اپنی کہا دی دیا",
    "ps": "د په چې کې ته او له یې دي ده دی هم دا نه سره یو یوه شو شوه شوي وه وو به تر پر خپل کړي کړ کړه",
    "he": "של את על עם לא זה זו כי הוא היא הם גם או אם כל אל בין עד כדי אך רק יותר אחרי לפני היה היתה היו יש אין כמו אשר לאחר מאז אבל אני אנחנו לו לה להם אמר אמרה",
    "hi": "के का की में ने से पर को और है हैं था थे थी कि यह वह इस उस एक भी तो ही जो कर करने किया की नहीं लिए हो हुआ हुई हुए साथ बाद वाले वाली तक अपने अपनी कहा गया गई गए दिया रहे रही रहा होने द्वारा या पर इन उन कुछ",
    "mr": "आहे आणि या व ते हे तो ती की एक आहेत होते होती होता केली केले केला येथे तर मात्र साठी पण नाही असे असून त्या त्यांनी झाली झाले",
    "ne": "र को मा ले लाई का की छ छन् हो पनि भएको गरेको गर्ने छैन तथा भने यो त्यो एक गरी बाट गर्न",
    "bn": "ও এবং এ এই সে যে তার তাদের করে করা হয় হয়েছে ছিল থেকে জন্য না একটি তিনি বলেন মধ্যে পর কি সঙ্গে সাথে এর আর তবে হবে হয়ে ছিলেন এক নিয়ে বলে দিয়ে কিন্তু",
    "ta": "ஒரு இந்த அந்த என்று என மற்றும் இருந்து அவர் அவர்கள் உள்ள உள்ளது ஆகிய என்ற இது அது மேலும் பின்னர் வரை போது கொண்டு வேண்டும்",
    "te": "ఈ ఆ ఒక మరియు అని నుంచి తో కు లో ఉంది ఉన్నారు చేసిన చేశారు అన్నారు కాగా ఇది అది వారు కూడా",
    "ml": "ഈ ആ ഒരു എന്ന് എന്നും നിന്ന് കൂടാതെ ഇത് അത് ആണ് എന്നാൽ അവർ ഉണ്ട് കൂടി",
    "kn": "ಈ ಆ ಒಂದು ಮತ್ತು ಎಂದು ಅವರು ಇದು ಅದು ಇದೆ ಕೂಡ",
    "gu": "અને છે આ એક ના ની નું ને માં થી પર માટે હતી હતા હતું તે કે પણ કરી",
    "pa": "ਦੇ ਦਾ ਦੀ ਨੇ ਨੂੰ ਵਿੱਚ ਵਿਚ ਤੋਂ ਤੇ ਅਤੇ ਹੈ ਹਨ ਸੀ ਕਿ ਇਹ ਉਹ ਇਸ ਇੱਕ ਵੀ ਲਈ ਨਾਲ ਗਿਆ ਗਈ ਗਏ ਕੀਤਾ ਕੀਤੀ",
    "si": "හා සහ ද ක් බව ඇති වූ සඳහා මේ එම එය ඒ විසින් සිට කර විය ලෙස",
    "am": "እና ነው ላይ ወደ ከ በ ስለ ይህ ያለ ውስጥ ነበር ናቸው እንደ ጋር ደግሞ ግን ሆኖ መሆኑን",
    "ka": "და ის რომ არ თუ ეს იყო არის რომელიც მას მისი უნდა მაგრამ ან კი ერთ ასევე შემდეგ",
    "hy": "և է են որ ու այս այդ այն իր նրա մի էր էին հետ մասին համար նաև բայց ոչ եւ ըստ",
    "el": "ο η το οι τα του της των τον την και να σε με για από στο στη στην στον στις στα στους που θα δεν είναι ως κατά μετά ένα ένας μια αν ή τους τις ότι αλλά πριν πως έχει ήταν μας",
    "hu": "a az egy és hogy nem is de ha meg már volt van csak után szerint mint lesz el ki fel le még mert ez azt ezt vagy között amely aki",
    "cs": "a v ve na se že je s z ze do o k ke pro by byl byla bylo jsou za po od při podle jako ale také už který která které i si to tak než jeho není jsem má u před",
    "sk": "a v vo na sa že je so z zo do o k ku pre by bol bola bolo sú za po od pri podľa ako ale aj už ktorý ktorá ktoré i si to tak než jeho nie má u pred",
    "ro": "a ai al ale au ca care ce cu da de din după este și în în la mai nu o pe pentru prin sa să se sunt un o unei unui fost va vor fi lui lor dar",
    "sv": "och i att det som en på är av för med till den har de inte om ett men var sig från vi så kan efter under vid hade eller nu ska över mot blev",
    "no": "og i at det som en på er av for med til den har de ikke om et men var seg fra vi så kan etter under ved hadde eller nå skal over mot ble",
    "da": "og i at det som en på er af for med til den har de ikke om et men var sig fra vi så kan efter under ved havde eller nu skal over mod blev",
    "fi": "ja on ei että se hän oli ovat myös kun mutta tai jos niin kuin joka jotka mukaan vuoden ole sekä kanssa jälkeen ennen",
    "sr": "и у је да се на су за од са не који која које као а по о из до што али био била било или после те je da se na su za od sa ne koji koja koje kao po iz do što ali bio bila bilo ili posle nakon",
    "bg": "и на в да за от се с е че по до са не като при към след или който която които беше бе ще из но със във",
    "mk": "и на во да за од се со е дека по до не како при кон или кој која кои беше ќе но",
    "kk": "және мен бен пен бұл үшін деп болды болып да де осы туралы екен бар сол бір дейін кейін",
    "uz": "va bilan bu uchun deb ham bir edi esa shu haqida bo bo’lgan keyin ва билан бу учун деб ҳам бир эди эса шу ҳақида кейин",
    "az": "və bu ilə üçün bir də da ki olub edib olan sonra daha isə ya",
    "mn": "нь гэж юм болон энэ байна байсан бол ба тус дээр гэсэн хийсэн болох",
    "vi": "và của là có được cho trong với một các những này đã không khi để từ ra tại trên về đến bị sẽ theo người vào cũng như sau nhiều do ở",
    "id": "yang dan di ke dari untuk dengan pada ini itu adalah tidak akan juga dalam oleh karena telah sebagai saat kata seorang sebuah bisa para ada atau lebih setelah mereka kami tersebut",
    "sw": "na ya wa kwa ni za la katika kuwa hiyo huo huyo hii cha baada kama pia lakini hata vya ambao ambaye kutoka wakati alisema",
    "ha": "da na ta ya ce a ne cikin don wani wata sun su shi ita kan wannan amma bayan kuma ga yi zai za",
    "so": "oo ee iyo ka ku u waa ah in ayaa ayay uu ay waxaa waxay la soo loo isaga leh lagu kadib laga",
}  # fmt: skip
"""Languages for which these do not confirm a declaration; see ``content/language.py``."""

BY_LANGUAGE = {lang: frozenset(words.split()) for lang, words in _LISTS.items()}
LANGUAGES_OF = {
    word: tuple(lang for lang, words in BY_LANGUAGE.items() if word in words)
    for word in frozenset().union(*BY_LANGUAGE.values())
}
SPELT = frozenset(word for lists in (_LISTS, _FURTHER) for words in lists.values() for word in words.split())
"""As they are written."""
STOPWORDS = frozenset(map(folded, SPELT))
"""As tokens have them."""
