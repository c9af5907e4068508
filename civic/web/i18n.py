"""Two languages: Chinese is the source text, English the catalogue."""

import gettext
import io
from datetime import date, datetime
from functools import cache
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from civic.kit import clock
from civic.kit.errors import Refused, Term, sentence_for
from civic.kit.lengths import length
from civic.kit.settings import ROOT

LANGUAGES = ("zh", "en")
LOCALE = ROOT / "civic" / "locale"


@cache
def translations(lang: str) -> gettext.NullTranslations:
    """The catalogue of a language; Chinese needs none. Compiled from the .po file at the first use."""
    path = LOCALE / lang / "LC_MESSAGES" / "messages.po"
    if lang == "zh" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translate(message: str, lang: str) -> str:
    """A marked Chinese text in the reader's language."""
    return translations(lang).gettext(message) if message else ""


def sentence(refusal: Refused | str, lang: str, **facts: Any) -> str:
    """The sentence of a refusal (or of a code and its facts) in the reader's language. Raises KeyError for an unknown code."""
    if isinstance(refusal, Refused):
        return sentence(refusal.code, lang, **refusal.facts)
    words = {name: _word(value, lang) for name, value in facts.items()}
    return translate(sentence_for(refusal), lang).format(**words)


def _word(value: Any, lang: str) -> Any:
    if isinstance(value, datetime):
        return moment(value, lang)
    if isinstance(value, Term):
        return translate(value, lang)
    return day(value, lang) if isinstance(value, date) else value


def day(value: date | datetime | str, lang: str) -> str:
    """``11月22日`` or ``22 Nov``, with the year when it is not this one. Documents and logs keep a day as ISO text."""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    on = clock.local(value).date() if isinstance(value, datetime) else value
    same = on.year == clock.today().year
    if lang == "en":
        return f"{on.day} {on:%b}" + ("" if same else f" {on.year}")
    return ("" if same else f"{on.year}年") + f"{on.month}月{on.day}日"


def moment(value: datetime, lang: str) -> str:
    """A day with its time, on the residents' clock."""
    return f"{day(value, lang)} {hour(value)}"


def hour(value: datetime) -> str:
    """``19:30`` on the residents' clock."""
    return f"{clock.local(value):%H:%M}"


def lasting(seconds: int, lang: str) -> str:
    """``2 分钟`` or ``2 minutes``."""
    told, numbers = length(seconds)
    return translate(told, lang).format(**numbers)
