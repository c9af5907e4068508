"""Who may write about what has to be done, and beside resolutions; anyone reads."""

from tests import stages_actions as stages
from tests.matrix_rows import Row, public

ACTIONS: dict[str, Row] = {
    "transparency": public(stages.place),
    "actions": public(stages.actions),
    "actions-table": public(stages.actions),
    "action": public(stages.action),
    "action-steps": Row(
        "chair recorder facilitator clerk officer",
        stage=stages.action,
        form={"kind": "progress", "text": "灯已经到货。"},
    ),
    "action-assignments": Row(
        "chair recorder facilitator clerk officer", stage=stages.action, form={"name": "路灯管理所"}
    ),
    "errand-new": Row("clerk officer", stage=stages.resolution),
    "errands": Row(
        "clerk officer",
        stage=stages.resolution,
        form={
            "key": "k" * 20,
            "title": "换好南门路灯",
            "text": "按决议换好路灯。",
            "category": "facility",
            "place": "place",
            "spot": "南门",
            "name": "路灯管理所",
            "due_on": "due",
        },
    ),
    "action-review": public(stages.review),
    "action-review-pdf": public(stages.review),
    "resolution-notice": Row("recorder clerk officer", stage=stages.resolution, form={}),
    "resolution-notes": Row(
        "recorder clerk officer", stage=stages.resolution, form={"kind": "legal", "text": "没有法律问题。"}
    ),
}
