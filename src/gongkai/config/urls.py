"""Routes: the public column under /zfxxgk/, the desk under /desk/."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from django.views.i18n import set_language

from gongkai.portal.feeds import sitemaps
from gongkai.web.access import public

urlpatterns = [
    path("", public(RedirectView.as_view(url="/zfxxgk/")), name="root"),
    path("zfxxgk/", include("gongkai.portal.urls")),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemaps.part, name="sitemap_part"),
    path("desk/", include("gongkai.desk.urls")),
    # Changing the language harms nobody; without a token public pages need no cookie and can be cached.
    path("language/", public(csrf_exempt(set_language)), name="set_language"),
]
