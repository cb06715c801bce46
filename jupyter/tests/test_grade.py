"""`./lab grade`: what students hand in is marked, and whatever a notebook does, the next one is marked all the same."""

from __future__ import annotations

import csv
import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT
from labbook import cut, grade, marks

FIRST = "%classpath ../lib/target/shardlab.jar"
RIGHT = 'check("Exercise 1", 7).is(7, "look again");'
WRONG = 'check("Exercise 2", 6).is(7, "look again");'
OPEN = 'check("Exercise 3", TODO).is(7, "look again");'
LESSON = next((ROOT / "notebooks").glob("01-*.ipynb"))
NETWORKS = """String networks = Collections.list(java.net.NetworkInterface.getNetworkInterfaces()).stream()
        .map(java.net.NetworkInterface::getName).collect(Collectors.joining(", "));
check("Exercise 1", networks).is("lo", "");"""
REACH = """String reached = "reached";
try (var socket = new java.net.Socket()) {
    socket.connect(new java.net.InetSocketAddress("%s", %d), 3000);
} catch (java.io.IOException refused) {
    reached = "not reached";
}
check("Exercise %d", reached).is("not reached", "");"""
NODES = 'check("Exercise 4", sql("select count(*) from pg_dist_node")).is(5, "");'


def hand_in(folder: Path, student: str, *cells: str, name: str = "99-none.ipynb") -> None:
    (folder / student).mkdir(parents=True, exist_ok=True)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["kernelspec"] = {"name": "java", "display_name": "Java", "language": "java"}
    nbformat.write(notebook, folder / student / name)


@pytest.fixture(scope="module")
def listener():
    """A server of this machine that a notebook has no business with; who has come is in its queue."""
    with socket.create_server(("0.0.0.0", 0)) as server:
        yield server


