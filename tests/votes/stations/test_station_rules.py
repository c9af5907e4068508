"""What is in order at the desk, at the kiosk, and for a proxy."""

from datetime import UTC, datetime, timedelta

import pytest

from civic.kit.errors import Refused, Stale
from tests.cast import Cast
from votes.rules import Channel, Phase
from votes.stations import rules as desk
from votes.stations.kiosks import rules as kiosks
from votes.stations.kiosks.rules import Shown
from votes.stations.proxies import rules as proxies
from votes.stations.proxies.rules import Authorisation, Relation, Terms
from votes.stations.rules import Offers, Standing, Step

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
ABSENT = Authorisation(1, 2, Relation.CHILD, "委托书 2026-1")
THREE = Terms(most=3)


def refused(code: str):
    return pytest.raises(Refused, match=code)


def test_staff_of_the_place_attend_the_desk_and_supervisors_watch(cast: Cast):
    path = cast.community.path
    assert desk.may_attend(cast.sun, path)
    assert desk.may_attend(cast.zheng, path)
    for other in (cast.gao, cast.lin, cast.chen, cast.other_clerk, cast.other_facilitator, cast.admin):
        assert not desk.may_attend(other, path)
    assert desk.may_watch(cast.gao, path)
    assert not desk.may_watch(cast.other_clerk, path)


def test_papers_are_handed_out_replaced_and_taken_back_in_order():
    desk.check_step(Step.HANDED, Standing(), True)
    with refused("paper_already_handed"):
        desk.check_step(Step.HANDED, Standing(handed=True), True)
    for step in (Step.REPLACED, Step.RETURNED):
        with refused("paper_not_handed"):
            desk.check_step(step, Standing(), True)
        desk.check_step(step, Standing(handed=True), True)
        with pytest.raises(Stale, match="station_has_voted"):
            desk.check_step(step, Standing(Channel.PHONE, handed=True), True)
    with refused("paper_not_offered"):
        desk.check_step(Step.HANDED, Standing(), False)


def test_nothing_is_offered_to_who_has_voted_or_when_nobody_votes():
    assert desk.offers(Phase.VOTING, Standing(Channel.PAPER), True, True) == Offers()
    for phase in (Phase.PREPARING, Phase.ANNOUNCED, Phase.OVER, Phase.CLOSED):
        assert desk.offers(phase, Standing(), True, True) == Offers()


def test_the_desk_offers_what_the_ballot_allows():
    plain = desk.offers(Phase.VOTING, Standing(), False, False)
    assert (plain.code, plain.assist, plain.proxy, plain.hand) == (True, True, False, False)
    paper = desk.offers(Phase.VOTING, Standing(handed=True), True, True)
    assert (paper.hand, paper.replace, paper.take_back, paper.proxy) == (False, True, True, True)


@pytest.mark.parametrize("typed", ["482 915", "482915", " 482-915 ", "４８２９１５"])
def test_six_figures_are_a_code_of_the_desk(typed: str):
    assert kiosks.kind_of(typed) is Shown.DESK


@pytest.mark.parametrize("typed", ["ACDE-FGHJ-KMNP", "48291", "4829157", "ACD915", ""])
def test_anything_else_is_looked_up_among_the_slips(typed: str):
    assert kiosks.kind_of(typed) is Shown.SLIP


def test_codes_of_the_desk_are_six_figures():
    drawn = {kiosks.new_code() for _ in range(200)}
    assert len(drawn) > 190
    assert all(kiosks.kind_of(code) is Shown.DESK for code in drawn)


def test_a_kiosk_never_outlives_the_voting():
    hour = timedelta(hours=1)
    assert kiosks.ends_at(NOON + hour, NOON, 8) == NOON + hour
    assert kiosks.ends_at(NOON + 9 * hour, NOON, 8) == NOON + 8 * hour
    assert kiosks.ends_at(None, NOON, 8) == NOON + 8 * hour
    assert kiosks.runs(None, NOON + hour, NOON)
    assert not kiosks.runs(None, NOON, NOON)
    assert not kiosks.runs(NOON, NOON + hour, NOON)


@pytest.mark.parametrize("parameters", [{}, {"proxies": 0}, {"proxies": "3"}, {"proxies": -1}])
def test_without_a_clear_word_there_are_no_proxies(parameters: dict[str, object]):
    assert not proxies.terms(parameters).offered
    with refused("proxy_not_offered"):
        proxies.check_authorisation(proxies.terms(parameters), ABSENT, 0, False, False)


def test_the_terms_are_read_from_the_ballots_parameters():
    assert proxies.terms({"proxies": 2}) == Terms(2, True)
    assert proxies.terms({"proxies": 2, "proxies_near": False}) == Terms(2, False)


def test_an_authorisation_is_recorded_when_everything_is_in_order():
    proxies.check_authorisation(THREE, ABSENT, 2, False, False)


def test_nobody_is_his_own_proxy():
    with refused("proxy_of_self"):
        proxies.check_authorisation(THREE, Authorisation(1, 1, Relation.CHILD, "委托书"), 0, False, False)


def test_only_near_people_are_proxies_unless_the_ballot_says_otherwise():
    friend = Authorisation(1, 2, Relation.OTHER, "委托书")
    with refused("proxy_not_near"):
        proxies.check_authorisation(THREE, friend, 0, False, False)
    proxies.check_authorisation(Terms(3, near_only=False), friend, 0, False, False)
    assert Relation.OTHER not in THREE.relations


def test_one_proxy_stands_for_at_most_so_many():
    with refused("proxy_most"):
        proxies.check_authorisation(THREE, ABSENT, 3, False, False)
    with refused("proxy_most"):
        proxies.check_authorisation(Terms(1), ABSENT, 1, False, False)


def test_nobody_is_asked_who_is_away_himself_and_nobody_asks_two():
    with refused("proxy_is_away"):
        proxies.check_authorisation(THREE, ABSENT, 0, True, False)
    with refused("proxy_given"):
        proxies.check_authorisation(THREE, ABSENT, 0, False, True)
