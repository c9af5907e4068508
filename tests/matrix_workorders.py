"""Who reports, sends, does and checks; anyone reads."""

from tests import stages_workorders as stages
from tests.matrix_rows import RESIDENTS, Row, public

WORKORDERS: dict[str, Row] = {
    "workorders": public(stages.reported),
    "workorder": public(stages.reported),
    "workorder-receipt": public(stages.reported),
    "workorder-new": public(stages.reporting),
    "workorder-report": Row(
        f"{RESIDENTS} facilitator clerk officer",
        stage=stages.reporting,
        form={
            "key": "k" * 20,
            "title": "三单元楼道灯不亮",
            "text": "上个星期就不亮了。",
            "category": "facility",
            "place": "estate",
            "spot": "三单元二楼",
            "sure": "1",
        },
    ),
    "workorder-reporters": Row(
        "other-estate member chair recorder supervisor",
        told={"refused": "resident"},  # it is her own report
        stage=stages.reported,
        form={"text": "我家门口也是。"},
    ),
    "workorder-step": Row("organisation", stage=stages.sent, path={"kind": "done"}),
    "workorder-steps": Row("organisation", stage=stages.sent, path={"kind": "acknowledged"}, form={}),
    "workorder-sending": Row("clerk officer", stage=stages.reported),
    "workorder-extending": Row("clerk officer", stage=stages.sent),
    "workorder-same": Row("clerk officer", stage=stages.reported),
    "workorder-dispatch": Row(
        "clerk officer", stage=stages.reported, form={"name": "自来水公司", "due_on": "due"}
    ),
    "workorder-extension": Row(
        "clerk officer", stage=stages.sent, form={"due_on": "due", "text": "配件还没有到。"}
    ),
    "workorder-merging": Row(
        "clerk officer", stage=stages.two, form={"into": "other", "text": "说的是同一件事。"}
    ),
    "workorder-desk": Row("clerk neighbour-clerk officer admin", stage=stages.reported),
    "workorder-pace": Row("officer admin", stage=stages.place, form={"pace": "whistle"}),
}
