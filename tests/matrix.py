"""Who may do what: one row a route, the only place where a test says so.

``may`` names the roles that succeed; ``others`` says what everybody else who is signed in is told, ``anonymous`` what
somebody is told who is not. A route that stands in no row fails the build.
"""

from tests import stages
from tests import stages_money as money
from tests.matrix_actions import ACTIONS
from tests.matrix_bodies import BODIES
from tests.matrix_consultations import CONSULTATIONS
from tests.matrix_discussions import DISCUSSIONS
from tests.matrix_motions import MOTIONS
from tests.matrix_opinions import OPINIONS
from tests.matrix_preparation import PREPARATION
from tests.matrix_procedure import PROCEDURE
from tests.matrix_publication import PUBLICATION
from tests.matrix_record import RECORD
from tests.matrix_rolls import ROLLS
from tests.matrix_rows import RESIDENTS, Row, own, public
from tests.matrix_stations import STATIONS
from tests.matrix_votes import VOTES
from tests.matrix_workorders import WORKORDERS

STAFF = "facilitator clerk officer admin"
SUPPORTERS = "other-estate member chair recorder supervisor"  # residents, but not the proposer
WATCHERS = "member facilitator clerk supervisor officer"  # of the council, before the minutes are public
PROPOSAL = {
    "place": "place",
    "title": "三单元门口加装扶手",
    "need": "三单元门口有五级台阶，雨天难走。",
    "plan": "两边装不锈钢扶手，贴防滑条。",
    "category": "elderly",
}
ORGANISATION = {
    "name": "向阳社工服务中心",
    "kind": "social_org",
    "credit_code": "52510104MJQ123456P",
    "registered_on": "2020-01-01",
}
CALL = {
    "title": "南门路灯更换",
    "requirements": money.DESIRE,
    "criteria": "报价四成，做法六成，看清楚",
    "ceiling": "17000",
    "opens_at": "2026-11-23T09:00",
    "closes_at": "2026-12-05T09:00",
    "min_bids": "2",
}
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
        "facilitator clerk admin",
        "hidden",
        "hidden",
        path={"id": 2},
        form={"legal_name": "魏国强", "birth_year": "1980"},
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
        path={"code": "AAAA"},
        form={"display_name": "x", "login": "xx", "password": "eight-Long-9", "birth_year": "1980"},
        then=422,
    ),
    "invitation-acceptance": own(path={"code": "AAAA"}, form={}, then=422),
    "invitations": Row(STAFF, "hidden", "hidden", stages.place),
    "invitation-withdrawal": Row(STAFF, stage=stages.place, path={"role": "resident"}, form={}),
    "setup": public(path={"token": "x"}, then=404),
    "setup-submission": public(path={"token": "x"}, form={}, then=422),
    # proposals
    "proposals": public(),
    "proposal": public(stages.proposal),
    "proposal-edit": Row("resident", stage=stages.proposal),
    "proposal-amendment": Row("resident", stage=stages.proposal, form=PROPOSAL | {"version": "version"}),
    "proposal-withdrawal": Row("resident", stage=stages.proposal, form={}),
    "receipt": public(),
    # councils and sessions
    "councils": public(),
    "council": public(stages.council),
    "sessions": public(),
    "session": public(stages.opened),
    "session-mine": public(stages.opened),
    "session-console": Row(HOSTS, stage=stages.opened),
    "session-desk": Row(HOSTS, stage=stages.opened),
    "session-table": Row(HOSTS, stage=stages.opened),
    "session-arrivals": Row(HOSTS, stage=stages.opened),
    "session-arrivals-part": Row(HOSTS, stage=stages.opened),
    "session-record": Row(RUNNERS, stage=stages.opened),
    "session-record-part": Row(RUNNERS, stage=stages.opened),
    "session-sign-in-sheet": public(stages.opened),
    "session-names": public(stages.voted),
    "session-wall": public(stages.opened),
    "session-checkin": public(stages.checking_in),
    "session-presence": Row("member chair", stage=stages.checking_in, form={"code": "code"}),
    "session-door": Row(HOSTS, stage=stages.announced, form={}),
    "session-poll": public(stages.opened),
    "session-state": public(stages.opened),
    "session-events": public(stages.opened),
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
    **RECORD,
    # money
    "funds": public(),
    "decision-make": Row("clerk", stage=stages.resolution, form={"fund": "fund", "amount": "18000"}),
    "decisions": public(),
    "decision": public(stages.decision),
    "place-add": Row(
        "admin", "hidden", "hidden", stages.place, {"name": "四号院", "level": "estate"}, then=422
    ),
    "invitation-slips": Row(STAFF, stage=stages.place, form={"role": "resident", "count": "2"}, then=200),
    "proposal-new": public(),
    "proposal-submission": Row(
        f"{RESIDENTS} organisation rival",
        "refused",
        stage=stages.proposal_form,
        form=PROPOSAL | {"key": "key"},
    ),
    "proposal-receipt": public(stages.proposal),
    "proposal-support": Row(SUPPORTERS, stage=stages.open_proposal, form={}),
    "proposal-unsupport": Row(SUPPORTERS, stage=stages.open_proposal, form={}),
    "reviews": Row("clerk neighbour-clerk facilitator neighbour-facilitator"),
    "proposal-review": Row("clerk facilitator", stage=stages.proposal),
    "proposal-screening": Row(
        "clerk facilitator",
        stage=stages.proposal,
        form={"version": "version", "outcome": "accepted", "reason": "写得清楚，可以办。"},
    ),
    "session-minutes": public(stages.session_with_minutes, then=303),
    "minutes-sign": Row("recorder", "hidden", "hidden", stages.drafted, told={"no": f"chair {WATCHERS}"}),
    "minutes-signatures": Row(
        "recorder",
        "hidden",
        stage=stages.drafted,
        form={"role": "recorder", "digest": "digest", "password": "not-hers"},
        then=422,
        told={"refused": f"chair {WATCHERS}"},
    ),
    # whoever keeps the funds of a community sees their own community first
    "fund-new": Row("clerk neighbour-clerk officer"),
    "fund-open": Row(
        "clerk neighbour-clerk officer",
        form={"name": "激励资金", "year": "2026", "amount": "10000", "source": "街道"},
    ),
    "decision-new": public(stages.resolution),
    # notifications, pictures, organisations, notices
    "notifications": own(),
    "notifications-read": own(form={"up_to": "1"}),
    "picture": public(path={"name": "A" * 43}, then=404),
    "picture-small": public(path={"name": "A" * 43}, then=404),
    "organisations": public(),
    "organisation": public(path={"id": 1}),
    "organisation-new": own(),
    "organisation-registration": own(form=ORGANISATION),
    "notices": public(),
    "notice": public(money.notice),
    "notice-proof": public(money.notice_proved),
    "notice-proof-document": public(money.notice_proved),
    "notice-filing": Row("clerk", stage=money.notice_proved, form={}),
    "notice-acknowledgement": Row("officer", stage=money.notice_filed, form={}),
    "filings": public(),
    "notice-objections": Row(RESIDENTS, stage=money.notice, form={"text": "报价里没有写保修，请说明。"}),
    "objection-answering": Row("supervisor officer", stage=money.objection),
    "objection-answer": Row(
        "supervisor officer",
        stage=money.objection,
        form={"answer": "保修两年，已写进合同条款。", "verdict": "not_upheld"},
    ),
    **BODIES,
    **ACTIONS,
    **DISCUSSIONS,
    **PROCEDURE,
    **MOTIONS,
    **ROLLS,
    **VOTES,
    **WORKORDERS,
    **OPINIONS,
    **PUBLICATION,
    # calls, bids, awards
    "calls": public(),
    "call": public(money.call_open),
    "call-new": Row("clerk", stage=stages.decision),
    "call-create": Row("clerk", stage=stages.decision, form=CALL),
    "call-key": Row("clerk supervisor", stage=money.call_prepared, form={}, then=200),
    "call-publication": Row("clerk", stage=money.keys_taken, form={}),
    "bid-new": Row("organisation rival", stage=money.call_open),
    "call-bids": Row(
        "organisation",
        stage=money.call_open,
        form={"organisation": "organisation", "price": "15000", "plan": money.DESIRE},
    ),
    "bid": Row("organisation", "hidden", "hidden", stage=money.sealed_bid),
    "call-opening": Row("clerk supervisor", stage=money.bidding_over),
    "call-open": Row(
        "clerk", stage=money.bidding_over, form={"code": "clerk_code"}, told={"refused": "supervisor"}
    ),
    "call-award": Row(
        "clerk", stage=money.bids_opened, form={"bid": "bid", "reasons": "做法最细，保修最长，价格也低。"}
    ),
    "call-failure": Row("clerk", stage=money.bids_opened, form={"reason": "无人应征"}, then=422),
    "award": public(money.awarded, then=303),
    # contracts, milestones, payments
    "contracts": public(),
    "contract": public(money.contract),
    "contract-signing": Row("clerk", stage=money.notice_over),
    "contract-sign": Row(
        "clerk",
        stage=money.notice_over,
        form={
            "scope": "更换二十四盏路灯，含拆旧",
            "milestone": "装好",
            "due": "2027-03-01",
            "share": "15000",
        },
    ),
    "milestone-accepting": Row("clerk supervisor", stage=money.milestone),
    "milestone-acceptance": Row("supervisor", stage=money.milestone, form={"finding": "灯都亮了"}),
    "milestone-paying": Row("clerk supervisor", stage=money.accepted),
    "milestone-disbursement": Row(
        "clerk", stage=money.accepted, form={"amount": "15000", "voucher": "2027-001"}
    ),
}
TABLE |= STATIONS
TABLE |= PREPARATION
TABLE |= CONSULTATIONS
