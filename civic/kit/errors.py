"""What an act may answer instead of being done. Rules raise codes; people read sentences."""

from typing import Any

_SENTENCES: dict[str, str] = {}


def N_(message: str) -> str:
    """Mark a Chinese sentence for the translation catalogue without translating it yet."""
    return message


class Term(str):
    """A word of ours that stands as a fact inside a sentence and is translated with it: ``Term(RULE_NAMES[rule])``."""

    __slots__ = ()


def sentences(**by_code: str) -> None:
    """Give refusal codes their Chinese sentences; facts stand in braces, as in ``{needed}``.

    Raises ValueError when a code already has another sentence: codes are unique in the whole house.
    """
    for code, sentence in by_code.items():
        if _SENTENCES.setdefault(code, sentence) != sentence:
            raise ValueError(f"refusal code {code!r} has two sentences")


def sentence_for(code: str) -> str:
    """The Chinese sentence of a code. Raises KeyError when nobody wrote one."""
    return _SENTENCES[code]


def all_sentences() -> dict[str, str]:
    """Every code with its Chinese sentence, for the tests of the catalogue."""
    return dict(_SENTENCES)


class Refused(Exception):
    """An act that is not in order: answered with 422 and a sentence, beside the field if one is named."""

    def __init__(self, code: str, field: str | None = None, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code


class Stale(Refused):
    """Someone else was faster: answered with 409."""

    def __init__(self, code: str = "stale", field: str | None = None, **facts: Any) -> None:
        super().__init__(code, field, **facts)


class Forbidden(Exception):
    """The person is known and the thing is public, but the act is not theirs: 403."""

    def __init__(self, code: str = "forbidden") -> None:
        super().__init__(code)
        self.code = code


class NotFound(Exception):
    """There is no such thing, or this person may not know of it: 404, the same in both cases."""


class SignInNeeded(Exception):
    """An act that needs a person; the sign-in page follows and what was typed is kept."""


class TooMany(Exception):
    """A limit on tries was reached: 429."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


sentences(
    stale=N_("别人刚刚改过这里。请看一下现在的内容，再做一次。"),
    forbidden=N_("这件事要由别的角色来做。"),
    taken=N_("这件事已经有人先办了。请刷新看看现在的情况。"),
)
