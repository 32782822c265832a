"""Routes of letters at the desk: the register, templates, and each letter of a case."""

from django.urls import path

from gongkai.desk.letters import book, papers, templates, views

urlpatterns = [
    path("letters/", book.register, name="letters"),
    path("letters/register.xlsx", book.sheet, name="letters_sheet"),
    path("letters/outside/", book.outside, name="letters_outside"),
    path("letters/numbering/", book.numbering, name="letters_numbering"),
    path("letters/templates/", templates.index, name="letter_templates"),
    path("letters/templates/<int:agency>/<str:code>/", templates.template, name="letter_template"),
    path("letters/templates/<int:agency>/<str:code>/built-in/", templates.built_in, name="letter_built_in"),
    path("letters/templates/<int:agency>/<str:code>/sample/", templates.sample, name="letter_sample"),
    path("letters/<int:pk>/", views.letter, name="letter"),
    path("letters/<int:pk>/save/", views.save, name="letter_save"),
    path("letters/<int:pk>/issue/", views.issue, name="letter_issue"),
    path("letters/<int:pk>/regenerate/", views.regenerate, name="letter_regenerate"),
    path("letters/<int:pk>/discard/", views.discard, name="letter_discard"),
    path("letters/<int:pk>/void/", views.void, name="letter_void"),
    path("letters/<int:pk>/deliver/", views.deliver, name="letter_deliver"),
    path("letters/<int:pk>/sealed/", views.sealed, name="letter_sealed"),
    path("letters/<int:pk>/preview.pdf", papers.preview, name="letter_preview"),
    path("letters/<int:pk>/preview.png", papers.picture, name="letter_picture"),
    path("letters/<int:pk>/file/<str:form>/", papers.download, name="letter_file"),
    path("applications/<int:pk>/letters/", views.draft, name="letter_draft"),
    path("applications/<int:pk>/papers/<str:code>.<str:fmt>", papers.paper, name="case_paper"),
]
