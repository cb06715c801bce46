"""Static analysis stands in the way of ./lab test: a warning in main or in test code is an error there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

# Two objects compared by identity: compiles without a word, and is almost never meant.
PLANTED = """class Planted {
    static boolean same(String one, String other) {
        return one.strip() == other.strip();
    }
}
"""


@pytest.fixture
def module(root, tmp_path):
    """A module that is built as the library is, and has no source yet."""
    folder = tmp_path / "lib"
    folder.mkdir()
    shutil.copy(root / "lib" / "pom.xml", folder)
    shutil.copy(root / "lib" / "mvnw", folder)
    shutil.copytree(root / "lib" / ".mvn", folder / ".mvn")
    return folder


def maven(module: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(["./mvnw", "-B", "-ntp", *arguments], cwd=module, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


@pytest.mark.parametrize(("code", "phase"), [("main", "compile"), ("test", "test-compile")])
def test_a_warning_fails_the_build_of_the_tests(module, code, phase):
    source = module / "src" / code / "java" / "Planted.java"
    source.parent.mkdir(parents=True)
    source.write_text(PLANTED)
    done = maven(module, "-Panalysis", phase)
    assert done.returncode != 0, done.stdout
    assert "StringEquality" in done.stdout or "ReferenceEquality" in done.stdout, done.stdout


def test_the_tests_are_built_with_analysis_and_a_first_start_is_not(root):
    tests, setup = ((root / "jupyter" / name).read_text() for name in ("test.sh", "setup.sh"))
    assert "./mvnw -B -ntp -Panalysis test" in tests
    assert "mvnw" in setup and "analysis" not in setup
