"""Pages of those whom a consultation concerns: the map, the list at the desk, the evenings."""

from councils.consultations.stakeholders.routes import evenings, groups, people

routes = [*groups.routes, *people.routes, *evenings.routes]
