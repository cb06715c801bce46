"""The exercises of a lesson after all of it has run, answered in the kernel as a learner answers them."""

from __future__ import annotations

import nbformat
import pytest
from conftest import ROOT
from kernel import FIRST_CELL, Kernel

LESSON = next((ROOT / "notebooks").glob("01-*.ipynb"))
SHARDS = "\"select count(*) from pg_tables where tablename like 'hello_%' and schemaname = '\" + schema + \"'\""


def asked(number: int, answer: str) -> str:
    return f'check("Exercise {number}", {answer}).ofLesson("01");'


@pytest.fixture(scope="module")
def learner():
    """A kernel in which the whole of lesson 01 has run, its last cell too: Run All."""
    started = Kernel()
    started.manager.shutdown_wait_time = 60
    for cell in nbformat.read(LESSON, as_version=4).cells:
        if cell.cell_type == "code":
            started.ok(cell.source)
    yield started
    started.stop()


def test_an_open_exercise_shows_neither_hint_nor_answer_until_it_is_asked(learner):
    assert learner.ok(asked(1, "TODO")).texts == [
        "Exercise 1: not answered yet\nHINT in place of the answer gives a hint"]
    assert "comes after a try or a hint" in learner.ok(asked(1, "ANSWER")).text
    assert "groupid" in learner.ok(asked(1, "HINT")).text
    second = learner.ok(asked(1, "HINT")).text
    assert second.startswith("Exercise 1: not answered yet\nHint: ") and "in turn" in second
    told = learner.ok(asked(1, "ANSWER"))
    assert told.text.startswith("Exercise 1: not answered yet\nAnswer: 2\n")
    assert "<details" not in told.html


@pytest.mark.parametrize("number, answer", [
    (1, "2"), (1, "2L"), (1, '" 2 "'), (1, '"2.0"'), (1, "(Supplier<Object>) () -> 2"),
    (1, 'sql("select groupid from pg_dist_node where groupid = 2")'),
    (1, 'table("select groupid from pg_dist_node where groupid = 2")'), (2, '"100 connections"'), (3, SHARDS),
    (3, SHARDS + ' + ";"'),
])
def test_every_form_of_a_right_answer_is_taken(learner, number, answer):
    assert learner.ok(asked(number, answer)).text.startswith(f"✓ Exercise {number}: "), answer


@pytest.mark.parametrize("number, answer, said", [
    (1, "0", "that is the coordinator"), (1, '"two"', "one number is asked for, in digits"), (1, "List.of(2)", "several values"),
    (2, "90", "a node tries itself, too"), (2, "99", "it is off by one"), (2, "1_000_000", "that is too much"),
    (3, '"select 1"', "too few"), (3, SHARDS.replace("count(*)", "count(*) * 2"), "too many"),
    (3, '"selct 1"', "the workers refuse it"), (3, "8", "the text of a query is asked for"),
])
def test_a_wrong_answer_is_told_what_is_wrong_with_it(learner, number, answer, said):
    text = learner.ok(asked(number, answer)).text
    assert text.startswith(f"✗ Exercise {number}: ") and said in text, text


@pytest.mark.parametrize("answer", ["null", '""', '"  "', "___", '"___"', "Optional.empty()"])
def test_what_is_not_written_yet_is_not_answered(learner, answer):
    assert learner.ok(asked(2, answer)).text.startswith("Exercise 2: not answered yet"), answer


def test_an_answer_that_throws_fails_by_itself_or_is_told(learner):
    assert "ArithmeticException" in learner.run(asked(2, "1 / (int) (0 * Math.random())")).traceback
    told = learner.ok(asked(2, '(Supplier<Object>) () -> Integer.parseInt("many")')).text
    assert told.startswith("Exercise 2: the answer ended in an error\nNumberFormatException")


def test_an_exercise_that_is_not_there_is_told(learner):
    assert "lesson 01 has no exercise 4" in learner.run(asked(4, "7")).traceback


def there(kernel: Kernel, schema: str) -> str:
    return kernel.ok(f'sql("select to_regnamespace(?) is not null", "{schema}").single()').text


@pytest.fixture
def another():
    started = Kernel()
    started.manager.shutdown_wait_time = 60
    started.ok(FIRST_CELL)
    yield started
    started.stop()


def test_what_a_lesson_made_stays_until_its_kernel_ends_or_the_learner_has_it_gone(learner, another):
    for name in ["left", "right"]:
        another.ok(f'lab.schema("{name}");')
    assert "kept for the exercises" in another.ok('cleanUp(false, "left");').text
    assert (there(learner, "left"), there(learner, "right")) == ("true", "true")
    assert "cleaned up" in another.ok('cleanUp(true, "right");').text
    assert (there(learner, "left"), there(learner, "right")) == ("true", "false")
    another.ok('cleanUp(false, "left");\nlab.session().execute("begin; create temp table open (id int)");')
    another.stop()
    assert there(learner, "left") == "false"


def test_a_shared_schema_that_another_kernel_made_anew_is_left_to_it(learner, another):
    drop = 'lab.session().execute("drop schema shared")'
    another.ok('lab.session().execute("create schema shared");')
    another.ok(f'cleanUp(false, "shared", () -> {drop});')
    learner.ok(f'{drop};\nlab.session().execute("create schema shared");')
    another.stop()
    assert there(learner, "shared") == "true"
    learner.ok(f'cleanUp(true, "shared", () -> {drop});')
    assert there(learner, "shared") == "false"


def test_an_exercise_whose_tables_are_gone_says_so(learner):
    learner.ok("%%sql\ncreate schema nothing;\nset search_path = nothing")
    told = learner.ok('check("Exercise 2", 7).ofLesson("02");').text
    assert told == "Exercise 2: what it asks about is not there: run the cells of the lesson above, they make it"
    learner.ok("%%sql\ndrop schema nothing;\nset search_path = retail, public")
