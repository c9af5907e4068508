"""``python main.py count`` (a Pabulib file counted and explained, without any database) and ``import-pabulib``."""

import argparse
import json
import re
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

from civic.kit.errors import N_, NotFound, Refused
from civic.people.rules import SYSTEM
from civic.web.i18n import LANGUAGES, sentence, translate
from votes.pabulib.report import document, report
from votes.pabulib.rules import Broken, File, Rule, read
from votes.pabulib.rules import count as counted
from votes.pabulib.services import import_file
from votes.tally.rules import Ties
from votes.tally.spending.settings import Comparison, Completion, Settings, Start

BROKEN = 2
_PLAIN = re.compile(r"[0-9]{1,15}([.][0-9]{1,6})?")

_UNREADABLE = N_("读不到这个文件：{why}")
_NO_PLACE = N_("没有这个编号的地方。")


def _number(text: str) -> Fraction:
    if not _PLAIN.fullmatch(text):
        raise argparse.ArgumentTypeError(f"not a number: {text!r}")
    return Fraction(text)


def _positive(text: str) -> Fraction:
    """A number above zero."""
    if (value := _number(text)) <= 0:
        raise argparse.ArgumentTypeError("must be above zero")
    return value


Options = tuple[tuple[str, dict[str, Any]], ...]

COUNTING: Options = (
    ("file", {"help": "a .pb file"}),
    (
        "--rule",
        {"choices": [*map(str, Rule)], "default": "recorded", "help": "default: the rule named in the file"},
    ),
    (
        "--ties",
        {
            "choices": [*map(str, Ties)],
            "help": "default: cost,votes,id; for the recorded rule the order of the file; lot: cost, votes, then a draw",
        },
    ),
    ("--seed", {"default": "", "help": "the published seed lots are drawn with (--ties lot)"}),
    (
        "--threshold",
        {"type": _number, "metavar": "N", "help": "the least score (votes, points) to be considered"},
    ),
    (
        "--conflict",
        {
            "action": "append",
            "default": [],
            "metavar": "A,B",
            "help": "greedy: at most one of these; may be repeated",
        },
    ),
    (
        "--start",
        {"choices": [*map(str, Start)], "default": None, "help": "Add1: the first share (default: exact)"},
    ),
    (
        "--step",
        {
            "type": _positive,
            "metavar": "N",
            "help": "Add1: units of currency added to each share (default: 1)",
        },
    ),
    (
        "--stop-exhaustive",
        {
            "action": argparse.BooleanOptionalAction,
            "help": "Add1: stop at the first outcome nothing fits beside (default: no)",
        },
    ),
    (
        "--completion",
        {"choices": [*map(str, Completion)], "help": "Equal Shares: how money left is used (default: none)"},
    ),
    (
        "--comparison",
        {
            "choices": [*map(str, Comparison)],
            "help": "Equal Shares: hold the outcome against greedy (default: none)",
        },
    ),
    ("--explain", {"action": "store_true", "help": "the working as well: purchase by purchase"}),
    ("--json", {"action": "store_true", "help": "print one JSON object"}),
    ("--lang", {"choices": LANGUAGES, "default": "zh", "help": "language of the answer (default: zh)"}),
)


def count(args: argparse.Namespace) -> int:
    """Print winners and reasons; the exit code is 2 for what cannot be read or counted, with the line and why."""
    file, lang = args.file, args.lang
    try:
        source = read(Path(file).read_bytes())
        result = counted(source, Rule(args.rule), _settings(args, source))
    except OSError as error:
        print(f"{file}: {translate(_UNREADABLE, lang).format(why=error.strerror)}", file=sys.stderr)
        return BROKEN
    except Broken as broken:
        print(f"{file}:{broken.line}: {sentence(broken, lang)}", file=sys.stderr)
        return BROKEN
    except Refused as refusal:
        print(f"{file}: {sentence(refusal, lang)}", file=sys.stderr)
        return BROKEN
    if args.json:
        print(json.dumps(document(source, result, lang, args.explain), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report(source, result, lang, args.explain)))
    return 0


def _settings(args: argparse.Namespace, source: File) -> Settings:
    """What was asked for; the rest by custom. A recorded rule is replayed with the order of the file."""
    custom = Ties.FILE if args.rule == Rule.RECORDED else Ties.COST_VOTES_ID
    return Settings(
        ties=Ties(args.ties or custom),
        seed=args.seed,
        threshold=args.threshold,
        conflicts=tuple(_known(names.split(","), source) for names in args.conflict),
        start=Start(args.start or Start.EXACT),
        step=None if args.step is None else args.step * source.election.scale,
        stop_exhaustive=bool(args.stop_exhaustive),
        completion=Completion(args.completion or Completion.NONE),
        comparison=Comparison(args.comparison or Comparison.NONE),
    )


def _known(names: list[str], source: File) -> tuple[str, ...]:
    """Ids that stand in the file, or Refused with the first that does not."""
    ids = {project.id for project in source.election.projects}
    for name in names:
        if name not in ids:
            raise Refused("count_unknown_project", "conflicts", project=name)
    return tuple(names)


async def import_pabulib(file: str, place_id: int | None = None, lang: str = "zh") -> int:
    """Make a finished round of a file and say where it is; the exit code is 2 when it is refused."""
    try:
        round_ = await import_file(SYSTEM, Path(file).read_bytes(), place_id, Path(file).name)  # noqa: ASYNC240
    except OSError as error:
        print(f"{file}: {translate(_UNREADABLE, lang).format(why=error.strerror)}", file=sys.stderr)
    except Broken as broken:
        print(f"{file}:{broken.line}: {sentence(broken, lang)}", file=sys.stderr)
    except Refused as refusal:
        print(f"{file}: {sentence(refusal, lang)}", file=sys.stderr)
    except NotFound:
        print(f"{file}: {translate(_NO_PLACE, lang)}", file=sys.stderr)
    else:
        made = N_("已导入，第 {number} 号投票“{title}”：/rounds/{number}/result")
        print(translate(made, lang).format(number=round_.id, title=round_.title))
        return 0
    return BROKEN
