"""Reading notices; other rooms ask here whether one stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from civic.kit import chain, clock
from civic.kit.errors import NotFound
from civic.kit.refs import Ref
from civic.notices.models import Filing, Notice, NoticeDecider, Objection, PublicityProof
from civic.notices.rules import Standing, standing


@dataclass(frozen=True)
class Shown:
    """A notice with its objections and what follows from them."""

    notice: Notice
    objections: list[Objection]
    deciders: frozenset[int] = frozenset()

    @property
    def decided(self) -> frozenset[int]:
        """Who may not answer: who published it and who decided what it shows."""
        return self.deciders | {self.notice.published_by_id}

    @property
    def waiting(self) -> int:
        """How many objections have no answer yet."""
        return sum(objection.answered_at is None for objection in self.objections)

    @property
    def last_day(self) -> date:
        """The last day on which it is shown and objections are taken."""
        return clock.local(self.notice.ends_at - timedelta(seconds=1)).date()

    @property
    def standing(self) -> Standing:
        """Whether it stands now."""
        upheld = sum(bool(objection.upheld) for objection in self.objections)
        return standing(
            self.notice.ends_at,
            clock.now(),
            self.waiting,
            upheld,
            len(self.objections),
            self.notice.returns_at,
        )


async def show(notice_id: int) -> Shown:
    """One notice. Raises NotFound."""
    notice = await Notice.get_or_none(id=notice_id).select_related("place", "published_by")
    if notice is None:
        raise NotFound
    return await _with_objections(notice)


async def of(ref: Ref) -> Shown | None:
    """The notice of a thing, if there is one."""
    notice = await Notice.get_or_none(ref_kind=ref.kind, ref_id=ref.id).select_related(
        "place", "published_by"
    )
    return None if notice is None else await _with_objections(notice)


async def _with_objections(notice: Notice) -> Shown:
    found = await Objection.filter(notice_id=notice.id).select_related("person", "answered_by").order_by("id")
    decided = await NoticeDecider.filter(notice_id=notice.id)
    return Shown(notice, found, frozenset(one.person_id for one in decided))


async def standings(kind: str, ids: Sequence[int]) -> dict[int, Standing]:
    """How the notices of many things of a kind stand; things without a notice are left out. Two queries."""
    notices = await Notice.filter(ref_kind=kind, ref_id__in=ids or [0])
    objections = await Objection.filter(notice_id__in=[notice.id for notice in notices] or [0])
    return {
        notice.ref_id: Shown(notice, [o for o in objections if o.notice_id == notice.id]).standing
        for notice in notices
    }


async def page_of(place_id: int, before: int | None, size: int) -> list[Shown]:
    """Notices of a place, newest first, one more than ``size``; two queries whatever the number."""
    query = Notice.filter(place_id=place_id).select_related("place", "published_by")
    if before is not None:
        query = query.filter(id__lt=before)
    notices = await query.order_by("-id").limit(size + 1)
    objections = await Objection.filter(notice_id__in=[notice.id for notice in notices] or [0])
    return [Shown(notice, [o for o in objections if o.notice_id == notice.id]) for notice in notices]


async def by_code(code: str) -> Objection | None:
    """An objection by its receipt code."""
    return await Objection.get_or_none(code=code).select_related("notice")


async def unproved(now: datetime) -> list[Notice]:
    """Notices whose period is over and that have no proof yet."""
    return await Notice.filter(ends_at__lte=now, proof__isnull=True).select_related("place", "published_by")


async def proof(notice_id: int) -> PublicityProof | None:
    """The proof that a notice was shown, once its period is over."""
    return await PublicityProof.get_or_none(notice_id=notice_id)


async def proved_by(digest: str) -> int | None:
    """The notice whose proof has this digest, worked out again; None when the proof no longer fits it."""
    made = await PublicityProof.get_or_none(digest=digest)
    return made.notice_id if made and chain.digest(chain.GENESIS, made.document) == digest else None


async def filing(notice_id: int) -> Filing | None:
    """The filing of a notice with the street, if it was filed."""
    return await Filing.get_or_none(notice_id=notice_id).select_related("filed_by", "acknowledged_by")


async def filings(path: str, before: int | None, size: int) -> list[Filing]:
    """Filings of a place and everything below it, newest first, one more than ``size``."""
    query = Filing.filter(notice__place__path__startswith=path).select_related("notice__place", "filed_by")
    if before is not None:
        query = query.filter(id__lt=before)
    return await query.order_by("-id").limit(size + 1)
