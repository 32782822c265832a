"""The example's sign-ins. They are public on purpose: a directory marked as demo answers on loopback only."""

PASSWORD = "gongkai-yanshi-2020"  # noqa: S105 - printed at every start of the example
SIGN_INS = (
    ("jingban", "公开机构经办（示例）"),
    ("fuzeren", "公开机构负责人（示例）"),
    ("jiandu", "主管部门监督（示例）"),
    ("shenji", "审计管理员（示例）"),
)
