"""Every vote of a session as a table."""

from civic.kit.tables import csv_text
from councils.minutes.rules.document import MinutesDocument

_HEAD = ("motion", "method", "closed_at", "voter", "choice", "yes", "no", "abstain", "silent", "adopted")
_NO_NUMBERS: tuple[str, ...] = ("",) * 5


def votes_csv(document: MinutesDocument) -> bytes:
    """One row for each vote, and one for each named voter under it."""
    rows: list[tuple[str, ...]] = [_HEAD]
    for motion in document.motions:
        for vote in motion.votes:
            found, tally = (str(motion.number), vote.method, vote.closed_at), vote.tally
            numbers = _NO_NUMBERS
            if tally:
                counted = (tally.yes, tally.no, tally.abstain, tally.silent, int(tally.adopted))
                numbers = tuple(map(str, counted))
            rows.append((*found, "", "", *numbers))
            rows += [(*found, one.person.name, one.choice, *_NO_NUMBERS) for one in vote.named]
    return csv_text(rows).encode()
