"""Django settings. What an installation may change is read from GONGKAI_* variables (docs/how-to/settings.md)."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from gongkai.config import demo
from gongkai.config.apply_policy import apply_policy
from gongkai.config.data_dir import data_dir, is_demo, secret
from gongkai.config.database import database
from gongkai.config.host_parts import host_part
from gongkai.config.outward import mail, secret_text, site_url, sms_url
from gongkai.config.retention import retention

PACKAGE_DIR = Path(__file__).resolve().parents[1]
BASE_DIR = PACKAGE_DIR.parents[1]
DATA_DIR = data_dir(os.environ, BASE_DIR)
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

# --- what this installation is -------------------------------------------------------------------
DEMO = is_demo(DATA_DIR)
DEMO_PASSWORD = demo.PASSWORD
DEMO_SIGN_INS = demo.SIGN_INS
DEBUG = False
HOSTS = [name.strip() for name in os.environ.get("GONGKAI_HOSTS", "").split(",") if name.strip()]
ALLOWED_HOSTS = LOOPBACK if DEMO else [*LOOPBACK, *HOSTS]
HTTPS = os.environ.get("GONGKAI_HTTPS", "1" if HOSTS and not DEMO else "0") == "1"

# --- the site that the public column stands in ----------------------------------------------------
PORTAL_HEAD = host_part(os.environ, "GONGKAI_PORTAL_HEAD")
PORTAL_FOOT = host_part(os.environ, "GONGKAI_PORTAL_FOOT")
PORTAL_SITE_ID_CODE = os.environ.get("GONGKAI_SITE_ID_CODE", "")

# --- applying online: limits, lookup codes ----------------------------------------------------------
APPLY_POLICY = apply_policy(os.environ)
RETENTION = retention(os.environ)
PROXIES = int(
    os.environ.get("GONGKAI_PROXIES", "0")
)  # in front of us; each adds an address to X-Forwarded-For

# --- reminders outside the desk: a mail server, a gateway for short messages ------------------------
SITE_URL, SMS_URL, SMS_TOKEN = site_url(os.environ), sms_url(os.environ), secret_text(os.environ, "SMS_TOKEN")
MAIL = mail(os.environ)
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.security == "starttls", MAIL.security == "ssl"
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = MAIL.sender

# --- composition ---------------------------------------------------------------------------------
ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "gongkai.audit",
    "gongkai.files",
    "gongkai.calendars",
    "gongkai.agencies",
    "gongkai.notices",
    "gongkai.publishing",
    "gongkai.casework",
    "gongkai.reporting",
    "gongkai.web",
    "gongkai.portal",
    "gongkai.desk",
    "gongkai.config.example",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongkai.web.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gongkai.web.middleware.IdleTimeout",
    "gongkai.web.middleware.RequireAccessRule",
    "gongkai.web.middleware.SealedAway",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- database ------------------------------------------------------------------------------------
DATABASES = {"default": database(os.environ, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- keys ----------------------------------------------------------------------------------------
SECRET_KEY = secret(DATA_DIR, "secret.key")
AUDIT_KEY = secret(DATA_DIR, "audit.key")
KEYRING = Path(os.environ.get("GONGKAI_KEYRING") or DATA_DIR / "keys" / "ring.toml").expanduser()

# --- people --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "agencies.Person"
LOGIN_URL = reverse_lazy("desk:sign_in")
LOGIN_REDIRECT_URL = "/desk/"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 30 * 60  # idle: gongkai.web.middleware.IdleTimeout renews it while somebody works
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_CALLABLE = "gongkai.desk.sign_in.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # locking the account itself is stricter than locking it per address

# --- headers -------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws the arrow of a select as a data: image
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in HOSTS] if HTTPS else []
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- static files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "gongkai.web.finders.NpmFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- uploads -------------------------------------------------------------------------------------
DATA_UPLOAD_MAX_NUMBER_FILES = 2000  # the reports of a city's offices, chosen as one folder

# --- logs: no names, no form data ----------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # axes writes user names and addresses; the audit chain keeps sign-ins without them
        "axes": {"handlers": ["nowhere"], "propagate": False},
        # a wrong Host is somebody knocking, not a fault of ours
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
