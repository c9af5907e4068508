"""Trying another way of counting with a closed box."""

from functools import partial

from civic.kit.errors import Refused
from votes.results.boxes import queries as boxes
from votes.results.showing.queries import Shown
from votes.results.trials.rules import Outcome, Trial, check_size, outcome, tie_settings, way_of


async def attempt(shown: Shown, trial: Trial) -> Outcome | Refused:
    """What comes of a trial, or why it cannot be made, beside the field that is wrong. Raises TooMany."""
    ballot = shown.round.ballot
    official = [step.code for step in shown.working.steps]
    try:
        choices = list(shown.choices.values())
        way = way_of(trial, *tie_settings(shown.result.parameters), choices, ballot.method)
        election = await boxes.election_of(ballot)
        check_size(election, way)
    except Refused as refusal:
        return refusal
    key = (*boxes.box_key(ballot), shown.result.id, *trial.key)
    return await boxes.counted(key, partial(outcome, election, way, trial.budget_fen, official))
