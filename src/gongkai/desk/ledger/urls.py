"""Routes of the ledger at the desk. The uploaded file is known to the session alone."""

from django.urls import path

from gongkai.desk.ledger import views

urlpatterns = [
    path("ledger/import/", views.upload, name="import_ledger"),
    path("ledger/import/check/", views.check, name="check_ledger"),
    path("ledger/blank/", views.blank, name="blank_ledger"),
]
