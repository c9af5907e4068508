"""Pages of consultations: the list, one with its whole life, raising a topic and taking it up."""

from civic.kit import refs
from civic.web.pages import url_for
from councils.consultations import queries
from councils.consultations.desk.routes import life, pages, panels

__all__ = ["panels", "routes"]


def _url(consultation_id: int) -> str:
    return url_for("consultation", id=consultation_id)


refs.register("consultation", queries.title, _url, queries.by_code)

routes = [*pages.routes, *life.routes]
