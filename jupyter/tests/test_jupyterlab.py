"""JupyterLab itself, as a learner meets it: started by ./lab, driven in a browser."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from os import environ
from pathlib import Path

import pytest

READY_SECONDS = 120
LESSON_SECONDS = 300
STEP_MILLISECONDS = 120_000


@pytest.fixture
def lesson(root, tmp_path):
    """A copy of the first lesson: JupyterLab saves what it opens."""
    found = sorted((root / "notebooks").glob("01-*.ipynb"))
    assert found, "there is no first lesson"
    return shutil.copy(found[0], tmp_path)


@pytest.fixture
def address(root, lesson):
    """JupyterLab as ./lab starts it, and the address that it prints."""
    with served([str(root / "lab"), "notebook", "--no-browser"],
                env={**environ, "SHARDLAB_NOTEBOOKS": str(Path(lesson).parent)}) as printed:
        yield printed


@contextmanager
def served(command, **how):
    """JupyterLab in a process of its own, and the address that it prints."""
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **how)
    try:
        yield printed_address(server)
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()


def printed_address(server: subprocess.Popen) -> str:
    lines = []
    for line in server.stdout:
        lines.append(line)
        found = re.search(r"http://127\.0\.0\.1:\d+/lab(/tree/[\w/-]*course\.md)?\?token=\w+", line)
        if found:
            return found[0]
    raise AssertionError("./lab printed no address:\n" + "".join(lines))


def test_the_first_lesson_runs_in_jupyterlab(browser, address, lesson, artifacts):
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    page.set_default_timeout(STEP_MILLISECONDS)
    name = str(lesson).rsplit("/", 1)[1]
    page.goto(address.replace("/lab?", f"/lab/tree/{name}?"))
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.get_by_text(re.compile(r"^Java \(shardlab\) \| (Idle|Unknown)$")).wait_for()
    run_all(page)
    try:
        wait_until_all_ran(page)
        assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').all_inner_texts() == []
        assert page.locator(".jp-OutputArea-output table").count() > 0
        pictures = page.locator(".jp-OutputArea-output img").all()
        assert pictures
        assert [each.get_attribute("src")[:40] for each in pictures if not re.search(r"\d", each.get_attribute("alt") or "")] == []
    finally:
        picture(page, artifacts / "jupyterlab-01.png")
        page.close()


def test_the_lab_opens_with_the_course_and_its_links_open_lessons(browser, root, tmp_path, artifacts):
    """As ./lab serves a learner's copies; these are in a clone of their own."""
    for folder in ("notebooks", "docs"):
        shutil.copytree(root / folder, tmp_path / folder)
    (tmp_path / "mine").mkdir()
    command = [sys.executable, "-m", "labbook.serve", "--lessons", str(tmp_path / "notebooks"), "--browser", "no"]
    # LAB_PID names the ./lab without which a server ends; here the test itself is what it belongs to.
    own = {name: environ[name] for name in environ if name != "LAB_PID"}
    with served(command, cwd=tmp_path / "mine", env=own) as address:
        assert "/lab/tree/mine/course.md?" in address
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.set_default_timeout(STEP_MILLISECONDS)
        page.goto(address)
        lesson = page.locator(".jp-MarkdownViewer a", has_text="01 · Start a cluster")
        lesson.wait_for()
        page.screenshot(path=str(artifacts / "course.png"))
        lesson.click()
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        assert page.url.split("?")[0].endswith("/lab/tree/mine/01-start-a-cluster.ipynb")
        page.locator(".jp-Notebook .jp-MarkdownCell a[href*='glossary']").first.click()
        page.locator(".jp-MarkdownViewer h2", has_text=re.compile("^shard.?$")).wait_for()
        page.close()


def run_all(page) -> None:
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()


def wait_until_all_ran(page) -> None:
    """Every code cell has a number, none is waiting: [*] stands for one that runs or waits."""
    page.wait_for_function(
        """() => {
            const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')];
            return prompts.length > 0 && prompts.every(p => /\\[\\d+\\]:/.test(p.textContent))
                || document.querySelector('[data-mime-type="application/vnd.jupyter.error"]');
        }""",
        timeout=LESSON_SECONDS * 1000,
    )


def picture(page, path) -> None:
    """The notebook from its top, with what the screen shows of it."""
    page.locator(".jp-Notebook-cell").first.scroll_into_view_if_needed()
    page.screenshot(path=str(path))
