"""Two meetings as lists of presses: who, noun, what is sent. Names stand for the ids of the cast."""

from typing import Any

from civic.kit.chain import text_digest
from tests.factories.councils import TEXT

Press = tuple[str, str, dict[str, Any]]

# Everything the simplified rules know.
SIMPLE: list[Press] = [
    ("chen", "door", {}),
    *[("ma", "presence", {"person": name}) for name in ("chen", "tang", "xu", "deng")],
    ("ma", "opening", {}),
    ("chen", "items", {"item": "1"}),
    ("tang", "motions", {"text": "由居委会在月底前清理三号院楼道"}),
    ("tang", "withdrawals", {"motion": "1"}),
    ("tang", "motions", {"text": TEXT, "amount": "18000"}),
    ("xu", "seconds", {"motion": "2"}),
    ("chen", "statements", {"motion": "2"}),
    ("chen", "debates", {"motion": "2"}),
    ("tang", "hands", {"motion": "2", "stance": "for"}),
    ("xu", "hands", {"motion": "2", "stance": "for"}),
    ("deng", "hands", {"motion": "2", "stance": "against"}),
    ("xu", "hand-withdrawals", {"motion": "2"}),
    ("chen", "calls", {"person": "tang"}),
    ("tang", "speech-ends", {"speech": "1"}),
    ("ma", "gists", {"speech": "1", "gist": "南门晚上太黑"}),
    ("tang", "gist-confirmations", {"speech": "1", "digest": text_digest("南门晚上太黑")}),
    ("chen", "calls", {"person": "deng"}),
    ("chen", "speech-ends", {"speech": "2"}),
    ("chen", "debate-closings", {"motion": "2"}),
    ("chen", "votes", {"motion": "2", "method": "phones"}),
    ("tang", "voices", {"motion": "2", "choice": "yes"}),
    ("chen", "voidings", {"motion": "2", "reason": "应当举手表决"}),
    ("chen", "votes", {"motion": "2", "method": "phones"}),
    ("tang", "voices", {"motion": "2", "choice": "yes"}),
    ("xu", "voices", {"motion": "2", "choice": "yes"}),
    ("deng", "voices", {"motion": "2", "choice": "no"}),
    ("chen", "results", {"motion": "2"}),
    ("chen", "item-closings", {"item": "1"}),
    ("chen", "items", {"item": "2"}),
    ("xu", "motions", {"text": "由三号院自管小组每周清洗分类亭"}),
    ("chen", "lapses", {"motion": "3"}),
    ("chen", "postponements", {"item": "2"}),
    ("deng", "departures", {"person": "deng"}),
    ("chen", "adjournment", {}),
]


def _carried(number: int, mover: str, sent: dict[str, Any], debated: bool = True) -> list[Press]:
    """Moved, seconded, stated, and carried by a show of hands."""
    on = {"motion": str(number)}
    debate = [("chen", "debates", on), ("chen", "debate-closings", on)] if debated else []
    return [
        (mover, "motions", sent),
        ("xu" if mover != "xu" else "deng", "seconds", on),
        ("chen", "statements", on),
        *debate,
        ("chen", "votes", on | {"method": "hands"}),
        ("chen", "results", on | {"yes": "3", "no": "0"}),
    ]


def _floor() -> list[Press]:
    """A debate with everything that happens in one."""
    return [
        ("chen", "debates", {"motion": "1"}),
        ("tang", "hands", {"motion": "1", "stance": "for"}),
        ("chen", "list-closings", {"motion": "1"}),
        ("chen", "list-openings", {"motion": "1"}),
        ("chen", "calls", {"person": "tang"}),
        ("chen", "pauses", {"speech": "1"}),
        ("chen", "continuations", {"speech": "1"}),
        ("chen", "breaches", {"person": "tang", "breach": "overtime"}),
        ("tang", "speech-ends", {"speech": "1"}),
        ("deng", "hands", {"motion": "1", "stance": "against"}),
        ("chen", "calls", {"person": "deng"}),
        ("chen", "no-answers", {"speech": "2"}),
        ("deng", "hand-withdrawals", {"motion": "1"}),
    ]


