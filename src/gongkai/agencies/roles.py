"""Roles as data: roles.toml read and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SCOPES = ("own", "subtree")


class RolesError(ValueError):
    """The roles file says something that cannot be: which role, what is wrong, what is allowed."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a post may do, and over which agencies: its own, or its own and all below."""

    code: str
    label: str
    scope: str
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Roles:
    """All roles by code, and every permission with its label."""

    roles: Mapping[str, Role]
    permissions: Mapping[str, str]

    def granting(self, permission: str) -> frozenset[str]:
        """Give the codes of the roles that grant a permission. KeyError for a permission that does not exist."""
        if permission not in self.permissions:
            raise KeyError(f"没有“{permission}”这项权限，可用的有：{'、'.join(self.permissions)}")
        return frozenset(code for code, role in self.roles.items() if permission in role.permissions)


def load(text: str) -> Roles:
    """Read roles from TOML. RolesError names the role and what it gets wrong."""
    data = tomllib.loads(text)
    permissions = data.get("permissions", {})
    roles = {code: _role(code, entry, permissions) for code, entry in data.get("roles", {}).items()}
    return Roles(roles, permissions)


def _role(code: str, entry: Mapping[str, Any], permissions: Mapping[str, str]) -> Role:
    for key in ("label", "scope", "permissions"):
        if key not in entry:
            raise RolesError(f"角色 {code} 缺少 {key}")
    if entry["scope"] not in SCOPES:
        raise RolesError(f"角色 {code} 的 scope 为“{entry['scope']}”，只能是 {' 或 '.join(SCOPES)}")
    unknown = sorted(set(entry["permissions"]) - set(permissions))
    if unknown:
        raise RolesError(f"角色 {code} 使用了未定义的权限：{'、'.join(unknown)}")
    return Role(code, entry["label"], entry["scope"], frozenset(entry["permissions"]))


@cache
def standard() -> Roles:
    """The roles this version ships with."""
    return load(files("gongkai.agencies").joinpath("roles.toml").read_text("utf-8"))
