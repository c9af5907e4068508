"""Pages of minutes, resolutions, funds, decisions and the check of the books, as different people see them."""

import hashlib

import pytest

from civic.people.signins import services as signins
from councils.minutes.models import Minutes
from councils.minutes.rules import State
from councils.verification.services import check_books
from tests.factories import councils, record

PASSWORD = "竹叶青青-2026"


def test_anyone_reads_published_minutes_in_both_readings(call, cast, clock, client):
    minutes = call(record.published, cast)
    for path in ("", "/record"):
        page = client.get(f"/minutes/{minutes.id}{path}")
        assert page.status_code == 200
        assert minutes.document["agenda"][0]["motions"][0]["text"] in page.text
        assert "陈素芳" in page.text
        assert minutes.document_digest[:8] in page.text
    assert "决议第 1 号" in client.get(f"/minutes/{minutes.id}").text
    assert f"/minutes/{minutes.id}" in client.get("/minutes").text


def test_the_downloaded_text_has_the_signed_digest(call, cast, clock, client):
    minutes = call(record.published, cast)
    sent = client.get(f"/minutes/{minutes.id}/document")
    assert sent.headers["content-type"] == "application/json"
    assert hashlib.sha256(sent.content).hexdigest() == minutes.document_digest


@pytest.mark.parametrize("path", ["", "/record", "/document", "/signature"])
def test_a_draft_answers_strangers_as_what_does_not_exist(call, cast, clock, client, path):
    minutes = call(record.drafted, cast)
    assert client.get(f"/minutes/{minutes.id}{path}").status_code == 404
    assert client.get("/minutes/999999").status_code == 404


def test_a_sessions_minutes_are_found_from_the_session(call, cast, clock, client, as_):
    session = call(councils.announced, cast)
    assert "会议结束以后" in client.get(f"/sessions/{session.id}/minutes").text
    assert client.get("/sessions/999/minutes").status_code == 404


def test_the_recorder_drafts_reads_and_signs_with_the_password(call, cast, clock, as_):
    session = call(record.over, cast)
    call(signins.set_password, cast.ma.person_id, PASSWORD)
    ma = as_(cast.ma)
    assert "生成草稿" in ma.get(f"/sessions/{session.id}/minutes").text
    gone = ma.post(f"/sessions/{session.id}/minutes")
    assert gone.status_code == 303
    page = ma.get(gone.headers["location"])
    assert "等您签字" in page.text
    minutes = call(record.tasked, cast, session.id)
    form = {"role": "recorder", "digest": minutes.document_digest, "password": "错的"}
    wrong = ma.post(f"/minutes/{minutes.id}/signatures", data=form)
    assert wrong.status_code == 422
    assert "密码不对" in wrong.text
    assert "错的" not in wrong.text
    signed = ma.post(f"/minutes/{minutes.id}/signatures", data=form | {"password": PASSWORD})
    assert signed.status_code == 303
    assert call(lambda: Minutes.get(id=minutes.id)).state is State.SIGNED_RECORDER


def test_a_stale_form_is_answered_with_the_new_text(call, cast, clock, as_):
    minutes = call(record.drafted, cast)
    call(signins.set_password, cast.ma.person_id, PASSWORD)
    form = {"role": "recorder", "digest": "0" * 64, "password": PASSWORD}
    page = as_(cast.ma).post(f"/minutes/{minutes.id}/signatures", data=form)
    assert page.status_code == 409
    assert minutes.document_digest in page.text


@pytest.mark.parametrize(
    "data", [{}, {"role": "mayor", "digest": "x", "password": "y"}, {"role": "recorder"}]
)
def test_a_broken_form_is_shown_again(call, cast, clock, as_, data):
    minutes = call(record.drafted, cast)
    assert as_(cast.ma).post(f"/minutes/{minutes.id}/signatures", data=data).status_code == 422


def test_who_is_not_next_gets_no_form(call, cast, clock, as_):
    minutes = call(record.drafted, cast)
    assert as_(cast.chen).get(f"/minutes/{minutes.id}/signature").status_code == 403
    assert as_(cast.ma).get(f"/minutes/{minutes.id}/signature").status_code == 200


def test_the_signer_finds_what_waits(call, cast, clock, as_):
    call(record.signed, cast)
    assert "等您签字" in as_(cast.chen).get("/minutes").text


