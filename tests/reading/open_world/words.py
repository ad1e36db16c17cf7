"""Words that no table of the reader knows: made from syllables by a seeded generator, and real ones from `words.csv`.

`strangers(language, kind)` gives them for a kind (noun, name, verb): the real ones first, then as many made ones as are asked for. English words are stems that the frames inflect; Chinese
ones are two or three common characters that are no word of the lexicon alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

from hinterland import codes
from hinterland.codes import Language
from hinterland.reading import names
from hinterland.reading.lexicon import rows

HERE = Path(__file__).resolve().parent
SEED = 20260315
ONSETS = ("b", "br", "bl", "d", "dr", "f", "fl", "g", "gl", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "pl", "pr", "qu", "r", "s", "sk", "sl", "sn", "sp", "t", "tr", "v", "w", "z")  # fmt: skip
VOWELS = ("a", "e", "i", "o", "u", "ai", "ee", "oa", "oo", "ou")
CODAS = ("b", "ck", "d", "ff", "g", "lm", "lt", "m", "mp", "n", "nd", "ng", "nk", "p", "rb", "rk", "rp", "rv", "sk", "sp", "t", "x", "zz")
CHARACTERS = (
    "山河林石田园花草树叶根枝果鸟鱼虫马牛羊狗猫龙虎鹿鹤雁燕云雨雪风雷电霜雾露虹星月光影声音色香味甜苦酸辣咸冷热温凉干湿软硬轻重厚薄"
    "明暗清浊红黄蓝绿紫黑白灰青金银铜铁锡玉珠宝布丝棉麻皮毛纸墨笔砚书画琴棋诗歌舞戏鼓笛笑哭喜怒哀乐爱恨梦醉醒睡坐站走跑跳飞游爬推拉"
    "提抱背挑扛抬抓握拍打敲切割剪缝织染洗晒煮炒蒸烤炸饭菜汤茶酒糖盐油醋米面豆瓜桃李杏梅梨枣柳杨松柏竹兰荷菊桂枫桐池塘溪泉湖岸沙岩洞"
    "谷峰岭坡崖桥塔亭阁楼台院墙门窗灯烛床桌椅箱盒瓶杯碗盘锅刀叉勺针线扇伞帽鞋袜衣裙裤带巾镜梳眉眼耳鼻唇齿舌喉肩臂肘腕掌指腰膝踝"
)


def real(language: Language, kind: str) -> list[str]:
    """The real words of a kind."""
    with (HERE / "words.csv").open(encoding="utf-8") as file:
        return [row["word"] for row in csv.DictReader(file) if (row["language"], row["kind"]) == (language, kind)]


@cache
def known(language: Language) -> frozenset[str]:
    """Every form that a table knows, in lower case; in English also every word of the longer ones."""
    concepts = (s.text.lower() for entry in codes.entries("concept") for s in entry.surfaces())
    forms = {*(word.form.lower() for word in rows(language)), *names.table(), *concepts}
    return frozenset(forms | {part for form in forms for part in form.split()} if language == "en" else forms)


def strangers(language: Language, kind: str, count: int) -> list[str]:
    """The real words of a kind and made ones, `count` in all."""
    made = _english(Random(f"{SEED}{kind}")) if language == "en" else _chinese(Random(f"{SEED}{kind}"))
    own = real(language, kind)
    return list(islice(dict.fromkeys((*own, *islice(made, 2 * count))), max(count, len(own))))


def _english(random: Random) -> Iterator[str]:
    while True:
        syllables = [random.choice(ONSETS) + random.choice(VOWELS) for _ in range(random.choice((1, 1, 2)))]
        word = "".join(syllables) + random.choice(ONSETS)[:1] + random.choice("aeiou") + random.choice(CODAS)
        if word not in known("en") and f"{word}s" not in known("en"):
            yield word


def _chinese(random: Random) -> Iterator[str]:
    alone = [c for c in CHARACTERS if c not in known("zh")]
    while True:
        word = "".join(random.sample(alone, random.choice((2, 2, 3))))
        if not any(word[i:j] in known("zh") for i in range(len(word)) for j in range(i + 2, len(word) + 1)):
            yield word


def past(verb: str) -> str:
    """The past tense of a made verb; real ones stand in it already."""
    return f"{verb}ed"


def plural(noun: str) -> str:
    """The plural of a made noun."""
    return f"{noun}es" if noun.endswith(("s", "x", "z")) else f"{noun}s"
