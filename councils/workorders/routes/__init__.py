"""Pages of work orders, and what other pages show of them."""

from starlette.routing import BaseRoute

from civic.kit import refs
from civic.web import slots
from civic.web.pages import url_for
from councils.workorders import queries
from councils.workorders.routes import desk, orders
from councils.workorders.routes.panels import on_me, on_organisation, on_place, on_resolution

refs.register("workorder", queries.title, lambda order_id: url_for("workorder", id=order_id), queries.by_code)
slots.lend("community.page", on_place, order=35)
slots.lend("person.page", on_me, order=25)
slots.lend("organisation.page", on_organisation, order=30)
slots.lend("resolution.page", on_resolution, order=20)

routes: list[BaseRoute] = [*orders.routes, *desk.routes]
