"""What an amendment changes, shown: struck out, put in, kept."""

from hypothesis import given
from hypothesis import strategies as st

from councils.sessions.rules.changes import Op, pieces

texts = st.text(alphabet="由居委会在 6月30日前换好南门路灯，abc。", max_size=40)


def marked(before: str, after: str) -> str:
    signs = {Op.KEEP: "{}", Op.CUT: "[-{}]", Op.ADD: "[+{}]"}
    return "".join(signs[piece.op].format(piece.text) for piece in pieces(before, after))


def test_chinese_is_compared_by_the_character_and_numbers_as_a_whole() -> None:
    assert marked("换好南门的路灯", "换好东门的路灯") == "换好[-南][+东]门的路灯"
    assert marked("用 18000 元", "用 19500 元") == "用 [-18000][+19500] 元"
    assert marked("换好路灯", "换好路灯") == "换好路灯"
    assert marked("", "换好路灯") == "[+换好路灯]"


def test_one_sign_kept_between_two_changes_is_changed_with_them() -> None:
    assert marked("东门的灯", "西边的树") == "[-东门的灯][+西边的树]"


@given(texts, texts)
def test_kept_and_cut_make_the_old_text_kept_and_added_the_new(before: str, after: str) -> None:
    made = pieces(before, after)
    assert "".join(each.text for each in made if each.op is not Op.ADD) == before
    assert "".join(each.text for each in made if each.op is not Op.CUT) == after
    assert all(each.text for each in made)
