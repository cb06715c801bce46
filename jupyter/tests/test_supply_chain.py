"""What is fetched is what was chosen: hashes, checksums, commits. What cannot be known is listed here, with the reason."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT, text_files

SHA256 = re.compile(r"[0-9a-f]{64}")
REQUIREMENTS = ["requirements", "requirements-test", "requirements-hub"]

# An image's digest is its registry's word, and no registry could be asked when these were chosen. Whoever can ask one
# puts name:tag@sha256:… in their place, and takes them off this list.
IMAGES_WITHOUT_DIGEST = {"citusdata/citus", "eclipse-temurin", "shardlab-jupyter"}

# Packages that come with a signature of the system's own keeper, but with no hash here.
UNHASHED = {
    "jupyter-repo2docker": "pipx takes no hashes; it builds Binder's image in the workflow and is no part of the lab",
}


def text(path: str) -> str:
    return (ROOT / path).read_text()


def sources() -> list[Path]:
    names = ["lab", "start", "postBuild", "docker-compose.yml", "environment.yml", "README.md", "CONTRIBUTING.md", ".ci/run"]
    folders = ["jupyter", "docker", "colab", ".devcontainer", ".github", "docs"]
    found = [ROOT / name for name in names]
    for folder in folders:
        found += text_files(ROOT / folder)
    return [each for each in found if each != Path(__file__).resolve()]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_python_package_has_hashes(name):
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text(f"jupyter/{name}.txt"))
    for block in blocks:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block.splitlines()[0]
    assert "--generate-hashes" in text(f"jupyter/{name}.in")


def test_pip_installs_nothing_without_hashes():
    for file in sources():
        for line in re.findall(r".*pip install.*(?:\\\n.*)*", file.read_text()):
            if "-r " in line or "-r\"" in line:
                assert "--require-hashes" in line or file.suffix in {".md", ".in"}, f"{file.relative_to(ROOT)}: {line}"
        for package in re.findall(r"(?:pip|pipx) install \"?([\w-]+)==", file.read_text()):
            assert package in UNHASHED, f"{file.relative_to(ROOT)} installs {package}"


def test_maven_is_checked_against_its_checksum():
    properties = dict(re.findall(r"^(\w+)=(.*)$", text("lib/.mvn/wrapper/maven-wrapper.properties"), re.M))
    assert SHA256.fullmatch(properties["distributionSha256Sum"])
    # This kind of wrapper is a script in the clone: there is no jar that it would fetch, and nothing to check but Maven.
    assert properties["distributionType"] == "only-script"
    assert not list((ROOT / "lib/.mvn").rglob("*.jar"))


def test_actions_are_named_by_their_commits():
    used = re.findall(r"uses: (\S+)(.*)", text(".github/workflows/ci.yml"))
    assert used
    for action, comment in used:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), f"{action} says no release"


def test_every_image_has_a_digest_or_stands_on_the_list_of_those_that_cannot_be_known():
    images = set(re.findall(r"^FROM (\S+)", text("docker/jupyter.Dockerfile"), re.M))
    images |= set(re.findall(r"image: (?:&\w+ )?\"?(?:\$\{\w+:-)?([\w./-]+(?::[\w.-]+)?(?:@sha256:\w+)?)", text("docker-compose.yml")))
    assert images, "no image was found"
    without = {image.split(":")[0] for image in images if "@sha256:" not in image}
    assert without == IMAGES_WITHOUT_DIGEST


def test_nothing_that_is_fetched_is_run_unseen():
    into_a_shell = re.compile(r"(curl|wget)[^\n|;]*\|\s*(sudo\s+)?(ba|z|da)?sh\b|(ba|z)?sh\s+<\(\s*(curl|wget)|eval \"?\$\((curl|wget)")
    for file in sources():
        content = file.read_text()
        if file.suffix == ".ipynb":
            content = "".join("".join(cell["source"]) for cell in json.loads(content)["cells"])
        assert not into_a_shell.search(content), file.relative_to(ROOT)
        assert "http://" not in re.sub(r"http://(127\.0\.0\.1|localhost|maven\.apache\.org/POM|www\.w3\.org|json-schema)", "", content) \
            or file.suffix == ".py", file.relative_to(ROOT)
