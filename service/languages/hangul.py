"""Korean numbers in words: by places with Chinese numerals (이백만 이천), the last of them Korean below a hundred."""

import re
from collections.abc import Iterator

from service.languages.myriads import HANGUL_DIGITS, HANGUL_MYRIADS, HANGUL_PLACES, LONGEST, Read, numeral_value

TENS = {t: 10 * n for n, t in enumerate(["열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"], 1)} | {
    "스무": 20
}
ONES = {o: n for n, o in enumerate(["하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"], 1)}
BEFORE_NOUNS = {"한": 1, "두": 2, "세": 3, "네": 4}
ALL_ONES = ONES | BEFORE_NOUNS

_SYLLABLES = "".join((*HANGUL_DIGITS, *HANGUL_PLACES, *HANGUL_MYRIADS))
_PLACES = frozenset((*HANGUL_PLACES, *HANGUL_MYRIADS))
_RUN = rf"[{_SYLLABLES}]{{1,{LONGEST}}}"
NUMBER = re.compile(
    rf"(?<!\w)(?P<chinese>{_RUN}(?:(?<=[만억조])\s{_RUN}){{0,3}}(?![흔곱])(?:(?<=[만억조])\s(?=[가-힣]))?)?"
    rf"(?P<tens>{'|'.join(TENS)})?(?:(?<=열)\s)?(?P<ones>{'|'.join(ALL_ONES)})?(?<=[가-힣])"
)
"""A blank stands where a myriad ends: 십이억 삼천사백만 오천. 일 is one, and begins 일흔 and 일곱, too."""

COUNTED = re.compile(
    r"\s?(?:명|원|개|년|달러|유로|엔|위안|가구|마리|대|채|건|톤|미터|킬로|퍼센트|세대|표|회|번|권|석|점|배|인|살|곳|사람)"
)
"""What is counted in Korean. The syllables of a number mean much else (이천 and 사천 are towns), so they
count only here."""

LONE_COUNTED = re.compile(r"\s?(?:명|개|년|마리|권|살|사람|가구)")
"""What makes 열 alone ten: 열대 is "tropical", 열원 a source of heat, and 열 "to open"."""

BORDER = re.compile(r"(?!\w)")
NO_NUMBERS = frozenset({"구조", "공조", "사조", "육조", "이조", "일조", "공천", "만일", "천일"})
"""To rescue, to cooperate, to nominate, if: Korean words that are made of syllables of numbers."""


def read_hangul(text: str) -> Iterator[Read]:
    """All numbers of several syllables; 두 명 and its like are in the table."""
    for match in NUMBER.finditer(text):
        chinese, tens, ones = (match[part] or "" for part in ("chinese", "tens", "ones"))
        word = chinese.replace(" ", "")
        worth = numeral_value(word) if word else 0
        lone = bool(tens) and not (ones or word)
        counted = (LONE_COUNTED if lone else COUNTED).match(text, match.end())
        bordered = tens and not lone and BORDER.match(text, match.end())
        if worth is None or word in NO_NUMBERS or not (counted or bordered):
            continue
        if (_PLACES & set(word) and len(match[0]) > 1) or (tens and not word):
            yield match.start(), match.end(), (worth + TENS.get(tens, 0) + ALL_ONES.get(ones, 0),), 2
