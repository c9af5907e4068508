"""What a signer sends."""

from datetime import date
from typing import Annotated

from civic.web.fields import prose, whole
from civic.web.forms import Form
from councils.minutes.rules import SignerRole
from councils.resolutions.rules import NoteKind


class SignForm(Form):
    """A signature: in which office, under which text (its digest as the form was opened), and who it really is."""

    role: SignerRole
    digest: str
    password: str


class NoteForm(Form):
    """A note beside a resolution."""

    kind: NoteKind
    on: date | None = None
    by: Annotated[int, whole(1, 10**9)] | None = None
    text: Annotated[str, prose(0, 500)] = ""
