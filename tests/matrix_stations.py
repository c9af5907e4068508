"""Who may do what at a polling station."""

from tests import stages_stations as stages
from tests.matrix_rows import Row, public

DESK = "clerk facilitator"
WATCH = f"{DESK} supervisor"
ROLL = "resident other-estate chair"  # Lin, Wei and Chen stand on it with their accounts
REASON = "把别的票混进来了，要重新录一遍"

STATIONS: dict[str, Row] = {
    "stations": Row(WATCH, stage=stages.desk),
    "station-search": Row(DESK, stage=stages.desk, form={"who": "4"}),
    "station-entry": Row(DESK, stage=stages.desk),
    "station-paper": Row(DESK, stage=stages.desk, form={"step": "handed"}),
    "station-code": Row(DESK, stage=stages.desk, form={}, then=200),
    "assistance-new": Row(DESK, stage=stages.desk),
    "assistance": Row(DESK, stage=stages.desk, form={"choices": "a", "present": "1"}, then=200),
    "ballot-sheet": Row(WATCH, stage=stages.desk),
    # the names are published to the roll, and nobody else learns that there are any
    "proxies": Row(f"{WATCH} {ROLL}", "hidden", "hidden", stages.desk),
    "proxy-terms": Row(DESK, stage=stages.draft),
    "proxy-terms-setting": Row(DESK, stage=stages.draft, form={"most": "3", "near": "1"}),
    "proxy-new": Row(DESK, stage=stages.desk),
    "proxy-recording": Row(
        DESK,
        stage=stages.desk,
        form={"holder": "1", "relation": "child", "document": "委托书第 3 号，档案柜二层"},
    ),
    "proxy-paper": Row(f"{DESK} resident", stage=stages.proxy),
    "proxy-casting": Row(f"{DESK} resident", stage=stages.proxy, form={"choices": "a"}, then=200),
    "proxy-revocation": Row(DESK, stage=stages.proxy, form={}),
    "kiosk-new": Row(DESK, stage=stages.desk),
    "kiosk-opening": Row(DESK, stage=stages.desk, form={"ballot": "ballot", "label": "大厅", "hours": "8"}),
    "kiosk-end": Row(DESK, stage=stages.kiosk, form={}),
    # on a device that is no kiosk there is no such page, for staff neither
    "kiosk": public(then=404),
    "kiosk-visit": public(form={"code": "482915"}, then=404),
    "kiosk-ballot": public(then=404),
    "kiosk-papers": public(form={"choices": "a"}, then=404),
    "kiosk-receipt": public(then=404),
    "batches": Row(WATCH, stage=stages.box),
    "batch-creation": Row(DESK, stage=stages.box, form={"control_total": "6"}),
    "box-missing": Row(DESK, stage=stages.box, form={"missing": "1", "reason": REASON}),
    "box-unticked": Row(DESK, stage=stages.box, form={"number": "2", "reason": REASON}),
    "box-confirmation": Row(
        "facilitator supervisor", stage=stages.statement, form={}, told={"refused": "clerk"}
    ),
    "batch": Row(WATCH, stage=stages.batch),
    "batch-reading": Row(DESK, stage=stages.batch),
    "batch-sheets": Row(DESK, stage=stages.batch, form={"sheet": "1", "choices": "a"}),
    "batch-reading-end": Row("clerk", stage=stages.half_read, form={}, told={"refused": "facilitator"}),
    "batch-look": Row("supervisor", stage=stages.differing, told={"refused": DESK}),
    "batch-looks": Row(
        "supervisor", stage=stages.differing, form={"sheet": "1", "choices": "a"}, told={"refused": DESK}
    ),
    "batch-closing": Row(DESK, stage=stages.agreed, form={}),
    "batch-reversal": Row(DESK, stage=stages.agreed, form={"reason": REASON}),
}
