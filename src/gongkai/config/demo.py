"""The example's sign-ins. They are public on purpose: a directory marked as demo answers on loopback only."""

PASSWORD = "gongkai-yanshi-2020"  # noqa: S105 - printed at every start of the example
SIGN_INS = (
    ("xian-jingban", "示例县　公开机构经办"),
    ("xian-fuzeren", "示例县　公开机构负责人"),
    ("xian-chengban", "示例县　承办部门"),
    ("xian-baomi", "示例县　保密审查员"),
    ("xian-jiandu", "示例县　主管部门监督"),
    ("xian-guanli", "示例县　系统管理员"),
    ("xian-shenji", "示例县　审计管理员"),
    ("xian-anquan", "示例县　安全管理员"),
    ("nongye-jingban", "农业农村局　公开机构经办"),
    ("nongye-fuzeren", "农业农村局　公开机构负责人"),
    ("dongshan-jingban", "东山镇　公开机构经办"),
    ("dongshan-fuzeren", "东山镇　公开机构负责人"),
    ("xihe-jingban", "西河镇　公开机构经办"),
    ("xihe-fuzeren", "西河镇　公开机构负责人"),
    ("nanping-jingban", "南坪镇　公开机构经办"),
    ("nanping-fuzeren", "南坪镇　公开机构负责人"),
    ("jingban", "蓝坊镇　公开机构经办"),
    ("fuzeren", "蓝坊镇　公开机构负责人"),
    ("jiandu", "高安市　主管部门监督"),
    ("shenji", "高安市　审计管理员"),
)
