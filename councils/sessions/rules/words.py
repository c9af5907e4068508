"""The words of a meeting: its phases, and the states of items, motions and votes."""

from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_


class Phase(StrEnum):
    """Where the session stands (meetings.md 4.4)."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    CHECKING_IN = "checking_in"
    IN_SESSION = "in_session"
    RECESSED = "recessed"
    ADJOURNED = "adjourned"
    CANCELLED = "cancelled"  # called off before the door opened


class ItemState(StrEnum):
    """Where an agenda item stands; exactly one may be current."""

    PLANNED = "planned"
    CURRENT = "current"
    DECIDED = "decided"
    DISCUSSED = "discussed"  # closed without a decision
    POSTPONED = "postponed"


class MotionState(StrEnum):
    """Where a motion stands (meetings.md 4.4)."""

    MOVED = "moved"
    WAITING = (
        "waiting"  # comes up when what is before it is settled: parts of a question, a motion to reconsider
    )
    SECONDED = "seconded"
    STATED = "stated"
    DEBATING = "debating"
    DEBATED = "debated"  # debate closed, waiting for the vote
    VOTING = "voting"
    ADOPTED = "adopted"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # no second, or the session ended first
    POSTPONED = "postponed"  # to a time or a later session, or indefinitely
    REFERRED = "referred"
    LAID_ASIDE = "laid_aside"  # on the table; may be taken up again in this session
    DIVIDED = "divided"  # its parts are motions of their own
    RESCINDED = "rescinded"  # was adopted, and rescinded later in the session

    @property
    def settled(self) -> bool:
        """Nothing more happens to it in this session."""
        return self in SETTLED


SETTLED = frozenset(
    {
        MotionState.ADOPTED,
        MotionState.LOST,
        MotionState.WITHDRAWN,
        MotionState.LAPSED,
        MotionState.POSTPONED,
        MotionState.REFERRED,
        MotionState.LAID_ASIDE,
        MotionState.DIVIDED,
        MotionState.RESCINDED,
    }
)


class MotionKind(StrEnum):
    """What is moved: the main motion, or something about it (meetings.md 5, the table of motions)."""

    FIX_TIME = "fix_time"  # fix the time to which to adjourn
    ADJOURN = "adjourn"
    RECESS = "recess"
    TABLE = "table"  # lay on the table
    PREVIOUS_QUESTION = "previous_question"
    LIMITS = "limits"  # limit or extend debate
    POSTPONE = "postpone"  # to a certain time
    REFER = "refer"
    AMEND = "amend"
    POSTPONE_INDEFINITELY = "postpone_indefinitely"
    MAIN = "main"
    APPEAL = "appeal"
    SUSPEND_RULES = "suspend_rules"
    OBJECT = "object"  # object to consideration
    DIVIDE = "divide"
    WITHDRAW = "withdraw"  # leave to withdraw once it was stated
    CHANGE_AGENDA = "change_agenda"
    TAKE_UP = "take_up"  # take from the table
    RESCIND = "rescind"  # rescind or amend something adopted
    DISCHARGE = "discharge"
    RECONSIDER = "reconsider"

    @property
    def words(self) -> str:
        """What it is called wherever it is named, on screens and on paper, marked for translation."""
        return KIND_WORDS[self]


# in the order in which they are offered
KIND_WORDS = {
    MotionKind.MAIN: N_("动议"),
    MotionKind.AMEND: N_("修正案"),
    MotionKind.POSTPONE: N_("推迟再议"),
    MotionKind.REFER: N_("交给人去研究"),
    MotionKind.PREVIOUS_QUESTION: N_("停止辩论，马上表决"),
    MotionKind.LIMITS: N_("改发言时间"),
    MotionKind.TABLE: N_("先搁一搁"),
    MotionKind.TAKE_UP: N_("拿回来接着议"),
    MotionKind.DIVIDE: N_("拆开来议"),
    MotionKind.WITHDRAW: N_("撤回动议"),
    MotionKind.RECESS: N_("休息一会儿"),
    MotionKind.ADJOURN: N_("散会"),
    MotionKind.FIX_TIME: N_("定下次开会时间"),
    MotionKind.POSTPONE_INDEFINITELY: N_("不议了"),
    MotionKind.OBJECT: N_("反对讨论这件事"),
    MotionKind.SUSPEND_RULES: N_("这一次不按某条规矩"),
    MotionKind.CHANGE_AGENDA: N_("改议程"),
    MotionKind.RECONSIDER: N_("重新考虑刚才的决定"),
    MotionKind.RESCIND: N_("改以前的决定"),
    MotionKind.DISCHARGE: N_("收回交办的事"),
    MotionKind.APPEAL: N_("不服主持人的裁定"),
}


class Suspendable(StrEnum):
    """Which rule may be set aside for an item (RONR 25). Never the quorum, secrecy, thresholds, or what protects the absent."""

    TIMES = "times"  # how often each may speak
    SECONDS = "seconds"  # how long
    STANCE = "stance"  # saying the side first
    OBSERVERS = "observers"  # observers do not speak
    ORDER = "order"  # one item after the other

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _RULES[self]


_RULES = {
    Suspendable.TIMES: N_("每人最多说几次"),
    Suspendable.SECONDS: N_("每次最多说多久"),
    Suspendable.STANCE: N_("先说赞成还是反对，再说理由"),
    Suspendable.OBSERVERS: N_("列席的人只听不说"),
    Suspendable.ORDER: N_("按议程的先后一项一项议"),
}


class PointKind(StrEnum):
    """What interrupts everything and is answered by the chair at once."""

    ORDER = "order"
    PRIVILEGE = "privilege"
    INQUIRY = "inquiry"
    ORDERS = "orders"  # a call to return to the agenda (orders of the day)


class Stance(StrEnum):
    """On which side a person will speak, said before speaking (twelve principles, no. 4)."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"  # where no side is asked for: information, open consultation


class Choice(StrEnum):
    """What a member says in a vote."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Method(StrEnum):
    """How a vote is taken."""

    HANDS = "hands"  # counted by the chair or by tellers
    PHONES = "phones"  # named, on each member's phone
    ROLL_CALL = "roll_call"  # named, called one by one and answered aloud
    SECRET = "secret"  # a secret ballot of the votes floor
    CONSENT = "consent"  # passed when nobody objects (无异议通过)


class Source(StrEnum):
    """Who entered it: the person, or a steward at the table (现场录入)."""

    SELF = "self"
    STEWARD = "steward"


class Lapse(StrEnum):
    """Why a motion fell without a vote."""

    NO_SECOND = "no_second"
    ADJOURNED = "adjourned"
    OVERTAKEN = "overtaken"  # what it was about is settled


class Breach(StrEnum):
    """Which rule of the floor was broken (twelve principles, nos. 5, 6, 8, 10)."""

    INTERRUPTED = "interrupted"
    CROSS_TALK = "cross_talk"  # speaking to one another and not to the chair
    OFF_TOPIC = "off_topic"
    PERSONAL = "personal"  # attacks persons or their motives
    OVERTIME = "overtime"


class ContributionKind(StrEnum):
    """What a written contribution is."""

    FOR = "for"
    AGAINST = "against"
    QUESTION = "question"


@dataclass(frozen=True)
class Who:
    """The person at the button, as the meeting sees them. Steward: may check others in at the door."""

    person_id: int | None
    name: str = ""
    steward: bool = False
