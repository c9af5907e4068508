"""Councils of several bodies (联席会议): the bodies, and which of them is host in a quarter."""