def own_address() -> str:
    """Where other machines find this one; loopback where it has no network itself. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> list[dict[str, str]]:
    folder, output = tmp_path_factory.mktemp("class"), tmp_path_factory.mktemp("marks")
    hand_in(folder, "a good one", FIRST, RIGHT, WRONG, OPEN)
    hand_in(folder, "b error", FIRST, 'int x = 1 / 0;', 'check("Exercise 1", undefined).is(7, "");', RIGHT.replace("1", "4", 1))
    hand_in(folder, "c killer", FIRST, RIGHT, "Runtime.getRuntime().halt(1);", WRONG)
    hand_in(folder, "d endless", FIRST, RIGHT, "while (true) { }", WRONG)
    (folder / "e none").mkdir()
    (folder / "e none" / "notes.ipynb").write_text("this is no notebook")
    (folder / "f huge").mkdir()
    with open(folder / "f huge" / "huge.ipynb", "wb") as huge:
        huge.truncate(grade.MOST_BYTES + 1)
    hand_in(folder, "=g <b>last", FIRST, RIGHT)
    marked = grade_all(folder, output, "--timeout", "20")
    page = (output / "marks.html").read_text(encoding="utf-8")
    assert "<b>last" not in page and "&lt;b&gt;last" in page
    return marked


def grade_all(folder: Path, output: Path, *options: str) -> list[dict[str, str]]:
    run = subprocess.run([ROOT / "lab", "grade", folder, "--output", output, *options], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    with open(output / "marks.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def with_cluster(tmp_path_factory, listener) -> list[dict[str, str]]:
    """Notebooks that open the lab, and so take as long as a cluster takes to start."""
    folder, output = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("marks")
    port = listener.getsockname()[1]
    hand_in(folder, "g caller", FIRST, NETWORKS, REACH % ("127.0.0.1", port, 2), REACH % (own_address(), port, 3),
            "var lab = Lab.open();", NODES)
    hand_in(folder, "h old", FIRST, 'int second = 2;\ncheck("Exercise 1", 2).is(second, "look");', name=LESSON.name)
    hand_in(folder, "i new", FIRST, 'check("Exercise 2", "100 connections").ofLesson("01");',
            'check("Exercise 3", HINT).ofLesson("01");', name="my first.ipynb")
    return grade_all(folder, output)


def of(graded, student: str) -> dict[str, tuple[str, str]]:
    return {row["exercise"]: (row["outcome"], row["text"]) for row in graded if row["student"] == student}


def test_right_wrong_and_not_answered_are_told_apart(graded):
    assert {name: outcome for name, (outcome, _) in of(graded, "a good one").items()} == {
        "Exercise 1": "right", "Exercise 2": "wrong", "Exercise 3": "not answered"}


def test_cells_after_an_error_count(graded):
    found = of(graded, "b error")
    assert found["Exercise 1"][0] == "error"
    assert found["Exercise 4"][0] == "right"


def test_a_notebook_that_ends_its_kernel_keeps_what_it_had(graded):
    found = of(graded, "c killer")
    assert found["Exercise 1"][0] == "right"
    assert found["Exercise 2"] == ("error", "it ended its kernel")
    assert found[""] == ("error", "it ended its kernel")


def test_a_notebook_without_an_end_is_ended(graded):
    found = of(graded, "d endless")
    assert found["Exercise 1"][0] == "right"
    assert found[""] == ("error", "it ran longer than 20 s (--timeout)")


@pytest.mark.parametrize("student, told", [("e none", "it is not a notebook: "), ("f huge", "it has 20 MB, more than 20")])
def test_what_is_no_notebook_or_too_large_is_told(graded, student, told):
    (found,) = of(graded, student).values()
    assert found[0] == "error" and found[1].startswith(told)


def test_the_one_after_all_of_these_is_marked_and_its_name_is_no_formula(graded):
    assert of(graded, "'=g <b>last")["Exercise 1"][0] == "right"


def test_a_notebook_finds_the_servers_of_its_own_cluster_and_no_other(with_cluster, listener):
    found, said = of(with_cluster, "g caller"), {row["network"] for row in with_cluster}
    if (why := cut.why_not()) is not None:
        assert said == {f"NOT cut off: {why}"}
        pytest.skip(f"the network cannot be cut here: {why}")
    assert {name: outcome for name, (outcome, _) in found.items()} == dict.fromkeys(
        ["Exercise 1", "Exercise 2", "Exercise 3", "Exercise 4"], "right"), found
    assert len(said) == 1 and said.pop().startswith("cut off")
    listener.settimeout(0.1)
    with pytest.raises(TimeoutError):
        listener.accept()


def test_a_network_that_cannot_be_cut_is_told_with_the_reason(monkeypatch, tmp_path):
    monkeypatch.setattr(cut.sys, "platform", "darwin")
    why = cut.why_not()
    page = marks.write([], tmp_path, f"NOT cut off: {why}")
    assert "The network was NOT cut off: darwin has no network namespaces." in page.read_text(encoding="utf-8")


def test_a_notebook_of_an_earlier_form_keeps_its_marks_and_is_told_what_it_lacks(with_cluster):
    found = of(with_cluster, "h old")
    assert found["Exercise 1"] == ("right", "2 is right" + grade.OWN_CHECK)
    assert {found[name] for name in ["Exercise 2", "Exercise 3"]} == {("not answered", "its cell is not there")}


def test_the_lesson_of_a_notebook_with_another_name_is_known_by_its_exercises(with_cluster):
    found = of(with_cluster, "i new")
    assert found["Exercise 1"] == ("not answered", "its cell is not there")
    assert found["Exercise 2"][0] == "right"
    assert found["Exercise 3"][0] == "not answered"


def test_nothing_is_left_of_their_clusters(graded, with_cluster):
    assert not list((ROOT / ".lab").glob("grade-*"))


def test_an_exercise_whose_cell_was_deleted_is_not_answered(tmp_path):
    lesson = next((ROOT / "notebooks").glob("01-*.ipynb"))
    notebook = nbformat.v4.new_notebook(cells=[])
    found = grade.marks_of("one", tmp_path / lesson.name, notebook, ROOT, None)
    assert [mark.exercise for mark in found] == ["Exercise 1", "Exercise 2", "Exercise 3"]
    assert {mark.outcome for mark in found} == {marks.Outcome.OPEN}


def test_the_signs_are_those_that_the_library_shows():
    answer = (ROOT / "lib/src/main/java/shardlab/notebook/Answer.java").read_text()
    assert re.findall(r'"([✓✗] )"', answer) == ["✓ ", "✗ "] and f'": {grade.NOT_ANSWERED}"' in answer


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_grading_that_ends_in_the_middle_leaves_no_server(tmp_path, how):
    hand_in(tmp_path / "class", "one", FIRST, "var lab = Lab.open();", "while (true) { }")
    run = subprocess.Popen([ROOT / "lab", "grade", tmp_path / "class", "--output", tmp_path / "marks"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    home = waited_for(lambda: next((each.parents[2] for each in (ROOT / ".lab").glob("grade-*/.lab/embedded/cluster.json")), None))
    os.kill(run.pid if how == signal.SIGINT else grader(home), how)
    run.wait(timeout=60)
    if how == signal.SIGKILL:
        grade.sweep(ROOT)
    assert not home.exists()
    assert str(home) not in subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout


def grader(home: Path) -> int:
    return int(home.name.removeprefix(grade.HOME).split("-")[0])


def waited_for(found):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if (value := found()) is not None:
            return value
        time.sleep(0.2)
    raise AssertionError("no cluster was started")
