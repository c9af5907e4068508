"""Who may do what around a consultation."""

from tests import stages_consultations as stages
from tests.matrix_rows import RESIDENTS, Row, own, public

DESK = "facilitator clerk"
PARTS = RESIDENTS  # those who live there
RAISERS = f"{PARTS} facilitator clerk officer"
AT_THE_WALL = f"{PARTS} facilitator clerk"
TEXT = "谈三号楼要不要装电梯，不谈物业费。"
ON = "2026-12-20"

LIFE: dict[str, Row] = {
    "consultations": public(),
    "consultation": public(stages.opened),
    # whoever works or lives elsewhere raises topics there
    "consultation-new": Row(
        f"{RAISERS} neighbour neighbour-facilitator neighbour-clerk", stage=stages.raised
    ),
    "consultation-raising": Row(
        RAISERS,
        stage=stages.raised,
        form={
            "place": "place",
            "title": "南门停车怎么停",
            "need": "南门口晚上停车乱，消防通道被占。",
            "kind": "consult",
            "key": "key",
        },
    ),
    "consultation-accepting": Row(DESK, stage=stages.raised),
    "consultation-acceptance": Row(
        DESK, stage=stages.raised, form={"about": TEXT, "decides": "居委会按协商结果办"}
    ),
    "consultation-refusing": Row(DESK, stage=stages.raised),
    "consultation-declining": Row(DESK, stage=stages.raised, form={"reason": "这件事归燃气公司管。"}),
    "consultation-asking": Row(DESK, stage=stages.opened),
    "consultation-statements": Row(
        DESK,
        stage=stages.opened,
        form={"question": "您怎么看？", "opens_at": "2026-11-22T19:30", "closes_at": "2026-11-29T19:30"},
    ),
    "consultation-informing": Row(DESK, stage=stages.preparing, form={}),
    "evening-new": Row(DESK, stage=stages.opened),
    "evening-setting": Row(
        DESK, stage=stages.opened, form={"starts_at": "2026-12-01T19:30", "venue": "社区活动室"}
    ),
    "evening-cancelling": Row(DESK, stage=stages.evening, form={"evening": "pick"}),
    "evening-record": Row(DESK, stage=stages.evening),
    "evening-holding": Row(DESK, stage=stages.evening, form={"record": "来了十二位，谈了费用怎么分。"}),
}
MAP: dict[str, Row] = {
    "stakeholders": public(stages.opened),
    "stakeholder-new": Row(DESK, stage=stages.preparing),
    "stakeholder-naming": Row(
        DESK,
        stage=stages.preparing,
        form={"kind": "shops", "name": "一楼商户", "interest": "施工影响生意", "minority": "1"},
    ),
    "stakeholder-flag": Row(DESK, stage=stages.opened, form={"group": "group", "minority": "1"}),
    "stakeholder-dropping": Row(DESK, stage=stages.opened, form={"group": "group"}),
    "stakeholder-view-new": Row(DESK, stage=stages.opened),
    "stakeholder-view": Row(
        DESK, stage=stages.opened, form={"group": "group", "source": "上门", "text": "怕挡光。"}
    ),
    "stakeholder-invitation-new": Row(DESK, stage=stages.opened),
    "stakeholder-invitation": Row(
        DESK, stage=stages.opened, form={"group": "group", "capacity": "affected", "name": "王阿姨"}
    ),
    "stakeholder-signing-up": Row(PARTS, stage=stages.opened),
    "stakeholder-sign-up": Row(PARTS, stage=stages.opened, form={"group": "group"}),
    "stakeholder-answer": Row(
        f"{DESK} resident", stage=stages.listed, form={"invitee": "invitee", "answer": "coming"}
    ),
    "stakeholder-presence": Row(DESK, stage=stages.listed, form={"invitee": "invitee", "here": "1"}),
}
OPTIONS: dict[str, Row] = {
    "options": public(stages.option),
    "option-stand": Row(PARTS, stage=stages.option, form={"option": "pick", "stand": "support"}),
    "option-new": Row(DESK, stage=stages.opened),
    "option-adding": Row(
        DESK,
        stage=stages.opened,
        form={"title": "装在南侧", "about": "贴着南墙装。", "bearer": "财政补贴", "duration": "半年"},
    ),
    "option-edition": Row(DESK, stage=stages.option),
    "option-change": Row(
        DESK,
        stage=stages.option,
        form={"title": "装在南侧", "about": "贴着南墙装。", "bearer": "财政补贴", "duration": "半年"},
    ),
    "option-dropping": Row(DESK, stage=stages.option, form={"option": "pick"}),
    "option-affecting": Row(DESK, stage=stages.option),
    "option-effect": Row(DESK, stage=stages.option, form={"group": "group", "effect": "better"}),
    "option-considering": Row(PARTS, stage=stages.option),
    "option-consideration": Row(PARTS, stage=stages.option, form={"side": "for", "text": "老人能下楼"}),
    "consideration-to-hide": Row(DESK, stage=stages.consideration),
    "consideration-hiding": Row(DESK, stage=stages.consideration, form={"reason": "点了人名"}),
}
TOGETHER: dict[str, Row] = {
    "circle": public(stages.seated),
    "circle-mine": public(stages.seated),
    "circle-poll": public(stages.seated),
    "circle-live": public(stages.seated),
    "circle-new": Row(DESK, stage=stages.hall),
    "circle-drawing": Row(
        DESK,
        stage=stages.hall,
        form={"question": "费用怎么分？", "size": "4", "rounds": "2", "minutes": "20"},
    ),
    "circle-round": Row(DESK, stage=stages.seated, form={}),
    "cards": public(stages.wall),
    "cards-mine": public(stages.wall),
    "cards-poll": public(stages.wall),
    "cards-live": public(stages.wall),
    "cards-sorting": Row(DESK, stage=stages.wall),
    "card-writing": Row(AT_THE_WALL, stage=stages.wall, form={"text": "垃圾桶太远", "key": "key"}),
    "wall-new": Row(DESK, stage=stages.opened),
    "wall-hanging": Row(
        DESK, stage=stages.opened, form={"question": "先做哪件？", "dots": "3", "per_card": "2"}
    ),
    "card-taking-down": Row(f"resident {DESK}", stage=stages.wall, form={"card": "card"}),
    "dot-sticking": Row(AT_THE_WALL, stage=stages.dots, form={"card": "card"}),
    "dot-taking-back": Row(
        "resident",
        stage=stages.dotted,
        form={"card": "card"},
        told={"refused": "other-estate member chair recorder supervisor facilitator clerk"},
    ),
    "cluster-adding": Row(DESK, stage=stages.wall, form={"heading": "安全"}),
    "card-move": Row(DESK, stage=stages.wall, form={"card": "card", "cluster": "cluster"}),
    "wall-phase": Row(DESK, stage=stages.wall, form={"phase": "dots"}),
    "survey": public(stages.survey),
    "survey-answer": Row(PARTS, stage=stages.survey, form={"answers-1": "4"}),
    "survey-question-new": Row(DESK, stage=stages.questions),
    "survey-asking": Row(DESK, stage=stages.questions, form={"text": "低层住户的担心有办法解决"}),
    "survey-question-dropping": Row(DESK, stage=stages.questions, form={"question": "question"}),
    "survey-phase": Row(DESK, stage=stages.questions, form={}),
}
OUTCOMES: dict[str, Row] = {
    "outcome": public(stages.concluded),
    "outcome-summarising": Row(DESK, stage=stages.opened),
    "outcome-summary": Row(DESK, stage=stages.opened, form={"summary": "大家同意先装在北侧，一层装隔音。"}),
    "outcome-point-new": Row(DESK, stage=stages.draft),
    "outcome-point": Row(DESK, stage=stages.draft, form={"kind": "consensus", "text": "一层装隔音窗"}),
    "outcome-point-dropping": Row(DESK, stage=stages.draft, form={"point": "point"}),
    "outcome-ask-new": Row(DESK, stage=stages.draft),
    "outcome-asking": Row(
        DESK, stage=stages.draft, form={"text": "请去报批。", "addressee": "committee", "due": ON}
    ),
    "outcome-ask-dropping": Row(DESK, stage=stages.draft, form={"ask": "ask"}),
    "outcome-publication": Row(DESK, stage=stages.draft, form={}),
    "outcome-replying": Row("clerk", stage=stages.concluded),
    "outcome-reply": Row(
        "clerk", stage=stages.concluded, form={"verdict": "partly", "reason": "补贴要等明年。"}
    ),
    "outcome-feedback-new": Row(DESK, stage=stages.concluded),
    "outcome-feedback": Row(DESK, stage=stages.concluded, form={"text": "材料已经报上去了。"}),
    "consultation-closing": Row(DESK, stage=stages.answered, form={}),
    "consultation-handing": own(stages.handing),
    "consultation-handover": Row(
        PARTS,
        stage=stages.handing,
        form={
            "council": "council",
            "title": "三号楼加装电梯",
            "unit": "居委会",
            "action": "办好报批手续",
            "deadline": ON,
            "reason": "协商谈成了，请议事会定。",
            "key": "key",
        },
    ),
    "mediation-new": Row(DESK, stage=stages.opened),
    "mediation-setting": Row(
        DESK, stage=stages.opened, form={"mediator": "街道调解委员会", "about": "费用怎么分", "on": ON}
    ),
    "mediation-result": Row(DESK, stage=stages.mediation),
    "mediation-settling": Row(
        DESK, stage=stages.mediation, form={"result": "agreed", "text": "一层不出钱。"}
    ),
    "escalation-new": Row(DESK, stage=stages.opened),
    "escalation-sending": Row(DESK, stage=stages.opened, form={"reason": "两边谈了三次，费用还是分不拢。"}),
    "escalation-answering": Row("officer", stage=stages.escalated),
    "escalation-answer": Row("officer", stage=stages.escalated, form={"answer": "按楼层系数分。"}),
}
WALK: dict[str, Row] = {
    "walk": public(stages.talk, then=303),
    "walk-station": public(stages.talk, path={"station": "about"}),
    "walk-vote": Row(PARTS, stage=stages.talk, form={"statement": "statement", "stance": "1"}),
    "walk-stand": Row(PARTS, stage=stages.talk, form={"option": "pick", "stand": "accept"}),
    "walk-words": Row(PARTS, stage=stages.talk, form={"text": "怕施工太久"}),
}
CONSULTATIONS = {**LIFE, **MAP, **OPTIONS, **TOGETHER, **OUTCOMES, **WALK}
