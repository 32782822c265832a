"""A page with every component, for looking at and for axe; served by tests only."""

from datetime import date
from pathlib import Path

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from gongkai.config.urls import urlpatterns as product_routes
from gongkai.web.access import public

PAGE = Path(__file__).with_name("gallery.html").read_text("utf-8")


class GalleryForm(forms.Form):
    """A form with each kind of control."""

    name = forms.CharField(label="姓名", help_text="与证件上的一致")
    received = forms.DateField(label="收到日期", widget=forms.DateInput(attrs={"type": "date"}))
    channel = forms.ChoiceField(
        label="渠道", choices=[("a", "当面提交"), ("b", "邮寄")], widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label="申请人类别", choices=[("a", "自然人"), ("b", "商业企业")])
    content = forms.CharField(label="申请内容", widget=forms.Textarea(attrs={"rows": 3}))
    agree = forms.BooleanField(label="已与申请人核对", required=False)
    note = forms.CharField(label="备注", required=False)


@public
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component once."""
    context = {"form": GalleryForm({"kind": "a"}), "numbers": (1, 2, 3), "day": date(2026, 10, 19)}
    return HttpResponse(Template(PAGE).render(RequestContext(request, context)))


urlpatterns = [path("gallery/", gallery), path("", include(product_routes))]
