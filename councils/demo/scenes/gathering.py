"""Names are gathered: for a session that cannot wait, under a motion handed in; and a paper comes after the notice."""

from civic.kit import codes
from civic.web.fields import Upload
from councils import services as councils
from councils.demo.scenes.coming import PAPER
from councils.demo.scenes.stage import Stage
from councils.models import RuleSet
from councils.preparation.agendas.models import Agenda
from councils.preparation.invitations.rules import Invited
from councils.preparation.motions import services as motions
from councils.preparation.motions.models import WrittenMotion
from councils.preparation.petitions import services as petitions
from councils.preparation.slips import services as slips
from councils.preparation.supplements import services as supplements
from councils.queries import term

_WHY = "三号院的水箱漏了三天，物业和水务都说不归自己管。下次例会要等一个月，先请两家到会说清楚。"


async def tell(stage: Stage) -> None:
    """The council goes by rules that say how soon a session follows; one member asks for one and a second agrees."""
    council_id = (await term(stage.term)).council_id
    clerk = await stage.who("sun")
    with stage.day(1, 10):
        newest = await RuleSet.filter(key="council").order_by("-version").first()
        assert newest is not None
        await councils.adopt_rules(clerk, council_id, newest.id)
    with stage.day(1, 18):
        asked = await petitions.begin(
            await stage.who("tang"), council_id, "三号院水箱漏水谁来修", _WHY, codes.token()
        )
        await petitions.sign(await stage.who("deng"), asked.id)
    with stage.day(1, 22):
        bench = await WrittenMotion.filter(council_id=council_id).order_by("-id").first()
        assert bench is not None
        await motions.cosign(await stage.who("deng"), bench.id)
        agenda = await Agenda.filter(term_id=stage.term, session_id__not_isnull=True).order_by("-id").first()
        assert agenda is not None
        assert agenda.session_id is not None
        upload, late = Upload("灭火柜第三家报价.pdf", PAPER), "第三家昨天才报价，比前两家低"
        await supplements.add(clerk, agenda.session_id, upload, 1, late)
        note = "代表三号院的租户，由楼长送"
        await slips.make(clerk, agenda.session_id, "罗永福", note, Invited.STAKEHOLDER)
