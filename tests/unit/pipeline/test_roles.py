"""Roles: what each line of a page is. The pages are invented; a reader of the language says what the lines are."""

import pytest

from service.model.version import Version
from service.pipeline.segment import segment


def roles(paragraphs: list[str], language: str) -> list[str]:
    """For each segment its kind of furniture, or else "heading" or "body"."""
    found = segment(Version("v", "v", "\n\n".join(paragraphs)), language)
    return [s.furniture or str(s.role) for s in found]


# A headline, a button, a caption, a credit, a sentence, a crosshead, a sentence.
PAGES = {
    "en": [
        "Storm closes the harbour of Kessel Bay",
        "Enlarge image",
        "The harbour wall on Monday night",
        "Photo: Lena Kordt / MVA",
        "The storm has closed the harbour since Sunday night.",
        "No ferries before Wednesday",
        "Eleven ships are waiting in the open sea.",
    ],
    "de": [
        "Sturm sperrt den Hafen von Kesselbucht",
        "Bild vergrößern",
        "Die Hafenmauer in der Nacht zum Dienstag",
        "Foto: Lena Kordt / dpa",
        "Der Sturm hat den Hafen seit Sonntagabend gesperrt.",
        "Keine Fähren vor Mittwoch",
        "Elf Schiffe warten auf offener See.",
    ],
    "fr": [
        "La tempête ferme le port de Kessel",
        "Agrandir l'image",
        "La digue du port dans la nuit de lundi à mardi",
        "Photo : Lena Kordt / AFP",
        "La tempête a fermé le port depuis dimanche soir.",
        "Pas de ferries avant mercredi",
        "Onze navires attendent au large.",
    ],
    "es": [
        "La tormenta cierra el puerto de Kessel",
        "Ampliar imagen",
        "El dique del puerto en la noche del lunes",
        "Foto: Lena Kordt / EFE",
        "La tormenta ha cerrado el puerto desde la noche del domingo.",
        "Sin transbordadores hasta el miércoles",
        "Once barcos esperan en alta mar.",
    ],
    "pt": [
        "A tempestade fecha o porto de Kessel",
        "Ampliar imagem",
        "O molhe do porto na noite de segunda-feira",
        "Foto: Lena Kordt / Lusa",
        "A tempestade fechou o porto desde a noite de domingo.",
        "Sem barcos até quarta-feira",
        "Onze navios esperam em alto mar.",
    ],
    "ru": [
        "Шторм закрыл порт Кессель",
        "Увеличить изображение",
        "Портовый мол в ночь на вторник",
        "Фото: Лена Кордт / ТАСС",
        "Из-за шторма порт закрыт с вечера воскресенья.",
        "Паромов не будет до среды",
        "Одиннадцать судов ждут в открытом море.",
    ],
    "zh": [
        "风暴导致凯瑟尔港关闭",
        "点击放大图片",
        "周一夜间的港口防波堤",
        "图片来源：路透社",
        "自周日晚以来，风暴已使港口关闭。",
        "周三之前没有渡轮",
        "十一艘船正在外海等候。",
    ],
    "ja": [
        "嵐でケッセル港が閉鎖",
        "画像を拡大",
        "月曜日の夜の防波堤",
        "写真：ロイター",
        "嵐のため日曜日の夜から港が閉鎖されている。",
        "水曜日まで欠航",
        "十一隻の船が沖合で待機している。",
    ],
}


@pytest.mark.parametrize("language", PAGES)
def test_the_parts_of_a_page(language: str) -> None:
    expected = ["heading", "button", "caption", "credit", "body", "heading", "body"]
    assert roles(PAGES[language], language) == expected


@pytest.mark.parametrize("language", [code for code in PAGES if code != "en"])
def test_english_buttons_are_known_on_every_page(language: str) -> None:
    assert roles([PAGES[language][0], "Enlarge image", *PAGES[language][4:5]], language) == [
        "heading",
        "button",
        "body",
    ]


