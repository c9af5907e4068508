"""Consent: a text stands unless somebody objects and says why. One objection with a reason stops it."""

from dataclasses import dataclass

from civic.kit.thresholds import Threshold
from votes.tally.choosing.contest import because
from votes.tally.rules import Reason


@dataclass(frozen=True, slots=True)
class Voices:
    """The papers and the roll. Reasons are one for each objection, in an order that tells nothing of their authors."""

    entitled: int
    consent: int
    reasons: tuple[str, ...]
    #: papers that abstain or are blank
    abstain: int = 0

    @property
    def present(self) -> int:
        """Who handed in a paper."""
        return self.consent + len(self.reasons) + self.abstain


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether the text stands, and the objections that stopped it."""

    voices: Voices
    quorum: Threshold | None
    quorum_needed: int
    carried: bool
    objections: tuple[str, ...]
    why: tuple[Reason, ...]


def consent(voices: Voices, quorum: Threshold | None = None) -> Agreement:
    """Carried when nobody gave a reason against it, enough took part, and at least one person consents.

    An objection without a reason does not stop anything: the paper's rules refuse it, and a paper that has come in
    otherwise (imported, typed from paper) counts as an abstention.
    """
    objections = tuple(sorted(reason for reason in voices.reasons if reason.strip()))
    needed = quorum.needed(voices.entitled) if quorum else 0
    facts = {"consent": voices.consent, "present": voices.present, "objections": len(objections)}
    why: list[Reason] = []
    if objections:
        why.append(because("consent_objected", **facts))
    if quorum is not None and voices.present < needed:
        lack = needed - voices.present
        why.append(
            because(
                "consent_no_quorum",
                **facts,
                entitled=voices.entitled,
                needed=needed,
                lack=lack,
                share=str(quorum),
            )
        )
    if not voices.consent:
        why.append(because("consent_nobody"))
    carried = not why
    return Agreement(
        voices,
        quorum,
        needed,
        carried,
        objections,
        tuple(why) if why else (because("consent_carried", **facts),),
    )
