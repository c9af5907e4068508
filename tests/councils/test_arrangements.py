"""Series, standing agreements, and the team a council's sessions are run by."""

from datetime import date, timedelta

import pytest
from tortoise.exceptions import IntegrityError

from civic.kit.db import execute, transaction
from civic.kit.errors import Forbidden, Refused
from civic.web.fields import Upload
from councils.models import Council
from councils.series import queries, services
from councils.series.models import Agreement, Series, TeamPlace
from councils.series.rules import Duty, Rhythm
from councils.series.services import Paper
from tests.factories import bodies
from tests.factories import councils as make

TODAY = date(2026, 11, 22)
PDF = Upload("备忘录.pdf", b"%PDF-1.7 signed")
PAPER = Paper("四社区共治合作备忘录", "槐树街社区、梧桐里社区", date(2026, 6, 1), file=PDF)


async def _sql(statement: str, *values):
    async with transaction():
        await execute(statement, *values)


def test_a_series_is_due_until_its_session_is_called(call, cast, clock):
    session = call(make.announced, cast)
    council = call(Council.first)
    call(services.begin, cast.sun, council.id, "月例会", Rhythm.MONTHLY, date(2026, 9, 1))
    (coming,) = call(queries.coming, council.id, TODAY)
    assert (session.number, coming.due.starts_on, coming.due.missed) == (1, date(2026, 12, 1), 0)
    (next_month,) = call(queries.coming, council.id, date(2026, 12, 5))
    assert next_month.due.starts_on == date(2026, 12, 1)


def test_a_series_begins_and_ends_once(call, cast, clock):
    council = call(make.council, cast)
    begun = call(services.begin, cast.sun, council.id, "季度例会", Rhythm.QUARTERLY, TODAY)
    with pytest.raises(Refused, match="series_taken"):
        call(services.begin, cast.sun, council.id, "季度例会", Rhythm.MONTHLY, TODAY)
    call(services.end, cast.sun, begun.id)
    assert call(queries.coming, council.id, TODAY) == []
    with pytest.raises(Refused, match="series_over"):
        call(services.end, cast.sun, begun.id)
    for statement in (
        "DELETE FROM series",
        "UPDATE series SET rhythm = 'yearly'",
        "UPDATE series SET ended_on = NULL",
    ):
        with pytest.raises(IntegrityError):
            call(_sql, statement)
    assert call(Series.all().count) == 1


def test_an_agreement_is_filed_with_its_paper_and_stays(call, cast, clock):
    council = call(make.council, cast)
    filed = call(services.file_agreement, cast.sun, council.id, PAPER)
    assert (filed.file_name, len(filed.file_digest)) == ("备忘录.pdf", 64)
    assert [one.title for one in call(queries.agreements, council.id)] == [PAPER.title]
    with pytest.raises(Refused, match="agreement_taken"):
        call(services.file_agreement, cast.sun, council.id, PAPER)
    other = Paper("另一份", "两社区", TODAY, series_id=999)
    with pytest.raises(Refused, match="series_unknown"):
        call(services.file_agreement, cast.sun, council.id, other)
    for statement in ("DELETE FROM agreement", "UPDATE agreement SET title = '别的'"):
        with pytest.raises(IntegrityError):
            call(_sql, statement)


def test_the_database_wants_a_digest_for_a_file_and_a_series_of_the_council(call, cast, clock):
    council, other = call(make.council, cast), call(make.council, cast, "另一个议事会")
    series = call(services.begin, cast.sun, other.id, "季度例会", Rhythm.QUARTERLY, TODAY)

    async def file(**changes):
        given = {
            "council": council, "title": "备忘录", "parties": "两社区", "signed_on": TODAY,
            "entered_by_id": cast.sun.person_id, "entered_at": clock.now(),
        }  # fmt: skip
        async with transaction():
            await Agreement.create(**given | changes)

    for changes in ({"file": b"%PDF-"}, {"file_digest": "f" * 64}, {"series": series}):
        with pytest.raises(IntegrityError):
            call(file, **changes)


