"""Where somebody is on the road, and the open answers without names."""

from collections.abc import Sequence

from councils.consultations.models import Consultation
from councils.consultations.walk.models import OpenAnswer


async def words(consultation_id: int) -> Sequence[str]:
    """What people answered to the open question, the newest first, without names."""
    found = await OpenAnswer.filter(consultation_id=consultation_id).order_by("-id").limit(100)
    return [answer.text for answer in found]


async def mine(consultation: Consultation, person_id: int | None) -> str:
    """One's own answer, or nothing."""
    if person_id is None:
        return ""
    found = await OpenAnswer.get_or_none(consultation_id=consultation.id, person_id=person_id)
    return found.text if found else ""
