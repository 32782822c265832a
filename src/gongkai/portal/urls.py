"""Routes of the public column; the short names are those that government sites use."""

from django.urls import path

from gongkai.portal.apply import status
from gongkai.portal.apply import views as apply
from gongkai.portal.feeds import views as feeds
from gongkai.portal.guide import views as guide
from gongkai.portal.home import views as home
from gongkai.portal.items import views as items
from gongkai.portal.reports import views as reports

app_name = "portal"
urlpatterns = [
    path("", home.agencies, name="agencies"),
    path("<slug:agency>/", home.home, name="home"),
    path("<slug:agency>/zn/", guide.guide, name="guide"),
    path("<slug:agency>/zd/", guide.rules, name="rules"),
    path("<slug:agency>/ysqgk/", guide.apply, name="apply"),
    path("<slug:agency>/ysqgk/sqb.<str:fmt>", guide.application_form, name="application_form"),
    path("<slug:agency>/ysqgk/sq/", apply.form, name="apply_form"),
    path("<slug:agency>/ysqgk/sq/ygk/", apply.offers, name="offers"),
    path("<slug:agency>/ysqgk/cx/", status.status, name="status"),
    path("<slug:agency>/ysqgk/cx/tc/", status.leave, name="leave_status"),
    path("<slug:agency>/ysqgk/cx/bz/", status.supplement, name="send_supplement"),
    path("<slug:agency>/ysqgk/cx/ch/", status.withdraw, name="withdraw"),
    path("<slug:agency>/ysqgk/cx/wj/<int:pk>/", status.paper, name="paper"),
    path("<slug:agency>/fdzdgknr/", items.index, name="items"),
    path("<slug:agency>/fdzdgknr/<int:pk>/", items.item, name="item"),
    path("<slug:agency>/feed.atom", feeds.feed, name="feed"),
    path("<slug:agency>/nb/", reports.index, name="reports"),
    path("<slug:agency>/nb/<int:year>/", reports.report, name="report"),
    path("<slug:agency>/nb/<int:year>/<str:fmt>/", reports.download, name="report_file"),
]
