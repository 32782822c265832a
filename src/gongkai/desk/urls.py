"""Routes of the desk: one include for each context."""

from django.urls import include, path

app_name = "desk"
urlpatterns = [
    path("", include("gongkai.desk.home.urls")),
    path("", include("gongkai.desk.sign_in.urls")),
    path("", include("gongkai.desk.notices.urls")),
    # before applications, whose steps take any word after the case's number
    path("", include("gongkai.desk.letters.urls")),
    path("", include("gongkai.desk.ledger.urls")),
    path("", include("gongkai.desk.work.urls")),
    path("", include("gongkai.desk.applications.urls")),
    path("", include("gongkai.desk.channels.urls")),
    path("", include("gongkai.desk.sides.urls")),
    path("", include("gongkai.desk.chains.urls")),
    path("", include("gongkai.desk.items.urls")),
    path("", include("gongkai.desk.reports.urls")),
    path("", include("gongkai.desk.checks.urls")),
    path("", include("gongkai.desk.calendars.urls")),
]
