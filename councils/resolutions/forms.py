"""What a signer sends."""

from civic.web.forms import Form
from councils.minutes.rules import SignerRole


class SignForm(Form):
    """A signature: in which office, under which text (its digest as the form was opened), and who it really is."""

    role: SignerRole
    digest: str
    password: str