def test_a_team_is_three_and_one_and_helpers(call, cast, clock):
    council = call(make.council, cast)
    for actor, duty in ((cast.zheng, Duty.VOLUNTEER), (cast.ma, Duty.RECORDER), (cast.chen, Duty.CHAIR)):
        call(services.put_in_team, cast.sun, council.id, actor.person_id, duty)
    team = call(queries.team, council.id)
    assert [one.duty for one in team] == [Duty.CHAIR, Duty.RECORDER, Duty.VOLUNTEER]
    assert queries.lacking(team) == [Duty.STEWARD, Duty.ADVISER]
    with pytest.raises(Refused, match="team_taken"):
        call(services.put_in_team, cast.sun, council.id, cast.ma.person_id, Duty.RECORDER)
    for _ in range(2):
        call(services.take_from_team, cast.sun, council.id, cast.chen.person_id, Duty.CHAIR)
    assert call(TeamPlace.all().count) == 2


@pytest.mark.parametrize("who", ["lin", "chen", "other_clerk"])
def test_others_arrange_nothing(call, cast, clock, who):
    council = call(make.council, cast)
    actor = getattr(cast, who)
    with pytest.raises(Forbidden):
        call(services.begin, actor, council.id, "季度例会", Rhythm.QUARTERLY, TODAY)
    with pytest.raises(Forbidden):
        call(services.file_agreement, actor, council.id, PAPER)
    with pytest.raises(Forbidden):
        call(services.put_in_team, actor, council.id, cast.lin.person_id, Duty.VOLUNTEER)


def test_a_clerk_keeps_all_of_it_on_one_page(as_, call, cast, clock):
    council = call(make.council, cast)
    at, clerk = f"/councils/{council.id}", as_(cast.sun)
    assert "还没有登记例会" in clerk.get(f"{at}/arrangements").text
    sent = clerk.post(
        f"{at}/series", data={"title": "季度例会", "rhythm": "quarterly", "starts_on": "2026-10-01"}
    )
    assert sent.headers["location"] == f"{at}/arrangements"
    clerk.post(f"{at}/team", data={"login": "zheng", "duty": "steward"})
    paper = {"agreement_title": "共治备忘录", "parties": "两社区", "signed_on": "2026-06-01"}
    clerk.post(f"{at}/agreements", data=paper, files={"file": ("a.pdf", b"%PDF-1.7", "application/pdf")})
    refused = clerk.post(f"{at}/agreements", data=paper, files={"file": ("a.doc", b"PK", "application/pdf")})
    assert refused.status_code == 422
    assert "请上传 PDF 文件" in refused.text
    page = clerk.another().get(at).text
    for words in ("季度例会", "郑怡", "共治备忘录", "下一次应在"):
        assert words in page
    filed = call(Agreement.first)
    download = clerk.another().get(f"/agreements/{filed.id}/paper")
    assert (download.content, download.headers["content-disposition"][:10]) == (b"%PDF-1.7", "attachment")
    bare = call(
        services.file_agreement,
        cast.sun,
        council.id,
        Paper("没有扫描的", "两社区", TODAY - timedelta(days=1)),
    )
    assert clerk.get(f"/agreements/{bare.id}/paper").status_code == 404


def test_a_joint_council_is_made_on_its_pages_and_seen_from_each_place(as_, client, call, cast, clock):
    council = call(make.council, cast)
    clerk = as_(cast.zhou)
    at = f"/councils/{council.id}"
    assert "登记了成员单位，它就是联席会议" in clerk.get(f"{at}/bodies").text
    for place in (cast.community, cast.other_community):
        sent = clerk.post(f"{at}/bodies", data={"bench_place": place.id, "bench_quorum": ">1/2"})
        assert sent.status_code == 303
    assert clerk.post(f"{at}/bodies", data={"bench_quorum": ">1/2"}).status_code == 422
    assert clerk.post(f"{at}/rotation", data={"first_quarter": "2026-10-01"}).status_code == 303
    (_, theirs) = call(bodies.bodies, council)
    swap = {"quarter": "2027-01-01", "bench": call(bodies.bodies, council)[0].id, "reason": "梧桐里在换届"}
    assert clerk.post(f"{at}/host-swaps", data=swap).status_code == 303
    page = client.get(at).text
    assert "本季度轮值" in page
    assert "换过：梧桐里在换届" in page
    assert "参加的联席会议" in client.get(f"/places/{theirs.place_id}").text
    assert clerk.post(f"/bodies/{theirs.id}/leaving").status_code == 303
