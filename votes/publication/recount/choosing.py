"""One text, or options by their sums: the rules that spend no money and need no ranking."""

from __future__ import annotations

from typing import Any

from votes.publication.recount.case import Case, Count, lot, plain

#: 民法典 278: of all owners who take part, and of those who agree, by area and by heads; by version of the law
OWNERS = {1: {"participation": "2/3", "ordinary": ">1/2", "special": "3/4"}}


def best_scores(case: Case, seed: str) -> Count:
    """Plurality, approval, points, Borda: the best sums take the seats, an option on no paper never does.

    Equal sums: for points the number of papers that gave any, for Borda that of first places; then the lot.
    """
    size, named = len(case.codes), case.votes()
    scores, seconds = [plain(0)] * size, [0] * size
    for paper, count in case.papers.items():
        for place, (option, points) in enumerate(paper):
            scores[option] += {"borda": size - 1 - place, "score": int(points)}.get(case.rule, 1) * count
            seconds[option] += {"borda": int(place == 0), "score": 1}.get(case.rule, 0) * count
    places = lot(case, seed)
    order = sorted(range(size), key=lambda o: (named[o] == 0, -scores[o], -seconds[o], places[case.codes[o]]))
    winners = [case.codes[option] for option in order[: case.seats] if named[option]]
    return Count(winners, {"scores": {case.codes[option]: scores[option] for option in range(size)}})


def met(share: str, count: int, of: int) -> bool:
    """Whether a count reaches a share: ``2/3`` is two thirds or more, ``>1/2`` more than half."""
    num, den = (int(number) for number in share.lstrip(">").split("/"))
    return count * den > num * of if share.startswith(">") else count * den >= num * of


def told(case: Case) -> dict[str, int]:
    """Papers by what they say about the one text; blank ones under an empty name."""
    found = dict.fromkeys([*case.codes, ""], 0)
    for paper, count in case.papers.items():
        found[case.codes[paper[0][0]] if paper else ""] += count
    return found


def majority(case: Case) -> Count:
    """Yes against the share that was fixed; more yes than no in any case, and a quorum if there is one."""
    said, rule = told(case), case.parameters
    yes, no = said["yes"], said["no"]
    total = {
        "yes_no": yes + no,
        "cast": yes + no + said["abstain"],
        "present": case.voters,
        "entitled": case.roll_size,
    }[rule["base"]]
    quorate = not rule["quorum"] or met(rule["quorum"], case.voters, case.roll_size)
    carried = quorate and yes > no and met(rule["share"], yes, total) and yes >= rule["least_yes"]
    working = {
        "carried": carried,
        "entitled": case.roll_size,
        "present": case.voters,
        "total": total,
        "blank": said[""],
    }
    return Count(["yes"] if carried else [], working)


def consent(case: Case, reasons: int) -> Count:
    """Nobody objects with a reason, somebody consents, and enough take part."""
    quorum = case.parameters["quorum"]
    quorate = not quorum or met(quorum, case.voters, case.roll_size)
    carried = quorate and reasons == 0 and told(case)["consent"] > 0
    working = {"carried": carried, "entitled": case.roll_size, "present": case.voters}
    return Count(["consent"] if carried else [], working)


class Bulk:
    """Some owners, by area in 0.01 m² and by heads."""

    def __init__(self, area: int = 0, heads: int = 0) -> None:
        self.area, self.heads = area, heads

    def plus(self, other: Bulk) -> Bulk:
        """Both together."""
        return Bulk(self.area + other.area, self.heads + other.heads)

    def less(self, other: Bulk) -> Bulk:
        """Without the other."""
        return Bulk(self.area - other.area, self.heads - other.heads)

    def told(self) -> dict[str, int]:
        """As it is published."""
        return {"area": self.area, "heads": self.heads}


def owners(case: Case, said: dict[str, Bulk], roll: Bulk, undelivered: Bulk) -> Count:
    """Enough owners take part by area and by heads, and of those enough agree by both (民法典 278)."""
    law, rule = OWNERS[case.parameters["law"]], case.parameters
    part = said["yes"].plus(said["no"]).plus(said["abstain"]).plus(said[""])
    actual = _reading(law, rule["weight"], roll, part, said["yes"], said["no"])
    deciding = actual
    working: dict[str, Any] = {"all": roll.told(), "actual": actual, "deemed": None}
    if rule["silence"] == "majority":
        silent, sides = roll.less(part).less(undelivered), {name: said[name] for name in ("yes", "no")}
        for name, other in (("yes", "no"), ("no", "yes")):
            if said[name].area > said[other].area and said[name].heads > said[other].heads:
                sides[name] = said[name].plus(silent)
        deciding = _reading(law, rule["weight"], roll, part.plus(silent), sides["yes"], sides["no"])
        working["deemed"] = deciding
    working["carried"] = deciding["carried"]
    return Count(["yes"] if deciding["carried"] else [], working)


def _reading(law: dict[str, str], weight: str, roll: Bulk, part: Bulk, yes: Bulk, no: Bulk) -> dict[str, Any]:
    quorate = _both(law["participation"], part, roll) and part.area > 0 and part.heads > 0
    carried = quorate and _both(law[weight], yes, part) and yes.area > 0 and yes.heads > 0
    return {"carried": carried, "quorate": quorate, "part": part.told(), "yes": yes.told(), "no": no.told()}


def _both(share: str, some: Bulk, of: Bulk) -> bool:
    return met(share, some.area, of.area) and met(share, some.heads, of.heads)
