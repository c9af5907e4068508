"""Who may do what with councils, their seats, and the rules they go by."""

from tests import stages as sessions
from tests import stages_bodies as stages
from tests.matrix_rows import Row, own, public

KEEPERS = "clerk officer admin"  # of the council's register
HOSTS = "chair recorder facilitator clerk"  # they call sessions
WRITERS = "clerk neighbour-clerk officer admin"  # of rules, which belong to no place
JOINT = "clerk neighbour-clerk officer admin"  # at the places of the member bodies as well
INTEREST = {"tie": "property", "subject": "一号院的铺面"}
SEAT = {"login": "lin", "role": "member", "kind": "elected"}
VERSION = {
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
}

BODIES: dict[str, Row] = {
    "rule-set": public(stages.rules),
    "rule-set-new": Row(WRITERS, stage=stages.rules),
    "rule-set-entry": Row(WRITERS, stage=stages.rules, form=VERSION),
    "rule-set-check": Row(WRITERS, stage=stages.rules, form={"compared_with": "国务院公报2025年第32号"}),
    "council-new": Row(WRITERS),
    "council-founding": Row(
        KEEPERS, stage=stages.rules, form={"place": "place", "name": "一号院议事会", "rule_set": "id"}
    ),
    "council-keeping": Row(KEEPERS, stage=stages.council),
    "council-rules": Row(KEEPERS, stage=stages.council, form={"rule_set": "other"}),
    "council-term": Row(
        KEEPERS, stage=stages.council, form={"starts_on": "2029-01-01", "ends_on": "2031-12-31"}
    ),
    "council-seat": Row(KEEPERS, stage=stages.council, form=SEAT),
    "seat-role": Row(KEEPERS, stage=stages.seat),
    "seat-role-change": Row(KEEPERS, stage=stages.seat, form={"role": "recorder"}),
    # seats
    "council-seating": Row(KEEPERS, stage=stages.council),
    "council-substitute": Row(KEEPERS, stage=stages.council, form={"login": "lin"}),
    "council-following": Row(KEEPERS, stage=stages.seated, form={}),
    "council-observer": Row(
        KEEPERS,
        stage=stages.council,
        form={"observer_name": "王书记", "observer_capacity": "社区党委书记"},
    ),
    "observer-end": Row(KEEPERS, stage=stages.observer, form={}),
    "council-interest": Row(KEEPERS, stage=stages.seated, form=INTEREST | {"person": "person"}),
    "seat-end": Row(KEEPERS, stage=stages.seat),
    "seat-ending": Row(
        KEEPERS,
        stage=stages.seat,
        form={"ending": "resigned", "reason": "11 月 20 日书面辞职", "last_day": "2026-11-01"},
    ),
    "my-interests": own(),
    # members and those who wait for a seat; others are told that they have nothing to declare
    "my-interest-declaration": Row("chair recorder resident", "refused", stage=stages.seated, form=INTEREST),
    "interest-lifting": Row(KEEPERS, stage=stages.interest, form={}),
    # joint councils
    "council-bodies": Row(JOINT, stage=stages.joint),
    "council-body": Row(
        "officer admin", stage=stages.joint, form={"bench_place": "estate", "bench_quorum": ">1/2"}
    ),
    "council-rotation": Row("officer admin", stage=stages.unrotated, form={"first_quarter": "2027-01-01"}),
    "council-host-swap": Row(
        JOINT, stage=stages.joint, form={"quarter": "2027-01-01", "bench": "first", "reason": "场地在装修"}
    ),
    "body-leaving": Row("officer admin", stage=stages.unseated, form={}),
    # what stands between sessions
    "council-arrangements": Row(KEEPERS, stage=stages.council),
    "council-series": Row(
        KEEPERS,
        stage=stages.council,
        form={"title": "季度例会", "rhythm": "quarterly", "starts_on": "2026-10-01"},
    ),
    "council-agreement": Row(
        KEEPERS,
        stage=stages.council,
        form={"agreement_title": "共治备忘录", "parties": "两社区", "signed_on": "2026-06-01"},
    ),
    "council-team": Row(KEEPERS, stage=stages.council, form={"login": "zheng", "duty": "steward"}),
    "series-end": Row(KEEPERS, stage=stages.series, form={}),
    "agreement-paper": public(stages.agreement),
    "session-team": Row(HOSTS, stage=sessions.announced),
    "session-helper": Row(HOSTS, stage=sessions.announced, form={"login": "lin", "duty": "volunteer"}),
    "session-helper-leaving": Row(
        HOSTS, stage=sessions.announced, form={"person": "person", "duty": "volunteer"}
    ),
    "council-team-leaving": Row(
        KEEPERS, stage=stages.team_place, form={"person": "person", "duty": "steward"}
    ),
}
