"""Who may do what before a session."""

from tests import stages_preparation as stages
from tests.matrix_rows import RESIDENTS, Row, own, public
from tests.stages import place

HOSTS = "chair recorder facilitator clerk"
HEADING = {
    "title": "第三次会议",
    "starts_at": "2027-03-01T19:30",
    "venue": "社区活动室",
    "basis": "例会",
    "chair": "chair",
    "recorder": "recorder",
    "gallery_seats": "3",
}
SLIP = {
    "title": "南门路灯换新",
    "unit": "居委会",
    "action": "更换南门到菜市口的 11 盏路灯",
    "deadline": "2027-03-31",
    "reason": "晚上接孩子看不清台阶，摔过两个人。",
    "key": "key",
}
PETITION = {"title": "三号院二次供水停水", "reason": "水箱漏了三天，都说不归自己管。", "key": "key"}
# members and the recorder are invited, so they answer and need no seat in the gallery
LISTENERS = "resident other-estate supervisor"
INVITED = "member chair recorder"

PREPARATION: dict[str, Row] = {
    "session-calendar": public(),
    "session-ics": public(stages.session),
    "council-ics": public(stages.term),
    "place-ics": public(place),
    # agendas are nobody's business until their notice is out
    "session-new": Row(HOSTS, stage=stages.term),
    "session-create": Row(HOSTS, stage=stages.term, form=HEADING | {"key": "key"}),
    "agenda": Row(HOSTS, "hidden", "hidden", stages.agenda),
    "agenda-heading": Row(HOSTS, "hidden", "hidden", stages.agenda),
    "agenda-amendment": Row(HOSTS, "hidden", stage=stages.agenda, form=HEADING | {"version": "1"}),
    "agenda-addition": Row(HOSTS, "hidden", stage=stages.agenda, form={"title": "停车位", "minutes": "10"}),
    "agenda-publication": Row(HOSTS, "hidden", stage=stages.agenda, form={}),
    "agenda-disposal": Row(HOSTS, "hidden", "hidden", stages.agenda, form={}),
    "agenda-entry": Row(HOSTS, "hidden", "hidden", stages.entry),
    "agenda-entry-change": Row(HOSTS, "hidden", stage=stages.entry, form={"title": "路灯", "minutes": "10"}),
    "agenda-entry-place": Row(HOSTS, "hidden", stage=stages.entry, form={}),
    "agenda-removal": Row(HOSTS, "hidden", stage=stages.listed, form={"chosen": "entry"}),
    "agenda-papers": Row(HOSTS, "hidden", stage=stages.entry, form={}, then=422),
    "agenda-paper-removal": Row(HOSTS, "hidden", stage=stages.paper, form={"chosen": "paper"}),
    "enclosure": public(stages.public_paper),
    "session-notice": Row(HOSTS, stage=stages.session),
    "session-correction": Row(
        HOSTS,
        stage=stages.session,
        form={"starts_at": "2027-03-01T19:30", "venue": "二楼会议室", "reason": "活动室在修屋顶，换个地方"},
    ),
    "session-cancellation": Row(HOSTS, stage=stages.session, form={"reason": "活动室在修屋顶，这次不开了"}),
    "session-pack": public(stages.session),
    "session-pack-pdf": public(stages.session),
    # invitations and the gallery
    "my-invitations": own(),
    "session-coming": public(stages.session),
    "session-reply": Row(INVITED, stage=stages.session, form={"answer": "coming"}),
    "gallery-seat": Row(
        LISTENERS, stage=stages.session, form={}, then=303, told={"refused": "member chair recorder"}
    ),
    "gallery-withdrawal": Row("resident", "refused", stage=stages.listening, form={}),
    "session-invited": Row(HOSTS, stage=stages.session),
    "session-guest": Row(HOSTS, stage=stages.session, form={"login": "hao", "role": "observer"}),
    # motions handed in
    "written-motions": public(stages.term),
    "written-motion-new": Row(RESIDENTS, stage=stages.term, anonymous="ok"),
    "written-motion-submission": Row(RESIDENTS, stage=stages.term, form=SLIP),
    "written-motion": public(stages.motion),
    "written-motion-return": Row(HOSTS, stage=stages.motion, form={"reason": "请先和物业谈，再来交"}),
    "written-motion-withdrawal": Row("resident", stage=stages.motion, form={}),
    "written-motion-name": Row("member chair", stage=stages.motion, form={}),
    "written-motion-name-withdrawal": Row("member", "refused", stage=stages.cosigned, form={}),
    "written-motion-text": Row("resident", stage=stages.motion),
    "written-motion-edit": Row(
        "resident", stage=stages.motion, form=SLIP | {"title": "南门路灯全换", "version": "1"}
    ),
    # requests for a session
    "petitions": public(stages.asked),
    "petition-new": Row("member chair", stage=stages.asked, anonymous="ok"),
    "petition-submission": Row("member chair", stage=stages.asked, form=PETITION),
    "petition": public(stages.petition),
    "petition-name": Row("member chair", stage=stages.petition, form={}),
    "petition-name-withdrawal": Row("member", "refused", stage=stages.signed, form={}),
    "petition-withdrawal": Row("member", stage=stages.own_petition, form={}),
    # papers after the notice
    "session-supplements": public(stages.supplement),
    "session-supplement": Row("chair clerk", stage=stages.supplement, form={}, then=422),
    "session-supplement-withdrawal": Row(
        "chair clerk", stage=stages.supplement, form={"chosen": "supplement", "reason": "传错了文件"}
    ),
    "supplement": public(stages.supplement),
    # people without an account
    "session-slips": Row(HOSTS, stage=stages.slip),
    "session-slip": Row(HOSTS, stage=stages.slip, form={"name": "周大爷", "role": "observer"}),
    "session-slip-reply": Row(HOSTS, stage=stages.slip, form={"chosen": "slip", "answer": "coming"}),
    "session-slip-removal": Row(HOSTS, stage=stages.slip, form={"chosen": "slip"}),
    "slip-pdf": Row(HOSTS, stage=stages.printed),
}
