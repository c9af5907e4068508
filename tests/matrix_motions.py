"""Who may do what about motions, points of order and votes, beyond moving, seconding and voting."""

from tests import stages
from tests import stages_motions as motions
from tests.matrix_rows import Row

RUNNERS = "chair recorder"  # of this session
HERE = "chair member"  # with a seat, and checked in
MOTION = {"motion": 1}

MOTIONS: dict[str, Row] = {
    "session-grants": Row(RUNNERS, stage=stages.debating, form=MOTION, then=422),
    "session-debate-reopenings": Row(RUNNERS, stage=motions.closed, form=MOTION),
    "session-points": Row("member", stage=stages.debating, form={"text": "发言跑题了"}),
    "session-rulings": Row(RUNNERS, stage=motions.pointed, form={"point": 1, "reason": "请只说路灯"}),
    "session-roll-calls": Row(RUNNERS, stage=motions.calling, form=MOTION),
    "session-casting-ends": Row(RUNNERS, stage=motions.on_paper, form=MOTION),
    "session-objections": Row(HERE, stage=motions.asking_consent, form={"motion": 1, "reason": "钱太多"}),
    "session-tellers": Row(RUNNERS, stage=stages.opened, form={"persons": "person"}),
    "session-recounts": Row(HERE, stage=motions.counted, form=MOTION),
}
