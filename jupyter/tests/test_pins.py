"""Each version stands in one place; whatever else names it says the same.

Python packages: jupyter/requirements.txt. The Citus image: docker-compose.yml. Java libraries: lib/pom.xml.
The oldest JDK and Python: README.md says them to the learner, and machine.sh holds the learner's machine to them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from conftest import ROOT, text_files

POM = "{http://maven.apache.org/POM/4.0.0}"
OLDEST_JDK = 17
OLDEST_PYTHON = (3, 10)


def text(path: str) -> str:
    return (ROOT / path).read_text()


def pins(path: str) -> dict[str, set[str]]:
    """Each package of a requirements file, with its versions: for several Pythons there may be two."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text(path), re.MULTILINE):
        found.setdefault(name.lower(), set()).add(version)
    return found


def pom_properties() -> dict[str, str]:
    properties = ElementTree.parse(ROOT / "lib/pom.xml").getroot().find(f"{POM}properties")
    return {each.tag.removeprefix(POM): each.text for each in properties}


def workflow() -> dict:
    return yaml.safe_load(text(".github/workflows/ci.yml"))


def jdks_of_the_workflow() -> set[int]:
    matrix = workflow()["jobs"]["test"]["strategy"]["matrix"]
    return {int(java) for java in matrix["java"]}


def citus_image() -> str:
    return re.search(r"citusdata/citus:[\d.]+", text("docker-compose.yml"))[0]


def files_that_name_versions() -> list[Path]:
    names = ["environment.yml", "apt.txt", "postBuild", "start", "docker-compose.yml"]
    folders = ["docker", "colab", ".devcontainer", ".github", "jupyter"]
    found = [ROOT / name for name in names]
    for folder in folders:
        found += text_files(ROOT / folder)
    return [each for each in found if not each.name.startswith("requirements") and each != Path(__file__).resolve()]


def test_what_is_asked_for_is_what_is_pinned():
    for asked in ["requirements", "requirements-test", "requirements-hub"]:
        pinned = pins(f"jupyter/{asked}.txt")
        for name, versions in pins(f"jupyter/{asked}.in").items():
            assert pinned[name] == versions, f"{name} in {asked}.in"


@pytest.mark.parametrize("other", ["requirements-test", "requirements-hub"])
def test_two_files_pin_a_package_alike(other):
    lab = pins("jupyter/requirements.txt")
    for name, versions in pins(f"jupyter/{other}.txt").items():
        if name in lab:
            assert versions <= lab[name], name


def test_no_other_file_pins_a_python_package_of_the_lab():
    lab = pins("jupyter/requirements.txt") | pins("jupyter/requirements-test.txt") | pins("jupyter/requirements-hub.txt")
    for file in files_that_name_versions():
        for name in re.findall(r"([\w.-]+)==\d", file.read_text()):
            assert name.lower() not in lab, f"{file.relative_to(ROOT)} pins {name}"


def test_the_conda_environment_takes_its_packages_from_the_one_file():
    dependencies = yaml.safe_load(text("environment.yml"))["dependencies"]
    (pip,) = [each["pip"] for each in dependencies if isinstance(each, dict)]
    assert pip == ["-r jupyter/requirements.txt"]


def test_the_set_up_of_colab_takes_the_kernel_from_the_one_file():
    assert "sed -n '/^jjava==/," in text("jupyter/colab.sh")
    cells = json.loads(text("colab/setup.ipynb"))["cells"]
    assert not any("pip install" in "".join(cell["source"]) for cell in cells)


def test_the_library_is_compiled_against_a_kernel_of_the_same_release_and_no_newer():
    (kernel,) = pins("jupyter/requirements.txt")["jjava"]
    release, alpha = re.fullmatch(r"([\d.]+)a(\d+)", kernel).groups()
    compiled = re.fullmatch(r"([\d.]+)-a(\d+)", pom_properties()["jjava.version"])
    assert compiled[1] == release
    assert int(compiled[2]) <= int(alpha)


def test_the_citus_image_has_one_version():
    for file in files_that_name_versions():
        for image in re.findall(r"citusdata/citus:[\w.]+", file.read_text()):
            assert image == citus_image(), file.relative_to(ROOT)


def test_the_citus_image_brings_the_postgresql_of_the_embedded_engine():
    assert citus_image().startswith("citusdata/citus:14."), "Citus 14 is PostgreSQL 18: say here what this one is"
    assert pom_properties()["postgresql.binaries.version"].startswith("18.")


def test_every_session_has_a_jdk_that_is_tested():
    conda = re.search(r"openjdk=(\d+)", text("environment.yml"))[1]
    image = re.search(r"temurin:(\d+)-jdk", text("docker/jupyter.Dockerfile"))[1]
    colab = re.search(r"openjdk-(\d+)-jdk", text("jupyter/colab.sh"))[1]
    assert {int(conda), int(image), int(colab)} <= jdks_of_the_workflow()


def test_the_oldest_jdk_is_the_one_that_the_library_is_compiled_for():
    assert min(jdks_of_the_workflow()) == OLDEST_JDK
    assert pom_properties()["maven.compiler.release"] == str(OLDEST_JDK)
    assert f'"$version" -ge {OLDEST_JDK}' in text("jupyter/machine.sh")
    assert f"a JDK, {OLDEST_JDK} or newer" in text("README.md")


def test_every_session_has_a_python_that_the_pins_are_made_for():
    oldest = ".".join(map(str, OLDEST_PYTHON))
    for asked in ["requirements", "requirements-test", "requirements-hub"]:
        assert f"--python-version {oldest} " in text(f"jupyter/{asked}.in")
    conda = re.search(r"python=([\d.]+)", text("environment.yml"))[1]
    for version in [conda, workflow()["env"]["PYTHON_VERSION"]]:
        assert tuple(map(int, version.split("."))) >= OLDEST_PYTHON
