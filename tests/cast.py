"""The people of the tests: who they are, where they live, what they hold. The demo has the same cast."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from civic.organisations.models import Organisation, Representative
from civic.organisations.rules import Kind
from civic.people.models import Grant, Household, Person
from civic.people.queries import actor_of
from civic.people.rules import Actor, Role
from civic.places.models import Place
from civic.places.rules import Level

SINCE = date(2020, 1, 1)
THEN = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Part:
    """One person of the cast before there is a database: roles are held in the named place."""

    key: str
    name: str
    phone: str
    place: str
    roles: tuple[Role, ...]
    home: str | None = None  # estate and address
    organisation: str | None = None


HOME = "community"
PLACES = [  # key, name, level, key of the parent
    ("city", "成都市", Level.CITY, None),
    ("district", "锦城区", Level.DISTRICT, "city"),
    ("street", "柳荫街道", Level.STREET, "district"),
    ("community", "槐树街社区", Level.COMMUNITY, "street"),
    ("estate_one", "一号院", Level.ESTATE, "community"),
    ("estate_two", "二号院", Level.ESTATE, "community"),
    ("estate_three", "三号院", Level.ESTATE, "community"),
    ("other_community", "梧桐里社区", Level.COMMUNITY, "street"),
    ("other_estate", "梧桐苑", Level.ESTATE, "other_community"),
]
PARTS = [
    Part("lin", "林秀英", "13900000001", HOME, (Role.RESIDENT,), "estate_one"),
    Part("wei", "魏国强", "13900000002", HOME, (Role.RESIDENT,), "estate_two"),
    Part("chen", "陈素芳", "13900000003", HOME, (Role.RESIDENT, Role.MEMBER, Role.CHAIR), "estate_one"),
    Part("ma", "马丽", "13900000004", HOME, (Role.RESIDENT, Role.RECORDER), "estate_two"),
    Part("sun", "孙敏", "13900000005", HOME, (Role.CLERK,)),
    Part("hao", "何文", "13900000006", HOME, (Role.ORGANISATION,), organisation="邻里社工服务中心"),
    Part("luo", "罗静", "13900000007", HOME, (Role.ORGANISATION,), organisation="青苗社区发展中心"),
    Part("gao", "高建国", "13900000008", HOME, (Role.RESIDENT, Role.SUPERVISOR), "estate_three"),
    Part("zhou", "周颖", "13900000009", "street", (Role.OFFICER,)),
    Part("zheng", "郑怡", "13900000010", HOME, (Role.FACILITATOR,)),
    Part("outsider", "外来", "13900000011", "other_community", (Role.RESIDENT,), "other_estate"),
    Part("admin", "管理员", "13900000012", "city", (Role.ADMIN,)),
    # People without a story: further members, and staff of the neighbouring community.
    Part("tang", "唐敏", "13900000013", HOME, (Role.RESIDENT, Role.MEMBER), "estate_three"),
    Part("xu", "徐建", "13900000016", HOME, (Role.RESIDENT, Role.MEMBER), "estate_two"),
    Part("deng", "邓兰", "13900000017", HOME, (Role.RESIDENT, Role.MEMBER), "estate_one"),
    Part("other_facilitator", "邻区社工", "13900000014", "other_community", (Role.FACILITATOR,)),
    Part("other_clerk", "邻区干事", "13900000015", "other_community", (Role.CLERK,)),
]


@dataclass(frozen=True)
class Cast:
    """Everyone as an actor, and the places by key (``community``, ``estate_one``, ``other_community``…)."""

    lin: Actor  # resident, 72
    wei: Actor  # resident of another estate
    chen: Actor  # chair
    ma: Actor  # recorder
    sun: Actor  # clerk of the residents' committee
    hao: Actor  # social organisation
    luo: Actor  # rival organisation
    gao: Actor  # supervisor
    zhou: Actor  # street officer
    zheng: Actor  # facilitator
    outsider: Actor  # resident of another community
    admin: Actor
    tang: Actor  # member of the council, like xu and deng
    xu: Actor
    deng: Actor
    other_facilitator: Actor
    other_clerk: Actor
    places: dict[str, Place]
    organisations: dict[str, Organisation]  # by key of the person who acts for it

    @property
    def community(self) -> Place:
        """Where nearly everything happens."""
        return self.places["community"]

    @property
    def other_community(self) -> Place:
        """The neighbouring community: what its people must not see or do here."""
        return self.places["other_community"]


async def fill() -> None:
    """Write places and people into an empty database."""
    places: dict[str, Place] = {}
    for key, name, level, parent in PLACES:
        above = places[parent] if parent else None
        places[key] = place = await Place.create(name=name, level=level, parent=above, path="")
        place.path = f"{above.path if above else '/'}{place.id}/"
        await place.save(update_fields=["path"])
    for part in PARTS:
        await _person(part, places)


async def _person(part: Part, places: dict[str, Place]) -> None:
    home = (
        await Household.create(place=places[part.home], address=f"3-2-{part.phone[-3:]}")
        if part.home
        else None
    )
    person = await Person.create(
        display_name=part.name,
        handle=part.key,
        phone=part.phone,
        legal_name=part.name,
        birth_year=1954 if part.key == "lin" else 1980,
        household=home,
        verified_at=THEN,
        created_at=THEN,
    )
    for role in part.roles:
        await Grant.create(person=person, role=role, place=places[part.place], starts_on=SINCE, given_at=THEN)
    if part.organisation:
        organisation = await Organisation.create(
            name=part.organisation,
            kind=Kind.SOCIAL_ORG,
            credit_code=f"5251010000000{part.phone[-5:]}",
            registered_on=SINCE,
            created_at=THEN,
        )
        await Representative.create(organisation=organisation, person=person, since=SINCE)


async def load() -> Cast:
    """Read the cast back from a filled database."""
    places = {place.name: place for place in await Place.all()}
    by_key = {key: places[name] for key, name, _, _ in PLACES}
    people = {person.handle: person.id for person in await Person.all()}
    actors = {part.key: await actor_of(people[part.key]) for part in PARTS}
    acting = {
        r.person_id: r.organisation for r in await Representative.all().prefetch_related("organisation")
    }
    organisations = {
        key: acting[actor.person_id] for key, actor in actors.items() if actor.person_id in acting
    }
    return Cast(**actors, places=by_key, organisations=organisations)
