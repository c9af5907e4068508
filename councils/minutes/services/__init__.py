"""Writing minutes: drafting, noting, reviewing, signing, correcting."""

from councils.minutes.services.correcting import correct
from councils.minutes.services.drafting import draft
from councils.minutes.services.noting import add_task, drop_task, write
from councils.minutes.services.reviewing import answer, object_to
from councils.minutes.services.signing import prove, sign

__all__ = ["add_task", "answer", "correct", "draft", "drop_task", "object_to", "prove", "sign", "write"]
