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
