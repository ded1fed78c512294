"""Dates of other scripts and calendars, rewritten so that ``dates`` reads them.

For example ``2026年3月11日 午後2時30分``, ``๑๑ มีนาคม ๒๕๖๙``, ``۲۰ اسفند ۱۴۰۴``, ``ngày 11 tháng 3 năm 2026``.
Native digits become ASCII, months their English names, years of the Persian and Japanese calendars
Gregorian ones; weekdays and the small words around a date are dropped. Unknown words stay, so that the whole is
no date.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

FOREIGN = re.compile(
    r"[\u0530-\u0eff\u1000-\u109f\u10d0-\u10ff\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|"
    r"(?i:\btháng\b|\bоны\b)|(?<=\d)\.\s+(?=\d{1,2}:\d\d)|(?<!\d)1[34]\d\d[-/]"
)
"""Matches lines that ``plain`` may rewrite."""

_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# One line per language, January first; forms of one month joined by "|".
_MONTH_LINES = """
ינואר פברואר מרץ|מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
يناير|جانفي فبراير|فيفري مارس أبريل|ابريل|إبريل|أفريل مايو|ماي يونيو|يونيه|جوان يوليو|يوليه|يوليوز|جويلية أغسطس|اغسطس|غشت|أوت سبتمبر|شتنبر أكتوبر|اكتوبر نوفمبر|نونبر ديسمبر|دجنبر
كانون_الثاني شباط آذار|اذار نيسان أيار|ايار حزيران تموز آب أيلول|ايلول تشرين_الأول تشرين_الثاني كانون_الأول
ژانویه فوریه مارس آوریل مه|می ژوئن ژوئیه|جولای اوت سپتامبر اکتبر نوامبر دسامبر
جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
जनवरी फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर
জানুয়ারি|জানুয়ারী ফেব্রুয়ারি|ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট|আগষ্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर
জানুয়াৰী ফেব্ৰুৱাৰী মাৰ্চ এপ্ৰিল মে’ জুন জুলাই আগষ্ট ছেপ্টেম্বৰ অক্টোবৰ নৱেম্বৰ ডিচেম্বৰ
ਜਨਵਰੀ ਫਰਵਰੀ|ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ
જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ|જુલાઇ ઓગસ્ટ|ઑગસ્ટ સપ્ટેમ્બર ઓક્ટોબર|ઑક્ટોબર નવેમ્બર ડિસેમ્બર
ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட்|ஆகஸ்டு செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்
జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జులై|జూలై ఆగస్టు|ఆగస్ట్ సెప్టెంబర్|సెప్టెంబరు అక్టోబర్|అక్టోబరు నవంబర్|నవంబరు డిసెంబర్|డిసెంబరు
ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್
ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ്|മെയ് ജൂൺ ജൂലൈ|ജൂലായ് ഓഗസ്റ്റ്|ആഗസ്റ്റ് സെപ്റ്റംബർ|സെപ്തംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ
ජනවාරි පෙබරවාරි මාර්තු අප්‍රේල්|අප්රේල් මැයි ජූනි ජූලි අගෝස්තු සැප්තැම්බර් ඔක්තෝබර් නොවැම්බර් දෙසැම්බර්
ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ်|သြဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ
មករា កុម្ភៈ|កុម្ភះ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ
ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ
იანვარი|იანვრის|იან თებერვალი|თებერვლის|თებ მარტი|მარტის|მარ აპრილი|აპრილის|აპრ მაისი|მაისის|მაი ივნისი|ივნისის|ივნ ივლისი|ივლისის|ივლ აგვისტო|აგვისტოს|აგვ სექტემბერი|სექტემბრის|სექ ოქტომბერი|ოქტომბრის|ოქტ ნოემბერი|ნოემბრის|ნოე დეკემბერი|დეკემბრის|დეკ
հունվարի|հունվար|հնվ փետրվարի|փետրվար|փտվ մարտի|մարտ|մրտ ապրիլի|ապրիլ|ապր մայիսի|մայիս|մյս հունիսի|հունիս|հնս հուլիսի|հուլիս|հլս օգոստոսի|օգոստոս|օգս սեպտեմբերի|սեպտեմբեր|սեպ հոկտեմբերի|հոկտեմբեր|հոկ նոյեմբերի|նոյեմբեր|նոյ դեկտեմբերի|դեկտեմբեր|դեկ
ጃንዋሪ|ጃንዩወሪ ፌብሩዋሪ|ፌብሩወሪ ማርች ኤፕሪል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር ኦክቶበር ኖቬምበር ዲሴምበር
มกราคม|ม.ค. กุมภาพันธ์|ก.พ. มีนาคม|มี.ค. เมษายน|เม.ย. พฤษภาคม|พ.ค. มิถุนายน|มิ.ย. กรกฎาคม|ก.ค. สิงหาคม|ส.ค. กันยายน|ก.ย. ตุลาคม|ต.ค. พฤศจิกายน|พ.ย. ธันวาคม|ธ.ค.
"""  # noqa: E501 - one language, one line
_PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
# Of the calendar in use in Ethiopia: twelve months of thirty days, and what is left of the year.
_ETHIOPIC = (
    "መስከረም ጥቅምት ኅዳር|ህዳር|ኀዳር ታኅሣሥ|ታህሳስ|ታኅሳስ|ታህሣሥ ጥር የካቲት መጋቢት ሚያዝያ|ሚያዚያ ግንቦት ሰኔ ሐምሌ|ሀምሌ ነሐሴ|ነሃሴ|ነሀሴ ጳጉሜ|ጳጉሜን"
).split()
_ETHIOPIC_MONTHS = {form: number for number, forms in enumerate(_ETHIOPIC, 1) for form in forms.split("|")}
# Weekdays and small words.
_DROPPED = """
יום ראשון שני שלישי רביעי חמישי שישי שבת בשעה
الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد الساعة يوم بتوقيت غرينتش
اثنين إثنين ثلاثاء أربعاء اربعاء خميس جمعة سبت أحد احد في
شنبه یکشنبه دوشنبه سه‌شنبه سه_شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه ساعت
सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार बजे সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার
วันที่ วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์ เวลา น. พ.ศ. จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์ ที่
星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日
月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 월요일 화요일 수요일 목요일 금요일 토요일 일요일
입력 수정 승인 등록 게재 송고 기사입력 최종수정 更新 配信 公開 投稿 掲載 发布 發布 發佈
ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი კვირა წელი წლის საათი
երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի
پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار मंगळवार सोम मंगल बुध गुरु शुक्र शनि रवि
திங்கள் செவ்வாய் புதன் வியாழன் வெள்ளி சனி ஞாயிறு ថ្ងៃទី ខែ ឆ្នាំ
ሰኞ ማክሰኞ ረቡዕ ሐሙስ ዓርብ አርብ ቅዳሜ እሑድ እሁድ ዓ.ም. ዓ.ም ዓም ቀን
"""


def _expression(word: str) -> str:
    return unicodedata.normalize("NFC", word.replace("_", " "))


_MONTHS = {
    _expression(form): english
    for line in _MONTH_LINES.strip().splitlines()
    for english, forms in zip(_ENGLISH, line.split(), strict=True)
    for form in forms.split("|")
}
MONTHS_ABROAD = frozenset(_MONTHS)
"""The months in other scripts, as printed."""
# The Syrian "آذار" only looks as if it began with the Persian "آذر"; longer names come first all the same.
_NAMES = sorted([*_MONTHS, *(_expression(name) for name in _PERSIAN)], key=len, reverse=True)
_NAME = re.compile(rf"(?<!\w)(?:[בו]-?)?({'|'.join(map(re.escape, _NAMES))})(?![^\W\d_])", re.IGNORECASE)
_DROP = re.compile("|".join(map(re.escape, sorted(map(_expression, _DROPPED.split()), key=len, reverse=True))))
_TWICE = re.compile(r"\b([a-z]{3})\s?[/(]\s?\1\b\)?")
_EAST_ASIAN = re.compile(r"(令和|平成)?\s?(\d{1,4}|元)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일號号]?")
# As blogging software fills the form of RSS with words of the site: 水, 11 3月 2026 14:32:00 +0900
_EAST_ASIAN_RSS = re.compile(r"(?<!\d)(\d{1,2})\s(\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月월]\s(\d{4})(?!\d)")
_CHINESE_MONTHS = {
    word: str(number) for number, word in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1)
}
_ERAS = {"令和": 2018, "平成": 1988}
_CLOCK = re.compile(
    r"(午前|午後|上午|下午|오전|오후)?\s?(\d{1,2})\s?(?:[時时시点點]|[:：])\s?(?:(\d{1,2})\s?[分분]?)?(?:\s?:?\d{1,2}\s?[秒초]?)?"
)
_HALF_FIRST = re.compile(r"(?:午前|午後|上午|下午|오전|오후)\s?\d")
_AFTERNOON = frozenset({"午後", "下午", "오후"})
_WEEKDAY = re.compile(r"[(（][月火水木金土日一二三四五六월화수목금토일][)）]")
_VIETNAMESE = re.compile(r"(?:ngày\s)?(\d{1,2})\stháng\s(\d{1,2})(?:,)?\s(?:năm\s)?(\d{4})", re.IGNORECASE)
_PERSIAN_DAY = re.compile(rf"(\d{{1,2}})\s({'|'.join(map(_expression, _PERSIAN))})(?:\sماه)?،?\s(1[34]\d\d)(?!\d)")
_ETHIOPIC_NAMES = "|".join(sorted(_ETHIOPIC_MONTHS, key=len, reverse=True))
_ETHIOPIC_DAY = re.compile(rf"({_ETHIOPIC_NAMES})\s+(\d{{1,2}})(?:\sቀን)?[፣,]?\s+((?:19|20)\d\d)(?!\d)")
_MONGOLIAN = re.compile(r"(?<!\d)(\d{4})\s?оны\s(\d{1,2})\s?(?:-?р\s)?сарын\s(\d{1,2})", re.IGNORECASE)
# 1369 to 1429 is 1990 to 2050; as years of the moon, which Arabs count, later ones are now.
_PERSIAN_DIGITS = re.compile(r"(?<!\d)(13[6-9]\d|14[0-2]\d)\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{1,2})(?!\d)")
_SHORT_BUDDHIST = re.compile(r"(?<=[a-z])\s+(\d\d)(?![\d:.])")
_ARABIC_HALF = re.compile(
    r"(\d{1,2}):(\d\d)(:\d\d)?\s?(?:(ص|صباح[\u0627\u064b]*|فجر[\u0627\u064b]*)|(?:م|مساء[\u0627\u064b]*|ظهر[\u0627\u064b]*|عصر[\u0627\u064b]*))(?!\w)"
)
_COMMON_ERA = re.compile(r"(?<=\d{4})\s?م(?!\w)")
# Years of the moon are printed beside the day of the common calendar; alone they cannot be told to the day.
_LUNAR_MONTHS = (
    "(?:ال)?محرم|صفر|ربيع (?:ال)?(?:أول|اول|آخر|ثاني)|جماد[ىي] (?:ال)?(?:أولى|اولى|آخرة?|ثانية)|رجب|شعبان|رمضان|شوال|"
    "ذ[وي] (?:ال)?(?:قعدة|حجة)"
)
_LUNAR = re.compile(rf"(?<!\d)\d{{1,2}}\s(?:من\s)?(?:{_LUNAR_MONTHS}),?\s14\d\d\s?(?:هـ?)?|\bالموافق(?:\sل[ـ]?)?")
_ORDINAL = re.compile(r"(?<=\d)\.\s+(?=\d{1,2}:\d\d)")


def plain(line: str) -> str:
    """``line`` with everything rewritten that ``dates`` does not know."""
    text = "".join(_digit(character) for character in unicodedata.normalize("NFC", line))
    text = _ORDINAL.sub(" ", text)
    text = _EAST_ASIAN_RSS.sub(lambda day: f"{day[3]}-{_CHINESE_MONTHS.get(day[2], day[2])}-{day[1]}", text)
    text = _MONGOLIAN.sub(r"\1-\2-\3", _VIETNAMESE.sub(r"\3-\2-\1", text))
    if "年" in text or "년" in text or _HALF_FIRST.search(text) or _WEEKDAY.search(text):
        text = _CLOCK.sub(_time, _WEEKDAY.sub(" ", _EAST_ASIAN.sub(_east_asian, text)))
    text = _PERSIAN_DAY.sub(lambda day: _from_persian(int(day[3]), _PERSIAN.index(day[2]) + 1, int(day[1])), text)
    text = _PERSIAN_DIGITS.sub(lambda day: _from_persian(int(day[1]), int(day[2]), int(day[3])), text)
    text = _ARABIC_HALF.sub(_arabic_time, _COMMON_ERA.sub(" ", _LUNAR.sub(" ", text)))
    text = _ETHIOPIC_DAY.sub(lambda day: _from_ethiopic(int(day[3]), _ETHIOPIC_MONTHS[day[1]], int(day[2])), text)
    text = _NAME.sub(lambda name: f" {_MONTHS.get(name[1].lower(), name[1])} ", text)
    if "\u0e00" <= max(line) <= "\u0eff":
        text = _SHORT_BUDDHIST.sub(r" 25\1", text)
    return " ".join(_TWICE.sub(r"\1", _DROP.sub(" ", text).replace("،", " ")).split())


def _digit(character: str) -> str:
    if character.isascii() or not character.isdecimal():
        return character
    return str(unicodedata.decimal(character))


def _east_asian(day: re.Match[str]) -> str:
    year = 1 if day[2] == "元" else int(day[2])
    return f"{year + _ERAS.get(day[1] or '', 0)}-{day[3]}-{day[4]} "


def _time(clock: re.Match[str]) -> str:
    hour = int(clock[2])
    if clock[1] and hour <= 12:
        hour = hour % 12 + (12 if clock[1] in _AFTERNOON else 0)
    return f" {hour}:{int(clock[3] or 0):02}"


def _arabic_time(clock: re.Match[str]) -> str:
    """The time in 24 hours: after "pm" the reader of dates would take the first number for the month."""
    hour = int(clock[1])
    if hour <= 12:
        hour = hour % 12 + (0 if clock[4] else 12)
    return f"{hour:02}:{clock[2]}{clock[3] or ''}"


def _from_persian(year: int, month: int, day: int) -> str:
    """A day of the Persian solar calendar; new year was on 21 March 2021, leap years follow the 33-year rule."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return f"{year}/{month}/{day}"
    leaps = sum((this % 33) in _PERSIAN_LEAPS for this in range(min(year, 1400), max(year, 1400)))
    days = (year - 1400) * 365 + (leaps if year >= 1400 else -leaps)
    days += (month - 1) * 31 - max(0, month - 7) + day - 1
    return (date(2021, 3, 21) + timedelta(days=days)).isoformat()


def _from_ethiopic(year: int, month: int, day: int) -> str:
    """A day of the Ethiopian calendar, whose year 2018 began on 11 September 2025; every fourth year has a day more."""
    if not 1 <= day <= 30:
        return f"{year}/{month}/{day}"
    days = (year - 2018) * 365 + (year // 4 - 2018 // 4) + 30 * (month - 1) + day - 1
    return (date(2025, 9, 11) + timedelta(days=days)).isoformat()


_PERSIAN_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
