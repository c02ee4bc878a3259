"""What Variorum knows about each language: one folder a language, data that a linguist can read and extend.

`knowledge(code)` loads a language's tables at first use; a language without a folder gets the empty table, so that
every check works, only with less to go by.
"""

from service.languages.load import Knowledge, Numbers, Words, knowledge, known

__all__ = ["Knowledge", "Numbers", "Words", "knowledge", "known"]
