"""What is published about a vote: the record, the papers, receipts, exports; signing, contesting, declaring void."""

from datetime import datetime
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock
from civic.people.rules import Role, must
from civic.web import slots
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.pages import page
from civic.web.paging import after, paged
from votes.casting.rules import plain
from votes.models import Ballot
from votes.publication import queries, rules, services
from votes.publication.forms import ContestAnswerForm, ContestForm, ReceiptForm, SignatureForm, VoidForm
from votes.publication.queries import Shown
from votes.rules import State, may_certify, may_set_up

SIZE = 100


async def record(request: Request) -> Response:
    """Everything there is to check about one ballot, and what may be done about it now."""
    ballot = await queries.ballot_of(addressed(request))
    counted = await queries.runs(ballot.id)
    contested = await queries.contests(ballot.id)
    last = counted[-1] if counted else None
    until = rules.contested_until(last.counted_at, ballot.parameters) if last else None
    return await page(
        request,
        "votes/publication/record.html",
        ballot=ballot,
        round=await queries.round_of(ballot.id),
        matter=await queries.matter_of(ballot.id),
        source=(await queries.source_of(ballot.id)).words,
        published=rules.is_published(ballot.state, ballot.closed_at),
        runs=counted,
        winners=await queries.winners(counted),
        signatures=await queries.signatures(counted),
        contests=contested,
        until=until,
        reruns=await queries.reruns(ballot.id),
        roles={role.value: role.words for role in Role},
        may=await _may(request, ballot, until),
        filed=[
            each
            for each in contested
            if last and each.run == last.run and each.filed_by == request.state.actor.person_id
        ],
    )


async def _may(request: Request, ballot: Ballot, until: datetime | None) -> dict[str, bool]:
    """Which acts are in order for this person now."""
    actor, path = request.state.actor, ballot.place.path
    counted = ballot.state in (State.CLOSED, State.CERTIFIED) and until is not None
    entitled = await queries.is_entitled(ballot.id, actor.person_id)
    return {
        "sign": counted and may_certify(actor, path),
        "contest": bool(
            counted and until and clock.now() < until and rules.may_contest(actor, path, entitled)
        ),
        "answer": rules.may_answer(actor, path),
        "void": ballot.state not in (State.DRAFT, State.VOID) and rules.may_void(actor, path),
        "rerun": ballot.state is State.VOID and may_set_up(actor, path),
    }


async def papers(request: Request) -> Response:
    """Every paper of a ballot that is over, in the order of the random keys."""
    ballot = await queries.ballot_of(addressed(request))
    published = rules.is_published(ballot.state, ballot.closed_at)
    found = await queries.lines(ballot, after(request) or 0, SIZE) if published else []
    return await page(
        request,
        "votes/publication/papers.html",
        ballot=ballot,
        published=published,
        listed=paged(request, found, SIZE, lambda line: line.number),
    )


async def papers_csv(request: Request) -> Response:
    """The same for a spreadsheet."""
    ballot = await queries.ballot_of(addressed(request))
    text = await queries.papers_csv(ballot)
    return _file(text.encode(), f"ballot-{ballot.id}-papers.csv", "text/csv; charset=utf-8")


async def papers_json(request: Request) -> Response:
    """The same for machines, with the question, the options and the count."""
    ballot = await queries.ballot_of(addressed(request))
    document = await queries.papers_json(ballot)
    return JSONResponse(document, headers=_attached(f"ballot-{ballot.id}.json"))


async def bundle(request: Request) -> Response:
    """Everything needed to recount the ballot offline."""
    ballot = await queries.ballot_of(addressed(request))
    return _file(await queries.bundle(ballot), f"ballot-{ballot.id}.zip", "application/zip")


async def program(request: Request) -> Response:
    """The program that recounts a bundle."""
    return _file(queries.program(), "recount.py", "text/x-python; charset=utf-8")


def _file(body: bytes, name: str, media_type: str) -> Response:
    return Response(body, media_type=media_type, headers=_attached(name))


