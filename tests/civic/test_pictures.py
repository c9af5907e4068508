"""Photographs: what is taken, what is left of it, how it is sent."""

import io
import struct
import zlib

import pytest
from PIL import Image

from civic.kit.errors import Refused, SignInNeeded
from civic.people.rules import ANONYMOUS
from civic.pictures import rules, services
from civic.pictures.models import Picture
from civic.web.fields import Upload
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call

SECRET = b"30.66N 104.06E"


def photo(
    kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), mode: str = "RGB", **extra: object
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, kind, **extra)
    return out.getvalue()


def kept(call: Call, cast: Cast, data: bytes, name: str = "x.jpg") -> Picture:
    return call(services.keep, cast.lin, Upload(name, data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_becomes_two_small_ones(cast: Cast, call: Call, kind: str):
    picture = kept(call, cast, photo(kind))
    assert (picture.width, picture.height) == (1280, 960)
    for data, size in ((picture.data, (1280, 960)), (picture.small, (400, 300))):
        with Image.open(io.BytesIO(data)) as opened:
            assert (opened.format, opened.size) == ("WEBP", size)


def test_a_small_one_is_not_blown_up(cast: Cast, call: Call):
    picture = kept(call, cast, photo(size=(50, 40)))
    assert (picture.width, picture.height) == (50, 40)


def test_it_stands_upright_and_says_nothing_of_where_it_was_taken(cast: Cast, call: Call):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    exif[0x010E] = SECRET.decode()
    data = photo(size=(800, 600), exif=exif, comment=SECRET, icc_profile=SECRET * 10)
    assert SECRET in data
    picture = kept(call, cast, data)
    assert (picture.width, picture.height) == (600, 800)
    for left in (picture.data, picture.small):
        assert SECRET not in left
        assert not [chunk for chunk in (b"EXIF", b"ICCP", b"XMP ") if chunk in left]


def test_what_is_hidden_behind_the_picture_is_gone(cast: Cast, call: Call):
    picture = kept(call, cast, photo() + b"<script>alert(1)</script>PK\x03\x04")
    assert b"script" not in picture.data


def test_clear_parts_become_white(cast: Cast, call: Call):
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(kept(call, cast, out.getvalue()).data)) as opened:
        assert opened.convert("L").getextrema() == (255, 255)


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_other_colours_are_understood(cast: Cast, call: Call, mode: str):
    out = io.BytesIO()
    Image.new(mode, (20, 20)).save(out, "JPEG")
    assert kept(call, cast, out.getvalue()).width == 20


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 50,
        b"\xff\xd8\xff" + b"\0" * 100,
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\0\0\0\0WEBP",
        b"%PDF-1.7",
        b"MZ" + b"\0" * 100,
    ],
    ids=[
        "empty",
        "text",
        "svg",
        "gif",
        "jpeg without end",
        "png without end",
        "webp without end",
        "pdf",
        "program",
    ],
)
def test_anything_else_is_refused_by_what_it_is(cast: Cast, call: Call, data: bytes):
    with pytest.raises(Refused) as refusal:
        kept(call, cast, data, "photo.jpg")
    assert (refusal.value.code, refusal.value.field) == ("picture_unknown", "photo")


def test_a_kind_we_do_not_take_stays_out_under_a_false_name(cast: Cast, call: Call):
    for kind in ("GIF", "BMP", "TIFF"):
        with pytest.raises(Refused, match="picture_unknown"):
            kept(call, cast, photo(kind, (20, 20)))


def test_a_torn_photograph_is_refused(cast: Cast, call: Call):
    with pytest.raises(Refused, match="picture_unknown"):
        kept(call, cast, photo()[:2000])


def test_too_many_bytes_and_too_many_pixels(cast: Cast, call: Call):
    with pytest.raises(Refused, match="picture_too_big"):
        kept(call, cast, b"\xff\xd8\xff" + b"\0" * rules.MOST_BYTES)
    with pytest.raises(Refused, match="picture_too_many_pixels"):
        kept(call, cast, _claims(60_000, 60_000))


def _claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def test_nobody_leaves_a_photograph(call: Call):
    with pytest.raises(SignInNeeded):
        call(services.keep, ANONYMOUS, Upload("x.jpg", photo()))
    assert call(lambda: Picture.all().count()) == 0


class TestServing:
    def test_it_is_kept_by_browsers_for_ever_as_a_picture_and_nothing_else(
        self, client: Visitor, cast: Cast, call: Call
    ):
        picture = kept(call, cast, photo())
        for path, data in (
            (f"/pictures/{picture.key}.webp", picture.data),
            (f"/pictures/{picture.key}-small.webp", picture.small),
        ):
            answer = client.get(path)
            assert answer.content == bytes(data)
            assert answer.headers["content-type"] == "image/webp"
            assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "sandbox" in answer.headers["content-security-policy"]

    @pytest.mark.parametrize("name", ["x.webp", "x-small.webp", "1.webp", "%00.webp", "x.jpg", ""])
    def test_without_its_key_there_is_none(self, client: Visitor, cast: Cast, call: Call, name: str):
        kept(call, cast, photo(size=(20, 20)))
        assert client.get(f"/pictures/{name}").status_code == 404
