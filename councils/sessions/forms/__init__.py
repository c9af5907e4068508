"""What may be sent to a session."""

from councils.sessions.forms.acts import ACTS, MotionForm
from councils.sessions.forms.base import Act, ActForm
from councils.sessions.forms.plan import PlanForm
from councils.sessions.forms.procedure import DoorForm

__all__ = ["ACTS", "Act", "ActForm", "DoorForm", "MotionForm", "PlanForm"]
