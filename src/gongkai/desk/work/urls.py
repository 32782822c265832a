"""Routes of the office's daily work; before applications, whose steps take any word after the case's number."""

from django.urls import path

from gongkai.desk.work import bulk, case_views, falling, listing, post_views, sorting

urlpatterns = [
    path("applications/", listing.index, name="applications"),
    path("applications/filters/", listing.save, name="save_filter"),
    path("applications/filters/<int:pk>/remove/", listing.remove, name="remove_filter"),
    path("applications/calendar/", falling.month, name="falling_due"),
    path("applications/bulk/", bulk.bulk, name="bulk"),
    path("applications/<int:pk>/assign/", case_views.assign, name="assign"),
    path("applications/<int:pk>/claim/", case_views.claim, name="claim"),
    path("applications/<int:pk>/give-back/", case_views.give_back, name="give_back"),
    path("applications/<int:pk>/similar/", sorting.similar, name="similar"),
    path("applications/<int:pk>/similar/<int:other>/", sorting.told_apart, name="told_apart"),
    path("applications/<int:pk>/split/", sorting.split, name="split"),
    path("posts/", post_views.index, name="posts"),
    path("posts/<int:pk>/hand-over/", post_views.hand_over, name="hand_over"),
    path("posts/<int:pk>/deputy/", post_views.deputy, name="deputy"),
    path("posts/deputies/<int:pk>/end/", post_views.end_deputy, name="end_deputy"),
]
