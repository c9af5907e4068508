"""``python main.py bundle``: a ballot's whole record on standard output."""

import sys

from civic.kit.errors import NotFound, Refused
from civic.web.i18n import sentence
from votes.publication import queries


async def bundle(ballot_id: int, lang: str = "zh") -> int:
    """Write the zip of one ballot; the same ballot always gives the same bytes. Exit code 2 when there is none."""
    try:
        body = await queries.bundle(await queries.ballot_of(ballot_id))
    except (Refused, NotFound) as refusal:
        words = sentence(refusal, lang) if isinstance(refusal, Refused) else f"ballot {ballot_id}: 404"
        print(words, file=sys.stderr)
        return 2
    sys.stdout.buffer.write(body)
    return 0
