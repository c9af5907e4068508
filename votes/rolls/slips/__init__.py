"""Codes on slips of paper: each entitles to one paper for one line of the roll, without an account."""
