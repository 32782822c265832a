"""Routes of the channels."""

from django.urls import path

from gongkai.desk.channels import views

urlpatterns = [
    path("channels/", views.index, name="channels"),
    path("channels/<int:pk>/close/", views.close, name="close_channel"),
]
