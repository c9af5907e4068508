"""What differs between two plans, for the log."""

from dataclasses import fields

from votes.rounds.rules.plan import Plan


def changed(before: Plan, after: Plan) -> list[str]:
    """The names of what was changed."""
    return [each.name for each in fields(Plan) if getattr(before, each.name) != getattr(after, each.name)]
