"""gongkai office: a real installation gets its first office and people, and a staff change is one command."""

import re

import pytest
from django.test import Client

from gongkai.agencies.models import Agency, Department, Person, Tenure

pytestmark = pytest.mark.django_db


def _open(gongkai, code="SLZHEN", name="示例新镇人民政府", *more):
    return gongkai("office", "open", code, name, "--kind", "town", *more)


def test_an_office_is_opened_under_its_government_with_its_column(gongkai):
    gongkai("office", "open", "SLXIAN", "示例新县人民政府", "--kind", "county")
    result = _open(
        gongkai, "SLZHEN", "示例新镇人民政府", "--under", "示例新县", "--slug", "shilizhen", "--phone", "0"
    )
    assert result.exit_code == 0
    assert "/zfxxgk/shilizhen/" in result.stdout
    assert Client().get("/zfxxgk/shilizhen/").status_code == 200


def test_the_password_is_shown_once_and_signs_in(gongkai):
    _open(gongkai)
    result = gongkai("office", "person", "SLZHEN", "zhangsan", "示例张三", "--role", "clerk")
    password = re.search(r"口令 (\S+)", result.stdout)[1]
    answer = Client().post("/desk/sign-in/", {"username": "zhangsan", "password": password})
    assert (result.exit_code, answer.status_code) == (0, 302)
    assert password not in Person.objects.get(username="zhangsan").password


def test_a_post_is_handed_over_and_the_work_stays(gongkai):
    _open(gongkai)
    for user in ("zhangsan", "lisi"):
        args = (
            "SLZHEN",
            user,
            "示例人员",
            "--role",
            "clerk",
            "--post",
            f"岗位{user}",
            "--since",
            "2026-01-05",
        )
        assert gongkai("office", "person", *args).exit_code == 0
    result = gongkai("office", "hand-over", "SLZHEN", "岗位zhangsan", "lisi", "--on", "2026-03-02")
    assert result.exit_code == 0
    held = Tenure.objects.filter(post__name="岗位zhangsan").order_by("since")
    assert [row.person.username for row in held] == ["zhangsan", "lisi"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("open", "X1", "示例乙", "--kind", "castle"), "没有“castle”这一机关类别"),
        (("open", "SLZHEN", "示例丙", "--kind", "town"), "已被"),
        (("open", "X2", "示例丁", "--kind", "town", "--under", "无此机关"), "无此机关"),
        (("person", "SLZHEN", "wang", "示例王", "--role", "king"), "没有“king”这一角色"),
        (("hand-over", "SLZHEN", "无此岗位", "wang"), "没有这个用户名或者岗位"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_changes_nothing(gongkai, args, said):
    _open(gongkai)
    before = (Agency.objects.count(), Person.objects.count())
    result = gongkai("office", *args)
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert (Agency.objects.count(), Person.objects.count()) == before


def test_a_user_name_is_given_once(gongkai):
    _open(gongkai)
    gongkai("office", "person", "SLZHEN", "zhangsan", "示例张三", "--role", "clerk")
    result = gongkai("office", "person", "SLZHEN", "zhangsan", "示例张三", "--role", "head")
    assert result.exit_code == 1
    assert "已被使用" in result.stderr


def test_a_department_is_opened_and_takes_posts(gongkai):
    _open(gongkai)
    for user in ("zhangsan", "lisi"):
        args = ("SLZHEN", user, "示例人员", "--role", "handler", "--post", f"岗位{user}")
        gongkai("office", "person", *args)
    made = gongkai("office", "department", "SLZHEN", "示例财政所", "--post", "岗位zhangsan")
    more = gongkai("office", "department", "SLZHEN", "示例财政所", "--post", "岗位lisi")
    assert (made.exit_code, more.exit_code) == (0, 0)
    section = Department.objects.get()
    assert {post.name for post in section.posts.all()} == {"岗位zhangsan", "岗位lisi"}
    assert gongkai("office", "department", "SLZHEN", "示例所", "--post", "没有的岗位").exit_code == 1
    assert Department.objects.count() == 1
