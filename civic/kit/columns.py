"""A column for one of the words of an enum."""

from enum import StrEnum
from typing import Any, TypeVar

from tortoise.fields import CharField
from tortoise.fields.base import Field

E = TypeVar("E", bound=StrEnum)


class ChoiceField(CharField[str]):
    """Text in the database, a member of the enum in Python.

    To the migrations it is plain text: with Tortoise's own enum field every new member would rebuild the table on
    SQLite, and old migrations would import enums that are long gone.
    """

    def __init__(self, enum_type: type[StrEnum], max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.enum_type = enum_type

    def to_python_value(self, value: str | None) -> StrEnum | None:
        """The member, or None."""
        return None if value is None else self.enum_type(value)

    def to_db_value(self, value: StrEnum | str | None, instance: Any) -> str | None:
        """Its word. Raises ValueError for one the enum does not have."""
        return None if value is None else self.enum_type(value).value

    def describe(self, serializable: bool) -> dict[str, Any]:
        """As the plain text column it is."""
        default = self.default.value if isinstance(self.default, StrEnum) else self.default
        return {**super().describe(serializable), "field_type": "CharField", "default": default}

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Written into a migration as a plain text column."""
        _, args, kwargs = super().deconstruct()
        kwargs.pop("enum_type", None)
        if isinstance(kwargs.get("default"), StrEnum):
            kwargs["default"] = kwargs["default"].value
        return "tortoise.fields.data.CharField", args, kwargs | {"max_length": self.max_length}


def Choice(enum_type: type[E], max_length: int, **kwargs: Any) -> Field[E]:
    """A column that holds one word of an enum."""
    return ChoiceField(enum_type, max_length, **kwargs)  # type: ignore[return-value]
