"""Routes of annual reports at the desk."""

from django.urls import path

from gongkai.desk.reports import views

YEAR = "reports/<int:agency>/<int:year>/"
urlpatterns = [
    path("reports/", views.index, name="reports"),
    path(YEAR, views.report, name="report"),
    path(f"{YEAR}cell/", views.cell, name="cell"),
    path(f"{YEAR}enter/", views.enter, name="enter_figure"),
    path(f"{YEAR}zeros/", views.zeros, name="enter_zeros"),
    path(f"{YEAR}chapter/<str:number>/", views.chapter, name="chapter"),
    path(f"{YEAR}compile/", views.compile_year, name="compile"),
    path(f"{YEAR}publish/", views.publish, name="publish"),
    path(f"{YEAR}file/<str:fmt>/", views.download, name="report_file"),
]
