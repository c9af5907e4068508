"""A whole 有事来协商: a resident raises it, the social worker leads it on a laptop, two phones take part, it is answered."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from civic.kit import clock
from tests.journeys.conftest import OpenPhone
from tests.journeys.looking import look

pytestmark = pytest.mark.journey

LAPTOP: ViewportSize = {"width": 1280, "height": 800}


def test_from_the_topic_to_the_answer(phone: OpenPhone):
    lin, wei, zheng = phone("林秀英"), phone("魏国强"), phone("郑怡")
    zheng.set_viewport_size(LAPTOP)
    zheng.on("dialog", lambda dialog: dialog.accept())
    here = _raise(lin)
    _prepare(zheng, here)
    _three_minutes(lin, here)
    _sign_up(wei, here)
    _wall(zheng, lin, wei, here)
    _outcome(zheng, here)
    _answer(phone, here)
    _close(zheng, here)


def _raise(lin: Page) -> str:
    lin.goto("/consultations")
    look(lin, "consultations")
    lin.get_by_role("link", name="提一个议题").click()
    lin.fill("[name=title]", "南门晾衣架要不要拆")
    lin.fill("[name=need]", "南门的晾衣架挡了消防通道，可是一楼的老人没有别的地方晒被子。")
    look(lin, "consultation-new")
    lin.get_by_role("button", name="提出来").click()
    expect(lin.get_by_text("等居委会或社工来看")).to_be_visible()
    found = re.search(r"/consultations/\d+", lin.url)
    assert found is not None
    return found.group()


def _send(page: Page, button: str, **fields: str) -> None:
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.get_by_role("button", name=button, exact=True).click()


def _prepare(zheng: Page, here: str) -> None:
    zheng.goto(here)
    zheng.get_by_role("link", name="受理", exact=True).click()
    _send(
        zheng,
        "受理",
        about="谈南门晾衣架拆不拆、挪到哪里。不谈别处。",
        decides="居委会按协商结果办",
        open_question="您最担心什么？",
    )
    for name, minority in (("走南门的居民", False), ("一楼老人", True)):
        zheng.goto(f"{here}/stakeholders/new")
        zheng.select_option("[name=kind]", "residents")
        if minority:
            zheng.check("[name=minority]")
        _send(zheng, "写上", name=name, interest="每天要用")
    zheng.goto(f"{here}/options/new")
    zheng.check("[name=free]")
    _send(
        zheng,
        "加上",
        title="挪到花坛边",
        about="挪到东边花坛旁，留出通道。",
        bearer="不用花钱",
        duration="一个周末",
    )
    zheng.goto(here)
    zheng.get_by_role("button", name="通报大家，开始协商").click()
    expect(zheng.get_by_text("正在协商").first).to_be_visible()


def _three_minutes(lin: Page, here: str) -> None:
    lin.goto(here)
    look(lin, "consultation-open")
    lin.get_by_role("link", name="花三分钟参加").click()
    look(lin, "three-minutes")
    lin.get_by_role("link", name="开始", exact=True).click()
    lin.get_by_text("可以接受", exact=True).click()
    lin.get_by_role("button", name="表态").click()
    lin.get_by_role("link", name="下一步").click()
    _send(lin, "交上去", text="被子晒不干")
    expect(lin.get_by_role("heading", name="完成了，谢谢您")).to_be_visible()
    look(lin, "three-minutes-done")


def _sign_up(wei: Page, here: str) -> None:
    wei.goto(here)
    wei.get_by_role("link", name="我要到场参加").click()
    wei.get_by_text("走南门的居民", exact=True).click()
    _send(wei, "报名")
    expect(wei.get_by_text("您在名单里：走南门的居民，能来。")).to_be_visible()


def _wall(zheng: Page, lin: Page, wei: Page, here: str) -> None:
    zheng.goto(f"{here}/cards/wall")
    _send(zheng, "挂上", question="挪走以后最怕什么？")
    wei.goto(f"{here}/cards")
    expect(wei.locator("[data-state]")).to_have_text("已同步")
    lin.goto(f"{here}/cards")
    _send(lin, "贴上墙", text="没有地方晒被子")
    expect(wei.locator(".note", has_text="没有地方晒被子")).to_be_visible()  # nobody reloaded this page
    zheng.goto(f"{here}/cards/sorting")
    _send(zheng, "加上", heading="晾晒")
    zheng.get_by_role("button", name="放到“晾晒”").click()
    look(zheng, "cards-sorting")
    zheng.get_by_role("button", name="开始贴点").click()
    lin.goto(f"{here}/cards")
    lin.get_by_role("button", name="贴一个点").click()
    expect(lin.get_by_text("您贴了 1 个")).to_be_visible()
    expect(wei.locator(".note")).to_contain_text("1 个点")
    expect(wei.get_by_role("heading", name="您有 3 个点，还剩 3 个")).to_be_visible()
    look(wei, "cards-dots")


def _outcome(zheng: Page, here: str) -> None:
    zheng.goto(f"{here}/outcome/summary")
    _send(zheng, "保存", summary="大家同意挪到花坛边，先试一个月。")
    zheng.goto(f"{here}/outcome/points/new")
    zheng.get_by_text("共识", exact=True).click()
    _send(zheng, "写上", text="晾衣架挪到东边花坛旁")
    zheng.goto(f"{here}/outcome/asks/new")
    zheng.get_by_text("居委会", exact=True).click()
    due = clock.today() + timedelta(days=10)
    _send(zheng, "写上", text="请居委会请师傅来挪。", due=due.isoformat())
    look(zheng, "outcome-draft")
    zheng.get_by_role("button", name="公布结果").click()
    expect(zheng.get_by_text("一楼老人受影响较大").first).to_be_visible()  # not before they were heard
    zheng.goto(f"{here}/views/new")
    zheng.select_option("[name=group]", label="一楼老人")
    _send(zheng, "记下", source="上门走访", text="只要离得近、晒得到太阳，挪就挪。")
    zheng.goto(f"{here}/outcome")
    zheng.get_by_role("button", name="公布结果").click()
    expect(zheng.get_by_text("有结果了，等答复")).to_be_visible()


def _answer(phone: OpenPhone, here: str) -> None:
    sun = phone("孙敏")
    sun.goto(here)
    sun.get_by_role("link", name="答复", exact=True).click()
    sun.get_by_text("采纳", exact=True).click()
    _send(sun, "答复", reason="这个周末就挪。")
    expect(sun.locator("#result")).to_contain_text("这个周末就挪。")


def _close(zheng: Page, here: str) -> None:
    zheng.goto(f"{here}/outcome/feedback/new")
    _send(zheng, "公布", text="已经挪好了，消防通道画了线。")
    zheng.get_by_role("button", name="办结").click()
    expect(zheng.get_by_text("谢谢参加协商的每一位。")).to_be_visible()
    look(zheng, "consultation-closed")
