"""Forms: what a person may send, turned into typed values or errors by field; nothing typed is ever lost."""

import functools
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar, Self, TypeVar, get_origin
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from civic.kit.errors import Forbidden, Refused, SignInNeeded, Stale
from civic.web import i18n
from civic.web.answers import own_path
from civic.web.fields import Upload
from civic.web.pages import page

MAX_FIELDS = 1200
MAX_PART = 200_000

# what pydantic calls it -> what we say
_CODES = {
    "missing": "field_missing",
    "enum": "field_choice",
    "literal_error": "field_choice",
    "int_parsing": "field_number",
    "int_type": "field_number",
    "date_parsing": "field_date",
    "date_from_datetime_parsing": "field_date",
    "date_from_datetime_inexact": "field_date",
    "date_type": "field_date",
}


class Typed:
    """What stands in a form: as typed, with what is wrong. Templates read ``value``, ``values``, ``at``, ``error`` and ``errors``."""

    def __init__(self, typed: Mapping[str, Any], errors: Mapping[str, str] | None = None) -> None:
        self._typed = dict(typed)
        self.errors = dict(errors or {})
        self.came_from = (
            ""  # the page the form first stood on; set when it is shown again at the address it was sent to
        )

    def value(self, name: str) -> Any:
        """The text in a field, or an empty one."""
        value = self._typed.get(name, "")
        return (
            value[0] if isinstance(value, list) and value else ("" if value is None or value == [] else value)
        )

    def values(self, name: str) -> list[str]:
        """All values of a field that may have several."""
        value = self._typed.get(name, [])
        return [str(item) for item in value] if isinstance(value, list) else [str(value)]

    def at(self, name: str, key: str) -> str:
        """The text in one field of a table of fields (``name-key``), or an empty one."""
        table = self._typed.get(name)
        return str(table.get(key, "")) if isinstance(table, dict) else ""

    def error(self, name: str) -> str:
        """The sentence beside a field, or an empty one."""
        return self.errors.get(name, "")


class Form(BaseModel):
    """The base of every form; fields use the kinds of ``civic.web.fields``."""

    # what is typed here is nobody's to read, so it never waits in a draft for a sign-in
    secret: ClassVar[bool] = False

    model_config = ConfigDict(extra="ignore", frozen=True, arbitrary_types_allowed=True)

    @classmethod
    def blank(cls, request: Request, **initial: Any) -> Typed:
        """The form before anything was sent; what was typed before a sign-in is put back in."""
        return Typed(initial | getattr(request.state, "draft", {}))

    @classmethod
    def parse(cls, typed: Mapping[str, Any], lang: str) -> tuple[Self | None, Typed]:
        """The typed values, or None and the errors by field."""
        given = {name: value for name, value in typed.items() if value not in ("", [], {}, None)}
        try:
            return cls.model_validate(given), Typed(typed)
        except ValidationError as invalid:
            errors: dict[str, str] = {}
            for detail in invalid.errors(include_url=False):
                name = str(detail["loc"][0]) if detail["loc"] else ""
                errors.setdefault(name, _sentence(detail, lang))
            return None, Typed(typed, errors)


def _sentence(detail: ErrorDetails, lang: str) -> str:
    facts = dict(detail.get("ctx", {}))
    code = facts.pop("code", None) or _CODES.get(detail["type"], "field_wrong")
    return i18n.sentence(str(code), lang, **facts)


def _takes(form: type[Form], name: str, *kinds: type) -> bool:
    field = form.model_fields.get(name)
    return field is not None and get_origin(field.annotation) in kinds


async def _typed(form: type[Form], sent: FormData) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for name in form.model_fields:
        if _takes(form, name, list, tuple, set, frozenset):
            typed[name] = [value for value in sent.getlist(name) if isinstance(value, str)]
            continue
        if _takes(form, name, dict):  # a table of fields: everything called "name-key", by key
            start = f"{name}-"
            fields = sent.items()
            typed[name] = {
                k.removeprefix(start): v for k, v in fields if k.startswith(start) and isinstance(v, str)
            }
            continue
        value = sent.get(name)
        if isinstance(value, UploadFile):
            data = await value.read()
            typed[name] = Upload(value.filename or "", data) if data else None
        elif value is not None:
            typed[name] = value
    return typed


def _for_a_draft(form: type[Form], typed: Mapping[str, Any]) -> dict[str, Any]:
    return (
        {} if form.secret else {name: value for name, value in typed.items() if not isinstance(value, Upload)}
    )


F = TypeVar("F", bound=Form)
Context = Callable[[Request], Awaitable[dict[str, Any]]]
Endpoint = Callable[[Request], Awaitable[Response]]


async def nothing_more(request: Request) -> dict[str, Any]:
    """The context of a form page that needs nothing beside the form."""
    return {}


def _came_from(request: Request, sent: FormData) -> str:
    return own_path(str(sent.get("_from") or urlsplit(request.headers.get("referer", "")).path), "/")


def posted(
    form: type[F], template: str, context: Context = nothing_more
) -> Callable[[Callable[[Request, F], Awaitable[Response]]], Endpoint]:
    """Wrap an endpoint that acts on a form: refusals show the page again, with what was typed and the sentence beside its field."""

    def wrap(act: Callable[[Request, F], Awaitable[Response]]) -> Endpoint:
        @functools.wraps(act)
        async def endpoint(request: Request) -> Response:
            async with request.form(max_fields=MAX_FIELDS, max_files=12, max_part_size=MAX_PART) as sent:
                typed = await _typed(form, sent)
                request.state.came_from = _came_from(request, sent)
            lang = request.state.lang
            data, state = form.parse(typed, lang)
            status = 422
            if data is not None:
                try:
                    return await act(request, data)
                except Refused as refusal:
                    state = Typed(typed, {refusal.field or "": i18n.sentence(refusal, lang)})
                    status = 409 if isinstance(refusal, Stale) else 422
                except (SignInNeeded, Forbidden):
                    request.state.typed = _for_a_draft(form, typed)
                    raise
            elif not request.state.actor.signed_in:
                request.state.typed = _for_a_draft(form, typed)
            state.came_from = request.state.came_from
            return await page(request, template, status, form=state, **await context(request))

        return endpoint

    return wrap
