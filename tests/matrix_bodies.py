"""Who may do what with councils, their seats, and the rules they go by."""

from tests import stages_bodies as stages
from tests.matrix_rows import Row, public

KEEPERS = "clerk officer admin"  # of the council's register
WRITERS = "clerk neighbour-clerk officer admin"  # of rules, which belong to no place
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
}
