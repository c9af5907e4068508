"""Who may do what with conversations: residents speak and vote, organisers ask and review, everybody reads."""

from tests import stages
from tests import stages_opinions as opinions
from tests.matrix_rows import RESIDENTS, Row, own, public

ORGANISERS = "chair recorder facilitator clerk"
CONVERSATION = {
    "place": "id",
    "title": "二号院的停车怎么办",
    "question": "院子里车多位少，大家说说看，怎么停才公平？",
    "seeds": "南门划十个固定车位，按月抽签",
    "opens_at": "2026-11-23T09:00",
    "closes_at": "2026-12-05T09:00",
}

OPINIONS: dict[str, Row] = {
    "conversations": public(),
    "conversation-new": Row(f"{ORGANISERS} neighbour-clerk neighbour-facilitator"),
    "conversation-creation": Row(ORGANISERS, stage=stages.place, form=CONVERSATION),
    "conversation": public(opinions.asked),
    "conversation-counts": public(opinions.asked),
    "conversation-next": public(opinions.asked),
    "conversation-vote": Row(RESIDENTS, stage=opinions.asked, form={"statement": "seed", "stance": "1"}),
    "conversation-undo": Row(RESIDENTS, stage=opinions.asked, form={"statement": "seed"}),
    "conversation-mine": own(opinions.asked),
    "statement-new": public(opinions.asked),
    "statement-creation": Row(RESIDENTS, stage=opinions.asked, form={"text": "请物业把地锁都拆掉，先到先停"}),
    "conversation-review": Row(ORGANISERS, stage=opinions.asked),
    "statement-seed": Row(ORGANISERS, stage=opinions.asked, form={"text": "地下室也应当用来停车"}),
    "statement-acceptance": Row(ORGANISERS, stage=opinions.asked, form={}),
    "statement-declining": Row(ORGANISERS, stage=opinions.asked, form={"reason": "说的不是这件事。"}),
    "conversation-closing": Row(ORGANISERS, stage=opinions.asked, form={}),
    "conversation-statements": public(opinions.asked),
    "conversation-votes": public(opinions.over),
}
