"""Names in Han characters, as in Chinese and Japanese, and the sounds of the characters that spell foreign ones.

A name in Han characters is either known as a whole (普京 is Putin) or spelled with one of some four hundred
characters used in transcriptions (威洛比: v, l, b). The first kind needs a table, ``hannames.txt``, which users extend
(``stories: names``); the second is read by ``SPELLING``.
"""

from __future__ import annotations

from importlib.resources import files

_SPELLING = """
b 巴布伯贝貝比鲍鮑拜博保毕畢芭碧白
bn 本班邦宾賓彬
p 帕佩皮波普珀裴彼
pn 潘彭庞龐蓬平
d 地都达達德迪多杜戴道蒂黛代狄度
dn 丹登邓鄧顿頓敦丁东東当當
t 塔特托图圖泰陶提忒铁鐵土
tn 坦滕通廷汤湯腾騰田唐
g 加盖蓋格戈古高圭瓜葛噶
gn 干甘根冈岡贡貢贝
k 卡凯凱克基科库庫考奎夸喀柯可寇哥
kn 坎肯康孔金昆
v 瓦韦韋维維沃武威魏伍华華
vn 万萬文温溫
f 伏弗夫法费費菲福富佛
fn 范範芬丰豐方冯馮凡
z 珠扎泽澤佐祖兹茲札
s 萨薩赛賽塞瑟西锡錫索苏蘇斯丝絲史修茨策蔡莎沙谢謝舍什希肖绍紹舒雪查切奇乔喬丘朱茹贾賈杰傑吉齐齊契夏施捷柴撒
sn 圣聖桑森辛松孙孫尚申詹珍钦欽琼瓊岑臣晋
h 哈赫黑霍胡豪海胥
n 汉漢亨洪安恩昂翁英扬揚杨楊延尹永因瑙那纳納内內尼诺諾努娜妮奈涅南嫩农農宁寧
m 马馬梅米莫穆默玛瑪迈邁姆麦麥毛密摩
mn 曼门門芒蒙明敏孟
l 拉莱萊勒利洛卢盧劳勞莉丽麗里列路罗羅鲁魯雷蕾露尔爾菈礼禮黎
ln 兰蘭伦倫朗隆林琳龙龍蓝藍连連
_ 阿埃艾伊奥奧乌烏亚亞耶约約尤欧歐爱愛娅婭依衣
"""


def _table() -> dict[str, str]:
    lines = files("worker.content").joinpath("hannames.txt").read_text("utf-8").splitlines()
    named = (line.partition(": ") for line in lines if not line.startswith("#"))
    return {form: name for name, _, forms in named for form in forms.split()}


NAMES: dict[str, str] = _table()
SPELLING: dict[str, str] = {
    char: sounds for sounds, chars in (line.split() for line in _SPELLING.split("\n") if line) for char in chars
}
"""Character → consonants, ``_`` for a vowel alone."""
