"""Every act during a session, by the noun under which it is posted."""

from councils.sessions.forms.base import Act
from councils.sessions.forms.motions import MOTIONS
from councils.sessions.forms.procedure import PROCEDURE
from councils.sessions.forms.voting import VOTING

ACTS: dict[str, Act] = PROCEDURE | MOTIONS | VOTING
