"""The commands of psql that describe, below %%sql: as psql answers them, and what is said of the others."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module", autouse=True)
def table(kernel):
    kernel.ok("""%%sql
create schema described;
create table described.parcel (parcel_id int primary key, "Größe" int default 3 check ("Größe" > 0));
create table described."Odd One" (x int);
create view described.big as select * from described.parcel where "Größe" > 100;
create function described.twice(n int) returns int language sql as 'select 2 * n';
select create_distributed_table('described.parcel', 'parcel_id');
set search_path = described, public""")
    yield
    kernel.ok("%%sql\nset search_path = retail, public;\ndrop schema described cascade")


@pytest.mark.parametrize("command, words", [
    ("\\d", ["parcel", "Odd One", "big"]),
    ("\\dt", ["parcel", "table"]),
    ("\\dt+ PARC*", ["parcel"]),
    ("\\dt described.p?rcel;", ["parcel"]),
    ('\\dt "Odd One"', ["Odd One"]),
    ("\\dv", ["big"]),
    ("\\di", ["parcel_pkey"]),
    ("\\df twice", ["n integer", "described"]),
    ("\\dn", ["described", "public"]),
    ("\\l", ["postgres", "UTF8"]),
    ("\\du", ["Superuser"]),
    ("\\dx", ["plpgsql"]),
    ("\\d parcel", ["described.parcel, distributed by parcel_id in 32 shards", "not null", "parcel_pkey", "CHECK", "Größe"]),
    ("\\d big", ["view described.big", "WHERE"]),
])
def test_a_command_answers_as_psql_does(kernel, command, words):
    shown = kernel.ok(f"%%sql\n{command}").text
    assert [word for word in words if word not in shown] == []


def test_commands_and_statements_stand_in_one_cell_in_their_order(kernel):
    shown = kernel.ok("%%sql\nselect 'first' as a;\n\\d parcel\n-- between\nselect 'last' as z;\n\\dn public").text
    places = [shown.index(word) for word in ("first", "described.parcel", "last", "public")]
    assert places == sorted(places)


def test_a_line_of_java_takes_one_too(kernel):
    assert "parcel" in kernel.ok("%sql \\dt").text


@pytest.mark.parametrize("cell, words", [
    ("%%sql\n\\dt nosuch*", ["finds nothing that fits nosuch*", "\\dn"]),
    ("%%sql\n\\dzz", ["\\dzz is a command of psql", "a cell knows \\d [NAME], \\dt"]),
    ("%%sql\nselect 1 \\d parcel", ["command of psql"]),
    ("%%sql\n\\x", ["shows a result as a table"]),
    ("%%explain\n\\d parcel", ["on a line of its own"]),
    ("\\d parcel", ["%%sql as the first line"]),
])
def test_what_is_not_answered_is_told(kernel, cell, words):
    failed = kernel.run(cell)
    assert failed.error is not None
    assert [word for word in words if word not in failed.traceback] == []


def test_an_error_behind_a_command_is_shown_at_its_place(kernel):
    failed = kernel.run("%%sql\n\\dn\nselect 1;\nselect nosuch from parcel")
    assert "nosuch" in failed.traceback and "^" in failed.traceback


def test_a_backslash_in_quotes_is_no_command(kernel):
    assert "\\d" in kernel.ok("%%sql\nselect '\\d parcel' as text").text
