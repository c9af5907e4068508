"""The road in three minutes: one thing after another, resumed where one left, the same acts as elsewhere."""

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.people.rules import ANONYMOUS
from councils.consultations.options import queries as options
from councils.consultations.options.rules import Stand
from councils.consultations.walk import queries, services
from tests import stages_consultations as stages
from tests.factories import consultations as make


def where(visitor, number: int) -> str:
    return visitor.get(f"/consultations/{number}/three-minutes").headers["location"].rsplit("/", 1)[-1]


def test_one_walks_through_leaves_and_comes_back(call, cast, clock, as_):
    given = call(stages.talk, cast)
    lin, road = as_(cast.lin), f"/consultations/{given['id']}/three-minutes"
    assert where(lin, given["id"]) == "about"
    answer = lin.post(f"{road}/votes", data={"statement": given["statement"], "stance": "1"})
    assert answer.headers["location"] == f"{road}/options", "one statement is all there is"
    assert where(lin, given["id"]) == "options"
    lin.post(f"{road}/stands", data={"option": given["pick"], "stand": "accept"})
    assert where(lin, given["id"]) == "words"
    assert "第 4 步，共 5 步" in lin.get(f"{road}/words").text
    lin.post(f"{road}/words", data={"text": "怕施工太久"})
    assert where(lin, given["id"]) == "done"
    assert where(as_(cast.wei), given["id"]) == "about"
    assert call(options.mine, given["id"], cast.lin.person_id)[given["option"]].stand is Stand.ACCEPT


def test_what_was_typed_survives_the_sign_in(call, cast, clock, client):
    given = call(stages.talk, cast)
    answer = client.post(f"/consultations/{given['id']}/three-minutes/words", data={"text": "怕施工太久"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


def test_an_objection_without_a_reason_comes_back_with_a_sentence(call, cast, clock, as_):
    given = call(stages.talk, cast)
    road = f"/consultations/{given['id']}/three-minutes"
    answer = as_(cast.lin).post(f"{road}/stands", data={"option": given["pick"], "stand": "object"})
    assert answer.status_code == 422
    assert "请写一句为什么" in answer.text


def test_a_station_that_is_not_on_the_road_is_not_there(call, cast, clock, client):
    made = call(make.opened, cast)
    for word in ("statements", "options", "nowhere"):
        assert client.get(f"/consultations/{made.id}/three-minutes/{word}").status_code == 404
    assert client.get(f"/consultations/{made.id}/three-minutes/words").status_code == 200


def test_ones_own_words_are_said_anew_and_shown_without_a_name(call, cast, clock, client):
    made = call(make.opened, cast)
    call(services.say, cast.wei, made.id, "怕施工太久")
    call(services.say, cast.wei, made.id, "怕挡光")
    assert call(queries.words, made.id) == ["怕挡光"]
    page = client.get(f"/consultations/{made.id}").text
    assert "怕挡光" in page
    assert "魏国强" not in page
    entry = call(lambda: Entry.filter(verb="open_question_answered").first())
    assert entry.facts == {}


def test_only_those_who_take_part_answer_and_only_a_question_that_is_asked(call, cast, clock):
    made = call(make.opened, cast)
    with pytest.raises(Forbidden):
        call(services.say, cast.outsider, made.id, "怕挡光")
    with pytest.raises(SignInNeeded):
        call(services.say, ANONYMOUS, made.id, "怕挡光")
    tea = call(make.teahouse, cast)
    with pytest.raises(Refused, match="walk_no_question"):
        call(services.say, cast.lin, tea.id, "怕挡光")
    early = call(make.preparing, cast)
    with pytest.raises(Refused, match="consultation_not_open"):
        call(services.say, cast.lin, early.id, "怕挡光")
