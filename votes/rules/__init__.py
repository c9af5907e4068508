"""What a ballot is, by matter: its words, its life, its papers, its roll."""

from votes.rules.kinds import (
    FITS,
    FIXED_OPTIONS,
    METHOD_NAMES,
    RULE_NAMES,
    RULE_SENTENCES,
    SPENDING,
    Channel,
    Electorate,
    Method,
    Rule,
    Secrecy,
    check_fit,
)
from votes.rules.life import Phase, Question, State, check_voting, may_certify, may_set_up, phase
from votes.rules.papers import Filled, cost_of, order_for, paper_reason, paper_text, read_paper
from votes.rules.rolls import RollLine, ballot_digest, of_people, roll_digest

__all__ = [
    "FITS",
    "FIXED_OPTIONS",
    "METHOD_NAMES",
    "RULE_NAMES",
    "RULE_SENTENCES",
    "SPENDING",
    "Channel",
    "Electorate",
    "Filled",
    "Method",
    "Phase",
    "Question",
    "RollLine",
    "Rule",
    "Secrecy",
    "State",
    "ballot_digest",
    "check_fit",
    "check_voting",
    "cost_of",
    "may_certify",
    "may_set_up",
    "of_people",
    "order_for",
    "paper_reason",
    "paper_text",
    "phase",
    "read_paper",
    "roll_digest",
]
