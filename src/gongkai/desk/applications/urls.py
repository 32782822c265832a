"""Routes of applications at the desk."""

from django.urls import path

from gongkai.desk.applications import files, proposing, registering, views

urlpatterns = [
    path("applications/new/", registering.register, name="register"),
    path("applications/<int:pk>/", views.case, name="application"),
    path("applications/<int:pk>/applicant/", views.applicant, name="applicant"),
    path("applications/<int:pk>/files/", files.add_file, name="add_file"),
    path("applications/<int:pk>/files/<int:file>/", files.case_file, name="case_file"),
    path("applications/<int:pk>/package/", views.package, name="case_package"),
    path("applications/<int:pk>/propose/", proposing.propose, name="propose_item"),
    path("applications/<int:pk>/<str:verb>/", views.step, name="step"),
]
