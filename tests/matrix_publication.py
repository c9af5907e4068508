"""Who may do what with the record of a vote: anyone reads, two tellers sign, voters contest, supervisors declare void."""

from tests import stages_publication as stages
from tests.matrix_rows import Row, public

# on the roll of the stage's vote, or looking after votes at this place
CONTESTERS = "resident other-estate chair clerk supervisor facilitator officer"
RECEIPT = {"code": "ACD-EFGH-JKM"}
WHY = {"reason": "我用回执查到的票，和我投的不一样。"}
ANSWER = {"answer": "已经对过回执和票箱，没有错。", "verdict": "dismissed"}

PUBLICATION: dict[str, Row] = {
    "ballot-record": public(stages.counted),
    "ballot-bulletin": public(stages.counted),
    "ballot-papers-csv": public(stages.counted),
    "ballot-papers-json": public(stages.counted),
    "ballot-pabulib": public(stages.round_counted),
    "ballot-bundle": public(stages.counted),
    "recount-program": public(),
    "paper-receipt": public(),
    "paper-receipt-check": public(form=RECEIPT, then=404),
    "ballot-receipt": public(stages.counted),
    "ballot-receipt-check": public(stages.counted, form=RECEIPT, then=404),
    "ballot-proof": public(stages.counted, form=RECEIPT, then=404),
    "ballot-signature": Row("clerk supervisor", stage=stages.counted, form={"digest": "digest"}),
    "ballot-contesting": Row(CONTESTERS, stage=stages.counted),
    "ballot-contest": Row(CONTESTERS, stage=stages.counted, form=WHY),
    "contest-answering": Row("clerk supervisor officer", stage=stages.contested),
    "contest-answer": Row("clerk supervisor officer", stage=stages.contested, form=ANSWER),
    "ballot-voiding": Row("supervisor officer", stage=stages.counted),
    "ballot-void": Row("supervisor officer", stage=stages.counted, form=WHY),
    "ballot-rerun": Row("clerk facilitator", stage=stages.void, form={}),
}
