"""Finds times of day: 5:30 p.m., 17h30, halb sechs, 午後5時半, and the time zone that they are told in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.languages.load import Numbers, knowledge
from service.languages.myriads import numeral_value
from service.languages.named import one_of
from service.languages.tokens import MARKED_WORD
from service.model.kept import loaded_once

CLOCK = re.compile(
    r"(?P<h1>\d{1,2})(?:[:.h](?P<m1>\d\d))?\s*(?P<half>[ap])(?:\.\s?m\b\.?|\s?m\b)"
    r"|(?P<h2>\d{1,2})(?::|\s?h\s?|h)(?P<m2>\d\d)(?!\d|:\d\d:)"
    r"|(?P<h3>\d{1,2})\.(?P<m3>\d\d)(?=\s?(?:Uhr|uur|h|hodin|klockan|น)\b\.?)"
    r"|\b(?:ore|alle|godz\.?|o|saat|klo|kl\.|v|в|о) (?P<h4>\d{1,2})\.(?P<m4>\d\d)(?!\d|[.,]\d|\s?[%€$£\w])"
    r"|(?P<h6>\d{1,2})\.(?P<m6>\d\d)(?=['’][dt][ae](?!\w))"
    r"|(?P<late>午後|下午|晚上|夜晚|傍晚|오후|저녁|밤)?(?P<early>午前|上午|早上|凌晨|清晨|오전|새벽|아침)?\s?"
    r"(?P<h5>\d{1,2})\s?[時时點点시](?!间|間|간)(?:\s?(?P<m5>\d{1,2})\s?[分분]|(?P<thirty>\s?半|\s?반))?",
    re.IGNORECASE,
)
KOREAN_HOURS = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11,
    "열두": 12,
}  # fmt: skip
"""Korean counts hours with its own numerals and minutes with those from Chinese."""

HAN_COUNT = "[一二三四五六七八九十两兩]{1,3}"
KOREAN_HOUR = "|".join(sorted(KOREAN_HOURS, key=len, reverse=True))
EASTERN = re.compile(
    r"(?P<late>午後|下午|晚上|夜晚|傍晚|오후|저녁|밤)?(?P<early>午前|上午|早上|凌晨|清晨|오전|새벽|아침)?\s?"
    + rf"(?:(?P<han>{HAN_COUNT})\s?[時时點点](?!间|間|钟|鐘)|(?<!\w)(?P<own>{KOREAN_HOUR})\s?시(?!간))"
    + r"(?:(?P<half>\s?[半반])|(?P<quarter>一刻)|(?P<later>三刻)"
    + rf"|\s?(?P<minute>\d{{1,2}}|{HAN_COUNT}|[일이삼사오육칠팔구십]{{1,3}})\s?[分분])?"
)
"""下午三点半, 午後三時, 오후 두 시 반: hours in words of the Far East."""

ZONES = {
    "gmt": 0, "utc": 0, "wez": 0, "cet": 1, "mez": 1, "hec": 1, "bst": 1, "cest": 2, "mesz": 2, "eet": 2, "oez": 2,
    "eest": 3, "msk": 3, "мск": 3, "trt": 3, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "jst": 9, "kst": 9, "sgt": 8, "hkt": 8, "aest": 10, "aedt": 11, "ict": 7, "wib": 7, "pkt": 5,
}  # fmt: skip
"""Hours from Greenwich of the abbreviations that mean one zone (CST and IST mean several)."""

ZONE = re.compile(rf"[\s(]{{0,2}}(?:(?P<name>{'|'.join(ZONES)})(?P<shift>[+-]\d{{1,2}})?)(?!\w)", re.IGNORECASE)
NOON = 12
MINUTES = {"half_past": 30, "half_to": -30, "quarter_past": 15, "quarter_to": -15, "quarter_of": -45}
"""Minutes from the hour that is named: "halb sechs" is half an hour before six, "čtvrt na šest" three quarters."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day at `[start, end)`: `hour` is the likeliest, `hours` all that it may be on a clock of 24 hours,
    with minutes as fractions. `zone` in hours from Greenwich. `bare`: digits and a colon alone, which may be a
    score."""

    start: int
    end: int
    hour: float
    hours: frozenset[float]
    zone: float | None = None
    bare: bool = False


def find_times(text: str, table: Numbers, language: str) -> Iterator[Time]:
    """All times of day of a text, whose digits are plain."""
    yield from _worded(text, table, language)
    yield from _eastern(text, language)
    for match in CLOCK.finditer(text):
        parts = match.groupdict()
        group = next(f"h{k}" for k in range(1, 7) if parts[f"h{k}"])
        hour = int(parts[group])
        marked = any(parts[f"m{k}"] for k in range(1, 7)) or parts["half"] or parts["thirty"]
        asian = group == "h5" and (parts["late"] or parts["early"])
        minute = int(next((parts[f"m{k}"] for k in range(1, 7) if parts[f"m{k}"]), "30" if parts["thirty"] else "0"))
        start = match.start(group)
        if not (marked or asian) or hour > 24 or minute > 59 or (start and text[start - 1].isdigit()):
            continue
        half = (parts["half"] or "").lower()
        late = half == "p" or bool(parts["late"])
        early = half == "a" or bool(parts["early"])
        end, zone = zone_after(text, match.end(), language)
        bare = ":" in match[0] and not half and zone is None and group == "h2"
        yield Time(start, end, *_hours(hour, minute, late, early), zone, bare)


def _eastern(text: str, language: str) -> Iterator[Time]:
    """Hours that the Far East writes in words. 三点 alone may be three points, so something must mark it as a time."""
    for match in EASTERN.finditer(text):
        parts = match.groupdict()
        hour = KOREAN_HOURS.get(parts["own"] or "") or numeral_value((parts["han"] or "").replace("兩", "两"))
        told = parts["minute"] or "0"
        minute = 30 if parts["half"] else 15 if parts["quarter"] else 45 if parts["later"] else _count(told)
        marked = any(parts[key] for key in ("late", "early", "half", "quarter", "later", "minute"))
        if not marked or hour is None or minute is None or not 0 < hour <= 2 * NOON or minute > 59:
            continue
        end, zone = zone_after(text, match.end(), language)
        start = match.start("han") if parts["han"] else match.start("own")
        yield Time(start, end, *_hours(int(hour), minute, bool(parts["late"]), bool(parts["early"])), zone)


def _count(word: str) -> float | None:
    return float(word) if word.isdecimal() else numeral_value(word)


def _hours(hour: int, minute: float, late: bool, early: bool) -> tuple[float, frozenset[float]]:
    """The likeliest hour, and all: 5:30 without p.m. may be half past five in the afternoon."""
    if late:
        hour = hour + NOON if hour < NOON else hour
    elif early and hour == NOON:
        hour = 0
    sure = late or early or hour > NOON
    hours = {hour} if sure or hour == 0 else {hour, (hour + NOON) % 24}
    return hour + minute / 60, frozenset(h % 24 + minute / 60 for h in hours)


def zone_after(text: str, end: int, language: str) -> tuple[int, float | None]:
    """Where a time with its zone ends, and the zone, if one is told."""
    if match := ZONE.match(text, end):
        return match.end(), ZONES[match["name"].lower()] + int(match["shift"] or 0)
    pattern = _zone_names(language)
    if pattern and (match := pattern.match(text, end)):
        name = match[1].lower()
        zones = knowledge(language).words.tables.get("zones", {})
        return match.end(), next((float(zone) for zone, names in zones.items() if name in names), None)
    return end, None


@loaded_once
def _zone_names(language: str) -> re.Pattern[str] | None:
    names = knowledge(language).words.group("zones")
    return re.compile(rf"[\s(]{{0,2}}({one_of(names)})", re.IGNORECASE) if names else None


def _worded(text: str, table: Numbers, language: str) -> Iterator[Time]:
    """Half past five, halb sechs, las cinco y media, 17 Uhr 30."""
    before, after = _steps(language)
    for pattern in (p for p in (before, after) if p):
        for match in pattern.finditer(text):
            kind = next(k for k, v in match.groupdict().items() if v and k in MINUTES)
            hour = _hour(match["hour"].lower(), table)
            if hour is None or not 0 < hour <= 2 * NOON:
                continue
            minute = MINUTES[kind]
            base = int(hour) if minute > 0 else int(hour) - 1
            value, hours = _hours(
                base % 24 or (24 if hour > NOON else NOON if minute < 0 else 0), minute % 60, False, False
            )
            yield Time(match.start(), match.end(), value, hours)
    for match in _hour_words(language).finditer(text):
        hour, minute = int(match["hour"]), int(match["minute"])
        if hour <= 24 and minute < 60:
            end, zone = zone_after(text, match.end(), language)
            yield Time(match.start(), end, *_hours(hour, minute, False, False), zone)


def _hour(word: str, table: Numbers) -> float | None:
    return float(word) if word.isdigit() else table.words.get(word, table.ordinals.get(word))


@loaded_once
def _steps(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Patterns of the words before an hour (halb sechs) and behind it (cinq heures et demie)."""
    clock = knowledge(language).words.tables.get("clock", {})
    before = [f"(?P<{kind}>{one_of(clock[kind])})" for kind in MINUTES if clock.get(kind)]
    after = [f"(?P<{kind}>{one_of(clock[f'and_{kind}'])})" for kind in MINUTES if clock.get(f"and_{kind}")]
    led = f"{one_of(clock['at'])}\\s" if clock.get("at") else ""
    hour = rf"(?P<hour>\d{{1,2}}|(?<![^\W\d_]){MARKED_WORD.pattern})"
    return (
        re.compile(rf"(?:{'|'.join(before)})\s{hour}", re.IGNORECASE) if before else None,
        re.compile(rf"{led}{hour}\s(?:{'|'.join(after)})", re.IGNORECASE) if after else None,
    )


@loaded_once
def _hour_words(language: str) -> re.Pattern[str]:
    hours = one_of(knowledge(language).words.group("clock", "hours"))
    return re.compile(rf"(?<![\d.,:])(?P<hour>\d{{1,2}})\s?{hours}\s?(?P<minute>[0-5]\d)(?![\d.,]*\d)", re.IGNORECASE)
