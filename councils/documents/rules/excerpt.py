"""One agenda item of the minutes by itself (摘录), for those it is about and for those who have to do something."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from civic.documents.rules import Block, Facts, Paragraph, Sheet, Table
from civic.kit.errors import N_, NotFound
from civic.notifications.rules import kinds
from councils.documents.rules.headings import FIRST_ITEM
from councils.documents.rules.overview import hidden
from councils.documents.rules.reading import Issue, bound
from councils.documents.rules.record import of_item
from councils.documents.rules.words import Words
from councils.minutes.rules.document import MinutesDocument, binds
from councils.minutes.rules.parts import AgendaItem, Task


class ItemResult(StrEnum):
    """What became of an item, for those whose proposal it was about."""

    CARRIED = "carried"
    LOST = "lost"
    DISCUSSED = "discussed"
    POSTPONED = "postponed"

    @property
    def words(self) -> str:
        """The line on the proposal's timeline, marked for the catalogue."""
        return _LINES[self]

    @property
    def told(self) -> str:
        """The kind of notification the proposer gets."""
        return f"minutes_item_{self.value}"


def result_of(item: AgendaItem) -> ItemResult:
    """Of an item: carried when any of its own motions was, whatever happened to the others."""
    outcomes = {one.outcome for one in item.motions if binds(one.kind, one.target)}
    if "adopted" in outcomes:
        return ItemResult.CARRIED
    if "lost" in outcomes:
        return ItemResult.LOST
    return ItemResult.DISCUSSED if item.outcome in ("decided", "discussed") else ItemResult.POSTPONED


def item_of(document: MinutesDocument, number: int) -> AgendaItem:
    """An item by its number on the agenda. Raises NotFound."""
    found = next((item for item in document.agenda if item.number == number), None)
    if found is None:
        raise NotFound
    return found


def tasks_of(item: AgendaItem) -> tuple[Task, ...]:
    """What somebody has to do after it."""
    return tuple(task for motion in item.motions for task in motion.tasks)


def item_blocks(document: MinutesDocument, number: int, lang: str = "zh") -> tuple[Block, ...]:
    """The item in the words of the full record, and who owes an answer by when. Raises NotFound."""
    say, item = Words(lang), item_of(document, number)
    place = FIRST_ITEM + document.agenda.index(item)
    return (*of_item(place, item, say), *_owed(item, say))


def excerpt(document: MinutesDocument, issue: Issue, number: int, lang: str = "zh") -> Sheet:
    """The item on a sheet of its own. Raises NotFound."""
    say = Words(lang)
    blocks = [*_head(document, say), *item_blocks(document, number, lang)]
    return bound(document, issue, say, (say(N_("会议记录摘录")), f"item-{number}"), blocks)


def _head(document: MinutesDocument, say: Words) -> Iterator[Block]:
    here = N_("应到 {seats} 人，实到 {present} 人")
    yield Facts(
        (
            (say(N_("时间")), say.moment(document.opened or document.planned)),
            (say(N_("地点")), document.venue),
            (say(N_("主持人")), document.chair.name),
            (say(N_("记录人")), document.recorder.name),
            (say(N_("到会")), say(here, seats=document.seats, present=len(document.present))),
        )
    )
    yield from hidden(document, say)


def _owed(item: AgendaItem, say: Words) -> Iterator[Block]:
    tasks = tasks_of(item)
    if not tasks:
        return
    yield Paragraph(say(N_("请在期限以前办好并答复：")))
    head = (say(N_("谁来做")), say(N_("做什么")), say(N_("答复期限")), say(N_("钱从哪里来")))
    rows = tuple(
        (task.owner, task.content, say.day(date.fromisoformat(task.due)), task.source) for task in tasks
    )
    yield Table(head, rows, (2, 4, 3, 3))


_LINES = {
    ItemResult.CARRIED: N_("会议纪要签发：议到这一项，动议通过"),
    ItemResult.LOST: N_("会议纪要签发：议到这一项，动议没有通过"),
    ItemResult.DISCUSSED: N_("会议纪要签发：议过这一项，没有表决"),
    ItemResult.POSTPONED: N_("会议纪要签发：这一项留到下次"),
}

kinds(
    minutes_item_carried=N_("“{title}”议到了您的提案，动议通过了。会议纪要第 {number} 项可以看全文。"),
    minutes_item_lost=N_("“{title}”议到了您的提案，动议没有通过。会议纪要第 {number} 项写着各方的理由。"),
    minutes_item_discussed=N_("“{title}”议过您的提案，这次没有表决。会议纪要第 {number} 项可以看全文。"),
    minutes_item_postponed=N_("“{title}”没有议到您的提案，留到下次。"),
)
