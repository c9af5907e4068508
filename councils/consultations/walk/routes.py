"""The road through a consultation in three minutes: one thing a page, resumed where one left it."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import NotFound
from civic.people.rules import Actor
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.pages import page
from councils.consultations.options import queries as options
from councils.consultations.options import services as option_services
from councils.consultations.options.forms import StandForm
from councils.consultations.options.rules import Stand
from councils.consultations.stakeholders import queries as stakeholders
from councils.consultations.walk import queries, rules, services
from councils.consultations.walk.forms import StanceForm, WordsForm
from councils.consultations.walk.rules import Station
from councils.opinions import queries as opinions
from councils.opinions import services as opinion_services
from councils.opinions.rules.states import Stance

_PAGE = "councils/consultations/walk.html"


async def _road(request: Request) -> dict[str, Any]:
    """Everything of the road for this person: its stations, what is finished, what each station asks."""
    actor: Actor = request.state.actor
    scene = await stakeholders.scene(addressed(request), actor)
    found, person_id = scene.consultation, actor.person_id
    talk = found.conversation_id
    asked = await opinions.asked(talk, person_id) if talk is not None else None
    columns = await options.columns(found.id)
    own = await options.mine(found.id, person_id)
    words = await queries.mine(found, person_id)
    stations = rules.road(asked.voted + asked.left if asked else 0, len(columns), found.open_question)
    finished = {
        station
        for station, done in (
            (Station.STATEMENTS, asked is not None and _sat(asked)),
            (Station.OPTIONS, bool(columns) and len(own) == len(columns)),
            (Station.WORDS, bool(words)),
        )
        if done
    }
    begun = bool(finished or own or (asked is not None and asked.voted))
    return {
        "scene": scene,
        "stations": stations,
        "finished": finished,
        "begun": begun,
        "asked": asked,
        "columns": columns,
        "own": own,
        "words": words,
        "stances": list(Stance),
        "stands": list(Stand),
    }


def _sat(asked: opinions.Asked) -> bool:
    """Whether one sitting of statements is behind this person."""
    return asked.voted > 0 and (asked.left == 0 or asked.voted >= asked.of_sitting)


async def resume(request: Request) -> Response:
    """Go on where one left; who comes for the first time begins at the beginning."""
    road = await _road(request)
    begun = [Station.ABOUT] if road["begun"] else []
    station = rules.resume(road["stations"], {*road["finished"], *begun})
    return see(request, "walk-station", id=addressed(request), station=station.value)


async def _at(request: Request) -> dict[str, Any]:
    road = await _road(request)
    word = request.path_params.get("station", "")
    if word not in {station.value for station in road["stations"]}:
        raise NotFound
    station = Station(word)
    stations = road["stations"]
    return road | {
        "station": station,
        "number": stations.index(station) + 1,
        "next": rules.after(stations, station),
    }


async def show(request: Request) -> Response:
    """One station."""
    return await page(request, _PAGE, form=Typed({}), **await _at(request))


def _station(word: Station) -> Any:
    async def context(request: Request) -> dict[str, Any]:
        request.path_params["station"] = word.value
        return await _at(request)

    return context


@posted(StanceForm, _PAGE, _station(Station.STATEMENTS))
async def vote(request: Request, sent: StanceForm) -> Response:
    """Say what one thinks of a statement; the next follows until the sitting is over."""
    await opinion_services.vote(request.state.actor, sent.statement, sent.stance)
    road = await _road(request)
    here = Station.STATEMENTS
    ahead = rules.after(road["stations"], here) if here in road["finished"] else here
    return see(request, "walk-station", id=addressed(request), station=ahead.value)


@posted(StandForm, _PAGE, _station(Station.OPTIONS))
async def take_stand(request: Request, sent: StandForm) -> Response:
    """Say how one stands to an option."""
    await option_services.take_stand(request.state.actor, sent.option, sent.stand, sent.reason)
    return see(request, "walk-station", id=addressed(request), station=Station.OPTIONS.value)


@posted(WordsForm, _PAGE, _station(Station.WORDS))
async def say(request: Request, sent: WordsForm) -> Response:
    """Answer the open question."""
    await services.say(request.state.actor, addressed(request), sent.text)
    return see(request, "walk-station", id=addressed(request), station=Station.DONE.value)


_ONE = "/consultations/{id:int}/three-minutes"
routes = [
    Route(_ONE, resume, name="walk"),
    Route(f"{_ONE}/{{station}}", show, name="walk-station"),
    Route(f"{_ONE}/votes", vote, methods=["POST"], name="walk-vote"),
    Route(f"{_ONE}/stands", take_stand, methods=["POST"], name="walk-stand"),
    Route(f"{_ONE}/words", say, methods=["POST"], name="walk-words"),
]
