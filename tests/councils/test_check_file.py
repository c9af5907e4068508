"""Dropping a file on the check page: an original is known, a changed one is told from it, nothing is kept."""

import io
import zipfile

import pytest

from civic.kit.db import rows
from councils.verification.rules import digests, readable
from tests.factories import record

ORIGINALS = ("minutes.pdf", "record.pdf", "minutes.docx", "record.docx", "document")
GENUINE, DIFFERENT, UNKNOWN = "是原件", "和我们给出的不一样", "没有找到"


def check(client, data: bytes, name: str = "file"):
    return client.post("/verify/files", files={"file": (name, data, "application/octet-stream")})


@pytest.mark.parametrize("name", ORIGINALS)
def test_what_was_downloaded_is_known_as_the_original(call, cast, clock, client, name):
    minutes = call(record.published, cast)
    answer = check(client, client.get(f"/minutes/{minutes.id}/{name}").content)
    assert answer.status_code == 200
    assert GENUINE in answer.text
    assert f"/minutes/{minutes.id}" in answer.text


def test_an_english_original_is_known_too(call, cast, clock, client):
    minutes = call(record.published, cast)
    client.cookies.set("lang", "en")
    data = client.get(f"/minutes/{minutes.id}/minutes.pdf").content
    client.cookies.delete("lang")
    assert GENUINE in check(client, data).text


def test_one_changed_byte_is_told_and_leads_to_the_true_one(call, cast, clock, client):
    minutes = call(record.published, cast)
    data = bytearray(client.get(f"/minutes/{minutes.id}/minutes.pdf").content)
    data[len(data) // 2] ^= 1
    answer = check(client, bytes(data))
    assert DIFFERENT in answer.text
    assert f"/minutes/{minutes.id}" in answer.text


def test_a_file_of_somebody_else_is_not_found(call, cast, clock, client):
    call(record.published, cast)
    assert UNKNOWN in check(client, b"%PDF-1.7 hello").text
    assert UNKNOWN in check(client, b"PK\x03\x04 broken").text


def test_a_draft_is_not_given_away_to_strangers(call, cast, clock, client):
    minutes = call(record.drafted, cast)
    assert UNKNOWN in check(client, minutes.document_digest.encode()).text


def test_nothing_of_the_file_is_kept(call, cast, clock, client):
    call(record.published, cast)
    before = call(lambda: rows("SELECT COUNT(*) AS n FROM audit_entry"))
    check(client, b"x" * 1000)
    assert call(lambda: rows("SELECT COUNT(*) AS n FROM audit_entry")) == before


def test_no_file_is_said_beside_the_field(client):
    answer = client.post("/verify/files", files={"file": ("", b"", "application/octet-stream")})
    assert answer.status_code == 422
    assert 'id="error-file"' in answer.text


def test_an_archive_that_swells_is_not_read():
    swelling = io.BytesIO()
    with zipfile.ZipFile(swelling, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/core.xml", b"0" * 50_000_000)
    assert readable(swelling.getvalue()) == ""


def test_at_most_twenty_digests_are_looked_up():
    assert len(digests(" ".join(f"{n:064x}" for n in range(50)))) == 20
