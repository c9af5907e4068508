"""Which files may be attached to an agenda, and what they are, by their bytes and never by their name."""

import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences

MOST_BYTES = 10 * 2**20
MOST_FILES = 8
# a small archive can hold a huge one
_MOST_UNPACKED = 100 * 2**20
_MOST_PARTS = 3000


class FileKind(StrEnum):
    """What a paper is."""

    PDF = "pdf"
    DOCX = "docx"
    PICTURE = "picture"

    @property
    def media_type(self) -> str:
        """What a download is labelled as; pictures are served by their own room."""
        return _MEDIA[self]


_MEDIA = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.PICTURE: "image/webp",
}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")


@dataclass(frozen=True)
class File:
    """A file that was looked at: its kind is that of its bytes."""

    name: str
    kind: FileKind
    data: bytes


def look_at(filename: str, data: bytes, field: str = "file") -> File:
    """Raises Refused for what is too big or none of our kinds, and for documents with macros in them."""
    if len(data) > MOST_BYTES:
        raise Refused("file_too_big", field, most=MOST_BYTES // 2**20)
    kind = _kind(data)
    if kind is None:
        raise Refused("file_unknown", field)
    return File(_name(filename, kind), kind, data)


def _kind(data: bytes) -> FileKind | None:
    if data.startswith(b"%PDF-"):
        return FileKind.PDF
    if data.startswith(_PICTURES):
        return FileKind.PICTURE
    return FileKind.DOCX if data.startswith(b"PK\x03\x04") and _is_docx(data) else None


def _is_docx(data: bytes) -> bool:
    """A Word document without macros, which does not unpack to more than a reader can take."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    names = {part.filename for part in parts}
    return (
        {"[Content_Types].xml", "word/document.xml"} <= names
        and not any(name.lower().endswith("vbaproject.bin") for name in names)
        and len(parts) <= _MOST_PARTS
        and sum(part.file_size for part in parts) <= _MOST_UNPACKED
    )


def _name(filename: str, kind: FileKind) -> str:
    """The name people know it by, without folders and controls, with the ending its bytes deserve."""
    plain = "".join(
        letter for letter in filename.replace("\\", "/").rpartition("/")[2] if letter.isprintable()
    )
    stem = plain.rpartition(".")[0] or plain
    ending = "webp" if kind is FileKind.PICTURE else kind.value
    return f"{stem.strip(' .')[:80] or 'file'}.{ending}"


sentences(
    file_unknown=N_("只收 PDF、Word（.docx，不带宏）和照片（JPEG、PNG、WebP）。"),
    file_too_big=N_("文件太大了，一个最多 {most} MB。"),
    files_many=N_("一项议程最多附 {most} 个文件。"),
    file_missing=N_("请先选一个文件。"),
)
