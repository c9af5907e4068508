"""Who may do what at the door, in the chair, on the floor and beside it."""

from tests import stages, stages_discussions
from tests import stages_procedure as procedure
from tests.matrix_rows import Row

RUNNERS = "chair recorder"  # of this session
HOSTS = "chair recorder facilitator clerk"  # they call it and mind the door
HERE = "chair member"  # with a seat, and checked in

PROCEDURE: dict[str, Row] = {
    "session-excuses": Row(HOSTS, stage=stages.checking_in, form={"person": "person", "reason": "住院了"}),
    "session-substitutes": Row(
        HOSTS, stage=stages.checking_in, form={"member": "person", "substitute": 999}, then=422
    ),
    "session-gallery": Row(HOSTS, stage=stages.checking_in, form={"count": 12}),
    # nobody is counted by kind where the rules ask for filled seats only
    "session-sides": Row(
        HOSTS, stage=stages.checking_in, form={"person": "person", "of": "affected"}, then=422
    ),
    "session-head-counts": Row(
        HOSTS, stage=stages.checking_in, form={"of": "affected", "heads": 20}, then=422
    ),
    "session-quorum-checks": Row("chair member recorder", stage=stages.opened, form={}, then=422),
    "session-recesses": Row(RUNNERS, stage=stages.opened, form={"minutes": 10}),
    "session-resumptions": Row(RUNNERS, stage=procedure.recessed, form={"confirmed": "true"}),
    "session-handovers": Row(RUNNERS, stage=stages.opened, form={"person": "person", "reason": "手机没电"}),
    # nobody who is here: the first to name another would no longer be among those who may
    "session-recorders": Row(
        RUNNERS, stage=stages.opened, form={"person": 999_999, "reason": "家里有急事"}, then=422
    ),
    "session-chair-returns": Row(RUNNERS, stage=procedure.handed_over, form={}),
    "session-recusals": Row(
        RUNNERS, stage=stages.on_item, form={"person": "person", "item": 1, "reason": "是我家的事"}
    ),
    "session-list-closings": Row(RUNNERS, stage=stages.debating, form={"motion": 1}),
    "session-list-openings": Row(RUNNERS, stage=stages.debating, form={"motion": 1}, then=422),
    "session-no-answers": Row(RUNNERS, stage=stages.speaking, form={"speech": 1}),
    "session-pauses": Row(RUNNERS, stage=stages.speaking, form={"speech": 1}),
    "session-continuations": Row(RUNNERS, stage=stages.speaking, form={"speech": 1}, then=422),
    # whoever spoke, and nobody else
    "session-gist-confirmations": Row(
        "member", stage=procedure.noted, form={"speech": 1, "digest": "digest"}
    ),
    "session-breaches": Row(RUNNERS, stage=stages.opened, form={"person": "person", "breach": "off_topic"}),
    "session-polls": Row(RUNNERS, stage=stages.on_item, form={"question": "改到周六？", "preset": "yes_no"}),
    "session-poll-answers": Row(HERE, stage=procedure.polled, form={"poll": 1, "option": 0}),
    "session-poll-closings": Row(RUNNERS, stage=procedure.polled, form={"poll": 1}),
    "session-contribution-showings": Row(
        HOSTS, stage=stages_discussions.contributed, form={"contribution": 1}
    ),
    "session-contribution-refusals": Row(
        HOSTS, stage=stages_discussions.contributed, form={"contribution": 1, "reason": "写了别人的电话"}
    ),
    "session-contribution-answers": Row(
        HOSTS, stage=stages_discussions.contributed, form={"contribution": 1, "answer": "装在门卫室旁边"}
    ),
    "session-contribution-turns": Row(HOSTS, stage=stages_discussions.contributed, form={"contribution": 1}),
}
