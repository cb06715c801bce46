"""Any path and any locale: the commands in a clone whose folder has odd letters, where nothing says what bytes mean."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

ODD = "größe, it's a lab & more (1)"
NOTHING_SAID = {}
POSIX = {"LC_ALL": "POSIX", "LANG": "de_DE"}
OURS = ("SHARDLAB_HOME", "SHARDLAB_NOTEBOOKS", "LAB_JAR", "PYTHONPATH", "LANG", "LC_ALL", "LC_CTYPE")


def lab(clone: Path, locale: dict[str, str], *arguments: str) -> str:
    """What `./lab` says, which must go well."""
    environment = {name: value for name, value in os.environ.items()
                   if name not in OURS and not name.startswith("JUPYTER")}
    done = subprocess.run([str(clone / "lab"), *arguments], env={**environment, **locale}, cwd="/", stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = done.stdout.decode("utf-8")
    assert done.returncode == 0, said
    return said


@pytest.fixture
def clone(root, tmp_path):
    """A clone that is set up: its library and its environment's packages are those of this one, by links."""
    folder = tmp_path / ODD
    folder.mkdir()
    for name in ("lab", "docker-compose.yml", "init_citus.sql"):
        shutil.copy(root / name, folder)
    for name in ("jupyter", "notebooks"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "lib").symlink_to(root / "lib")
    make_environment(Path(sys.prefix), folder / ".lab" / "venv")
    stamp(folder)
    yield folder
    lab(folder, NOTHING_SAID, "reset", "--yes", "--engine", "embedded")


def make_environment(real: Path, venv: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    packages = next((venv / "lib").glob("python*/site-packages"))
    (packages / "lab.pth").write_text(f"{next((real / 'lib').glob('python*/site-packages'))}\n")
    shutil.copytree(real / "share", venv / "share", copy_function=os.symlink)
    for name in ("kernel.json", "overrides.json"):
        for link in (venv / "share").rglob(name):
            link.unlink()


def stamp(folder: Path) -> None:
    subprocess.run(["bash", "-c", """
        set -euo pipefail
        LAB_ROOT="$1" LAB_STATE="$1/.lab"
        . "$1/jupyter/machine.sh"; . "$1/jupyter/setup.sh"
        stamp python "$(venv_sum) $(venv_python)"
        stamp library "$(library_sum)"
        """, "stamp", str(folder)], check=True)


def test_all_commands_work_in_a_folder_of_odd_letters_whatever_the_locale(clone):
    assert "ok" in lab(clone, POSIX, "run", "01", "--engine", "embedded", "--scale", "small", "--output", str(clone / "bücher"))
    assert (clone / "bücher" / "index.html").exists()
    assert "worker-4" in lab(clone, POSIX, "up", "--engine", "embedded")
    for locale in (POSIX, NOTHING_SAID):
        assert "worker-4" in lab(clone, locale, "status")
        if shutil.which("psql"):
            assert "größe €" in lab(clone, locale, "psql", "-c", "select 'größe €' as text")
        else:
            warnings.warn("psql not tried: it is not on the PATH", stacklevel=1)
    assert lab(clone, NOTHING_SAID, "down")


@pytest.mark.parametrize(("letter", "its_name"), [("$", "a dollar sign"), ('"', "a double quote"), (":", "a colon")])
def test_a_folder_that_not_every_program_takes_is_refused_by_name(root, tmp_path, letter, its_name):
    folder = tmp_path / f"a{letter}b"
    folder.mkdir()
    shutil.copy(root / "lab", folder)
    shutil.copytree(root / "jupyter", folder / "jupyter", ignore=shutil.ignore_patterns("__pycache__", "tests"))
    (folder / "notebooks").mkdir()
    done = subprocess.run([str(folder / "lab"), "status"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                          env={name: value for name, value in os.environ.items() if name != "SHARDLAB_NOTEBOOKS"})
    assert (done.returncode, done.stdout) == (1, "")
    assert f"this folder's name has {its_name}" in done.stderr
