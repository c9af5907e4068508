"""Papers the house gives out: each kind says how it is made, so that a copy somebody holds can be made again and compared.

A room registers its kinds beside its routes; the page that checks a file asks here and knows none of them by name.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from civic.documents.rules import Mark, Poster, Seal, Sheet, docx, pdf, poster_pdf, sealed
from civic.kit.errors import N_, NotFound
from civic.web import i18n
from civic.web.pages import absolute, url_for
from civic.web.qr import printed

#: what a file is set from; bytes are given out as they are
Copy = Sheet | Poster | bytes
LANGS = ("zh", "en")
CHECK = N_("扫这里核对：有没有改过")


@dataclass(frozen=True)
class Paper:
    """A paper as it would be given out now, in one reading. title, url: what it is about and where that is read.

    contents: its parts by their marked names, from which the seal follows. copies: every form in which this reading may have
    been given out, made one after the other as they are asked for.
    """

    kind: str
    id: int
    title: str
    url: str
    contents: Mapping[str, Any]
    copies: Iterable[Copy] = ()

    @property
    def seal(self) -> Seal:
        """What a copy made now says of itself."""
        return sealed(self.kind, self.id, self.contents)


#: the reader's own reading first, then the others (names hidden, names in full); raises NotFound for what is not there, or
#: not this reader's to see
Make = Callable[[Request, int], Awaitable[Sequence[Paper]]]
Find = Callable[[str], Awaitable[int | None]]


@dataclass(frozen=True)
class Kind:
    """How one kind is made. stem: what its files are called before the number; find: its id by a digest that is stored."""

    make: Make
    stem: str = ""
    find: Find | None = None


_KINDS: dict[str, Kind] = {}


def register(name: str, make: Make, stem: str = "", find: Find | None = None) -> None:
    """Say how a kind is made. Raises ValueError when it is registered twice differently."""
    kind = Kind(make, stem, find)
    if _KINDS.setdefault(name, kind) != kind:
        raise ValueError(f"kind of paper {name!r} is registered twice")


def kinds() -> Mapping[str, Kind]:
    """All kinds, by name."""
    return _KINDS


async def made(request: Request, kind: str, number: int) -> Sequence[Paper]:
    """A paper as it would be given out now. Raises NotFound, also for a kind nobody registered."""
    if kind not in _KINDS:
        raise NotFound
    return await _KINDS[kind].make(request, number)


def set_like(copy: Copy, data: bytes) -> bytes | None:
    """The copy set as the sort of file that data is; None when it is never set as one."""
    if isinstance(copy, bytes):
        return copy
    if data.startswith(b"%PDF"):
        return pdf(copy) if isinstance(copy, Sheet) else poster_pdf(copy)
    return docx(copy) if data.startswith(b"PK") and isinstance(copy, Sheet) else None


def data(
    request: Request, kind: str, number: int, words: str, about: tuple[str, str], documents: Sequence[Any]
) -> list[Paper]:
    """Something given out as JSON only, known by its bytes alone. words: what it is; about: whose, and where that is read."""
    title, url = about
    called = f"{i18n.translate(words, request.state.lang)} · {title}"
    copies = [bytes(JSONResponse(document).body) for document in documents]
    return [Paper(kind, number, called, url, {}, copies)]


def address(request: Request, digest: str, seal: Seal | None = None) -> str:
    """Where anyone checks a digest, or what a paper says of itself."""
    claim = f"&paper={seal.in_address}" if seal else ""
    return absolute(request, f"{url_for('verify')}?digest={digest}{claim}")


def mark(request: Request, seal: Seal, text: str, kept: str = "") -> Mark:
    """What stands at the end of a paper that may change after it was given out. kept: a digest that is stored with it."""
    digest = kept or seal.digest
    checked = address(request, digest, seal)
    return Mark(digest, checked, text, printed(checked), seal.in_file)


def checked(poster: Poster, request: Request, seal: Seal) -> Poster:
    """A poster with a small code beside the large one: whether what it says is still true."""
    return replace(poster, check=mark(request, seal, i18n.translate(CHECK, poster.lang)))