def _appeal() -> list[Press]:
    """A point, a ruling, an appeal; objected to, voted by hands, doubted, and called by name."""
    on = {"motion": "3"}
    roll = [(who, "voices", on | {"choice": "no"}) for who in ("chen", "tang", "xu", "deng")]
    return [
        ("xu", "points", {"point_kind": "order", "text": "说的是垃圾分类，不是路灯"}),
        ("chen", "rulings", {"point": "1", "well_taken": "false", "reason": "合规矩，请继续"}),
        ("xu", "motions", {"kind": "appeal", "target": "1"}),
        ("deng", "seconds", on),
        ("chen", "statements", on),
        ("chen", "votes", on | {"method": "consent"}),
        ("tang", "objections", on | {"reason": "我不同意"}),
        ("chen", "debates", on),
        ("chen", "debate-closings", on),
        ("chen", "votes", on | {"method": "hands"}),
        ("chen", "results", on | {"yes": "1", "no": "2"}),
        ("deng", "recounts", on),
        ("chen", "votes", on | {"method": "roll_call"}),
        *roll,
        ("chen", "results", on),
    ]


# Everything else, under the full rules.
FULL: list[Press] = [
    ("chen", "door", {}),
    ("ma", "excuses", {"person": "deng", "reason": "要晚到"}),
    *[("ma", "presence", {"person": name}) for name in ("chen", "tang", "xu", "deng")],
    ("ma", "gallery", {"count": "3"}),
    ("ma", "opening", {}),
    ("deng", "departures", {"person": "deng"}),
    ("tang", "quorum-checks", {}),
    ("ma", "presence", {"person": "deng"}),
    ("chen", "tellers", {"persons": ["xu", "deng"]}),
    ("chen", "items", {"item": "1"}),
    ("chen", "polls", {"question": "先换南门还是北门", "options": "南门\n北门"}),
    ("tang", "poll-answers", {"poll": "1", "option": "1"}),
    ("chen", "poll-closings", {"poll": "1", "hands": ["1", "0"]}),
    ("ma", "motions", {"text": TEXT, "person": "tang"}),
    ("ma", "seconds", {"motion": "1", "person": "xu"}),
    ("chen", "statements", {"motion": "1"}),
    *_floor(),
    *_carried(2, "deng", {"kind": "amend", "target": "1", "text": TEXT + "和北门路灯"}),
    *_appeal(),
    *_carried(4, "tang", {"kind": "limits", "seconds": "60", "times": "1"}, debated=False),
    *_carried(5, "tang", {"kind": "table"}, debated=False),
    *_carried(6, "tang", {"kind": "take_up", "target": "1"}, debated=False),
    *_carried(7, "deng", {"kind": "refer", "detail": "交给三位成员，下次回来说"}),
    *_carried(8, "tang", {"text": "由居委会在年底前清理三号院楼道"}),
    *_carried(9, "tang", {"kind": "rescind", "target": "8"}),
    *_carried(10, "tang", {"text": "由自管小组每月清洗一次垃圾分类亭"}),
    *_carried(11, "tang", {"kind": "change_agenda", "text": "电动车充电棚", "minutes": "10"}),
    *_carried(12, "tang", {"kind": "change_agenda", "order": ["1,2,3"]}),
    *_carried(
        13, "tang", {"kind": "suspend_rules", "rule": "times", "detail": "让每位都说完"}, debated=False
    ),
    ("chen", "recesses", {"minutes": "5"}),
    ("chen", "resumptions", {"confirmed": "true"}),
    ("deng", "recusals", {"person": "deng", "item": "1", "reason": "亲戚承包"}),
    ("chen", "handovers", {"person": "tang", "reason": "要发言"}),
    ("tang", "chair-returns", {}),
    ("chen", "adjournment", {"confirmed": "true"}),
    ("chen", "recorders", {"person": "tang", "reason": "记录人出差"}),
]
# Beside the seats so many heads have to be there; before they are, people only talk.
COUNTING = {"minimums": [{"heads": 3, "of": "affected"}]}
COUNTED: list[Press] = [
    ("chen", "door", {}),
    ("ma", "presence", {"person": "chen"}),
    ("ma", "presence", {"person": "tang", "side": "affected"}),
    ("chen", "opening", {"talk": "true"}),
    ("chen", "items", {"item": "1"}),
    *[("ma", "presence", {"person": name}) for name in ("xu", "deng")],
    ("ma", "head-counts", {"of": "affected", "heads": "1"}),
    ("ma", "sides", {"person": "xu", "of": "affected"}),
    ("chen", "opening", {}),
    ("ma", "sides", {"person": "xu"}),
    ("tang", "quorum-checks", {}),
    ("chen", "adjournment", {"confirmed": "true"}),
]
# What other tests see: written contributions, the notice, substitutes, and what needs a second look at a decision.
ELSEWHERE = {
    *(f"contribution_{end}" for end in ("posted", "shown", "declined", "answered", "carried")),
    *("notice_corrected", "session_cancelled", "substitute_seated"),
    *("paper_tabled", "paper_struck"),
    *("gist_confirmed", "casting_ended"),
    *("motion_divided", "motion_granted", "motion_postponed", "motion_reopened"),
}
