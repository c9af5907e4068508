"""Who else: what the supporters of a project chose beside it."""

from votes.tally.rules import Election

Company = list[tuple[int, int]]


def company(election: Election, most: int = 5) -> list[Company]:
    """For each project the others named on most of its papers: project and papers, the most first.

    Equal numbers stand in the order of the list.
    """
    together: list[dict[int, int]] = [{} for _ in election.projects]
    for projects, _, voters in election.groups:
        for project in projects:
            beside = together[project]
            for other in projects:
                beside[other] = beside.get(other, 0) + voters
    found = []
    for project, beside in enumerate(together):
        beside.pop(project, None)
        found.append(sorted(beside.items(), key=lambda each: (-each[1], each[0]))[:most])
    return found
