"""Reading Pabulib files: what real ones contain is understood, what is wrong is named with its line."""

from fractions import Fraction

import pytest

from civic.kit.errors import sentence_for
from votes.pabulib.rules import Broken, read
from votes.tally.rules import Kind

HEAD = "META\nkey;value\ndescription;Test\nnum_projects;2\nnum_votes;2\nbudget;100\nvote_type;approval\nrule;greedy\n"
PROJECTS = "PROJECTS\nproject_id;cost;name\n1;60;Trees\n2;50;A bench\n"
VOTES = "VOTES\nvoter_id;vote\na;1,2\nb;1\n"
WHOLE = HEAD + PROJECTS + VOTES


def text(changed: str = "", into: str = "", whole: str = WHOLE) -> bytes:
    assert changed in whole
    return whole.replace(changed, into).encode()


def test_reads_a_small_file() -> None:
    file = read(WHOLE.encode())
    election = file.election
    assert (election.kind, election.budget, election.voters, election.scale) == (Kind.APPROVAL, 100, 2, 1)
    assert [(p.id, p.name, p.cost) for p in election.projects] == [("1", "Trees", 60), ("2", "A bench", 50)]
    assert election.votes == (2, 1)
    assert (file.rule, file.threshold, file.selected) == ("greedy", None, None)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + WHOLE.encode(),
        WHOLE.replace("\n", "\r\n").encode(),
        WHOLE.replace("\n", "\r").encode(),
        WHOLE.rstrip("\n").encode(),
        (WHOLE + "\n\n").encode(),
        text("PROJECTS\n", "\nprojects\n"),
        text("VOTES\n", "Votes;;\n"),
        text("1;60;Trees", " 1 ; 60 ; Trees "),
        text("a;1,2", "a;1, 2"),
        text("1;60;Trees", '1;60;"Trees"'),
        text("a;1,2", 'a;"1,2"'),
        text("a;1,2", "a;2,1"),
        text("a;1,2", "a;1,2,1"),
        text("budget;100", "budget;100,00"),
    ],
)
def test_lenient_about_what_real_files_contain(raw: bytes) -> None:
    assert read(raw).election == read(WHOLE.encode()).election


def test_quoted_names_may_hold_the_separator_and_quotes() -> None:
    file = read(text("1;60;Trees", '1;60;"Trees; ""Green"" Park"'))
    assert file.election.projects[0].name == 'Trees; "Green" Park'


def test_decimals_are_kept_exactly_in_a_smaller_unit() -> None:
    file = read(text("1;60;Trees", "1;60,05;Trees"))
    assert (file.election.scale, file.election.budget, file.election.projects[0].cost) == (100, 10000, 6005)


def test_a_vote_for_nobody_counts_as_a_voter() -> None:
    file = read(text("b;1\n", "b;\n"))
    assert (file.election.voters, file.election.votes) == (2, (1, 1))


def test_a_project_without_a_name_is_called_by_its_id() -> None:
    assert read(text("2;50;A bench", "2;50;")).election.projects[1].name == "2"


def test_points_and_rankings() -> None:
    pointed = WHOLE.replace("approval", "cumulative").replace(
        "voter_id;vote\na;1,2\nb;1", "voter_id;vote;points\na;2,1;3,1\nb;1;2.5"
    )
    election = read(pointed.encode()).election
    assert (election.votes, election.scores, election.point_scale) == ((2, 1), (35, 30), 10)
    ranked = read(text("approval", "ordinal")).election
    assert ranked.scores == (3, 1)


def test_threshold_and_recorded_winners_are_kept() -> None:
    whole = (
        HEAD.replace("rule;greedy", "min_project_score_threshold;2\nrule;greedy-threshold") + PROJECTS + VOTES
    )
    whole = (
        whole.replace("cost;name", "cost;name;selected")
        .replace("Trees", "Trees;1")
        .replace("bench", "bench;0")
    )
    file = read(whole.encode())
    assert (file.threshold, file.selected) == (Fraction(2), (1, 0))


