"""Finding the account behind a line of an imported list, so that its voter may cast on a phone as well."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from civic.people.rules import Registered
from votes.rolls.rules.entitled import Ages
from votes.rolls.rules.lines import canon, import_key
from votes.rules import Electorate, RollLine

UNITS = "、"


def keyed(
    electorate: Electorate,
    lines: Iterable[RollLine],
    residents: Sequence[Registered],
    ages: Ages,
    year: int,
    salt: str,
) -> list[RollLine]:
    """Each line with its key, and with the verified residents who are meant beyond doubt.

    A person is meant by name and unit, or by name and year of birth; a household by its unit (and estate). Whoever could
    be two people, or was found for an earlier line, is left to the slip: better one walk more than a paper for the wrong one.
    """
    register = _Register([each for each in residents if ages.admit(each.birth_year, year)])
    taken: set[int] = set()
    found = []
    for line in lines:
        meant = [each for each in register.meant(electorate, line) if each.person_id not in taken]
        taken |= {each.person_id for each in meant}
        key = _key(electorate, line, meant, salt)
        found.append(replace(line, key=key, voters=tuple(each.person_id for each in meant)))
    return found


def _key(electorate: Electorate, line: RollLine, meant: Sequence[Registered], salt: str) -> str:
    if meant and electorate in (Electorate.PERSON, Electorate.SEAT):
        return f"person:{meant[0].person_id}"
    if meant and electorate is Electorate.HOUSEHOLD:
        return f"household:{meant[0].household_id}"
    return import_key(salt, line)


class _Register:
    """Residents by what a list may say of them."""

    def __init__(self, residents: Sequence[Registered]) -> None:
        self.by_unit: dict[tuple[str, str], list[Registered]] = defaultdict(list)
        self.by_year: dict[tuple[str, int | None], list[Registered]] = defaultdict(list)
        self.by_name: dict[str, list[Registered]] = defaultdict(list)
        self.at: dict[str, list[Registered]] = defaultdict(list)
        for each in residents:
            name, unit = canon(each.name), canon(each.address)
            self.by_name[name].append(each)
            self.by_year[name, each.birth_year].append(each)
            if unit:
                self.by_unit[name, unit].append(each)
                self.at[unit].append(each)

    def meant(self, electorate: Electorate, line: RollLine) -> list[Registered]:
        if electorate is Electorate.ORGANISATION:
            return []
        if electorate is Electorate.HOUSEHOLD:
            return self._household(line)
        name = canon(line.name)
        if electorate is Electorate.SEAT:
            return _sole(self.by_name[name])
        units = [canon(unit) for unit in line.unit.split(UNITS) if unit]
        near = {each.person_id: each for unit in units for each in self.by_unit[name, unit]}
        if near:
            return _sole(_of_estate(list(near.values()), line.stratum))
        return _sole(self.by_year[name, line.birth_year]) if line.birth_year and not units else []

    def _household(self, line: RollLine) -> list[Registered]:
        members = _of_estate(self.at[canon(line.unit)], line.stratum)
        homes = {each.household_id for each in members}
        return members if len(homes) == 1 else []


def _of_estate(found: list[Registered], stratum: str) -> list[Registered]:
    """Those of the estate a line names, when it names one that some of them live in."""
    there = [each for each in found if canon(each.estate) == canon(stratum)]
    return there or found


def _sole(found: list[Registered]) -> list[Registered]:
    return found if len(found) == 1 else []
