"""The recorder's desk: words beside the log, tasks, and what the log does not bear out."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.minutes import services
from councils.minutes.models import Minutes
from councils.minutes.rules import SignerRole, Task, drift, missing, read, read_notes, seen
from tests.factories import record


async def _draft(cast):
    return await services.draft(cast.ma, (await record.over(cast)).id)


def _document(call, minutes):
    return read(call(lambda: Minutes.get(id=minutes.id)).document)


def test_words_become_part_of_the_text(call, cast, clock):
    minutes = call(_draft, cast)
    call(services.write, cast.ma, minutes.id, "item-1", "大家都说南门太黑。")
    assert _document(call, minutes).agenda[0].prose == "大家都说南门太黑。"
    call(services.write, cast.ma, minutes.id, "item-1", "")
    assert _document(call, minutes).agenda[0].prose == ""


def test_numbers_that_the_log_does_not_bear_out_are_listed(call, cast, clock):
    document = _document(call, call(_draft, cast))
    assert drift(document, "item-1", "赞成 3 人，用 18000 元。") == ()
    assert drift(document, "item-1", "赞成 31 人，用 19,500 元。") == ("31", "19,500")


def test_without_a_task_the_record_is_not_whole(call, cast, clock):
    minutes = call(_draft, cast)
    assert missing(_document(call, minutes)) == ("tasks", "sources")
    call(services.add_task, cast.ma, minutes.id, Task(1, "换好路灯", "居委会", "2027-06-30"))
    assert missing(_document(call, minutes)) == ("sources",)
    call(services.add_task, cast.ma, minutes.id, Task(1, "验收", "监委会", "2027-07-10", "社区保障资金"))
    assert missing(_document(call, minutes)) == ()
    call(services.drop_task, cast.ma, minutes.id, 1)
    assert missing(_document(call, minutes)) == ("sources",)


@pytest.mark.parametrize(
    ("task", "code"),
    [
        (Task(1, "换", "居委会", "2027-06-30"), "task_length"),
        (Task(1, "换好路灯", "我", "2027-06-30"), "task_length"),
        (Task(9, "换好路灯", "居委会", "2027-06-30"), "task_motion"),
    ],
)
def test_a_task_that_says_too_little_is_refused(call, cast, clock, task, code):
    minutes = call(_draft, cast)
    with pytest.raises(Refused, match=code):
        call(services.add_task, cast.ma, minutes.id, task)


def test_only_the_recorder_writes(call, cast, clock):
    minutes = call(_draft, cast)
    with pytest.raises(Forbidden):
        call(services.write, cast.chen, minutes.id, "item-1", "别的")
    with pytest.raises(Refused, match="paragraph_unknown"):
        call(services.write, cast.ma, minutes.id, "item-9", "别的")
    with pytest.raises(Refused, match="task_unknown"):
        call(services.drop_task, cast.ma, minutes.id, 3)


def test_nothing_is_written_on_what_was_signed(call, cast, clock):
    minutes = call(record.drafted, cast)
    call(record.sign, cast.ma, minutes.id, SignerRole.RECORDER)
    with pytest.raises(Refused, match="minutes_signed_already"):
        call(services.write, cast.ma, minutes.id, "item-1", "晚了")


def test_the_desk_says_what_is_missing_and_where_to_put_it(call, cast, clock, as_):
    minutes = call(_draft, cast)
    ma = as_(cast.ma)
    assert "钱从哪里来" in ma.get(f"/minutes/{minutes.id}/desk").text
    sent = {"motion": 1, "content": "换好路灯", "owner": "居委会", "due": "2027-06-30", "source": "保障资金"}
    assert ma.post(f"/minutes/{minutes.id}/tasks", data=sent).status_code == 303
    refused = ma.post(f"/minutes/{minutes.id}/tasks", data=sent | {"due": "明天"})
    assert refused.status_code == 422
    assert 'id="error-due"' in refused.text
    page = ma.post(f"/minutes/{minutes.id}/prose", data={"anchor": "item-1", "text": "一共 77 人。"})
    assert page.status_code == 303
    assert "日志里没有：77" in ma.get(f"/minutes/{minutes.id}/desk").text


def test_what_was_kept_from_another_window_is_not_written_over_unseen(call, cast, clock, as_):
    minutes = call(record.drafted, cast)
    before = read_notes(call(lambda: Minutes.get(id=minutes.id)).notes)
    opened, task = seen(before.on("item-1")), seen(before.tasks[0])
    call(services.write, cast.ma, minutes.id, "item-1", "在手机上写的。", opened)
    desk, form = as_(cast.ma), {"anchor": "item-1", "text": "在电脑上写的。", "seen": opened}
    page = desk.post(f"/minutes/{minutes.id}/prose", data=form)
    assert page.status_code == 422
    assert "在手机上写的。" in page.text  # what is kept, and below it what was typed
    assert "在电脑上写的。" in page.text
    assert _document(call, minutes).agenda[0].prose == "在手机上写的。"
    again = {**form, "seen": seen("在手机上写的。")}
    assert again["seen"] in page.text
    assert desk.post(f"/minutes/{minutes.id}/prose", data=again).status_code == 303
    assert _document(call, minutes).agenda[0].prose == "在电脑上写的。"
    call(services.drop_task, cast.ma, minutes.id, 0)
    call(services.add_task, cast.ma, minutes.id, Task(1, "验收", "监委会", "2027-07-10", "社区保障资金"))
    with pytest.raises(Refused, match="task_unknown"):
        call(services.drop_task, cast.ma, minutes.id, 0, task)
