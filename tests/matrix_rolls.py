"""Who may do what with a roll."""

from tests import stages_rolls as stages
from tests.matrix_rows import Row, own, public

DESK = "clerk facilitator"
WATCH = f"{DESK} supervisor"
LINE = {"name": "新来的居民", "birth_year": "1980"}

ROLLS: dict[str, Row] = {
    "roll": Row(WATCH, stage=stages.drafted),
    "roll-search": Row(WATCH, stage=stages.drafted, form={"wanted": "1"}, then=200),
    "roll-building": Row(DESK, stage=stages.drafted, form={}),
    "roll-line-new": Row(DESK, stage=stages.drafted),
    "roll-lines": Row(DESK, stage=stages.drafted, form=LINE),
    "roll-line": Row(DESK, stage=stages.drafted),
    "roll-correction": Row(DESK, stage=stages.drafted, form=LINE),
    "roll-striking": Row(DESK, stage=stages.drafted, form={}),
    "roll-late": Row("clerk supervisor", stage=stages.frozen),
    "roll-late-addition": Row(
        "clerk supervisor", stage=stages.frozen, form={**LINE, "basis": "居委会会议记录第三项，漏登一户"}
    ),
    "roll-me": own(stages.drafted),
    "roll-challenges": Row(WATCH, stage=stages.challenged),
    "roll-challenge": own(
        stages.drafted, form={"matter": "missing", "text": "我家在三号院，名册上没有我们家。"}
    ),
    "roll-challenge-answer": Row(
        DESK, stage=stages.challenged, form={"verdict": "upheld", "answer": "已经查对，名册改好了。"}
    ),
    "roll-import": Row(DESK, stage=stages.drafted),
    "roll-upload": Row(DESK, stage=stages.drafted, form={"lines": "1"}, then=422),
    "roll-preview": Row(DESK, stage=stages.uploaded),
    "roll-import-confirmation": Row(DESK, stage=stages.uploaded, form={}),
    "roll-import-withdrawal": Row(DESK, stage=stages.uploaded, form={}),
    "roll-sample": Row(DESK, stage=stages.drafted, path={"kind": "csv"}),
    "roll-slips": Row(DESK, stage=stages.drafted),
    "roll-slips-printing": Row(DESK, stage=stages.drafted, form={"which": "new", "first": "1"}, then=200),
    "roll-slip-again": Row(DESK, stage=stages.drafted, form={}, then=200),
    "vote": public(),
    "vote-admission": public(form={"code": "1-ACDE-FGHJ-KMNP"}, then=422),
    "sortitions": public(stages.drafted),
    "sortition-new": Row(DESK, stage=stages.drafted),
    "sortition-announcement": Row(
        DESK,
        stage=stages.drafted,
        form={
            "title": "公园讨论小组",
            "seats": "2",
            "source": "双色球第2026135期开奖号码",
            "value_at": "2026-12-01T21:30",
        },
    ),
    "sortition": public(stages.announced),
    "sortition-draw": Row(DESK, stage=stages.announced, form={"value": "3 7 12"}),
    "sortition-replacement": Row(DESK, stage=stages.drawn, form={"leaving": "leaving"}),
    "sortition-data": public(stages.drawn),
}
