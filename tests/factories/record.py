"""What follows a session: minutes, resolutions, funds, decisions, made by the services people use."""

from civic.kit import clock
from civic.people.rules import Actor
from councils.funding import services as funding
from councils.funding.models import Decision, Fund
from councils.minutes import services
from councils.minutes.models import Minutes
from councils.minutes.rules import Proof, SignerRole, Task, read
from councils.models import Term
from councils.resolutions import services as resolutions
from councils.resolutions.models import Resolution
from councils.sessions import services as sessions
from councils.sessions.models import Session
from councils.sessions.rules.presence import Adjourn
from proposals.models import Proposal
from tests.cast import Cast
from tests.factories import councils
from tests.factories import proposals as proposing


def proof(actor: Actor) -> Proof:
    """That it is really them, right now."""
    return Proof(actor.person_id or 0, clock.now())


async def about(proposal: Proposal) -> tuple[tuple[str, int | None, int], ...]:
    """An agenda whose first item is about a proposal."""
    return (("南门路灯", proposal.id, 20), ("垃圾分类亭", None, 20))


async def over(cast: Cast, yes: int = 3, no: int = 1, proposal: Proposal | None = None) -> Session:
    """A session with one motion decided by hands, adjourned."""
    items = await about(proposal) if proposal else ()
    session = await councils.decided(cast, yes, no, items=items)
    await sessions.act(cast.chen, session.id, Adjourn(confirmed=True))
    return session


async def drafted(cast: Cast, yes: int = 3, no: int = 1, proposal: Proposal | None = None) -> Minutes:
    """Its minutes with a task for what was carried, as the recorder leaves them before signing."""
    return await tasked(cast, (await over(cast, yes, no, proposal)).id)


async def tasked(cast: Cast, session_id: int) -> Minutes:
    """The minutes of a session that is over, with a task for each motion carried."""
    minutes = await services.draft(cast.ma, session_id)
    for motion in read(minutes.document).adopted:
        task = Task(motion.number, "换好南门路灯", "居委会", "2027-06-30", "社区保障资金")
        await services.add_task(cast.ma, minutes.id, task)
    return await Minutes.get(id=minutes.id)


async def sign(actor: Actor, minutes_id: int, role: SignerRole) -> Minutes:
    """Sign the text as it stands."""
    digest = (await Minutes.get(id=minutes_id)).document_digest
    return await resolutions.sign(actor, minutes_id, role, digest, proof(actor))


async def signed(cast: Cast, yes: int = 3, no: int = 1, proposal: Proposal | None = None) -> Minutes:
    """Signed by the recorder, waiting for the chair."""
    return await sign(cast.ma, (await drafted(cast, yes, no, proposal)).id, SignerRole.RECORDER)


async def published(cast: Cast, yes: int = 3, no: int = 1, proposal: Proposal | None = None) -> Minutes:
    """Signed by both: numbered, chained, with its resolutions."""
    return await sign(cast.chen, (await signed(cast, yes, no, proposal)).id, SignerRole.CHAIR)


async def resolution(cast: Cast) -> Resolution:
    """The council resolves to spend ¥18,000 on an open proposal."""
    proposal = await proposing.opened(cast)
    minutes = await published(cast, proposal=proposal)
    return await Resolution.get(minutes_id=minutes.id).prefetch_related("motion")


async def fund(cast: Cast, amount_fen: int = 5_000_000, name: str = "社区保障资金") -> Fund:
    """A pool of the community."""
    new = funding.NewFund(name, 2026, amount_fen, "区财政按户数核拨")
    return await funding.open_fund(cast.sun, cast.community.id, new)


async def decision(cast: Cast, amount_fen: int = 1_800_000) -> Decision:
    """Money decided on that resolution."""
    found = await resolution(cast)
    return await funding.decide(cast.sun, found.id, (await fund(cast)).id, amount_fen)


async def another(cast: Cast) -> Minutes:
    """The minutes of a further session of the same council, drafted; it had no quorum."""
    term = await Term.all().order_by("id").first()
    assert term is not None
    session = await sessions.convene(cast.sun, term.id, councils.plan(cast, title="第 2 次会议"))
    await sessions.open_checkin(cast.chen, session.id)
    await sessions.act(cast.chen, session.id, Adjourn(confirmed=True))
    return await services.draft(cast.ma, session.id)
