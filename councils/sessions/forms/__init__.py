"""What may be sent to a session."""

from councils.sessions.forms.acts import ACTS
from councils.sessions.forms.base import Act, ActForm
from councils.sessions.forms.motions import MotionForm
from councils.sessions.forms.procedure import DoorForm

__all__ = ["ACTS", "Act", "ActForm", "DoorForm", "MotionForm"]
