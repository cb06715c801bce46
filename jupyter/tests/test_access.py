"""Who may write to what the lab makes, and to whose lab: its owner, and nobody else."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can work in another account's clone")


def surroundings(**more: str) -> dict[str, str]:
    """The environment, without the word by which CI lets root work in any clone."""
    return {**{name: value for name, value in os.environ.items() if name != "SHARDLAB_AS_ROOT"}, **more}


def lab(*arguments: str, clone: Path = ROOT, account: str | None = None, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run([str(clone / "lab"), *arguments], env=surroundings(**environment), user=account,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)


def open_to_others(folder: Path) -> list[Path]:
    found = []
    for path in folder.rglob("*"):
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode) and mode & (stat.S_IWOTH | stat.S_IWGRP):
            found.append(path.relative_to(folder))
    return found


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_nothing_is_writable_for_others_whatever_the_umask(tmp_path, umask):
    """By the library alone, as a Jupyter of somebody else's starts it: ./lab itself sets the umask."""
    os.chmod(tmp_path, 0o755)
    home = {"SHARDLAB_HOME": str(tmp_path / "home"), "SHARDLAB_ENGINE": "embedded"}
    java = [os.environ["JAVA"], "-cp", os.environ["LAB_JAR"], "shardlab.app.Main"]
    try:
        up = subprocess.run([*java, "up"], env={**os.environ, **home}, umask=umask, capture_output=True, text=True)
        assert up.returncode == 0, up.stderr
        assert open_to_others(tmp_path / "home") == []
    finally:
        subprocess.run([*java, "reset", "--yes"], env={**os.environ, **home}, check=True, capture_output=True)


def test_the_lab_closes_what_it_makes_under_an_open_umask(tmp_path):
    printed = subprocess.run(
        ["bash", "-c", f'LAB_STATE=x; . "{ROOT}/jupyter/owner.sh"; for mask in 000 002 022 077; do umask $mask; '
                       "close_to_others; umask; done"], capture_output=True, text=True)
    assert printed.stdout.split() == ["0022", "0022", "0022", "0077"]


@pytest.fixture
def clone(tmp_path) -> Path:
    """A clone that nothing was made in yet."""
    for parent in [tmp_path, *tmp_path.parents]:
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            os.chmod(parent, parent.stat().st_mode | 0o055)
    copy = tmp_path / "clone"
    shutil.copytree(ROOT / "jupyter", copy / "jupyter", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "lab", copy / "lab")
    (copy / "notebooks").mkdir()
    return copy


@as_root
def test_root_does_not_take_another_accounts_clone_away(clone):
    nobody = pwd.getpwnam("nobody")
    for path in [clone, *clone.rglob("*")]:
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    for command in ["up", "status", "setup", "run", "notebook", "test", "psql", "down", "reset", "bench", "citus"]:
        refused = lab(command, clone=clone)
        assert refused.returncode == 1
        assert refused.stderr.count("\n") == 1 and f"sudo -u '#{nobody.pw_uid}'" in refused.stderr
    assert all(path.stat().st_uid == nobody.pw_uid for path in clone.rglob("*"))
    assert lab("--help", clone=clone).returncode == 0


@as_root
def test_the_library_keeps_root_out_too(tmp_path):
    nobody = pwd.getpwnam("nobody")
    os.chown(tmp_path, nobody.pw_uid, nobody.pw_gid)
    refused = subprocess.run([os.environ["JAVA"], "-cp", os.environ["LAB_JAR"], "shardlab.app.Main", "up"],
                             env=surroundings(SHARDLAB_HOME=str(tmp_path), SHARDLAB_ENGINE="embedded"),
                             capture_output=True, text=True)
    assert refused.returncode == 1
    assert "this lab belongs to nobody" in refused.stderr
    assert list(tmp_path.iterdir()) == []


@as_root
def test_who_may_not_write_is_told_what_to_do(clone):
    refused = lab("setup", clone=clone, account="nobody")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1 and "belongs to root" in refused.stderr


@pytest.mark.parametrize("name", ["a$b", 'a"b', "a`b", "a\\b", "a:b", "a\nb"])
def test_a_folder_whose_name_programs_do_not_take_is_told(clone, name):
    moved = clone.rename(clone.with_name(name))
    refused = lab("status", clone=moved)
    assert refused.returncode == 1
    assert "this folder's name has" in refused.stderr


@pytest.mark.parametrize("name", ["a b", "a'b", "späce", "a%b", "a&b|c"])
def test_other_names_are_fine(clone, name):
    moved = clone.rename(clone.with_name(name))
    assert "this folder's name" not in lab("status", clone=moved).stderr


@as_root
def test_a_file_system_without_programs_is_told(clone, tmp_path):
    place = tmp_path / "noexec"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "noexec", "tmpfs", str(place)], capture_output=True).returncode != 0:
        pytest.skip("this root may not mount a file system")
    try:
        there = shutil.copytree(clone, place / "clone")
        refused = subprocess.run(["bash", str(there / "lab"), "setup"], capture_output=True, text=True)
        assert refused.returncode == 1
        assert "mounted noexec" in refused.stderr
    finally:
        subprocess.run(["umount", str(place)], check=True)
