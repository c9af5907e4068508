"""Who may do what with votes: rolls, ballots, stations, rounds, matters, results, publication."""

from tests import stages
from tests import stages_boxes as boxes
from tests import stages_matters as matters
from tests import stages_money as money
from tests.matrix_rows import RESIDENTS, Row, public

ROUND = {
    "place": "place",
    "title": "社区保障资金投票",
    "budget": "60000",
    "rule": "greedy",
    "proposals": ["first", "second"],
    "opens_at": "2026-12-01T09:00",
    "closes_at": "2026-12-05T09:00",
}

MATTER = {
    "place": "place",
    "title": "要不要在南门装一个快递柜？",
    "kind": "yes_no majority",
    "share": ">1/2",
    "base": "yes_no",
    "electorate": "person",
    "least_age": "18",
    "secrecy": "secret",
    "opens_at": "2026-12-01T09:00",
    "closes_at": "2026-12-05T09:00",
}

VOTES: dict[str, Row] = {
    # rounds
    "rounds": public(),
    "round-new": Row("clerk facilitator neighbour-clerk neighbour-facilitator"),
    "round-creation": Row("clerk facilitator", stage=money.candidates, form=ROUND),
    "round": public(money.open_round),
    "round-edit": Row("clerk facilitator", stage=money.round_),
    "round-amendment": Row("clerk facilitator", stage=money.round_, form=ROUND | {"version": "1"}),
    "round-preview": Row("clerk facilitator", stage=money.round_),
    "round-cancelling": Row("clerk facilitator", stage=money.round_),
    "round-cancellation": Row(
        "clerk facilitator", stage=money.round_, form={"reason": "钱没有到账，明年再办。"}
    ),
    "round-opening": Row("clerk facilitator", stage=money.round_, form={}),
    "round-extending": Row("clerk facilitator", stage=money.open_round),
    "round-extension": Row(
        "clerk facilitator",
        stage=money.open_round,
        form={"closes_at": "2026-12-05T20:00", "reason": "下大雨，服务站关了两天。"},
    ),
    "round-turnout": public(money.open_round),
    "round-ballot": public(money.open_round, then=303),
    "ballot": public(money.ballot),
    "ballot-papers": Row(RESIDENTS, stage=money.ballot, form={"choices": "1", "nonce": "x"}, then=200),
    "round-closing": Row("clerk facilitator", stage=money.over, form={}),
    "round-result": public(money.certified),
    "round-result-option": public(money.counted_option),
    "round-result-steps": public(money.certified),
    "round-result-rule": public(money.open_round),
    "round-what-if": public(money.certified),
    "round-result-data": public(money.certified),
    # a box under two keys
    "ballot-box": public(boxes.shut),
    "box-keys": Row("clerk supervisor", stage=boxes.shut, form={}, then=200),
    "box-opening": Row("clerk supervisor", stage=boxes.over, form={"code": "XXXX-XXXX"}, then=422),
    # matters
    "matters": public(),
    "matter-new": Row("clerk facilitator neighbour-clerk neighbour-facilitator"),
    "matter-creation": Row("clerk facilitator", stage=stages.place, form=MATTER | {"place": "id"}),
    "matter": public(matters.opened),
    "matter-edition": Row("clerk facilitator", stage=matters.draft),
    "matter-change": Row("clerk facilitator", stage=matters.draft, form=MATTER | {"version": "1"}),
    "matter-turnout": public(matters.opened),
    "matter-opening": Row("clerk facilitator", stage=matters.draft, form={}),
    "matter-extending": Row("clerk facilitator", stage=matters.opened),
    "matter-extension": Row(
        "clerk facilitator",
        stage=matters.opened,
        form={"closes_at": "2026-12-05T20:00", "reason": "下大雨，投票站关了两天。"},
    ),
    "matter-undelivered": Row("clerk facilitator", stage=matters.owned, form={"heads": "1", "area": "80"}),
    "matter-closing": Row("clerk facilitator", stage=matters.over, form={}),
    "matter-result": public(matters.counted),
    "matter-result-data": public(matters.counted),
}
