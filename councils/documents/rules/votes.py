"""Every vote of a session as a table."""

import csv
import io

from councils.minutes.rules.document import MinutesDocument

_HEAD = ("motion", "method", "closed_at", "voter", "choice", "yes", "no", "abstain", "silent", "adopted")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def votes_csv(document: MinutesDocument) -> bytes:
    """One row for each vote, and one for each named voter under it; UTF-8 with a mark, so that spreadsheets read Chinese.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(_HEAD)
    for motion in document.motions:
        for vote in motion.votes:
            tally = vote.tally
            numbers = (
                (tally.yes, tally.no, tally.abstain, tally.silent, int(tally.adopted)) if tally else ("",) * 5
            )
            table.writerow([motion.number, vote.method, vote.closed_at, "", "", *numbers])
            for one in vote.named:
                table.writerow(
                    [
                        motion.number,
                        vote.method,
                        vote.closed_at,
                        harmless(one.person.name),
                        one.choice,
                        *[""] * 5,
                    ]
                )
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def harmless(text: str) -> str:
    """The text, and no formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
