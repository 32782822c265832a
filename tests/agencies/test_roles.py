"""Roles as data: what ships, and what a wrong file is told."""

import pytest

from gongkai.agencies.roles import RolesError, load, standard

GOOD = """
[permissions]
"desk.enter" = "进入工作台"
[roles.clerk]
label = "经办"
scope = "own"
permissions = ["desk.enter"]
"""


def test_the_roles_of_the_regulations_and_the_three_officers_ship():
    labels = {role.code: role.label for role in standard().roles.values()}
    assert labels == {
        "clerk": "公开机构经办",
        "head": "公开机构负责人",
        "handler": "承办部门",
        "secrecy": "保密审查员",
        "supervisor": "主管部门监督",
        "system_admin": "系统管理员",
        "audit_admin": "审计管理员",
        "security_admin": "安全管理员",
    }


def test_everybody_with_a_role_may_enter_the_desk():
    assert standard().granting("desk.enter") == set(standard().roles)


def test_the_drafter_of_a_decision_does_not_approve_by_role():
    assert standard().granting("casework.approve") == {"head"}
    assert standard().granting("publishing.release") == {"head"}


@pytest.mark.parametrize("officer", ["system_admin", "audit_admin", "security_admin"])
def test_the_three_officers_do_no_business(officer):
    business = ("casework.", "publishing.", "reporting.")
    assert not [name for name in standard().roles[officer].permissions if name.startswith(business)]


def test_only_the_audit_officer_reads_the_audit():
    assert standard().granting("audit.read") == {"audit_admin"}


def test_every_permission_is_used_by_some_role():
    used = frozenset().union(*(role.permissions for role in standard().roles.values()))
    assert used == set(standard().permissions)


def test_an_unknown_permission_is_refused_with_those_there_are():
    with pytest.raises(KeyError, match=r"没有“casework\.fly”这项权限.*casework\.read"):
        standard().granting("casework.fly")


def test_a_good_file_is_read():
    assert load(GOOD).roles["clerk"].permissions == {"desk.enter"}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('label = "经办"', "", "角色 clerk 缺少 label"),
        ('scope = "own"', 'scope = "all"', "角色 clerk 的 scope 为“all”，只能是 own 或 subtree"),
        ('["desk.enter"]', '["desk.leave"]', "未定义的权限：desk.leave"),
    ],
)
def test_a_wrong_file_is_told_which_role_and_what(old, new, why):
    with pytest.raises(RolesError, match=why):
        load(GOOD.replace(old, new))
