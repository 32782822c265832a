"""The sign-in form."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=50,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=_("口令"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {  # noqa: RUF012 - the class attribute Django documents
        "invalid_login": _("用户名或口令不正确。请核对后重试；连续输错5次将暂停登录30分钟。"),
        "inactive": _("该账号已停用，请联系系统管理员。"),
    }
