"""The review of a draft: who may object to what until when, and who answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from civic.kit.errors import N_, Forbidden, Refused, SignInNeeded, sentences
from civic.notifications.rules import kinds
from civic.people.rules import Actor
from councils.minutes.rules.document import MinutesDocument
from councils.minutes.rules.paragraphs import paragraphs
from councils.minutes.rules.signing import State, Where


@dataclass(frozen=True)
class Review:
    """Where the review of one version stands. until: None for minutes from before there was one."""

    until: datetime | None
    unanswered: int

    def running(self, at: datetime) -> bool:
        """Whether objections are still taken."""
        return self.until is not None and at < self.until


def review_until(drafted_at: datetime, hours: int) -> datetime:
    """The end of the window, counted from the first draft."""
    return drafted_at + timedelta(hours=hours)


def was_there(actor: Actor, document: MinutesDocument) -> bool:
    """Whether this person was checked in, with a vote or without."""
    here = {one.person.id for one in document.present} | {one.id for one in document.observers}
    return actor.person_id in here


def need_objecting(
    actor: Actor, document: MinutesDocument, state: State, review: Review, seen: tuple[str, str], at: datetime
) -> None:
    """Whether this person may object to this paragraph now. seen: its anchor, and its digest when the page was opened.

    Raises SignInNeeded, Forbidden for those who were not there, Refused after the window, once it is signed, for a
    paragraph that is not there and for one that changed meanwhile.
    """
    if not actor.signed_in:
        raise SignInNeeded
    if not was_there(actor, document):
        raise Forbidden("review_present_only")
    if state is not State.DRAFTED:
        raise Refused("review_signed")
    if not review.running(at):
        raise Refused("review_over", "text")
    current = paragraphs(document).get(seen[0])
    if current is None:
        raise Refused("paragraph_unknown", "anchor")
    if not current.startswith(seen[1]):
        raise Refused("paragraph_changed", "anchor")


def need_answering(actor: Actor, where: Where, answered: bool) -> None:
    """Raises Forbidden for anyone but the recorder, Refused the second time."""
    if not actor.signed_in or actor.person_id != where.recorder_id:
        raise Forbidden("review_recorder_answers")
    if answered:
        raise Refused("review_answered_already")


def need_reviewed(review: Review, at: datetime) -> None:
    """Raises Refused while objections are taken, or while one waits for its answer."""
    if review.running(at):
        raise Refused("review_running", until=review.until)
    if review.unanswered:
        raise Refused("review_unanswered", count=review.unanswered)


kinds(
    minutes_review=N_("“{title}”的会议记录写好了。到 {ends_at} 为止，到会的人可以对其中一段提意见。"),
    minutes_objected=N_("“{title}”的会议记录有人提了意见，请您答复。"),
    minutes_objection_answered=N_("您对“{title}”会议记录的意见有了答复：{answer}"),
)
sentences(
    review_present_only=N_("只有这次会议签到的人可以提意见。"),
    review_signed=N_("记录人已经签字，不再收意见。要改，只能出更正。"),
    review_over=N_("提意见的时间已经过了。您写的还在。发现错误，可以请记录人出更正。"),
    review_running=N_("到会的人还可以提意见，到 {until} 为止。过了再签。"),
    review_unanswered=N_("还有 {count} 条意见没有答复，答复以后才能签。"),
    review_recorder_answers=N_("意见由这次会议的记录人答复。"),
    review_answered_already=N_("这条意见已经答复了。"),
    review_objected_already=N_("您对这一段已经提过意见。"),
    paragraph_unknown=N_("请选一段。"),
    paragraph_changed=N_("这一段刚才改过。请看一下现在的内容，再交一次。"),
)
