"""Reading consultations: one with its place, its steps, its evenings."""

from collections.abc import Sequence

from civic.kit.errors import NotFound
from councils.consultations.models import Consultation, ConsultationStep, Evening


async def one(consultation_id: int) -> Consultation:
    """A consultation with its place, proposal and who raised it. Raises NotFound."""
    found = await Consultation.get_or_none(id=consultation_id).select_related(
        "place", "proposal", "raised_by"
    )
    if found is None:
        raise NotFound
    return found


async def title(consultation_id: int) -> str:
    """Its title. Raises NotFound."""
    return (await one(consultation_id)).title


async def by_code(code: str) -> int | None:
    """The consultation a receipt code belongs to."""
    found = await Consultation.get_or_none(code=code)
    return found.id if found else None


async def by_key(person_id: int, key: str) -> Consultation | None:
    """What this person raised with this form already."""
    return await Consultation.get_or_none(raised_by_id=person_id, client_key=key)


async def steps(consultation_id: int) -> Sequence[ConsultationStep]:
    """Its life so far, in order."""
    return await ConsultationStep.filter(consultation_id=consultation_id).order_by("id").select_related("by")


async def evenings(consultation_id: int) -> Sequence[Evening]:
    """When people meet, the first one first."""
    return await Evening.filter(consultation_id=consultation_id).order_by("starts_at")


async def of_session(session_id: int) -> Consultation | None:
    """The consultation a session is an evening of."""
    found = await Evening.get_or_none(session_id=session_id).select_related("consultation__place")
    return found.consultation if found else None
