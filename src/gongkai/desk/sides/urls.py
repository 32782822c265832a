"""Routes of the requests beside applications."""

from django.urls import path

from gongkai.desk.sides import views

urlpatterns = [
    path("sides/", views.index, name="sides"),
    path("sides/new/", views.register, name="register_side"),
    path("sides/<int:pk>/", views.show, name="side"),
    path("sides/<int:pk>/person/", views.person, name="side_person"),
    path("sides/<int:pk>/files/<str:form>/", views.file, name="side_file"),
    path("sides/<int:pk>/<str:verb>/", views.step, name="side_step"),
]
