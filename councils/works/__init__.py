"""Contracts, milestones, acceptance and payments; and the trail that shows all of it."""
