"""Pages of the outcome: writing it down, answering it, taking a dispute further."""

from councils.consultations.outcomes.routes import answering, disputes, writing

routes = [*writing.routes, *answering.routes, *disputes.routes]
