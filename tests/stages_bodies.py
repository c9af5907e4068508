"""What stands on the stage when the routes of councils, their seats and their rules are tried."""

from collections.abc import Mapping
from typing import Any

from civic.kit import clock
from civic.kit.thresholds import MORE_THAN_HALF
from civic.web.fields import Upload
from councils.joint import services as joining
from councils.joint.rules import quarter_of
from councils.models import Seat, Term
from councils.seating import services as seating
from councils.seating.models import Interest, Observer
from councils.seating.rules import Ending, Tie
from councils.series import services as arranging
from councils.series.rules import Duty, Rhythm
from councils.series.services import Paper
from tests.cast import Cast
from tests.factories import bodies, councils

Given = Mapping[str, Any]


async def rules(cast: Cast) -> Given:
    """A rule set nobody has checked, and where a council may be founded."""
    return {"id": (await councils.rule_set()).id, "place": cast.community.id}


async def council(cast: Cast) -> Given:
    """A council in its term, a seat in it, and another rule set it might adopt."""
    made = await councils.council(cast)
    term = await Term.get(council_id=made.id)
    other = await councils.rule_set()
    seat = await Seat.get(term=term, person_id=cast.tang.person_id)
    return {"id": made.id, "term": term.id, "seat": seat.id, "other": other.id}


async def seat(cast: Cast) -> Given:
    """Tang's seat."""
    return {"id": (await council(cast))["seat"]}


async def seated(cast: Cast) -> Given:
    """A seat that fell free with Lin to follow, an observer, and something Xu declared."""
    given = await council(cast)
    term, tang = given["term"], given["seat"]
    await seating.end_seat(cast.sun, tang, Ending.RESIGNED, "书面辞职", clock.today())
    assert cast.lin.person_id is not None
    assert cast.xu.person_id is not None
    await seating.add_substitute(cast.sun, term, cast.lin.person_id)
    await seating.name_observer(cast.sun, term, "王书记", "社区党委书记")
    await seating.declare(cast.sun, cast.xu.person_id, Tie.RELATIVE, "弟弟是物业经理")
    return dict(given) | {"person": cast.xu.person_id}


async def observer(cast: Cast) -> Given:
    """Who attends without a vote."""
    await seated(cast)
    return {"id": (await Observer.get()).id}


async def interest(cast: Cast) -> Given:
    """What Xu declared."""
    await seated(cast)
    return {"id": (await Interest.get()).id}


async def joint(cast: Cast) -> Given:
    """The joint council of two communities, which take turns."""
    made = await bodies.joint_council(cast)
    await joining.rotate_from(cast.zhou, made.id, quarter_of(clock.today()))
    first, second = await bodies.bodies(made)
    return {"id": made.id, "body": second.id, "estate": cast.places["estate_one"].id, "first": first.id}


async def unseated(cast: Cast) -> Given:
    """A member body nobody sits for."""
    given = await joint(cast)
    body = await joining.add_body(cast.zhou, given["id"], "", MORE_THAN_HALF, given["estate"])
    return {"id": body.id}


async def unrotated(cast: Cast) -> Given:
    """A joint council in which nobody takes turns yet."""
    return {"id": (await bodies.joint_council(cast)).id}


async def series(cast: Cast) -> Given:
    """A council's quarterly session."""
    made = await councils.council(cast)
    return {"id": (await arranging.begin(cast.sun, made.id, "季度例会", Rhythm.QUARTERLY, clock.today())).id}


async def agreement(cast: Cast) -> Given:
    """An agreement with its paper."""
    made = await councils.council(cast)
    paper = Paper("共治备忘录", "两社区", clock.today(), file=Upload("a.pdf", b"%PDF-1.7"))
    return {"id": (await arranging.file_agreement(cast.sun, made.id, paper)).id}


async def team_place(cast: Cast) -> Given:
    """A place in a council's team."""
    made = await councils.council(cast)
    assert cast.zheng.person_id is not None
    await arranging.put_in_team(cast.sun, made.id, cast.zheng.person_id, Duty.STEWARD)
    return {"id": made.id, "person": cast.zheng.person_id}
