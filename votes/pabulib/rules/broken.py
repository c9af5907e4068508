"""What can be wrong with a Pabulib file."""

from civic.kit.errors import N_, Refused, sentences


class Broken(Refused):
    """The file cannot be counted. ``line`` is where; code and facts make the sentence."""

    def __init__(self, line: int, code: str, **facts: object) -> None:
        super().__init__(code, "file", line=line, **facts)
        self.line = line


sentences(
    pb_not_utf8=N_("这里有不是 UTF-8 编码的内容，请把文件另存为 UTF-8 再试。"),
    pb_not_text=N_("这里有不可见的空字符，这不是一个文本文件。"),
    pb_empty=N_("文件是空的。"),
    pb_unreadable=N_("这一行读不出来，可能是一格太长。"),
    pb_open_quote=N_("这一行有一个引号没有合上。"),
    pb_section_order=N_("这里应该是 {expected} 部分，却是 {found}。"),
    pb_no_section=N_("文件到这里就结束了，缺少 {section} 部分。"),
    pb_no_section_first=N_("文件应该从 META 一行开始，这里却是“{found}”。"),
    pb_columns=N_("这一行有 {found} 格，应该有 {expected} 格。"),
    pb_field_twice=N_("META 里的 {field_name} 写了两次。"),
    pb_field_missing=N_("META 里缺少 {field_name}。"),
    pb_vote_type=N_("不认识的投票方式“{found}”。"),
    pb_column_twice=N_("{section} 部分有两列同名。"),
    pb_no_column=N_("{section} 部分缺少 {column} 这一列。"),
    pb_no_projects=N_("PROJECTS 部分没有项目。"),
    pb_project_twice=N_("项目编号 {project} 出现了两次。"),
    pb_project_nameless=N_("这个项目没有编号。"),
    pb_num_projects=N_("META 说有 {said} 个项目，文件里却有 {found} 个。"),
    pb_num_votes=N_("META 说有 {said} 张选票，文件里却有 {found} 张。"),
    pb_no_budget=N_("预算必须大于零。"),
    pb_bad_number=N_("{what} 应该是不小于零的数，这里却是“{found}”。"),
    pb_voter_twice=N_("选民编号 {voter} 出现了两次。"),
    pb_voter_nameless=N_("这张选票没有选民编号。"),
    pb_unknown_project=N_("选票上的项目“{project}”不在项目表里。"),
    pb_one_choice=N_("每张选票只能选一个项目，这张选了 {found} 个。"),
    pb_too_many=N_("每张选票最多选 {limit} 个项目，这张选了 {found} 个。"),
    pb_ranked_twice=N_("同一张选票给项目“{project}”排了两次名次。"),
    pb_points_count=N_("这张选票有 {projects} 个项目，却有 {points} 个分数。"),
    pb_bad_points=N_("分数“{found}”不是可用的数。"),
    pb_points_fine=N_("这里的分数太大或者小数太细，合起来没法准确计数。"),
    pb_points_high=N_("一个项目最多给 {limit} 分，这里给了 {found} 分。"),
    pb_rule_unknown=N_("文件记录的规则是“{rule}”，只凭文件无法照样重算。请用 --rule 另选一个规则。"),
    pb_rule_not_for_kind=N_("规则 {rule} 只能计选项目的票，不能计带分数或名次的票（{kind}）。"),
    pb_no_threshold=N_("规则是 greedy-threshold，META 里却没有 min_project_score_threshold。"),
    pb_points_sum=N_("一张选票最多给 {limit} 分，这张一共给了 {found} 分。"),
)
