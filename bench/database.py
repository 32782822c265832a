"""A database for measuring, in a folder that is thrown away; importing this makes Django ready for it."""

import atexit
import os
import shutil
import tempfile

import django

_folder = tempfile.mkdtemp(prefix="gongkai-bench-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["GONGKAI_DATA"] = _folder
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
django.setup()
READY = True
