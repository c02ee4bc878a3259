from service.model.glossary import EMPTY, Glossary, Term, Topic

LOBBY = Topic("en", "lobby", (("lobby",), ("think tank",)))
CHANCELLOR = Term((("de", ("Bundeskanzler",)), ("en", ("Chancellor", "Federal Chancellor"))))


def test_a_region_may_have_its_own_spelling() -> None:
    bus = Term((("pt", ("autocarro",)), ("pt-BR", ("ônibus",)), ("en-GB", ("coach",)), ("zh-Hant", ("巴士",))))
    assert bus.spellings("pt-BR") == ("ônibus",)
    assert bus.spellings("pt-PT") == bus.spellings("pt") == ("autocarro",)
    assert bus.spellings("en") == ("coach",)
    assert bus.spellings("en-US") == bus.spellings("fr") == bus.spellings("zh-Hans") == ()


def test_terms_contradict_where_one_word_is_called_two_things() -> None:
    other = Term((("de", ("bundeskanzler",)), ("en", ("Federal Chancellor",)), ("fr", ("chancelier",))))
    assert CHANCELLOR.contradicts(other) == ("de", "Bundeskanzler")
    assert other.contradicts(CHANCELLOR) == ("de", "bundeskanzler")
    assert CHANCELLOR.contradicts(CHANCELLOR) is None
    assert CHANCELLOR.contradicts(Term((("de", ("Bundeskanzler",)), ("fr", ("chancelier",))))) is None
    assert CHANCELLOR.contradicts(Term((("de", ("Minister",)), ("en", ("minister",))))) is None


def test_the_story_goes_before_the_server() -> None:
    truce = Term((("de", ("Waffenruhe",)), ("en", ("truce",))))
    ceasefire = Term((("de", ("Waffenruhe",)), ("en", ("ceasefire",))))
    apple = Term((("en", ("Apple",)), ("de", ("Apfel",))))
    pear = Term((("en", ("pear",)), ("de", ("Birne",))))
    story = Glossary(("Apple",), (truce, pear))
    server = Glossary(("Pear", "Platform X"), (ceasefire, CHANCELLOR, apple))
    assert story.over(server) == Glossary(("Apple", "Platform X"), (truce, pear, CHANCELLOR))
    assert story.over(EMPTY) == EMPTY.over(story) == story
    assert story.over(story) == story


def test_an_empty_one_is_none_at_all() -> None:
    assert not EMPTY
    assert Glossary(("X",))
    assert Glossary((), (CHANCELLOR,))
    assert Glossary(loaded=(LOBBY,))


def test_a_topic_of_the_story_goes_before_the_servers() -> None:
    other = Topic("en", "lobby", (("lobby",), ("charity",)))
    german = Topic("de", "lobby", (("Lobby",), ("Verein",)))
    assert Glossary(loaded=(LOBBY,)).over(Glossary(loaded=(other, german))) == Glossary(loaded=(LOBBY, german))
    assert Glossary(loaded=(LOBBY,)).fingerprint != Glossary(loaded=(other,)).fingerprint != EMPTY.fingerprint


def test_a_topic_covers_the_regions_of_its_language() -> None:
    assert all(LOBBY.covers(code) for code in ("en", "en-GB", "EN"))
    assert not any(LOBBY.covers(code) for code in ("de", "eng", "und"))
    assert not Topic("en-GB", "lobby", LOBBY.shades).covers("en")


def test_a_fingerprint_tells_glossaries_apart() -> None:
    assert Glossary(("X",)).fingerprint == Glossary(("X",)).fingerprint
    assert len({Glossary(("X",)).fingerprint, Glossary(("Y",)).fingerprint, EMPTY.fingerprint}) == 3