# What begins like furniture and is a sentence of the story: taken for furniture, it would not be compared at all.
TRAPS = {
    "en": [
        "The pictures were checked by dpa/AFP reporters on Monday.",
        "By Monday the army had left.",
        "By Monday evening, Russia and Ukraine had agreed on a truce.",
        "By John Smith's account, nobody knew.",
        "By Ann Lee, a court heard, the money was lost.",
        "Photo evidence shows that the tower was hit twice.",
        "Photos of the tower went around the world.",
        "Video shows the moment the tower fell.",
        "Video footage from the scene was checked by two agencies.",
        "Image by image, the experts went through the film.",
        "Read more than one newspaper, the minister advised.",
        "See also the war in Sudan, he said.",
        "Share prices fell by 3 percent.",
        "Updated figures were released on Monday.",
        "Published in 1987, the book sold 25 copies.",
        "Related stories were told in Oslo.",
        "5 hours ago the strike began.",
        "“Nobody knows,” the minister told Reuters/AP.",
    ],
    "de": [
        "Von Montag an gilt ein neuer Fahrplan.",
        "Von Angela Merkel war nichts zu hören.",
        "Foto und Film zeigen dasselbe.",
        "Bild der Verwüstung: Hunderte Häuser sind zerstört.",
        "Video und Ton passen nicht zusammen.",
        "Teilen wollte er nicht.",
        "Stand 3. Mai 2024 gab es 25 Fälle.",
        "Anzeige erstattete sie nicht.",
    ],
    "fr": [
        "Par Paris et Lyon passent dix trains.",
        "Par Jean Dupont, on sait tout.",
        "Photo à l'appui, il a prouvé son innocence.",
        "Vidéo et son ne concordent pas.",
        "Il y a 3 jours, la grève a commencé.",
    ],
    "es": [
        "Por Madrid pasan diez trenes.",
        "Por Juan Pérez nadie dio nada.",
        "Foto en mano, demostró su inocencia.",
        "Vídeo y audio no coinciden.",
        "Hace 3 días empezó la huelga.",
    ],
    "pt": [
        "Por Lisboa passam dez comboios.",
        "Por João Silva ninguém deu nada.",
        "Foto na mão, provou a sua inocência.",
        "Vídeos do local mostram danos.",
    ],
    "ru": [
        "По понедельникам музей закрыт.",
        "Фото и видео показывают одно и то же.",
        "Видео проверили два агентства.",
        "Читайте также мелкий шрифт, посоветовал министр.",
    ],
    "zh": [
        "图为何如此，没有人知道。",
        "图片显示塔楼被击中两次。",
        "视频拍下了塔楼倒塌的瞬间。",
        "照片来源不明。",
        "3小时前罢工开始。",
    ],
    "ja": [
        "写真は塔が二度攻撃されたことを示している。",
        "動画には塔が倒れる瞬間が映っている。",
        "3時間前にストが始まった。",
    ],
}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [(language, sentence) for language, sentences in TRAPS.items() for sentence in sentences],
)
def test_a_sentence_of_the_story_is_no_furniture(language: str, sentence: str) -> None:
    headline, *_, body = PAGES[language]
    assert roles([headline, body, sentence, body], language) == ["heading", "body", "body", "body"]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("byline", "By Lena Kordt"),
        ("byline", "By Lena Kordt and Omar Haddad"),
        ("dateline", "Published: Saturday, 9.10 a.m."),
        ("dateline", "Updated 3 May 2024, 14:05"),
        ("related", "Read more: Along the wheat route, under escort"),
        ("cookie", "We use cookies to improve your experience."),
        ("newsletter", "Sign up for our newsletter"),
        ("credit", "© Lena Kordt/MVA"),
    ],
)
def test_other_furniture_of_an_english_page(kind: str, line: str) -> None:
    headline, *_, body = PAGES["en"]
    assert roles([headline, line, body], "en") == ["heading", kind, "body"]


def test_a_sentence_before_a_credit_is_no_caption() -> None:
    headline, *_, body = PAGES["en"]
    assert roles([headline, body, "Photo: Lena Kordt / MVA", body], "en") == ["heading", "body", "credit", "body"]


def test_a_long_line_without_a_mark_is_a_sentence_that_lost_its_end() -> None:
    headline, *_, body = PAGES["en"]
    broken = "The storm has closed the harbour since Sunday night, the port authority announced on Platform"
    assert roles([headline, body, broken, body], "en") == ["heading", "body", "body", "body"]


def test_two_sentences_are_no_headline() -> None:
    body = PAGES["en"][-1]
    broken = "Three soldiers were hurt on Tuesday. The army announced the strike on Platform"
    assert roles([broken, body], "en") == ["body", "body", "body"]


@pytest.mark.parametrize(
    "headline",
    [
        "Storm closes the harbour of St. Kessel until Wednesday",
        "The fire is out. Nobody hurt",
        "Mr. Gray goes to Emden",
    ],
)
def test_a_headline_with_a_full_stop_inside(headline: str) -> None:
    assert roles([headline, PAGES["en"][-1]], "en") == ["heading", "body"]


def test_a_long_line_without_blanks_is_a_sentence_that_lost_its_end() -> None:
    headline, *_, body = PAGES["zh"]
    broken = (
        "自周日晚以来一直在沿海地区肆虐的风暴已使凯瑟尔港关闭，港务局周一表示十一艘船正在外海等候，"
        "预计风力将在周三减弱，在此之前通往各岛屿的渡轮也将停运，岛上的学校将继续关闭到本周末"
    )
    assert roles([headline, body, broken, body], "zh") == ["heading", "body", "body", "body"]


@pytest.mark.parametrize("item", ["- two loaves of bread", "• two loaves of bread", "3) two loaves of bread"])
def test_a_list_item_is_no_crosshead(item: str) -> None:
    headline, *_, body = PAGES["en"]
    assert roles([headline, body, item, body], "en") == ["heading", "body", "body", "body"]
