"""The roof: which floors there are, the application, and the command line."""

from civic.kit.database import orm_config
from civic.kit.settings import from_environment

FLOORS = {
    "civic": [
        "civic.audit.models",
        "civic.places.models",
        "civic.people.models",
        "civic.people.signins.models",
        "civic.pictures.models",
        "civic.notifications.models",
        "civic.organisations.models",
        "civic.notices.models",
        "civic.demo.models",
    ],
    "proposals": ["proposals.models", "proposals.reviews.models"],
    "votes": ["votes.models", "votes.casting.models", "votes.rounds.models", "votes.results.models"],
    "councils": [
        "councils.models",
        "councils.sessions.models",
        "councils.minutes.models",
        "councils.resolutions.models",
        "councils.funding.models",
        "councils.tenders.models",
        "councils.works.models",
    ],
}
TORTOISE_ORM = orm_config(from_environment(), FLOORS)
