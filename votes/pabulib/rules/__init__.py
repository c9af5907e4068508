"""Reading and counting a Pabulib file: bytes in, an election and its winners out, or the line that is wrong."""

from votes.pabulib.rules.broken import Broken
from votes.pabulib.rules.counted import Rule, agrees, count
from votes.pabulib.rules.head import File, read
from votes.pabulib.rules.planned import Plan, plan

__all__ = ["Broken", "File", "Plan", "Rule", "agrees", "count", "plan", "read"]
