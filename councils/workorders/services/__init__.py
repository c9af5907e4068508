"""What is done with work orders: one act, one function, one transaction, one line in the audit log."""

from councils.workorders.services.pacing import choose_pace, look_at
from councils.workorders.services.reporting import Report, alike, join, report
from councils.workorders.services.steps import decided, dispatch, extend, merge, step
from councils.workorders.services.writing import ref

__all__ = [
    "Report",
    "alike",
    "choose_pace",
    "decided",
    "dispatch",
    "extend",
    "join",
    "look_at",
    "merge",
    "ref",
    "report",
    "step",
]
