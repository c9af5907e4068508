"""The record of a meeting in browsers: reviewed, written out, signed by two, published, checked as a file, corrected."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from councils.sessions import services as sessions
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.speeches import EndSpeech, NoteGist
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.words import Method, Stance
from tests.cast import Cast
from tests.factories import councils
from tests.journeys.looking import glance, look
from tests.journeys.records import PASSWORD, SIGHTS, WIDE, Desk, press

pytestmark = pytest.mark.journey
WRONG, RIGHT = "南门晚上太黑，要装六盏灯", "南门晚上太黑，先装两盏灯"


async def just_over(cast: Cast) -> dict[str, int]:
    """Tang spoke, the motion was carried, the meeting is over; two days of review."""
    session = await councils.debating(cast, rules={"review_hours": 48})
    assert cast.tang.person_id is not None
    for actor, command in (
        (cast.tang, RaiseHand(1, Stance.FOR)),
        (cast.chen, CallSpeaker(cast.tang.person_id)),
        (cast.tang, EndSpeech(1)),
        (cast.ma, NoteGist(1, WRONG)),
        (cast.chen, CloseDebate(1)),
        (cast.chen, OpenVote(1, Method.HANDS)),
        (cast.chen, CloseVote(1, 3, 1)),
        (cast.chen, Adjourn(confirmed=True)),
    ):
        await sessions.act(actor, session.id, command)
    return {"session": session.id}


def drafts(ma: Page, session: int) -> str:
    """The recorder makes the draft; answers its address."""
    ma.goto(f"/sessions/{session}/minutes")
    if "/minutes/" not in ma.url:
        press(ma, "生成草稿")
    expect(ma.get_by_text("签到的人可以提意见")).to_be_visible()
    look(ma, "minutes draft")
    return ma.url.split("?")[0]


def objects(desk: Desk, draft: str) -> None:
    """Tang does on the phone; Xu sees the other's objection, a stranger sees nothing."""
    tang = desk("tang")
    tang.goto(f"{draft}/review")
    tang.get_by_label("哪一段").select_option(label="第 1 次发言 唐敏")
    tang.get_by_label("应该怎么记").fill("我说的是先装两盏，不是六盏。")
    look(tang, "minutes objecting")
    press(tang, "交给记录人")
    expect(tang.get_by_text("等答复")).to_be_visible()
    look(tang, "minutes objected")
    stranger = desk("wei")
    hidden = stranger.goto(f"{draft}/review")
    assert hidden
    assert hidden.status == 404


def answers(ma: Page, session: int, draft: str) -> None:
    """The gist is put right in the log, the objection answered, the draft renewed."""
    ma.goto(f"/sessions/{session}/record")
    ma.fill("#gist-1-gist", RIGHT)
    ma.locator("#gist-1").get_by_role("button", name="记下").click()
    ma.goto(f"{draft}/review")
    ma.get_by_role("link", name="答复", exact=True).click()
    ma.get_by_label("说得对，照改").check()
    ma.get_by_label("答复", exact=True).fill("听了录音，是两盏，已经改好。")
    look(ma, "minutes answering")
    press(ma, "答复")
    expect(ma.get_by_text("听了录音")).to_be_visible()
    ma.goto(f"{draft}/signature")
    press(ma, "更新草稿")


def writes_out(ma: Page, draft: str) -> None:
    """What is missing is said with the place to mend it; words with a number the log does not know are marked."""
    ma.goto(f"{draft}/signature")
    expect(ma.locator("[id^=minutes-missing]")).to_contain_text("钱从哪里来")
    look(ma, "minutes missing")
    ma.get_by_role("link", name="去补上").click()
    ma.get_by_label("根据哪个动议").select_option(index=1)
    ma.get_by_label("做什么").fill("换好南门路灯")
    ma.get_by_label("责任单位或责任人").fill("居委会")
    ma.get_by_label("做完的日期").fill("2027-06-30")
    ma.get_by_label("钱从哪里来").fill("社区保障资金")
    press(ma, "加上这件事")
    expect(ma.get_by_text("签字以前还差")).to_have_count(0)
    ma.fill("#prose-item-1", "大家都说南门太黑，一共 77 人签名。")
    ma.locator("form:has(#prose-item-1)").get_by_role("button", name="存下").click()
    expect(ma.get_by_text("日志里没有：77")).to_be_visible()
    look(ma, "minutes desk")
    ma.fill("#prose-item-1", "大家都说南门太黑。")
    ma.locator("form:has(#prose-item-1)").get_by_role("button", name="存下").click()