def _attached(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


async def _looking(request: Request) -> dict[str, Any]:
    """The page on which a receipt is typed: of one vote, or of any."""
    ballot = await queries.ballot_of(addressed(request)) if "id" in request.path_params else None
    return {
        "ballot": ballot,
        "source": (await queries.source_of(ballot.id)).words if ballot else "",
        "published": ballot is None or rules.is_published(ballot.state, ballot.closed_at),
        "looked": False,
        "shown": None,
    }


async def receipt(request: Request) -> Response:
    """Type a receipt."""
    form = ReceiptForm.blank(request)
    return await page(request, "votes/publication/receipt.html", form=form, **await _looking(request))


@posted(ReceiptForm, "votes/publication/receipt.html", _looking)
async def check_receipt(request: Request, data: ReceiptForm) -> Response:
    """The paper with this receipt, as it was counted, with its proof.

    The receipt comes in a form and is kept nowhere: in an address it would stand in logs, beside whoever asked.
    """
    context = await _looking(request)
    shown = await _found(context["ballot"], data.code) if context["published"] else None
    context |= {"looked": True, "shown": shown, "form": Typed({"code": data.code})}
    answer = await page(request, "votes/publication/receipt.html", 200 if shown else 404, **context)
    answer.headers["cache-control"] = "no-store"
    return answer


async def _found(ballot: Ballot | None, typed: str) -> Shown | None:
    code = plain(typed)
    if not code:
        return None
    return await queries.found_in(ballot, code) if ballot else await queries.find_receipt(code)


@posted(ReceiptForm, "votes/publication/receipt.html", _looking)
async def proof(request: Request, data: ReceiptForm) -> Response:
    """The same proof as a file."""
    ballot = await queries.ballot_of(addressed(request))
    shown = await _found(ballot, data.code)
    if shown is None:
        return await check_receipt(request)
    headers = _attached(f"ballot-{ballot.id}-proof.json") | {"cache-control": "no-store"}
    return JSONResponse(shown.document, headers=headers)


async def sign(request: Request) -> Response:
    """A teller signs the count that was shown."""
    data, _ = SignatureForm.parse(dict(await request.form()), request.state.lang)
    await services.sign(request.state.actor, addressed(request), data.digest if data else "")
    return see(request, "ballot-record", id=addressed(request))


async def _contesting(request: Request) -> dict[str, Any]:
    ballot = await queries.ballot_of(addressed(request))
    actor = request.state.actor
    entitled = await queries.is_entitled(ballot.id, actor.person_id)
    must(rules.may_contest(actor, ballot.place.path, entitled), actor, "contest_not_on_roll")
    counted = await queries.runs(ballot.id)
    until = rules.contested_until(counted[-1].counted_at, ballot.parameters) if counted else None
    return {"ballot": ballot, "until": until}


async def contesting(request: Request) -> Response:
    """The page on which a count is contested."""
    form = ContestForm.blank(request)
    return await page(request, "votes/publication/contest.html", form=form, **await _contesting(request))


@posted(ContestForm, "votes/publication/contest.html", _contesting)
async def contest(request: Request, data: ContestForm) -> Response:
    """Contest it."""
    await services.contest(request.state.actor, addressed(request), data.reason)
    return see(request, "ballot-record", id=addressed(request))


async def _answering(request: Request) -> dict[str, Any]:
    found = await queries.one_contest(addressed(request))
    must(rules.may_answer(request.state.actor, found.ballot.place.path), request.state.actor)
    return {"contest": found, "ballot": found.ballot}


async def answering(request: Request) -> Response:
    """The page on which a contest is answered."""
    form = ContestAnswerForm.blank(request)
    return await page(request, "votes/publication/answer.html", form=form, **await _answering(request))


@posted(ContestAnswerForm, "votes/publication/answer.html", _answering)
async def answer(request: Request, data: ContestAnswerForm) -> Response:
    """Answer it; upheld, the papers are counted again."""
    done = await services.answer(
        request.state.actor, addressed(request), data.answer, data.verdict == "upheld"
    )
    return see(request, "ballot-record", id=done.ballot_id)


async def _voiding(request: Request) -> dict[str, Any]:
    ballot = await queries.ballot_of(addressed(request))
    must(rules.may_void(request.state.actor, ballot.place.path), request.state.actor)
    return {"ballot": ballot}


async def voiding(request: Request) -> Response:
    """The page on which a ballot is declared void."""
    form = VoidForm.blank(request)
    return await page(request, "votes/publication/void.html", form=form, **await _voiding(request))


@posted(VoidForm, "votes/publication/void.html", _voiding)
async def declare_void(request: Request, data: VoidForm) -> Response:
    """Declare it void."""
    await services.declare_void(request.state.actor, addressed(request), data.reason)
    return see(request, "ballot-record", id=addressed(request))


async def rerun(request: Request) -> Response:
    """A new draft of a void ballot."""
    made = await services.rerun(request.state.actor, addressed(request))
    return see(request, "ballot", id=made.id)


async def on_ballot(request: Request, ballot_id: int) -> Markup | None:
    """That a count is contested or was done again: lent to the pages of what the ballot decides."""
    waiting, last = await queries.waiting_contests(ballot_id), await queries.last_run(ballot_id)
    if not waiting and last < 2:
        return None
    return slots.panel(request, "votes/publication/_panel.html", ballot=ballot_id, waiting=waiting, last=last)


slots.lend("ballot.page", on_ballot)

routes: list[BaseRoute] = [
    Route("/ballots/{id:int}/record", record, name="ballot-record"),
    Route("/ballots/{id:int}/papers", papers, methods=["GET"], name="ballot-bulletin"),
    Route("/ballots/{id:int}/papers.csv", papers_csv, name="ballot-papers-csv"),
    Route("/ballots/{id:int}/papers.json", papers_json, name="ballot-papers-json"),
    Route("/ballots/{id:int}/bundle", bundle, name="ballot-bundle"),
    Route("/recount.py", program, name="recount-program"),
    Route("/ballots/receipt", receipt, methods=["GET"], name="paper-receipt"),
    Route("/ballots/receipt", check_receipt, methods=["POST"], name="paper-receipt-check"),
    Route("/ballots/{id:int}/receipt", receipt, methods=["GET"], name="ballot-receipt"),
    Route("/ballots/{id:int}/receipt", check_receipt, methods=["POST"], name="ballot-receipt-check"),
    Route("/ballots/{id:int}/proof", proof, methods=["POST"], name="ballot-proof"),
    Route("/ballots/{id:int}/signatures", sign, methods=["POST"], name="ballot-signature"),
    Route("/ballots/{id:int}/contest", contesting, methods=["GET"], name="ballot-contesting"),
    Route("/ballots/{id:int}/contest", contest, methods=["POST"], name="ballot-contest"),
    Route("/contests/{id:int}/answer", answering, methods=["GET"], name="contest-answering"),
    Route("/contests/{id:int}/answer", answer, methods=["POST"], name="contest-answer"),
    Route("/ballots/{id:int}/void", voiding, methods=["GET"], name="ballot-voiding"),
    Route("/ballots/{id:int}/void", declare_void, methods=["POST"], name="ballot-void"),
    Route("/ballots/{id:int}/rerun", rerun, methods=["POST"], name="ballot-rerun"),
]
