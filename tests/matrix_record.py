"""Who may do what with minutes and resolutions: the recorder writes, those who were there object, two sign."""

from tests import stages
from tests import stages_consultations as consultations
from tests import stages_money as money
from tests.matrix_rows import Row, public

# they read a draft; for everybody else there is none
STAFF = "facilitator clerk supervisor officer"
TASK = {"motion": 1, "content": "换好路灯", "owner": "居委会", "due": "2027-06-30"}

RECORD: dict[str, Row] = {
    "minutes-list": public(),
    "minutes": public(stages.published),
    "minutes-record": public(stages.published),
    "minutes-document": public(stages.published),
    "minutes-pdf": public(stages.published),
    "minutes-docx": public(stages.published),
    "record-pdf": public(stages.published),
    "record-docx": public(stages.published),
    "minutes-votes": public(stages.published),
    "minutes-archive": public(stages.published),
    "minutes-item": public(stages.published, path={"n": 1}),
    "minutes-item-pdf": public(stages.published, path={"n": 1}),
    "notice-poster": public(money.notice),
    "session-poster": public(stages.announced),
    "session-sign-in-pdf": public(stages.announced),
    "consultation-report": public(consultations.concluded),
    "consultation-report-pdf": public(consultations.concluded),
    "consultation-report-docx": public(consultations.concluded),
    "minutes-review": public(stages.published),
    "minutes-objections": Row(
        "member chair",
        others="hidden",
        told={"no": f"recorder {STAFF}"},
        stage=stages.reviewed,
        form={"anchor": "anchor", "text": "不是这么说的。"},
    ),
    "minutes-objection-answering": Row(
        "recorder", others="hidden", told={"no": f"member chair {STAFF}"}, stage=stages.objected
    ),
    "minutes-objection-answer": Row(
        "recorder",
        others="hidden",
        told={"no": f"member chair {STAFF}"},
        stage=stages.objected,
        form={"answer": "照改。", "verdict": "accepted"},
    ),
    "minutes-desk": Row("recorder", stage=stages.published),
    "minutes-prose": Row("recorder", stage=stages.drafted, form={"anchor": "item-1", "text": "都说太黑。"}),
    "minutes-tasks": Row("recorder", stage=stages.drafted, form=TASK),
    "minutes-task-removals": Row("recorder", stage=stages.drafted, form={"place": 0}),
    "minutes-correcting": Row("recorder", stage=stages.published),
    "minutes-corrections": Row(
        "recorder",
        stage=stages.published,
        form={"reason": "地点写错", "anchor": ["facts"], "was": [""], "now": ["二楼"]},
    ),
    "minutes-draft": Row("recorder", stage=stages.over, form={}),
    "resolutions": public(),
    "resolution": public(stages.resolution),
    "verify": public(),
    "verify-file": public(form={}, then=422),
}
