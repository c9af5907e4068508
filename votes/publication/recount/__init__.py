"""recount.py in chapters: a second, independent count of a published ballot, on the standard library alone.

The chapters are joined into one file (``votes.publication.queries.program``) that is in every bundle and at
/recount.py. It has to run on any laptop with Python 3.9 or newer and imports nothing of this house, and no chapter
looks at how the house counts: only so do two counts say more than one. Prefer the plain way to the quick one.
"""
