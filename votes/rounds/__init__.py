"""Funding rounds: a budget, a calendar, a rule fixed beforehand, a ballot, a certified result."""
