"""Reading calls, bids and awards. Of a sealed bid only that it exists is ever read."""

from dataclasses import dataclass

from civic.kit import clock
from civic.kit.errors import NotFound
from civic.organisations.queries import represented_by
from civic.people.rules import Actor, KeyHolder
from civic.places.models import Place
from councils.models import RuleSet
from councils.resolutions.models import Resolution
from councils.tenders.models import Award, Bid, Call, CallKey
from councils.tenders.rules import Phase, Times, phase


@dataclass(frozen=True)
class Shown:
    """A call with what belongs to it."""

    call: Call
    place: Place
    keys: dict[KeyHolder, CallKey]
    bids: list[Bid]
    award: Award | None

    @property
    def phase(self) -> Phase:
        """Where it stands now."""
        return phase_of(self.call, self.award is not None)


def phase_of(call: Call, awarded: bool) -> Phase:
    """Where a call stands now."""
    times = Times(call.opens_at, call.closes_at, call.published_at, call.opened_at, call.failed_at, awarded)
    return phase(times, clock.now())


async def show(call_id: int) -> Shown:
    """One call with everything its page needs. Raises NotFound."""
    call = await Call.get_or_none(id=call_id).select_related(
        "decision__proposal__place", "decision__resolution", "created_by"
    )
    if call is None:
        raise NotFound
    keys = await CallKey.filter(call_id=call_id).select_related("person")
    bids = await Bid.filter(call_id=call_id).select_related("organisation").order_by("id")
    award = await Award.get_or_none(call_id=call_id).select_related("bid__organisation", "awarded_by")
    return Shown(call, call.decision.proposal.place, {key.holder: key for key in keys}, bids, award)


async def page_of(place_id: int, before: int | None, size: int) -> list[tuple[Call, Phase]]:
    """Published calls of a place, newest first, one more than ``size``."""
    query = Call.filter(decision__proposal__place_id=place_id, published_at__isnull=False)
    if before is not None:
        query = query.filter(id__lt=before)
    calls = await query.order_by("-id").limit(size + 1)
    awarded = {
        award.call_id
        for award in await Award.filter(call_id__in=[c.id for c in calls] or [0]).only("id", "call_id")
    }
    return [(call, phase_of(call, call.id in awarded)) for call in calls]


async def open_calls(place_id: int) -> list[Call]:
    """Calls of a place that take bids now."""
    now = clock.now()
    return await Call.filter(
        decision__proposal__place_id=place_id,
        published_at__isnull=False,
        failed_at__isnull=True,
        opens_at__lte=now,
        closes_at__gt=now,
    ).order_by("closes_at")


async def represented(actor: Actor) -> list[int]:
    """Ids of the organisations this person acts for today."""
    return [organisation.id for organisation in await represented_by(actor)]


async def bid_of(actor: Actor, bid_id: int) -> Bid:
    """A bid as its own organisation sees it (NotFound for everyone else while it is sealed)."""
    bid = await Bid.get_or_none(id=bid_id).select_related("organisation", "call")
    if bid is None or (bid.opened_at is None and bid.organisation_id not in await represented(actor)):
        raise NotFound
    return bid


async def by_code(code: str) -> int | None:
    """The call that a bid with this receipt code was handed in to."""
    bid = await Bid.get_or_none(code=code)
    return bid.call_id if bid else None


async def award_notice(call: Call) -> tuple[int, bool]:
    """How many days an award is shown, and whether working days are meant, by the council's rule set."""
    resolution = await Resolution.get(id=call.decision.resolution_id).select_related(
        "term__council__rule_set"
    )
    rule_set: RuleSet = resolution.term.council.rule_set
    return rule_set.award_notice_days, rule_set.award_notice_working
