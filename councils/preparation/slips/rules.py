"""What a printed invitation says, and what the desk may enter about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.documents.rules import Block, Facts, Heading, Mark, Paragraph, Sheet
from civic.kit import clock
from civic.kit.errors import N_, sentences
from civic.web import i18n
from councils.preparation.invitations.rules import Answer, Invited
from councils.preparation.packs.rules import Pack, Say, day, speaker

# whom a slip may call: members and substitutes hold seats, and so have accounts
ROLES = (Invited.OBSERVER, Invited.STAKEHOLDER, Invited.PRESENTER)
MOST_SLIPS = 200  # of a session


@dataclass(frozen=True)
class Slip:
    """One printed invitation, with the last answer the desk entered; answer None while there is none."""

    id: int
    session_id: int
    name: str
    note: str
    role: Invited
    answer: Answer | None = None
    reason: str = ""
    entered_by: str = ""
    at: datetime | None = None


def parts(slip: Slip, pack: Pack) -> dict[str, Any]:
    """What it says, part by part, for its seal; in no language."""
    return {
        N_("请谁"): (slip.name, slip.role),
        N_("时间和地点"): (pack.starts_at, pack.venue, pack.cancelled),
        N_("为什么开会"): (pack.council, pack.title, pack.basis),
        N_("议程"): [(one.number, one.title) for one in pack.matters],
    }


def sheet(slip: Slip, pack: Pack, mark: Mark, lang: str) -> Sheet:
    """A page to bring to somebody: who asks them to come where and when, as what, about what, and how to answer."""
    say = speaker(lang)
    blocks: list[Block] = [
        Paragraph(say(N_("{name}："), name=slip.name)),
        Paragraph(_asked(slip, pack, say)),
        Facts(
            (
                (
                    say(N_("时间")),
                    f"{day(clock.local(pack.starts_at).date(), say)} {i18n.hour(pack.starts_at)}",
                ),
                (say(N_("地点")), pack.venue),
                (say(N_("以什么身份")), say(slip.role.words)),
                (say(N_("主持人")), pack.chair),
            )
        ),
        Heading(say(N_("要议的事"))),
        *(Paragraph(f"{one.number}. {one.title}") for one in pack.matters),
        Heading(say(N_("请回复"))),
        Paragraph(say(N_("不用手机也行：在下面勾一下，交给送信的人，或者打电话告诉居委会。"))),
        Paragraph(say(N_("□ 参加    □ 请假，原因：________________________"))),
        Paragraph(say(N_("看不清、走不动、要人接送，也请写下来："))),
        Paragraph("_" * 40),
        mark,
    ]
    return Sheet(say(N_("开会邀请")), (f"{pack.council} {pack.title}",), tuple(blocks), lang)


def _asked(slip: Slip, pack: Pack, say: Say) -> str:
    words = (
        N_("请您到{council}{title}来。") if not pack.cancelled else N_("{council}{title}取消了，请不要来。")
    )
    return say(words, council=pack.council, title=pack.title)


sentences(
    slips_many=N_("一次会议最多印 {most} 张邀请。"),
    slip_twice=N_("已经给这个名字印过邀请。同名的两个人，请在备注里写清是谁。"),
)
