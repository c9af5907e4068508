"""When a notice stands, who may object, and who answers."""

from datetime import datetime
from enum import StrEnum

from civic.kit.errors import N_, sentences
from civic.people.rules import Actor, Role


class Standing(StrEnum):
    """What a notice says to whoever wants to go on."""

    RUNNING = "running"
    OBJECTED = "objected"  # over, but an objection is not answered yet
    UPHELD = "upheld"  # an objection was right: this does not go on
    STANDS = "stands"

    @property
    def words(self) -> str:
        """For people, in Chinese."""
        return _WORDS[self]

    @property
    def tone(self) -> str:
        """Which badge it gets."""
        return {"running": "now", "objected": "warn", "upheld": "warn", "stands": "good"}[self.value]


_WORDS = {
    Standing.RUNNING: N_("公示中"),
    Standing.OBJECTED: N_("公示期满，有异议待答复"),
    Standing.UPHELD: N_("异议成立"),
    Standing.STANDS: N_("公示期满，无未决异议"),
}


def standing(ends_at: datetime, now: datetime, waiting: int, upheld: int) -> Standing:
    """Whether a notice stands: its period is over, no objection waits for an answer, none was upheld."""
    if upheld:
        return Standing.UPHELD
    if now < ends_at:
        return Standing.RUNNING
    return Standing.OBJECTED if waiting else Standing.STANDS


def may_object(actor: Actor, path: str) -> bool:
    """Residents of the place the notice is for."""
    return actor.lives_in(path)


def may_answer(actor: Actor, path: str, published_by: int) -> bool:
    """Clerk, supervisor or officer of the place, but never who published the notice."""
    answers = actor.holds_any((Role.CLERK, Role.SUPERVISOR, Role.OFFICER), path)
    return answers and actor.person_id != published_by


sentences(
    only_residents_object=N_("公示的异议由本社区居民提出。"),
    other_answers=N_("异议要由另一位工作人员答复，不能由发布公示的人自己答复。"),
    notice_over=N_("公示期已于 {ends} 结束，不再收异议。您写的内容还在。"),
    objected_already=N_("您已经提过一次异议，回执 {receipt}。"),
    own_objection=N_("自己提的异议，要由别人来答复。"),
    objection_answered_already=N_("这条异议已经有人答复了。"),
    notice_running=N_("公示要到 {ends} 才满，现在还不能办下一步。"),
    notice_objected=N_("还有 {count} 条异议没有答复，现在还不能办下一步。"),
    notice_upheld=N_("有异议成立，这件事不能照原样办下去。"),
    notice_missing=N_("还没有公示，不能办下一步。"),
)
