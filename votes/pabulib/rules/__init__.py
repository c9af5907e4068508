"""Reading and counting a Pabulib file: bytes in, an election and its winners out, or the line that is wrong."""

from votes.pabulib.rules.broken import Broken
from votes.pabulib.rules.counted import Rule, agrees, count
from votes.pabulib.rules.head import File, read

__all__ = ["Broken", "File", "Rule", "agrees", "count", "read"]
