"""Who may do what: one row a route, the only place where a test says so.

``may`` names the roles that succeed; ``others`` says what everybody else who is signed in is told, ``anonymous`` what
somebody is told who is not. A route that stands in no row fails the build.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests import stages
from tests.cast import Cast

ROLES = {
    "resident": "lin",
    "other-estate": "wei",
    "neighbour": "outsider",  # a resident of another community
    "member": "tang",
    "chair": "chen",
    "recorder": "ma",
    "facilitator": "zheng",
    "neighbour-facilitator": "other_facilitator",
    "clerk": "sun",
    "neighbour-clerk": "other_clerk",
    "organisation": "hao",
    "rival": "luo",
    "supervisor": "gao",
    "officer": "zhou",
    "admin": "admin",
}
RESIDENTS = "resident other-estate member chair recorder supervisor"
EVERYONE = " ".join(ROLES)

Stage = Callable[[Cast], Awaitable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Row:
    """What a route answers to whom, on a stage that gives the numbers in its path and in its form."""

    may: str = EVERYONE
    others: str = "no"  # no: 403 · hidden: as what does not exist · refused: 422 with a sentence · in: to the sign-in page
    anonymous: str = "in"  # also: ok
    stage: Stage = stages.empty
    form: Mapping[str, Any] | None = None  # None: the route is read
    then: int = 0  # what the first who may is answered; 0: 303 to a form, 200 to a reading
    path: Mapping[str, Any] = field(default_factory=dict)


def public(stage: Stage = stages.empty, **more: Any) -> Row:
    """Everyone may read it."""
    return Row(anonymous="ok", stage=stage, **more)


def own(stage: Stage = stages.empty, **more: Any) -> Row:
    """Everyone who is signed in has one of their own."""
    return Row(stage=stage, **more)


STAFF = "facilitator clerk officer admin"
RUNNERS = "chair recorder"  # of this session
HOSTS = "chair recorder facilitator clerk"  # they call it and mind the door
MOTION = {"motion": 1}

TABLE: dict[str, Row] = {
    # places, help, preferences
    "static": public(path={"name": "robots.txt"}, then=404),
    "home": public(),
    "places": public(),
    "place": public(stages.place),
    "place-choice": public(stages.place, form={}),
    "place-new": Row("admin", "hidden", "hidden", stages.place),
    "place-add": Row("admin", "hidden", "hidden", stages.place, {"name": "四号院", "level": "estate"}),
    "help": public(),
    "rules": public(),
    "preferences": public(form={"lang": "en"}),
    # people
    "me": own(),
    "rename": own(form={"display_name": "新名字"}),
    "my-home": own(),
    "my-home-entry": own(stages.place, form={"estate": "estate", "address": "9-9-901"}, then=422),
    "person": public(path={"id": 1}),
    "verification": Row("facilitator clerk admin", "hidden", "hidden", path={"id": 2}),
    "verification-entry": Row(
        "facilitator clerk admin", "hidden", "hidden", path={"id": 2}, form={"legal_name": "魏国强"}
    ),
    "grants": Row(STAFF, "hidden", "hidden", stages.place),
    "grant": Row("clerk officer admin", stage=stages.place, form={"login": "wei", "role": "member"}),
    "grant-revocation": Row(STAFF, "hidden", "hidden", path={"id": 2}, form={}),
    # sign-in
    "sign-in": public(),
    "sign-in-submission": public(form={"login": "lin", "password": "not-hers"}, then=422),
    "sign-out": public(form={}),
    "sign-ins": own(),
    "sign-in-end": own(path={"id": 999}, form={}, then=404),
    "password": own(form={"old_password": "no", "password": "eight-Long-9"}, then=422),
    "invitation-code": public(),
    "invitation-code-submission": public(form={"code": "AAAA"}, then=422),
    "invitation": public(path={"code": "AAAA"}, then=422),
    "account": public(
        path={"code": "AAAA"}, form={"display_name": "x", "login": "xx", "password": "eight-Long-9"}, then=422
    ),
    "invitation-acceptance": own(path={"code": "AAAA"}, form={}, then=422),
    "invitations": Row(STAFF, "hidden", "hidden", stages.place),
    "invitation-slips": Row(STAFF, stage=stages.place, form={"role": "resident", "count": "2"}),
    "invitation-withdrawal": Row(STAFF, stage=stages.place, path={"role": "resident"}, form={}),
    "setup": public(path={"token": "x"}, then=404),
    "setup-submission": public(path={"token": "x"}, form={}, then=422),
    # proposals
    "proposals": public(),
    "proposal-new": Row(RESIDENTS),
    "proposal-submission": Row(
        RESIDENTS,
        stage=stages.proposal_form,
        form={
            "key": "key",
            "place": "place",
            "title": "三单元门口加装扶手",
            "need": "三单元门口有五级台阶，雨天难走。",
            "plan": "两边装不锈钢扶手，贴防滑条。",
            "category": "elderly",
        },
    ),
    "proposal": public(stages.proposal),
    "proposal-receipt": Row("resident", stage=stages.proposal),
    "proposal-edit": Row("resident", stage=stages.proposal),
    "proposal-amendment": Row(
        "resident",
        stage=stages.proposal,
        form={
            "version": "version",
            "place": "place",
            "title": "三单元门口加装扶手",
            "need": "三单元门口有五级台阶，雨天难走。",
            "plan": "两边装不锈钢扶手，贴防滑条。",
            "category": "elderly",
        },
    ),
    "proposal-withdrawal": Row("resident", stage=stages.proposal, form={}),
    "proposal-support": Row(RESIDENTS, stage=stages.open_proposal, form={}),
    "proposal-unsupport": Row(RESIDENTS, stage=stages.open_proposal, form={}),
    "receipt": public(),
    # councils and sessions
    "councils": public(),
    "council": public(stages.council),
    "sessions": public(),
    "session-new": Row(HOSTS, stage=stages.council),
    "session-create": Row(
        HOSTS,
        stage=stages.council,
        form={
            "title": "第二次会议",
            "starts_at": "2027-03-01T19:30",
            "venue": "活动室",
            "basis": "例会",
            "chair": "chair",
            "recorder": "recorder",
            "item_title": "路灯",
        },
    ),
    "session": public(stages.opened),
    "session-mine": public(stages.opened),
    "session-console": Row(HOSTS, stage=stages.opened),
    "session-desk": Row(HOSTS, stage=stages.opened),
    "session-table": Row(HOSTS, stage=stages.opened),
    "session-wall": public(stages.opened),
    "session-checkin": public(stages.checking_in),
    "session-presence": Row("member chair", stage=stages.checking_in, form={"code": "code"}),
    "session-door": Row(HOSTS, stage=stages.announced, form={}),
    "session-poll": public(stages.opened),
    "session-wall-poll": public(stages.opened),
    "session-live": public(stages.opened),
    "session-wall-live": public(stages.opened),
    "session-opening": Row(RUNNERS, stage=stages.checking_in, form={}, then=422),
    "session-adjournment": Row(RUNNERS, stage=stages.opened, form={"confirmed": "on"}),
    "session-departures": Row(HOSTS, stage=stages.opened, form={"person": "person"}),
    "session-items": Row(RUNNERS, stage=stages.opened, form={"item": "1"}),
    "session-postponements": Row(RUNNERS, stage=stages.opened, form={"item": "1"}),
    "session-item-closings": Row(RUNNERS, stage=stages.on_item, form={"item": "1"}),
    "session-motions": Row(
        "member",
        stage=stages.on_item,
        form={"text": "由居委会换好南门路灯，六月三十日前完成", "amount": "18000"},
    ),
    "session-seconds": Row("member", stage=stages.moved, form=MOTION, then=422),
    "session-statements": Row(RUNNERS, stage=stages.moved, form=MOTION, then=422),
    "session-lapses": Row(RUNNERS, stage=stages.moved, form=MOTION),
    "session-withdrawals": Row("member", stage=stages.moved, form=MOTION),
    "session-debates": Row(RUNNERS, stage=stages.moved, form=MOTION, then=422),
    "session-debate-closings": Row(RUNNERS, stage=stages.debating, form=MOTION),
    "session-hands": Row("member", stage=stages.debating, form={"motion": 1, "stance": "for"}),
    "session-hand-withdrawals": Row("member", stage=stages.hand_up, form=MOTION, then=422),
    "session-calls": Row(RUNNERS, stage=stages.hand_up, form={"person": "person"}),
    "session-speech-ends": Row(RUNNERS, stage=stages.speaking, form={"speech": 1}),
    "session-gists": Row(RUNNERS, stage=stages.speaking, form={"speech": 1, "gist": "南门路灯应该先修"}),
    "session-votes": Row(RUNNERS, stage=stages.debating, form={"motion": 1, "method": "phones"}, then=422),
    "session-voices": Row("chair member", stage=stages.voting, form={"motion": 1, "choice": "yes"}),
    "session-results": Row(RUNNERS, stage=stages.voting_by_hands, form={"motion": 1, "yes": 3, "no": 1}),
    "session-voidings": Row(RUNNERS, stage=stages.voting_by_hands, form={"motion": 1, "reason": "开错了"}),
    # the record
    "minutes-list": public(),
    "minutes": public(stages.published),
    "minutes-record": public(stages.published),
    "minutes-document": public(stages.published),
    "session-minutes": public(stages.session_with_minutes),
    "minutes-draft": Row("recorder", stage=stages.over, form={}),
    "minutes-sign": Row("chair recorder", stage=stages.drafted),
    "minutes-signatures": Row(
        "recorder",
        stage=stages.drafted,
        form={"role": "recorder", "digest": "digest", "password": "x"},
        then=422,
    ),
    "resolutions": public(),
    "resolution": public(stages.resolution),
    "verify": public(),
    # money
    "funds": public(),
    "fund-new": Row("clerk"),
    "fund-open": Row("clerk", form={"name": "激励资金", "year": "2026", "amount": "10000", "source": "街道"}),
    "decision-new": Row("clerk", stage=stages.resolution),
    "decision-make": Row("clerk", stage=stages.resolution, form={"fund": "fund", "amount": "18000"}),
    "decisions": public(),
    "decision": public(stages.decision),
}
