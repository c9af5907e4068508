"""Paper to take along: minutes and their excerpts, reports of consultations, posters and lists for a session."""

from starlette.routing import BaseRoute

from councils.documents.routes import excerpts, minutes, reports, sessions
from councils.documents.routes.minutes import texts

__all__ = ["routes", "texts"]

routes: list[BaseRoute] = [*minutes.routes, *excerpts.routes, *reports.routes, *sessions.routes]
