"""The road through a consultation in three minutes: which stations there are, and where one goes on."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from civic.kit.errors import N_, sentences


class Station(StrEnum):
    """One thing at a time."""

    ABOUT = "about"
    STATEMENTS = "statements"
    OPTIONS = "options"
    WORDS = "words"
    DONE = "done"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _STATION_WORDS[self]


def road(statements: int, options: int, question: str) -> list[Station]:
    """The stations of one consultation: what there is nothing of is left out."""
    there = {
        Station.ABOUT: True,
        Station.STATEMENTS: statements > 0,
        Station.OPTIONS: options > 0,
        Station.WORDS: bool(question),
        Station.DONE: True,
    }
    return [station for station in Station if there[station]]


def resume(stations: Sequence[Station], finished: Collection[Station]) -> Station:
    """Where one goes on: the first station that is not finished. Who has done nothing begins at the beginning."""
    if not finished:
        return stations[0]
    return next((one for one in stations if one not in finished and one is not Station.ABOUT), Station.DONE)


def after(stations: Sequence[Station], station: Station) -> Station:
    """The station behind this one."""
    there = list(stations)
    place = there.index(station) if station in there else len(there) - 1
    return there[min(place + 1, len(there) - 1)]


_STATION_WORDS = {
    Station.ABOUT: N_("看看是什么事"),
    Station.STATEMENTS: N_("对几句话表态"),
    Station.OPTIONS: N_("对方案表态"),
    Station.WORDS: N_("说一句您自己的话"),
    Station.DONE: N_("完成"),
}

sentences(walk_no_question=N_("这里没有要回答的问题。"))
