"""Packages prove themselves: by our own check and by sha256sum."""

import io
import shutil
import subprocess
import zipfile

import pytest

from gongkai.kit.bag import bag, faults, safe_name

CONTENTS = {"目录.html": "示例".encode(), "材料/01-a.pdf": b"%PDF-1.7"}


def _altered(data, path, new):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as made:
        for name in old.namelist():
            if new is not None or not name.endswith(path):
                made.writestr(name, new if name.endswith(path) else old.read(name))
    return out.getvalue()


def test_a_package_is_whole_and_the_same_again():
    data = bag("示例-1", CONTENTS, {"Source-Organization": "示例镇"})
    assert faults(data) == []
    assert data == bag("示例-1", CONTENTS, {"Source-Organization": "示例镇"})


@pytest.mark.parametrize(
    ("path", "new"),
    [("data/材料/01-a.pdf", b"%PDF-1.8"), ("data/材料/01-a.pdf", None), ("bag-info.txt", b"x")],
    ids=["altered", "missing", "a tag altered"],
)
def test_what_is_altered_or_missing_is_named(path, new):
    assert faults(_altered(bag("b", CONTENTS, {}), path, new)) == [path]


def test_a_file_that_was_slipped_in_is_named():
    data = io.BytesIO(bag("b", CONTENTS, {}))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("b/data/more.txt", "x")
    assert faults(data.getvalue()) == ["data/more.txt"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is part of coreutils")
def test_anybody_can_check_it_without_gongkai(tmp_path):
    with zipfile.ZipFile(io.BytesIO(bag("b", CONTENTS, {}))) as archive:
        archive.extractall(tmp_path)
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "-c", "--quiet", manifest], cwd=tmp_path / "b", check=True)


@pytest.mark.parametrize(
    ("name", "safe"),
    [("../../x", "_.._x"), ("a\x00b?.pdf", "a_b_.pdf"), ("...", "_"), ("答复书.pdf", "答复书.pdf")],
)
def test_no_name_leaves_its_folder(name, safe):
    assert safe_name(name) == safe
