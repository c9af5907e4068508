"""Acts on conversations: opening and closing, saying something, accepting it, voting, computing the map."""

from councils.opinions.services.conversations import close_conversation, open_conversation
from councils.opinions.services.ground import ref
from councils.opinions.services.maps import compute
from councils.opinions.services.statements import accept, add_seed, decline, put_statement
from councils.opinions.services.votes import take_back, vote

__all__ = [
    "accept",
    "add_seed",
    "close_conversation",
    "compute",
    "decline",
    "open_conversation",
    "put_statement",
    "ref",
    "take_back",
    "vote",
]
