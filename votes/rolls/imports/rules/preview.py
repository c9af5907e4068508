"""How long an upload waits, and when it may be taken over."""

from collections.abc import Sized
from datetime import timedelta

from civic.kit.errors import N_, Refused, sentences

# names and addresses lie there: no longer than someone needs to look through a list
KEPT = timedelta(hours=1)
# uploads by one person: each costs a second of reading
UPLOADS = "30/10minutes"
# findings that are kept to be shown; whoever has more is told to correct these first
MOST_FINDINGS = 1000


def check_taking_over(defects: Sized, notices: Sized, looked: bool) -> None:
    """Raises Refused ``import_defects``; ``import_notices``, field ``looked``, until someone says they were looked at."""
    if len(defects):
        raise Refused("import_defects", count=len(defects))
    if len(notices) and not looked:
        raise Refused("import_notices", "looked", count=len(notices))


sentences(
    import_gone=N_("这份文件已经用过、换掉了，或者过了一小时。需要的话请再传一次。"),
    import_defects=N_("还有 {count} 处问题，不能用。请改好文件再传一次。"),
    import_notices=N_("有 {count} 处提醒。请逐条看过，再勾上“我看过了”。"),
)
