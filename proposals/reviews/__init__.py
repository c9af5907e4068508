"""Screening (初审): who looked, against what, and the reason everybody may read."""
