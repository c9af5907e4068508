"""The page of one form: what is asked on it, in one shape for all the short forms around a consultation."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from civic.web.forms import Endpoint, Form, posted
from civic.web.pages import page

TEMPLATE = "councils/consultations/sheet.html"

F = TypeVar("F", bound=Form)


@dataclass(frozen=True)
class Field:
    """One field. label, hint: Chinese marked for the catalogue; kind: a macro of macros/forms.html, or a type of input.

    options: value and words; ``translated`` says that the words are ours and not what somebody typed.
    """

    kind: str
    name: str
    label: str
    hint: str = ""
    required: bool = True
    most: int = 0
    options: Sequence[tuple[str, str]] = ()
    translated: bool = True


@dataclass(frozen=True)
class Sheet:
    """A page with one form. title, lead, submit: Chinese marked for the catalogue; about: what it belongs to."""

    title: str
    action: str
    back: str
    about: str
    fields: Sequence[Field]
    submit: str
    lead: str = ""
    initial: dict[str, Any] | None = None


Prepares = Callable[[Request], Awaitable[Sheet]]


def endpoints(
    form: type[F], prepares: Prepares, act: Callable[[Request, F], Awaitable[Response]]
) -> tuple[Endpoint, Endpoint]:
    """The two endpoints of a sheet: showing it, and acting on what was sent; refused, it is shown again with what was typed."""

    async def context(request: Request) -> dict[str, Any]:
        return {"sheet": await prepares(request)}

    async def show(request: Request) -> Response:
        sheet = await prepares(request)
        return await page(request, TEMPLATE, sheet=sheet, form=form.blank(request, **sheet.initial or {}))

    return show, posted(form, TEMPLATE, context)(act)


def choices(words: Sequence[Any]) -> list[tuple[str, str]]:
    """An enum whose members know their words, for a select or radios."""
    return [(each.value, each.words) for each in words]
