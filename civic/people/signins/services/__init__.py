"""What is done about signing in, by matter."""

from civic.people.signins.services.drafts import keep_draft, sweep
from civic.people.signins.services.invitations import (
    NewAccount,
    accept_invitation,
    make_invitations,
    open_account,
    withdraw_invitations,
)
from civic.people.signins.services.setup import create_setup_link, set_up
from civic.people.signins.services.signing import (
    Browser,
    change_password,
    prove,
    revoke,
    set_password,
    sign_in,
    sign_out,
)

__all__ = [
    "Browser",
    "NewAccount",
    "accept_invitation",
    "change_password",
    "create_setup_link",
    "keep_draft",
    "make_invitations",
    "open_account",
    "prove",
    "revoke",
    "set_password",
    "set_up",
    "sign_in",
    "sign_out",
    "sweep",
    "withdraw_invitations",
]