def test_a_missing_field_is_said_beside_the_form(call, cast, clock, as_):
    minutes = call(record.drafted, cast)
    blank = minutes.document | {"basis": ""}
    call(lambda: Minutes.filter(id=minutes.id).update(document=blank))
    page = as_(cast.ma).get(f"/minutes/{minutes.id}/signature").text
    assert "召集依据" in page
    assert 'name="password"' not in page


def test_anyone_reads_resolutions_and_their_page(call, cast, clock, client):
    resolution = call(record.resolution, cast)
    page = client.get(f"/resolutions/{resolution.id}")
    assert page.status_code == 200
    assert resolution.text in page.text
    assert resolution.text in client.get("/resolutions").text
    assert client.get("/resolutions/999").status_code == 404


def test_the_clerk_decides_and_everybody_reads_it(call, cast, clock, client, as_):
    resolution, fund = call(record.resolution, cast), call(record.fund, cast)
    sun = as_(cast.sun)
    page = sun.get(f"/resolutions/{resolution.id}/decision")
    assert "社区保障资金" in page.text
    assert 'value="18,000"' in page.text
    too_much = sun.post(f"/resolutions/{resolution.id}/decision", data={"fund": fund.id, "amount": "18,001"})
    assert too_much.status_code == 422
    assert "¥18,000" in too_much.text
    made = sun.post(f"/resolutions/{resolution.id}/decision", data={"fund": fund.id, "amount": "18,000"})
    assert made.status_code == 303
    for path in (made.headers["location"], "/decisions", "/funds"):
        assert "¥18,000" in client.get(path).text
    again = sun.get(f"/resolutions/{resolution.id}/decision")
    assert again.headers["location"] == made.headers["location"]


@pytest.mark.parametrize("data", [{}, {"fund": "abc", "amount": "-5"}, {"fund": "999", "amount": "18,000"}])
def test_a_broken_decision_is_refused_with_sentences(call, cast, clock, as_, data):
    resolution = call(record.resolution, cast)
    call(record.fund, cast)
    assert as_(cast.sun).post(f"/resolutions/{resolution.id}/decision", data=data).status_code == 422


def test_a_resident_sees_that_there_is_no_decision_yet(call, cast, clock, as_):
    resolution = call(record.resolution, cast)
    lin = as_(cast.lin)
    assert "还没有资金决定" in lin.get(f"/resolutions/{resolution.id}/decision").text
    refused = lin.post(f"/resolutions/{resolution.id}/decision", data={"fund": "1", "amount": "1"})
    assert refused.status_code == 403


def test_funds_are_entered_by_the_clerk(cast, clock, client, as_):
    assert "还没有登记资金" in client.get("/funds").text
    sun = as_(cast.sun)
    form = {"name": "社区保障资金", "year": "2026", "amount": "324,600", "source": "区财政按户数核拨"}
    assert sun.get("/funds/new").status_code == 200
    assert sun.post("/funds", data=form | {"amount": "很多"}).status_code == 422
    assert sun.post("/funds", data=form).status_code == 303
    assert sun.post("/funds", data=form).status_code == 422
    assert "¥324,600" in client.get("/funds").text
    assert as_(cast.lin).get("/funds/new").status_code == 403


def test_empty_registers_say_what_comes(client, cast):
    for path in ("/minutes", "/resolutions", "/decisions", "/funds", "/verify"):
        assert client.get(path).status_code == 200


def test_panels_tell_what_was_decided(call, cast, clock, client):
    decision = call(record.decision, cast)
    assert f"/decisions/{decision.id}" in client.get(f"/proposals/{decision.proposal_id}").text
    assert "刚定下来的事" in client.get("/").text


def test_the_public_check_page(call, cast, clock, client):
    minutes = call(record.published, cast)
    found = client.get("/verify", params={"digest": f" {minutes.document_digest.upper()} "})
    assert "对得上" in found.text
    assert "没有找到" in client.get("/verify", params={"digest": "0" * 64}).text
    assert "不像一个指纹" in client.get("/verify", params={"digest": "<script>"}).text
    assert "还没有核对过" in client.get("/verify").text


def test_the_public_check_page_shows_the_last_run(call, cast, clock, client):
    call(check_books)
    assert "账目相符" in client.get("/verify").text


def test_signing_without_being_signed_in_asks_to_sign_in(call, cast, clock, client):
    minutes = call(record.drafted, cast)
    form = {"role": "recorder", "digest": minutes.document_digest, "password": "x"}
    assert client.post(f"/minutes/{minutes.id}/signatures", data=form).status_code in (303, 404)
    assert client.post(f"/sessions/{minutes.session_id}/minutes").status_code == 303
