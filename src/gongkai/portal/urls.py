"""Routes of the public column."""

from django.urls import URLPattern

app_name = "portal"
urlpatterns: list[URLPattern] = []
