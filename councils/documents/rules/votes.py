"""Every vote of a session as a table."""

from civic.kit.tables import csv_text
from councils.minutes.rules.document import MinutesDocument

_NUMBERS = ("yes", "no", "abstain", "silent", "adopted", "invalid", "recused")
_HEAD = ("motion", "method", "closed_at", "voter", "choice", *_NUMBERS, "kind", "entered_by")
_NO_NUMBERS: tuple[str, ...] = ("",) * len(_NUMBERS)


def votes_csv(document: MinutesDocument) -> bytes:
    """One row for each vote, and one for each named voter under it."""
    rows: list[tuple[str, ...]] = [_HEAD]
    for motion in document.motions:
        for vote in motion.votes:
            found, tally = (str(motion.number), vote.method, vote.closed_at), vote.tally
            numbers = _NO_NUMBERS
            if tally:
                numbers = tuple(str(int(getattr(tally, name))) for name in _NUMBERS)
            rows.append((*found, "", "", *numbers, motion.kind, ""))
            rows += [
                (
                    *found,
                    one.person.name,
                    one.choice,
                    *_NO_NUMBERS,
                    motion.kind,
                    "steward" if one.steward else "self",
                )
                for one in vote.named
            ]
    return csv_text(rows).encode()
