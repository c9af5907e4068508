"""Papers of an agenda: taken by their bytes, served to be saved, kept as they were."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from civic.kit.db import execute
from civic.kit.errors import Refused
from civic.web.fields import Upload
from councils.preparation.agendas import queries, services
from councils.preparation.agendas.rules import files
from tests.factories import preparation as make


def docx(**more: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>", **more}.items():
            archive.writestr(name, data)
    return made.getvalue()


def photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(made, "JPEG")
    return made.getvalue()


def test_a_file_is_what_its_bytes_say():
    assert files.look_at("../../etc/方案.exe", make.PDF).name == "方案.pdf"
    assert files.look_at("x", docx()).kind is files.FileKind.DOCX
    assert files.look_at("a.pdf", photo()).kind is files.FileKind.PICTURE


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><script>alert(1)</script>", "file_unknown"),
        (b"MZ\x90", "file_unknown"),
        (b"PK\x03\x04 nothing", "file_unknown"),
        (docx(**{"word/vbaProject.bin": b"macro"}), "file_unknown"),
        (b"%PDF-" + b"0" * (10 * 2**20), "file_too_big"),
        (b"", "file_unknown"),
    ],
)
def test_other_files_are_refused(data, code):
    with pytest.raises(Refused, match=code):
        files.look_at("方案.pdf", data)


@given(
    st.binary(max_size=300).filter(
        lambda data: not data.startswith((b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"))
    )
)
def test_no_bytes_at_all_break_the_look(data):
    with pytest.raises(Refused, match="file_unknown"):
        files.look_at("x", data)


def test_papers_are_attached_read_and_taken_off(client, as_, call, cast, clock):
    agenda, entry, paper = call(make.with_paper, cast)
    sun = as_(cast.sun)
    got = sun.get(f"/enclosures/{paper.key}")
    assert got.content == make.PDF
    assert got.headers["content-type"] == "application/pdf"
    assert got.headers["content-disposition"].startswith('attachment; filename="paper.pdf"')
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in got.headers["content-security-policy"]
    call(services.attach, cast.sun, entry.id, Upload("现场.jpg", photo()))
    picture = call(queries.enclosures_of, [entry.id])[entry.id][1]
    assert sun.get(f"/enclosures/{picture.key}").headers["content-type"] == "image/webp"
    for _ in range(2):
        call(services.detach, cast.sun, entry.id, paper.id)
    assert [one.name for one in call(queries.enclosures_of, [entry.id])[entry.id]] == ["现场.webp"]
    call(services.remove, cast.sun, agenda.id, entry.id)


def test_only_so_many_papers(call, cast, clock):
    _, entry, _ = call(make.with_paper, cast)

    async def fill():
        for _ in range(7):
            await services.attach(cast.sun, entry.id, Upload("方案.pdf", make.PDF))

    call(fill)
    with pytest.raises(Refused, match="files_many"):
        call(services.attach, cast.sun, entry.id, Upload("方案.pdf", make.PDF))
    with pytest.raises(Refused, match="file_missing"):
        call(services.attach, cast.sun, entry.id, None)


BROKEN = [
    ("UPDATE enclosure SET name = 'x'", "enclosure_kept"),
    (
        "INSERT INTO enclosure (key, entry_id, name, kind, size, digest, uploaded_by_id, uploaded_at) "
        "SELECT 'y', entry_id, name, kind, size, digest, uploaded_by_id, uploaded_at FROM enclosure",
        "enclosure_whole",
    ),
]


@pytest.mark.parametrize(("sql", "guard"), BROKEN)
def test_the_database_keeps_papers_whole(call, cast, clock, sql, guard):
    call(make.with_paper, cast)
    with pytest.raises(Exception, match=guard):
        call(execute, sql)


def test_with_the_notice_papers_are_fixed(call, cast, clock):
    agenda, entry, paper = call(make.with_paper, cast)
    call(services.publish, cast.sun, agenda.id)
    with pytest.raises(Refused, match="agenda_published"):
        call(services.attach, cast.sun, entry.id, Upload("方案.pdf", make.PDF))
    with pytest.raises(Exception, match="enclosure_published"):
        call(execute, "DELETE FROM enclosure WHERE id = ?", paper.id)
