"""The page of rules and the pages of rule sets, through the browser's door."""

import pytest

from councils.commands import load_rule_sets
from councils.models import RuleSet
from councils.rulebook.forms import shown
from tests.factories import councils as make

ENTRY = {
    "title": "居民会议规则（2025年修订本）",
    "source": "《中华人民共和国居民委员会组织法》2025年修订",
    "effective_on": "2026-01-01",
    "strictness": "simple",
    "quorum": ">1/2",
    "majority": ">1/2",
    "majority_base": "present",
    "higher": "2/3",
    "speech_seconds": "120",
    "speeches_per_motion": "2",
    "session_notice_days": "7",
    "award_notice_days": "7",
    "degrees": "1",
    "masking": "full",
    "chair_votes": "1",
    "convening": ["1/10", "", ""],
    "convening_of": ["residents", "residents", "residents"],
}


def _key(call, key, version=1):
    return call(lambda: RuleSet.get(key=key, version=version))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everyone_reads_every_rule_set_in_plain_words(client, call, clock, lang):
    call(load_rule_sets)
    client.cookies.set("lang", lang)
    book = client.get("/rules").text
    for rule_set in call(RuleSet.all):
        page = client.get(f"/rules/{rule_set.id}")
        assert page.status_code == 200, rule_set.key
        assert rule_set.source in page.text
    council = _key(call, "council", 3)
    assert f'id="rule-set-{council.id}"' in book
    assert 'id="principles"' in book
    assert 'id="speaking-order"' in book


def test_figures_are_told_as_people_say_them(client, call, clock):
    call(load_rule_sets)
    page = client.get(f"/rules/{_key(call, 'council', 2).id}").text
    assert "例如应到 20 人，至少要到 14 人" in page
    assert "一年内无故缺席 3 次" in page
    assert "待核" in page
    hearing = client.get(f"/rules/{_key(call, 'hearing').id}").text
    assert "至少要有 10 位居民（村民）代表" in hearing
    assert "至少要有 20 位直接受影响的居民" in hearing
    assert "一个人只能算在一边" in hearing
    assembly = client.get(f"/rules/{_key(call, 'residents-assembly', 3).id}").text
    assert "18 周岁以上居民的五分之一以上" in assembly
    assert "也可以按户代表算：过半数" in assembly


def test_the_law_for_owners_is_shown_from_where_votes_keep_it(client, call, clock):
    book = client.get("/rules").text
    assert "第二百七十八条" in book
    assert "四分之三以上" in book


def test_a_clerk_enters_a_version_and_an_officer_checks_it(as_, call, cast, clock):
    call(load_rule_sets)
    base = _key(call, "residents-assembly", 2)
    clerk = as_(cast.sun)
    form = clerk.get(f"/rules/{base.id}/versions/new")
    assert form.status_code == 200
    assert form.text.count('value="&gt;1/2" selected') == 2
    sent = clerk.post(f"/rules/{base.id}/versions", data=ENTRY)
    assert sent.status_code == 303
    page = clerk.get(sent.headers["location"])
    assert "18 周岁以上居民的十分之一以上" in page.text
    assert "都对，改成已核对" not in page.text
    officer = as_(cast.zhou)
    assert "都对，改成已核对" in officer.get(sent.headers["location"]).text
    checked = officer.post(sent.headers["location"] + "/check", data={"compared_with": "公报2025年第6号"})
    assert checked.status_code == 303
    assert "公报2025年第6号" in clerk.get(checked.headers["location"]).text


def test_what_was_typed_stays_when_a_figure_is_refused(as_, call, cast, clock):
    base = call(make.rule_set)
    sent = as_(cast.sun).post(
        f"/rules/{base.id}/versions", data=ENTRY | {"absences": "3", "title": "我们的规则"}
    )
    assert sent.status_code == 422
    assert "就要写出处" in sent.text
    assert "我们的规则" in sent.text
    crooked = as_(cast.sun).post(
        f"/rules/{base.id}/versions", data=ENTRY | {"convening_of": ["nobody", "", ""]}
    )
    assert crooked.status_code == 422


def test_the_form_begins_with_the_figures_of_the_version_before(call, clock):
    call(load_rule_sets)
    begun = shown(_key(call, "hearing"))
    assert (begun["majority"], begun["minimums"], begun["minimums_of"]) == (
        "3/5",
        ["10", "20"],
        ["representatives", "affected"],
    )


def test_the_councils_page_leads_to_the_rules_that_bind_it(client, call, cast, clock):
    council = call(make.council, cast)
    assert f'/rules/{council.rule_set_id}"' in client.get(f"/councils/{council.id}").text
