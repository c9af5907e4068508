"""The result of a matter: its page and the same for machines."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from civic.kit.errors import N_, NotFound
from civic.web import papers
from civic.web.i18n import translate
from civic.web.pages import page, url_for
from votes.matters import queries, rules
from votes.matters.models import Matter
from votes.results import queries as results
from votes.results.models import Result
from votes.results.rules import box
from votes.rules import RULE_NAMES, RULE_SENTENCES
from votes.tally.choosing.laws import owners_law_version


async def show(request: Request) -> Response:
    """What was decided, by which numbers, and why for each option."""
    matter = await queries.one(request.path_params["id"])
    card = await queries.card(matter.id)
    found = await results.official(matter.ballot_id)
    if found is None:
        return await page(request, "votes/matters/result_wait.html", matter=card)
    return await page(
        request,
        "votes/matters/result.html",
        matter=card,
        ballot=matter.ballot,
        result=found,
        rule_name=RULE_NAMES[found.rule],
        rule_sentence=RULE_SENTENCES[found.rule],
        law=owners_law_version(found.parameters["law"]) if "law" in found.parameters else None,
        **await _figures(matter, found, request.state.lang),
    )


async def _figures(matter: Matter, found: Result, lang: str) -> dict[str, Any]:
    """The rows of a count and what its family of rules shows beside them."""
    lines = await results.lines(found.id)
    # the words of yes and no are ours and translated, those of options are their makers'
    labels = {option.code: option.label for option in await queries.options(matter.ballot_id)}
    names = {code: translate(label, lang) for code, label in labels.items()} if _text(found) else labels
    speak = partial(translate, lang=lang)
    rows = [rules.row(line, names, found.working, box.told(line.why, names, speak)) for line in lines]
    return {
        "rows": rows,
        "working": found.working,
        "names": names,
        **rules.pictures(found.working, names, lines, rows[0].sentences),
    }


def _text(found: Result) -> bool:
    return found.rule in rules.TEXTS


async def data(request: Request) -> Response:
    """The same count for machines, with its whole working: fractions are a pair of texts."""
    matter = await queries.one(request.path_params["id"])
    name = f'attachment; filename="matter-{matter.id}.json"'
    return JSONResponse(await _document(matter), headers={"content-disposition": name})


async def _document(matter: Matter) -> dict[str, Any]:
    """Raises NotFound before there is an official count."""
    found = await results.official(matter.ballot_id)
    if found is None:
        raise NotFound
    lines = await results.lines(found.id)
    labels = {option.code: option.label for option in await queries.options(matter.ballot_id)}
    return {
        "matter": matter.id,
        "ballot": matter.ballot_id,
        "title": matter.ballot.title,
        "rule": found.rule.value,
        "parameters": found.parameters,
        "seats": matter.ballot.seats,
        "roll": matter.ballot.roll_size,
        "papers": found.papers,
        "lines": [rules.line_document(line, labels) for line in lines],
        "working": found.working,
        "ballot_digest": matter.ballot.digest,
        "digest": found.digest,
        "certified_at": found.certified_at.isoformat() if found.certified_at else None,
    }


async def _papers(request: Request, number: int) -> list[papers.Paper]:
    matter = await queries.one(number)
    about = (matter.ballot.title, url_for("matter-result", id=number))
    documents = [await _document(matter)]
    return papers.data(request, "matter-result", number, N_("表决结果的数据"), about, documents)


papers.register("matter-result", _papers, stem="matter")

routes = [
    Route("/matters/{id:int}/result", show, name="matter-result"),
    Route("/matters/{id:int}/result.json", data, name="matter-result-data"),
]
