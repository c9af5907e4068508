"""Which files are photographs we take, and how small they become."""

from dataclasses import dataclass

from civic.kit.errors import N_, Refused, sentences

MOST_BYTES = 12 * 2**20
MOST_PIXELS = 40_000_000
LARGE, SMALL = 1280, 400

# the first bytes of what we take: (offset, bytes), all of a kind must stand there
_MARKS = {
    "JPEG": ((0, b"\xff\xd8\xff"),),
    "PNG": ((0, b"\x89PNG\r\n\x1a\n"),),
    "WEBP": ((0, b"RIFF"), (8, b"WEBP")),
}


@dataclass(frozen=True)
class Shrunk:
    """A photograph decoded and written anew: nothing of the file that was sent is left in it."""

    data: bytes
    small: bytes
    width: int
    height: int


def is_key(name: str) -> bool:
    """Whether this could be a picture's key at all."""
    return len(name) <= 43 and name.isascii() and name.replace("-", "").replace("_", "").isalnum()


def sniff(data: bytes, field: str) -> str:
    """Which of our kinds of picture the bytes begin like. Raises Refused ``picture_unknown`` and ``picture_too_big``."""
    if len(data) > MOST_BYTES:
        raise Refused("picture_too_big", field, most=MOST_BYTES // 2**20)
    for kind, marks in _MARKS.items():
        if all(data[offset : offset + len(mark)] == mark for offset, mark in marks):
            return kind
    raise Refused("picture_unknown", field)


def check_size(width: int, height: int, field: str) -> None:
    """Raises Refused ``picture_too_many_pixels`` before anything is decoded: a small file can hold a huge picture."""
    if width * height > MOST_PIXELS:
        raise Refused("picture_too_many_pixels", field)


sentences(
    picture_unknown=N_("这个文件不是照片。请用 JPEG、PNG 或 WebP 格式的照片。"),
    picture_too_big=N_("照片太大了，一张最多 {most} MB。"),
    picture_too_many_pixels=N_("照片的尺寸太大了，请先缩小再传。"),
)
