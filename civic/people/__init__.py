"""Persons, households, and the roles they hold at a place for a time."""
