"""Routes of the ledger at the desk. The uploaded file is known to the session alone."""

from django.urls import path

from gongkai.desk.ledger import views

urlpatterns = [
    path("applications/ledger/import/", views.upload, name="import_ledger"),
    path("applications/ledger/import/check/", views.check, name="check_ledger"),
    path("applications/ledger/export/", views.export, name="export_ledger"),
    path("applications/ledger/blank/", views.blank, name="blank_ledger"),
]
