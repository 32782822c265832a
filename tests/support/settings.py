"""The product's settings on a data directory of their own, with a cheap password hash."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="gongkai-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["GONGKAI_DATA"] = _folder
for _name in ("GONGKAI_HOSTS", "GONGKAI_HTTPS"):
    os.environ.pop(_name, None)

from gongkai.config.settings import *  # noqa: E402, F403
from gongkai.config.settings import DATA_DIR, DATABASES, MIDDLEWARE, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# whitenoise serves collected files; a test server finds them where they are
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
