"""The second half of the road, walked by hand: a sealed bid, two keys, an award, a notice that runs out, a contract, the last yuan.

Runs last among the journeys: it moves the demo's clock by weeks.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPhone, Site
from tests.journeys.looking import look

pytestmark = pytest.mark.journey
PLAN = "六张防腐木长椅，带扶手，请老年协会带着走一遍再定位置，三周内完工，质保两年。"


@pytest.fixture
def call(site: Site) -> int:
    """The call that takes bids now."""
    return int(site.rows("SELECT MAX(id) AS id FROM call_for_bids WHERE opened_at IS NULL")[0]["id"])


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()


def leap(page: Page, times: int) -> None:
    for _ in range(times):
        page.goto("/demo")
        press(page, "往前一周")


def test_from_a_sealed_bid_to_the_last_yuan(phone: OpenPhone, site: Site, call: int):
    bidder, clerk, supervisor, reader = phone("何文"), phone("孙敏"), phone("高建国"), phone()
    bidder.goto(f"/calls/{call}/bids")
    bidder.fill("[name=price]", "9400")
    bidder.fill("[name=plan]", PLAN)
    press(bidder, "封存并交上去")
    expect(bidder.locator(".receipt")).to_be_visible()
    look(bidder, "road-bid-receipt")
    reader.goto(f"/calls/{call}")
    assert PLAN not in reader.content()
    look(reader, "road-call-open")

    leap(reader, 1)
    for page, person in ((clerk, "孙敏"), (supervisor, "高建国")):
        note = site.rows(
            "SELECT d.note FROM demo_cast d JOIN person p ON p.id = d.person_id WHERE p.display_name = ?",
            person,
        )
        page.goto(f"/calls/{call}/opening")
        page.fill("[name=code]", str(note[0]["note"]))
        press(page, "用我的钥匙")
    look(supervisor, "road-call-opened")
    expect(supervisor.get_by_text("¥9,400")).to_be_visible()

    clerk.goto(f"/calls/{call}")
    clerk.locator("label.tick", has_text="邻里社工服务中心").click()
    clerk.fill("[name=reasons]", "两家都合要求，这一家质保长、定点办法写得清楚。")
    press(clerk, "公布结果并开始公示")
    look(clerk, "road-award")
    award = int(site.rows("SELECT id FROM award WHERE call_id = ?", call)[0]["id"])
    clerk.goto(f"/awards/{award}/contract")
    _sign(clerk)
    expect(clerk.locator("#errors")).to_contain_text("公示要到")
    assert clerk.locator("[name=share]").first.input_value() == "9400"
    look(clerk, "road-contract-too-early")

    leap(reader, 2)
    clerk.goto(f"/awards/{award}/contract")
    _sign(clerk)
    expect(clerk.get_by_text("还没验收")).to_be_visible()
    contract = clerk.url
    supervisor.goto(contract)
    supervisor.get_by_role("link", name="验收", exact=True).click()
    supervisor.fill("[name=finding]", "六张都在，扶手结实，老年协会三位一起试坐过。")
    press(supervisor, "验收通过")
    clerk.goto(contract)
    clerk.get_by_role("link", name="记一笔付款").click()
    clerk.fill("[name=voucher]", "ZF-ROAD-1")
    press(clerk, "记下这笔付款")
    look(clerk, "road-contract-paid")

    proposal = site.rows(
        "SELECT d.proposal_id FROM call_for_bids c JOIN funding_decision d ON d.id = c.decision_id WHERE c.id = ?",
        call,
    )
    reader.goto(f"/proposals/{proposal[0]['proposal_id']}")
    trail = reader.locator(".trail").last
    for link in (
        "居民提案",
        "议事会表决",
        "会议纪要签发",
        "形成决议",
        "资金决定",
        "公开征集",
        "选定承接方",
        "公示",
        "签约",
        "验收",
        "付款",
    ):
        expect(trail.locator("li.is-done", has_text=link).first).to_be_visible()
    look(reader, "road-proposal-trail")


def _sign(clerk: Page) -> None:
    clerk.fill("[name=milestone] >> nth=0", "六张长椅到位")
    clerk.fill("[name=due] >> nth=0", "2027-01-31")
    clerk.fill("[name=share] >> nth=0", "9400")
    press(clerk, "签订")
