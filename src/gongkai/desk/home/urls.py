"""Route of the desk's first page."""

from django.urls import path

from gongkai.desk.home import views

urlpatterns = [path("", views.home, name="home")]
