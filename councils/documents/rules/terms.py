"""What the words of a log are called on paper, by the word stored."""

from civic.kit.errors import N_

OUTCOMES = {
    "adopted": N_("通过"),
    "lost": N_("没有通过"),
    "withdrawn": N_("提出人撤回"),
    "postponed": N_("推迟"),
    "referred": N_("交付研究"),
    "laid_aside": N_("先放一放，没有再议"),
    "divided": N_("分成几个动议分别表决"),
    "rescinded": N_("通过以后又在会上撤销"),
    "no_second": N_("没有人附议，不再讨论"),
    "overtaken": N_("所针对的事已经处理完，不再需要表决"),
    "": N_("散会时还没有表决"),
}
KINDS = {
    "main": N_("动议"),
    "amend": N_("修正案"),
    "postpone": N_("推迟再议"),
    "postpone_indefinitely": N_("不再讨论"),
    "refer": N_("交付研究"),
    "limits": N_("改变发言限制"),
    "previous_question": N_("结束辩论，马上表决"),
    "table": N_("先放一放"),
    "take_up": N_("重新拿出来议"),
    "recess": N_("休会"),
    "adjourn": N_("散会"),
    "fix_time": N_("定下次开会的时间"),
    "orders": N_("回到议程"),
    "appeal": N_("对主持人的裁决提出申诉"),
    "suspend_rules": N_("暂停一条规则"),
    "object": N_("反对审议这件事"),
    "divide": N_("分开表决"),
    "seriatim": N_("逐段讨论"),
    "withdraw": N_("请求撤回"),
    "change_agenda": N_("修改议程"),
    "rescind": N_("撤销或修改已经通过的决定"),
    "discharge": N_("收回交付研究的事"),
    "reconsider": N_("复议"),
}
POINTS = {
    "order": N_("程序问题"),
    "privilege": N_("权益问题"),
    "inquiry": N_("询问"),
    "orders": N_("回到议程的请求"),
}
ITEMS = {
    "decided": N_("已表决"),
    "discussed": N_("议过，没有表决"),
    "postponed": N_("留到下次"),
    "planned": N_("还没有议"),
    "current": N_("还没有议完"),
}
METHODS = {
    "hands": N_("举手表决，当场计数"),
    "phones": N_("记名表决，各人在手机上投"),
    "roll_call": N_("唱名表决，逐个回答"),
    "secret": N_("无记名投票"),
    "consent": N_("征求意见：有没有人反对"),
}
SHARES = {
    (1, 2, True): N_("过半数"),
    (2, 3, False): N_("三分之二以上"),
    (3, 4, False): N_("四分之三以上"),
}
BASES = {"cast": N_("赞成加反对的票数"), "present": N_("在场人数"), "seats": N_("应到人数")}
PARAGRAPHS = {
    "facts": N_("会议概况"),
    "attendance": N_("到会情况"),
    "item": N_("第 {n} 项"),
    "motion": N_("动议 {n}"),
    "point": N_("程序问题 {n}"),
    "speech": N_("第 {n} 次发言"),
}
CHOICES = {"yes": N_("赞成"), "no": N_("反对"), "abstain": N_("弃权")}
STANCES = {"for": N_("赞成"), "against": N_("反对"), "neutral": N_("不表态")}
