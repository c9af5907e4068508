"""Values to plain JSON and back, by the types of their fields."""

from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from councils.minutes.rules.parts import LATER


def encoded(value: Any, form: int) -> Any:
    """Tuples become lists, as they come back from a database; what came later than this form is left out."""
    if is_dataclass(value):
        kept = (part for part in fields(value) if form >= part.metadata.get(LATER, 1))
        return {part.name: encoded(getattr(value, part.name), form) for part in kept}
    return [encoded(part, form) for part in value] if isinstance(value, tuple) else value


def decoded(hint: Any, value: Any) -> Any:
    """A value of this type. Raises KeyError or TypeError when something is missing from what was stored."""
    if value is None or hint in (int, str, bool):
        return value
    if isinstance(hint, UnionType):
        return decoded(next(part for part in get_args(hint) if part is not type(None)), value)
    if get_origin(hint) is tuple:
        return tuple(decoded(get_args(hint)[0], part) for part in value)
    hints = get_type_hints(hint)
    held = (part for part in fields(hint) if part.name in value or LATER not in part.metadata)
    return hint(**{part.name: decoded(hints[part.name], value[part.name]) for part in held})
