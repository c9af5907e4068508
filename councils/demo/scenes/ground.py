"""Places, people, organisations."""

import tomllib
from dataclasses import dataclass
from datetime import date

from civic.demo.models import DemoCast
from civic.kit.errors import N_
from civic.organisations import services as organisations
from civic.organisations.rules import Kind
from civic.organisations.services import NewOrganisation
from civic.people import services as people
from civic.people.rules import SYSTEM, Role
from civic.people.services import NewPerson
from civic.people.signins.services.signing import set_password
from civic.places import services as places
from civic.places.rules import Level
from councils.demo.scenes.stage import DATA, Stage

COMMUNITY = "槐树街社区"
_PASSWORD = "{handle}-2026-demo"


@dataclass(frozen=True)
class Part:
    """One of the cast: sign-in name, display name, what for, roles in the community, home, year of birth."""

    key: str
    name: str
    part: str
    roles: tuple[Role, ...]
    home: str = ""
    born: int = 1980
    at: str = COMMUNITY


_RESIDENT, _MEMBER = Role.RESIDENT, Role.MEMBER
CAST = (
    Part("lin", "林秀英", N_("居民，72 岁：提意见、附议、投票"), (_RESIDENT, _MEMBER), "一号院", 1954),
    Part("wei", "魏国强", N_("居民，住另一个院子，还没投票"), (_RESIDENT,), "二号院", 1978),
    Part(
        "chen",
        "陈素芳",
        N_("议事会主持人：现在正在主持会议"),
        (_RESIDENT, _MEMBER, Role.CHAIR),
        "一号院",
        1968,
    ),
    Part("ma", "马丽", N_("记录人：记要点、签会议纪要"), (_RESIDENT, Role.RECORDER), "二号院", 1985),
    Part("sun", "孙敏", N_("居委会工作人员：初审、征集、签约、付款"), (Role.CLERK,)),
    Part("gao", "高建国", N_("监委会：保管开标钥匙、验收"), (_RESIDENT, Role.SUPERVISOR), "三号院", 1961),
    Part("zheng", "郑怡", N_("社工：协助会议和签到"), (Role.FACILITATOR,), "", 1993),
    Part("hao", "何文", N_("邻里社工服务中心：申报和承接项目"), (Role.ORGANISATION,), "", 1987),
    Part("luo", "罗静", N_("青苗社区发展中心：另一家申报单位"), (Role.ORGANISATION,), "", 1990),
    Part("zhou", "周颖", N_("街道工作人员：看全街道的社区"), (Role.OFFICER,), "", 1983, "柳荫街道"),
    Part(
        "outsider",
        "江远",
        N_("隔壁梧桐里社区的居民：能看，不能在这里投票"),
        (_RESIDENT,),
        "",
        1995,
        "梧桐里社区",
    ),
    Part("admin", "管理员", N_("管理员：地方、名单和角色"), (Role.ADMIN,), "", 1980, "成都市"),
    Part("tang", "唐敏", N_("议事会成员"), (_RESIDENT, _MEMBER), "三号院", 1974),
    Part("xu", "徐建", N_("议事会成员"), (_RESIDENT, _MEMBER), "二号院", 1982),
    Part("deng", "邓兰", N_("议事会成员，带孩子的妈妈"), (_RESIDENT, _MEMBER), "一号院", 1991),
)

# younger residents with their years of age: they have no vote yet and are asked beside it
YOUNG = (("邓小满", 15), ("张一诺", 16), ("秦朗", 17), ("喻可欣", 14))


async def set_up(stage: Stage) -> None:
    """The place tree, the cast, the neighbours and two organisations."""
    with stage.day(400, 9):
        await _places(stage)
        for number, part in enumerate(CAST):
            await _enter(stage, part, number)
        await _neighbours(stage)
    with stage.day(300, 9):
        for key, name, code in (
            ("hao", "邻里社工服务中心", "52510100MJ00000016"),
            ("luo", "青苗社区发展中心", "52510100MJ00000029"),
        ):
            new = NewOrganisation(name, Kind.SOCIAL_ORG, code, date(2017, 5, 8), "")
            stage.organisations[key] = (await organisations.register(await stage.who(key), new)).id


async def _places(stage: Stage) -> None:
    above: int | None = None
    for level, name in ((Level.CITY, "成都市"), (Level.DISTRICT, "锦城区"), (Level.STREET, "柳荫街道")):
        above = stage.places[name] = (await places.add_place(SYSTEM, above, level, name)).id
    for name, homes, heads in ((COMMUNITY, 1406, 3890), ("梧桐里社区", 1120, 3015)):
        place = await places.add_place(SYSTEM, above, Level.COMMUNITY, name, homes, heads)
        stage.places[name] = place.id
    for name in ("一号院", "二号院", "三号院"):
        estate = await places.add_place(SYSTEM, stage.places[COMMUNITY], Level.ESTATE, name)
        stage.places[name] = estate.id


async def _enter(stage: Stage, part: Part, number: int) -> None:
    resident = _RESIDENT in part.roles
    new = NewPerson(part.name, part.key, f"1390000{number:04d}", part.name, part.born)
    at = stage.places[part.at]
    if resident:
        person = await people.add_person(SYSTEM, new, at)
    else:
        person = await people.create(new, verified_by=None)
    stage.people[part.key] = person.id
    for role in part.roles:
        if role not in (_RESIDENT, Role.ORGANISATION):
            await people.grant(SYSTEM, person.id, role, at)
    if part.home:
        await people.join_household(
            SYSTEM, person.id, stage.places[part.home], f"{number % 6 + 1}-1-{number + 101}"
        )
    password = _PASSWORD.format(handle=part.key)
    await set_password(person.id, password)
    await DemoCast.create(person_id=person.id, part=part.part, password=password)


async def _neighbours(stage: Stage) -> None:
    names = tomllib.loads((DATA / "residents.toml").read_text(encoding="utf-8"))["names"]
    for estate, people_here in names.items():
        for number, name in enumerate(people_here):
            handle = f"n{len(stage.residents):03d}"
            person = await people.add_person(
                SYSTEM,
                NewPerson(name, handle, None, name, 1948 + len(stage.residents)),
                stage.places[COMMUNITY],
            )
            await people.join_household(
                SYSTEM, person.id, stage.places[estate], f"{number // 4 + 1}-2-{number + 301}"
            )
            stage.residents.append(person.id)
    for number, (name, age) in enumerate(YOUNG):
        new = NewPerson(name, f"y{number:03d}", None, name, stage.now.year - age)
        person = await people.add_person(SYSTEM, new, stage.places[COMMUNITY])
        stage.young.append(person.id)
