"""Two people may run one session. Which steps of one make the other's press come too late, and in which words.

A form of the console knows at which number of the log it was shown. What people in the room do meanwhile (hands, votes,
coming and going, seconds) does not hold the console up: the rules judge the press by what is then so. But when somebody
steered the meeting meanwhile (called a speaker, took up an item, opened a vote), the press was meant for another moment: it
is answered with who was faster and what they did, and nothing is done.
"""

from collections.abc import Iterable

from civic.kit.errors import N_, Stale, sentences
from councils.sessions.rules.door import CheckIn, Leave
from councils.sessions.rules.engine import Command
from councils.sessions.rules.events import Seat
from councils.sessions.rules.gists import ConfirmGist
from councils.sessions.rules.log import Event
from councils.sessions.rules.speeches import NoteGist
from councils.sessions.rules.votes import Cast
from councils.sessions.rules.words import Who

# kinds of facts that steer the meeting
STEERING = frozenset(
    {
        *("checkin_opened", "opened", "adjourned", "recessed", "resumed", "handed_over", "chair_returned"),
        *("item_taken", "item_postponed", "item_closed", "motion_stated", "motion_lapsed", "casting_ended"),
        *("debate_opened", "debate_closed", "speaker_called", "speaker_missed", "speech_ended"),
        *("speech_paused", "speech_resumed", "list_closed", "list_opened", "point_ruled"),
        *("vote_opened", "vote_closed", "vote_voided", "roll_called", "poll_opened", "poll_closed"),
    }
)
# commands of the console that are right whoever steered meanwhile
_ANY_TIME: tuple[type, ...] = (Cast, CheckIn, Leave, NoteGist, ConfirmGist)


def overtaken(command: Command, who: Who, since: Iterable[Event]) -> Stale | None:
    """What to answer when one of these events, which the person had not seen, makes the command come too late.

    A step about oneself (ending one's own speech) is no steering.
    """
    if isinstance(command, _ANY_TIME):
        return None
    steps = [event for event in since if event.kind in STEERING and event.actor and not _own(event)]
    if not steps:
        return None
    last = steps[-1]
    name = last.actor.name if last.actor else ""
    if last.actor and last.actor.person_id == who.person_id:
        return Stale("steered_by_oneself")
    about = getattr(last.fact, "person", None)
    if last.kind == "speaker_called" and isinstance(about, Seat):
        return Stale("steered_speaker", name=name, person=about.name)
    return Stale(_CODES.get(last.kind, "steered"), name=name)


def _own(event: Event) -> bool:
    about = getattr(event.fact, "person", None)
    return isinstance(about, Seat) and event.actor is not None and about.person_id == event.actor.person_id


_CODES = {
    "opened": "steered_opened",
    "adjourned": "steered_adjourned",
    "item_taken": "steered_item",
    "item_closed": "steered_item_closed",
    "motion_stated": "steered_stated",
    "debate_opened": "steered_debate",
    "debate_closed": "steered_debate_closed",
    "speech_ended": "steered_speech_ended",
    "vote_opened": "steered_vote",
    "casting_ended": "steered_casting",
    "vote_closed": "steered_result",
    "vote_voided": "steered_voided",
    "recessed": "steered_recess",
    "handed_over": "steered_handed_over",
}

sentences(
    steered=N_("{name}刚刚先按了一步，会议已经往前走了。这次没有重复办，请看现在的下一步。"),
    steered_by_oneself=N_("这一步您刚才已经按过了，没有再办一次。"),
    steered_speaker=N_("已由{name}请{person}发言。这次没有重复办，请看现在的下一步。"),
    steered_opened=N_("已由{name}宣布开会。"),
    steered_adjourned=N_("已由{name}宣布散会。"),
    steered_item=N_("已由{name}进入了另一项议程。这次没有重复办，请看现在的下一步。"),
    steered_item_closed=N_("已由{name}结束了这一项。这次没有重复办，请看现在的下一步。"),
    steered_stated=N_("已由{name}复述了动议。这次没有重复办，请看现在的下一步。"),
    steered_debate=N_("已由{name}宣布开始辩论。这次没有重复办，请看现在的下一步。"),
    steered_debate_closed=N_("已由{name}结束了辩论。这次没有重复办，请看现在的下一步。"),
    steered_speech_ended=N_("已由{name}结束了这次发言。这次没有重复办，请看现在的下一步。"),
    steered_vote=N_("已由{name}提请表决。这次没有重复办，请看现在的下一步。"),
    steered_casting=N_("已由{name}收票。这次没有重复办，请看现在的下一步。"),
    steered_result=N_("已由{name}宣布了表决结果。这次没有重复办，请看现在的下一步。"),
    steered_voided=N_("已由{name}作废了这次表决。这次没有重复办，请看现在的下一步。"),
    steered_recess=N_("已由{name}宣布休会。"),
    steered_handed_over=N_("主持已由{name}移交给别人。请看现在由谁主持。"),
)
