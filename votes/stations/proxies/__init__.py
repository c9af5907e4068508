"""Proxy voting (代投): who may decide for whom, written down and published before it is used."""
