"""Routes of the chains."""

from django.urls import path

from gongkai.desk.chains import views

urlpatterns = [
    path("chains/", views.index, name="chains"),
    path("chains/<int:pk>/", views.edit, name="chain"),
]
