"""An empty database: every public page is kind about it, and the link makes it a community."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

import main
from civic.kit.database import migrate, orm_config
from civic.kit.settings import Settings
from civic.people.signins import services
from tests.browsing import Visitor
from tests.conftest import Call
from tests.databases import empty

pytestmark = pytest.mark.long
SENT = {
    "city": "成都市",
    "district": "锦城区",
    "street": "柳荫街道",
    "community": "槐树街社区",
    "display_name": "管理员",
    "login": "admin",
    "password": "第一天-上班-不着急",
}


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """A migrated database with nobody in it."""
    with empty(tmp_path) as fresh:
        asyncio.run(migrate(fresh, orm_config(fresh, main.FLOORS)))
        yield fresh


def test_from_nothing_to_a_community(client: Visitor, call: Call):
    for path in ("/", "/organisations", "/sign-in", "/invitation"):
        assert client.get(path).status_code == 200
    assert "还没有登记社区" in client.get("/places").text
    link = f"/setup/{call(services.create_setup_link)}"
    assert client.post(link, data=SENT).status_code == 303
    for path in ("/places/4", "/places/4/grants", "/places/4/invitations", "/places/4/new", "/me"):
        assert "槐树街社区" in client.get(path).text or path == "/me"
