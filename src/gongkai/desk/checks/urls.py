"""Routes of checking published reports at the desk. Which cell is meant stands in the query."""

from django.urls import path

from gongkai.desk.checks import cell_views, file_views, views

FILE = "checks/file/<int:pk>/"
urlpatterns = [
    path("checks/", views.index, name="checks"),
    path("checks/new/", views.new, name="new_check"),
    path("checks/overview/", views.overview, name="checks_overview"),
    path("checks/overview/sheet/", views.sheet, name="checks_sheet"),
    path("checks/<int:pk>/", views.batch, name="check"),
    path("checks/<int:pk>/add/", views.add, name="add_checked"),
    path("checks/<int:pk>/recheck/", views.recheck, name="recheck_batch"),
    path("checks/<int:pk>/remove/", views.remove, name="remove_check"),
    path(FILE, file_views.file, name="checked_file"),
    path(f"{FILE}recheck/", file_views.recheck, name="recheck_file"),
    path(f"{FILE}remove/", file_views.remove, name="remove_checked"),
    path(f"{FILE}original/", file_views.original, name="checked_original"),
    path(f"{FILE}letter/", file_views.letter, name="check_letter"),
    path(f"{FILE}match/", file_views.match, name="match_checked"),
    path(f"{FILE}published/", file_views.published, name="date_checked"),
    path(f"{FILE}cell/", cell_views.cell, name="checked_cell"),
    path(f"{FILE}cell/withdraw/", cell_views.withdraw, name="withdraw_checked"),
    path(f"{FILE}picture/", cell_views.picture, name="checked_picture"),
]
