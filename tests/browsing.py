"""A browser without a screen: posts forms as a page of this site would, keeps cookies, can be signed in."""

from datetime import timedelta
from typing import Any

from starlette.testclient import TestClient, WebSocketTestSession
from starlette.types import ASGIApp

from civic.kit import clock, codes
from civic.people.rules import Actor
from civic.people.signins.models import SignIn
from civic.people.signins.rules import cookie_name

ORIGIN = "http://testserver"
COOKIE = cookie_name(secure=False)
VALID = timedelta(days=30)


class Visitor(TestClient):
    """Starlette's test client, sending what a browser sends. Redirects are shown, not followed."""

    def __init__(self, app: ASGIApp, **kwargs: Any) -> None:
        headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin", "accept-language": "zh-CN"}
        super().__init__(app, base_url=ORIGIN, headers=headers, follow_redirects=False, **kwargs)

    def signed_in(self, actor: Actor) -> "Visitor":
        """Another browser at the same application, in which this person is signed in."""
        assert self.portal is not None
        other = Visitor(self.app)
        other.portal = self.portal
        other.cookies.set(COOKIE, self.portal.call(start_sign_in, actor))
        return other

    def another(self) -> "Visitor":
        """Another browser at the same application, not signed in."""
        other = Visitor(self.app)
        other.portal = self.portal
        return other

    def watch(self, url: str) -> WebSocketTestSession:
        """Open a socket as a page of this site would; use as a context manager."""
        return self.websocket_connect(url, headers={"origin": ORIGIN})


async def start_sign_in(actor: Actor) -> str:
    """The token of a sign-in, as a browser carries it in its cookie."""
    assert actor.person_id is not None
    token = codes.token()
    await SignIn.create(
        token_digest=codes.token_digest(token),
        person_id=actor.person_id,
        started_at=clock.now(),
        expires_at=clock.now() + VALID,
    )
    return token
