"""Who may write beside the floor: anyone with an account; texts are taken away by those who answer for the site."""

from tests import stages_discussions as stages
from tests.matrix_rows import EVERYONE, Row, public

WRITING = {"item": 1, "kind": "question", "text": "灯杆装在谁家门口？"}

DISCUSSIONS: dict[str, Row] = {
    "session-contributions": public(stages.on_item),
    "session-contribution-post": Row(EVERYONE, stage=stages.on_item, form=WRITING),
    "session-contribution-erase": Row(
        "clerk facilitator officer", stage=stages.contributed, form={"number": 1, "reason": "写了别人的电话"}
    ),
}
