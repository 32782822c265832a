"""Routes of the reminders."""

from django.urls import path

from gongkai.desk.notices import views

urlpatterns = [
    path("notices/", views.index, name="notices"),
    path("notices/reach/", views.reach, name="reach"),
    path("notices/read/", views.read_all, name="read_notices"),
]
