"""Checking the books by hand, and by the clock every morning."""

from datetime import datetime, timedelta

from civic.kit import clock
from civic.kit.errors import N_
from civic.web.i18n import translate
from councils.verification import queries, rules, services

HOUR = 6  # on the residents' clock


async def verify(lang: str = "zh") -> int:
    """Check the books and say in plain words what was looked at; 1 when something is wrong, naming it."""
    report = await services.check_books()
    for what, number in report.counted.items():
        print(f"{translate(what.words, lang)}: {number}")
    for wrong in report.wrong:
        print(
            f"{translate(wrong.what.words, lang)} {wrong.which}: {translate(rules.REASONS[wrong.why], lang)}"
        )
    print(translate(N_("账目相符。") if report.agrees else N_("账目不符，见上面。"), lang))
    return 0 if report.agrees else 1


async def tick(now: datetime) -> None:
    """Once a day, at six in the morning or as soon after as somebody is awake."""
    local = clock.local(now)
    due = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if due > local:
        due -= timedelta(days=1)
    last = await queries.last_run()
    if last is None or datetime.fromisoformat(last.at) < due:
        await services.check_books()
