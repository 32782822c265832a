"""Routes of the calendar at the desk. Which notice is meant stands in the query: it belongs to no agency."""

from django.urls import path

from gongkai.desk.calendars import views

urlpatterns = [
    path("calendars/", views.index, name="calendars"),
    path("calendars/load/", views.load, name="load_calendar"),
    path("calendars/confirm/", views.confirm, name="confirm_calendar"),
    path("calendars/withdraw/", views.withdraw, name="withdraw_calendar"),
]
