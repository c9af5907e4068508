"""What may be sent to a session."""

from councils.sessions.forms.acts import ACTS, Act, ActForm, DoorForm, MotionForm
from councils.sessions.forms.plan import PlanForm

__all__ = ["ACTS", "Act", "ActForm", "DoorForm", "MotionForm", "PlanForm"]
