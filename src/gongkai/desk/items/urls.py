"""Routes of items at the desk."""

from django.urls import path

from gongkai.desk.items import views

urlpatterns = [
    path("items/", views.index, name="items"),
    path("items/new/", views.write, name="write_item"),
    path("items/<int:pk>/", views.item, name="item"),
    path("items/<int:pk>/edit/", views.edit, name="edit_item"),
    path("items/<int:pk>/<str:verb>/", views.step, name="item_step"),
]