BROKEN = [
    (b"", 1, "pb_empty"),
    (b" \n \n", 1, "pb_empty"),
    (b"\x89PNG\r\n", 1, "pb_not_utf8"),
    (WHOLE.encode().replace(b"Trees", b"Tr\xe9es"), 11, "pb_not_utf8"),
    (WHOLE.encode().replace(b"Trees", b"Tr\0es"), 11, "pb_not_text"),
    (b"hello\n", 1, "pb_no_section_first"),
    (text("META\n", ""), 1, "pb_no_section_first"),
    (text("PROJECTS\n", ""), 9, "pb_columns"),
    (text(VOTES, ""), 12, "pb_no_section"),
    (text(PROJECTS + VOTES, ""), 8, "pb_no_section"),
    (text("VOTES\nvoter_id;vote\na;1,2\nb;1\n", "VOTES\n"), 13, "pb_no_column"),
    (text("PROJECTS\n", "META\nPROJECTS\n"), 9, "pb_section_order"),
    (text("budget;100", "budget;much"), 6, "pb_bad_number"),
    (text("budget;100", "budget;-100"), 6, "pb_bad_number"),
    (text("budget;100", "budget;1e9"), 6, "pb_bad_number"),
    (text("budget;100", "budget;0"), 6, "pb_no_budget"),
    (text("budget;100", "budget;"), 6, "pb_field_missing"),
    (text("budget;100\n", ""), 7, "pb_field_missing"),
    (text("budget;100", "budget;100\nbudget;200"), 7, "pb_field_twice"),
    (text("budget;100", "budget;100;200"), 6, "pb_columns"),
    (text("approval", "guessing"), 7, "pb_vote_type"),
    (text("num_projects;2", "num_projects;3"), 4, "pb_num_projects"),
    (text("num_votes;2", "num_votes;3"), 5, "pb_num_votes"),
    (text("num_votes;2", "num_votes;two"), 5, "pb_num_votes"),
    (text("b;1\n", ""), 5, "pb_num_votes"),
    (text("1;60;Trees", "1;sixty;Trees"), 11, "pb_bad_number"),
    (text("1;60;Trees", "1;;Trees"), 11, "pb_bad_number"),
    (text("1;60;Trees", "1;60"), 11, "pb_columns"),
    (text("1;60;Trees", "1;60;Trees;x"), 11, "pb_columns"),
    (text("2;50;A bench", "1;50;A bench"), 12, "pb_project_twice"),
    (text("2;50;A bench", ";50;A bench"), 12, "pb_project_nameless"),
    (text("1;60;Trees\n2;50;A bench\n", ""), 4, "pb_num_projects"),
    (text("project_id;cost;name", "project_id;price;name"), 10, "pb_no_column"),
    (text("project_id;cost;name", "project_id;cost;cost"), 10, "pb_column_twice"),
    (text("1;60;Trees", '1;60;"Trees'), 11, "pb_open_quote"),
    (text("voter_id;vote", "voter;vote"), 14, "pb_no_column"),
    (text("a;1,2", "a;1,3"), 15, "pb_unknown_project"),
    (text("a;1,2", "a;1,,2"), 15, "pb_unknown_project"),
    (text("b;1", "a;1"), 16, "pb_voter_twice"),
    (text("b;1", ";1"), 16, "pb_voter_nameless"),
    (text("b;1", "b"), 16, "pb_columns"),
    (text("b;1", "b;1;x"), 16, "pb_columns"),
    (text("approval", "choose-1"), 15, "pb_one_choice"),
    (text("rule;greedy", "rule;greedy\nmax_length;1"), 16, "pb_too_many"),
    (text("rule;greedy", "rule;greedy\nmax_length;x"), 9, "pb_bad_number"),
    (text("approval", "cumulative"), 14, "pb_no_column"),
    (text("a;1,2", "a;1,2,1").replace(b"approval", b"ordinal"), 15, "pb_ranked_twice"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "line", "code"), BROKEN)
def test_broken_files_name_the_line_and_the_reason(raw: bytes, line: int, code: str) -> None:
    with pytest.raises(Broken) as broken:
        read(raw)
    assert (broken.value.code, broken.value.line) == (code, line)
    assert sentence_for(code).format(**broken.value.facts)


POINTED = (
    HEAD.replace("approval", "cumulative").replace(
        "rule;greedy\n", "rule;greedy\nmax_points;3\nmax_sum_points;4\n"
    )
    + PROJECTS
)


@pytest.mark.parametrize(
    ("vote", "code"),
    [
        ("a;1,2;3", "pb_points_count"),
        ("a;1,2;", "pb_points_count"),
        ("a;1,2;1,x", "pb_bad_points"),
        ("a;1,2;1,-1", "pb_bad_points"),
        ("a;1,2;4,0", "pb_points_high"),
        ("a;1,2;3,2", "pb_points_sum"),
    ],
)
def test_broken_points(vote: str, code: str) -> None:
    whole = POINTED + f"VOTES\nvoter_id;vote;points\n{vote}\nb;1;1\n"
    with pytest.raises(Broken) as broken:
        read(whole.encode())
    assert (broken.value.code, broken.value.line) == (code, 17)


def test_points_that_no_count_can_hold_exactly() -> None:
    whole = POINTED.replace("max_points;3\nmax_sum_points;4\n", "") + "VOTES\nvoter_id;vote;points\n"
    with pytest.raises(Broken) as broken:
        read((whole + "a;1;0.000001\nb;1,2;1,999999999999\n").encode())
    assert (broken.value.code, broken.value.line) == ("pb_points_fine", 16)


def test_every_cut_of_a_file_is_read_or_refused_but_never_anything_else() -> None:
    raw = WHOLE.encode()
    for end in range(len(raw)):
        assert 1 <= _line(raw[:end]) <= 17


def _line(raw: bytes) -> int:
    try:
        read(raw)
    except Broken as broken:
        return broken.line
    return 1