def confirms(tang: Page, session: int) -> None:
    tang.goto(f"/sessions/{session}")
    expect(tang.locator("[id^=gists-]")).to_contain_text(RIGHT)
    look(tang, "gist to confirm")
    press(tang, "记得对，我确认")
    expect(tang.get_by_text("本人已确认")).to_be_visible()


def signs(page: Page, address: str) -> None:
    page.goto(f"{address}/signature")
    page.fill("[name=password]", PASSWORD)
    look(page, "minutes signing")
    press(page, "签字")


@pytest.mark.parametrize("desk", [just_over], indirect=True)
def test_reviewed_signed_published_and_corrected(desk: Desk, tmp_path: Path):
    session, ma = desk.facts["session"], desk("ma", viewport=WIDE)
    draft = drafts(ma, session)
    objects(desk, draft)
    answers(ma, session, draft)
    writes_out(ma, draft)
    ma.goto(f"{draft}/signature")
    expect(ma.get_by_role("button", name="签字")).to_have_count(0)
    confirms(desk("tang"), session)
    desk.leap("往前一天", 3)
    ma.goto(f"{draft}/signature")
    press(ma, "更新草稿")
    signs(ma, draft)
    chen = desk("chen")
    signs(chen, draft)
    expect(chen.get_by_text("第 1 号").first).to_be_visible()

    reader = desk()
    reader.goto(draft)
    look(reader, "minutes published")
    reader.goto(f"{draft}/record")
    expect(reader.locator("main")).to_contain_text(f"{RIGHT}（本人已确认）")
    look(reader, "minutes record")
    checked(reader, draft, tmp_path)
    corrected(desk, ma, chen, draft)


def checked(reader: Page, draft: str, folder: Path) -> None:
    """The PDF as it was downloaded is genuine; with one byte changed it is not."""
    reader.goto(draft)
    with reader.expect_download() as coming:
        reader.get_by_role("link", name="会议纪要（PDF）").click()
    whole = folder / "minutes.pdf"
    coming.value.save_as(whole)
    changed = bytearray(whole.read_bytes())
    changed[len(changed) // 2] ^= 1
    other = folder / "changed.pdf"
    other.write_bytes(changed)
    for file, told, name in ((whole, "是原件", "genuine"), (other, "和我们给出的不一样", "changed")):
        reader.goto("/verify")
        reader.locator("#check-file input[type=file]").set_input_files(file)
        press(reader, "比对这个文件")
        expect(reader.locator("#held")).to_contain_text(told)
        look(reader, f"verify {name}")


def corrected(desk: Desk, ma: Page, chen: Page, old: str) -> None:
    """A further version says how a paragraph is to be read; the old page leads to it."""
    ma.goto(old)
    ma.get_by_role("link", name="出更正").click()
    ma.get_by_label("为什么更正").fill("地点写错了")
    ma.locator("#anchor-0").select_option(label="会议概况")
    ma.fill("#was-0", "社区活动室")
    ma.fill("#now-0", "党群服务中心二楼")
    look(ma, "minutes correcting")
    press(ma, "起草更正")
    new = ma.url.split("?")[0]
    desk.leap("往前一天", 3)
    signs(ma, new)
    signs(chen, new)
    reader = desk()
    reader.goto(old)
    look(reader, "minutes superseded")
    reader.get_by_role("link", name="这一版已由第 2 号更正。").click()
    expect(reader.locator("del", has_text="社区活动室")).to_be_visible()
    expect(reader.locator("ins", has_text="党群服务中心二楼")).to_be_visible()
    look(reader, "minutes correction")
    for lang, elder, size in SIGHTS:
        page = desk(lang=lang, elder=elder, **size)
        for place in (old, f"{old}/record", new):
            page.goto(place)
            glance(page, f"minutes {lang} {elder} {len(size)} {place.split('/minutes/')[1]}")
