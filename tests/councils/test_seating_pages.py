"""Seats, those who follow, observers and declared interests, through the browser's door."""

from datetime import timedelta

from councils.seating import services
from councils.seating.models import Interest, Observer
from councils.seating.rules import Ending
from tests.factories import bodies
from tests.factories import councils as make


def test_a_clerk_ends_a_seat_and_the_next_in_line_follows(as_, client, call, cast, clock):
    council = call(make.council, cast)
    at, clerk, seat = f"/councils/{council.id}", as_(cast.sun), call(bodies.seat_of, cast.tang.person_id)
    assert "还没有候补" in clerk.get(f"{at}/seating").text
    clerk.post(f"{at}/substitutes", data={"login": "lin"})
    early = {"ending": "resigned", "reason": "书面辞职", "last_day": "2030-01-01"}
    refused = clerk.post(f"/seats/{seat.id}/end", data=early)
    assert refused.status_code == 422
    assert "不能在今天以后" in refused.text
    ended = clerk.post(f"/seats/{seat.id}/end", data=early | {"last_day": "2026-11-20"})
    assert ended.headers["location"] == f"{at}/keeping"
    assert "请 林秀英 补上" in clerk.get(f"{at}/seating").text
    assert clerk.post(f"{at}/following").status_code == 303
    again = clerk.post(f"{at}/following")
    assert again.status_code == 422
    assert "现在没有空出来的席位" in again.text
    page = client.get(at).text
    assert "本届中途结束的席位" in page
    assert "书面辞职" in page
    assert "林秀英" in page


def test_observers_come_and_go(as_, client, call, cast, clock):
    council = call(make.council, cast)
    at, clerk = f"/councils/{council.id}", as_(cast.sun)
    named = {"observer_name": "王书记", "observer_capacity": "社区党委书记", "observer_login": "gao"}
    assert clerk.post(f"{at}/observers", data=named).status_code == 303
    assert "社区党委书记" in client.get(at).text
    assert clerk.post(f"{at}/observers", data=named | {"observer_login": "nobody"}).status_code == 422
    observer = call(Observer.get)
    assert observer.person_id == cast.gao.person_id
    assert clerk.post(f"/observers/{observer.id}/end").status_code == 303
    clock.travel(timedelta(days=1))
    assert "社区党委书记" not in client.get(at).text


def test_a_member_declares_on_their_own_page(as_, client, call, cast, clock):
    council = call(make.council, cast)
    tang = as_(cast.tang)
    assert "申报和议事有关的关系" in tang.get("/me").text
    told = {"tie": "employment", "subject": "女儿在平安物业上班"}
    assert tang.post("/me/interests", data=told).headers["location"] == "/me/interests"
    assert tang.post("/me/interests", data=told).status_code == 422
    assert "我申报的关系，1 条" in tang.get("/me").text
    assert "女儿在平安物业上班" in client.get(f"/councils/{council.id}").text
    assert tang.post(f"/interests/{call(Interest.get).id}/lifting").headers["location"] == "/me/interests"
    assert "女儿在平安物业上班" not in client.get(f"/councils/{council.id}").text
    assert "解除" in tang.get("/me/interests").text


def test_who_sits_nowhere_is_offered_nothing(as_, call, cast, clock):
    call(make.council, cast)
    assert "我在议事会" not in as_(cast.wei).get("/me").text
    assert '<form class="card stack"' not in as_(cast.wei).get("/me/interests").text


def test_staff_enter_and_lift_what_came_on_paper(as_, call, cast, clock):
    council = call(make.council, cast)
    at, clerk = f"/councils/{council.id}", as_(cast.sun)
    told = {"person": cast.xu.person_id, "tie": "relative", "subject": "弟弟是物业经理"}
    assert clerk.post(f"{at}/interests", data=told).status_code == 303
    assert "弟弟是物业经理" in clerk.get(f"{at}/seating").text
    lifted = clerk.post(f"/interests/{call(Interest.get).id}/lifting")
    assert lifted.headers["location"] == f"{at}/seating"


def test_attendance_stands_on_the_page_and_a_flagged_seat_waits_for_the_council(
    as_, client, call, cast, clock
):
    council = call(make.council, cast, absences=1, absences_source="示范文本")
    call(bodies.held, cast, council, absent=(cast.deng.person_id,))
    page = client.get(f"/councils/{council.id}").text
    assert "本届已经开完 1 次会" in page
    assert "待议事会决定" in page
    keeping = as_(cast.sun).get(f"/councils/{council.id}/seating").text
    assert "邓兰，缺席 1 次" in keeping
    deng = call(bodies.seat_of, cast.deng.person_id)
    assert "是否终止由议事会决定" in as_(cast.sun).get(f"/seats/{deng.id}/end").text
    call(services.end_seat, cast.sun, deng.id, Ending.ABSENCES, "第 2 次会议决议", clock.today())
    assert "第 2 次会议决议" in client.get(f"/councils/{council.id}").text


def test_between_terms_there_is_nothing_to_seat(as_, call, cast, clock):
    council = call(make.council, cast)
    clock.travel(timedelta(days=1200))
    assert as_(cast.sun).get(f"/councils/{council.id}/seating").status_code == 404
    assert as_(cast.sun).get(f"/councils/{council.id}").status_code == 200
