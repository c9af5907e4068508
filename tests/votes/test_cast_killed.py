"""Casting while the site is killed again and again: what was acknowledged is in the box, and nothing is in it twice.

A real process, real connections, real voters who try again with the page they have. CIVIC_TEST_KILLS asks for more.
"""

import http.client
import os
import random
import re
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from civic.kit.settings import Settings
from civic.people.rules import Actor
from tests.browsing import COOKIE, start_sign_in
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.serving import Site, served
from votes.casting.models import Paper, Turnout
from votes.casting.rules import new_nonce, receipt_of

pytestmark = pytest.mark.long
KILLS = int(os.environ.get("CIVIC_TEST_KILLS", "3"))
VOTERS = 30 * (KILLS + 1)
PHONES = 8
PATIENCE_SECONDS = 60 + 20 * KILLS
RECEIPT = re.compile(rb'class="receipt">([A-Z0-9-]{12})<')


@dataclass
class Crowd:
    """Voters with their sign-ins and pages, and the receipts they were given, each as often as it was given."""

    ballot_id: int
    waiting: list[tuple[str, str, str]]  # token, nonce, choice
    given: dict[str, list[str]] = field(default_factory=dict)
    trouble: list[str] = field(default_factory=list)

    def vote(self, site: Site, until: float) -> None:
        """One phone after the other: each tries again until it has a receipt, then once more for the same one."""
        while self.waiting and not self.trouble:
            token, nonce, choice = self.waiting.pop()
            for _ in range(2):
                while (answer := _cast(site, self.ballot_id, token, nonce, choice)) is None:
                    if time.monotonic() > until:
                        self.trouble.append("the site did not come back")
                        return
                    time.sleep(random.uniform(0.01, 0.1))
                self.given.setdefault(nonce, []).append(answer)
            time.sleep(random.uniform(0, 0.05))


def _cast(site: Site, ballot_id: int, token: str, nonce: str, choice: str) -> str | None:
    """The receipt; None when the line broke before it was there."""
    body = urlencode({"choices": choice, "nonce": nonce})
    headers = {
        "cookie": f"{COOKIE}={token}",
        "origin": site.address,
        "content-type": "application/x-www-form-urlencoded",
    }
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    try:
        connection.request("POST", f"/ballots/{ballot_id}/papers", body, headers)
        answer = connection.getresponse()
        page = answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    found = RECEIPT.search(page)
    return found[1].decode() if answer.status == 200 and found else f"{answer.status}"


async def _crowd(cast: Cast) -> Crowd:
    people: list[Actor] = await make.residents(cast, VOTERS)
    ballot = await make.open_ballot(cast, people)
    tokens = [await start_sign_in(person) for person in people]
    return Crowd(ballot.id, [(token, new_nonce(), random.choice(make.CODES)) for token in tokens])


def test_a_site_that_is_killed_loses_no_acknowledged_paper_and_doubles_none(
    call: Call, cast: Cast, settings: Settings, tmp_path: Path
):
    crowd = call(_crowd, cast)
    until = time.monotonic() + PATIENCE_SECONDS
    with served(settings, tmp_path) as site:
        phones = [threading.Thread(target=crowd.vote, args=(site, until)) for _ in range(PHONES)]
        for phone in phones:
            phone.start()
        for _ in range(KILLS):
            time.sleep(random.uniform(0.05, 0.5))
            site.kill()
            site.start()
        for phone in phones:
            phone.join()
    assert not crowd.trouble
    assert len(crowd.given) == VOTERS
    assert all(len(receipts) == 2 and len(set(receipts)) == 1 for receipts in crowd.given.values()), (
        crowd.given
    )
    papers = call(Paper.filter(ballot_id=crowd.ballot_id).values_list, "key", flat=True)
    assert sorted(receipt_of(str(key)) for key in papers) == sorted(
        given[0] for given in crowd.given.values()
    )
    assert call(Turnout.filter(ballot_id=crowd.ballot_id).count) == len(papers) == VOTERS


def test_eight_identical_casts_at_once_on_each_of_twenty_ballots_make_one_paper_each(
    call: Call, cast: Cast, settings: Settings, tmp_path: Path
):
    ballots = [call(make.open_ballot, cast).id for _ in range(20)]
    token, nonces = call(start_sign_in, cast.lin), [new_nonce() for _ in ballots]
    answers: dict[int, list[str | None]] = {ballot_id: [] for ballot_id in ballots}

    def phone(site: Site) -> None:
        for ballot_id, nonce in zip(ballots, nonces, strict=True):
            answers[ballot_id].append(_cast(site, ballot_id, token, nonce, "a"))

    with served(settings, tmp_path) as site:
        phones = [threading.Thread(target=phone, args=(site,)) for _ in range(8)]
        for each in phones:
            each.start()
        for each in phones:
            each.join()
    for ballot_id in ballots:
        (paper,) = call(Paper.filter(ballot_id=ballot_id).all)
        assert answers[ballot_id] == [receipt_of(paper.key)] * 8
        assert call(Turnout.filter(ballot_id=ballot_id).count) == 1
