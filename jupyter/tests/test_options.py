"""What ./lab makes of its command line and of the environment: nothing that was given is passed over in silence."""

from __future__ import annotations

import os
import subprocess

import pytest
from conftest import ROOT

TAKEN = """
set -euo pipefail
LAB_ROOT="$PWD"; COMMAND="${TRIED_COMMAND:-run}"
. jupyter/machine.sh; . jupyter/options.sh
read_options "$@"; check_options
for name in ENGINE URL JUDGE_URL SALES SCALE SEED RELOAD; do
    variable="SHARDLAB_$name"; [ -z "${!variable:-}" ] || echo "$name=${!variable}"
done
[ ${#ARGS[@]} -eq 0 ] || printf 'argument %s\\n' "${ARGS[@]}"
"""


def clean(**variables: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("SHARDLAB_")}
    return own | variables


def lab(*arguments: str, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run([ROOT / "lab", *arguments], capture_output=True, text=True, timeout=120, env=clean(**variables),
                          stdin=subprocess.DEVNULL)


def taken(*arguments: str, **variables: str) -> list[str]:
    done = subprocess.run(["bash", "-c", TAKEN, "lab", *arguments], capture_output=True, text=True, timeout=60, cwd=ROOT,
                          env=clean(**variables))
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(("arguments", "said"), [
    ([""], "has no command ''"),
    (["foo"], "has no command 'foo'"),
    (["--bogus"], "does not know '--bogus'"),
    (["run", "--bogus"], "does not know '--bogus'"),
    (["run", "--yes"], "does not know '--yes'"),
    (["test", "--engine", "remote"], "no tests of its own for the engine 'remote'"),
    (["test", "--engine", "image", "python"], "name no part beside them"),
    (["test", "--engine", "image", "--differential", "5"], "compares embedded with a Citus"),
    (["setup", "--sales", "20000"], "does not know '--sales'"),
    (["citus", "--engine", "image"], "does not know '--engine'"),
    (["citus", "14.1"], "does not know '14.1'"),
    (["up", "--sales", "20000"], "loads no data"),
    (["down", "--scale=small"], "loads no data"),
    (["--engine"], "--engine wants a value"),
    (["--engine", ""], "--engine wants a value"),
    (["--engine="], "--engine wants a value"),
    (["--engine", "--url"], "--engine wants a value"),
    (["run", "--output", "--timeout"], "--output wants a value"),
    (["--engine", "embedded", "--engine", "embedded"], "--engine is given twice"),
    (["--no-browser", "--no-browser"], "--no-browser is given twice"),
    (["--engine", "abacus"], "there is no engine 'abacus'"),
    (["--engine", "or"], "there is no engine 'or'"),
    (["--scale", "huge"], "there is no scale 'huge'"),
    (["--sales", "10000", "--scale", "small"], "two sizes"),
    (["--engine", "embedded", "--url", "jdbc:postgresql://h/d"], "--url names a cluster, and --engine embedded another"),
    (["--port", "0"], "--port is '0'"),
    (["--port", "65536"], "--port is '65536'"),
    (["run", "--timeout", "0"], "--timeout is '0'"),
])
def test_a_command_line_that_says_nothing_or_too_much_is_refused(arguments, said):
    done = lab(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "./lab --help" in done.stderr


@pytest.mark.parametrize("number", [
    "1", "9_999", "100_000_001", "-20000", "1e6", "20.000", "20 000", "_", ",", "1_0__000", "20000_", "_20000", "0x8000",
    "9999999999999999999999", "18446744073709571616", "--20000", "20000;true", "$(true)", "\u0662\u0660\u0660\u0660\u0660",
])
def test_a_number_that_is_none_or_out_of_range_is_refused(number):
    done = lab(f"--sales={number}")
    assert done.returncode == 2
    assert f"--sales is '{number}': give a whole number from 10,000 to 100,000,000" in done.stderr


def test_a_variable_that_is_wrong_is_named_as_a_variable():
    assert "SHARDLAB_SALES is '5'" in lab("run", SHARDLAB_SALES="5").stderr


@pytest.mark.parametrize("number", ["10000", "10_000", "10,000", "0010000", "100_000_000"])
def test_digits_may_be_grouped(number):
    assert taken("--sales", number) == [f"SALES={number}"]


def test_the_command_line_wins_over_the_environment():
    assert taken("--sales", "20000", SHARDLAB_SALES="30000", SHARDLAB_SCALE="large") == ["SALES=20000"]
    assert taken("--scale", "small", SHARDLAB_SALES="30000", SHARDLAB_SCALE="large") == ["SCALE=small"]
    assert taken("--seed", "-7", SHARDLAB_SEED="8") == ["SEED=-7"]
    assert taken("--engine", "embedded", SHARDLAB_ENGINE="docker") == ["ENGINE=embedded"]
    assert taken("--engine", "Image") == ["ENGINE=image"]
    assert taken("--url", "jdbc:x", SHARDLAB_ENGINE="docker") == ["URL=jdbc:x"]
    assert taken("--engine", "embedded", SHARDLAB_URL="jdbc:x") == ["ENGINE=embedded"]
    assert taken("--engine", "remote", SHARDLAB_URL="jdbc:x") == ["ENGINE=remote", "URL=jdbc:x"]


def test_a_url_beside_another_engine_is_refused_in_the_environment_too():
    done = lab("status", SHARDLAB_URL="jdbc:postgresql://h/d", SHARDLAB_ENGINE="embedded")
    assert done.returncode == 2
    assert "SHARDLAB_URL names a cluster, and SHARDLAB_ENGINE embedded another" in done.stderr


def test_what_follows_two_dashes_is_no_option():
    assert taken("--reload", "--", "--sales", "1") == ["RELOAD=yes", "argument --sales", "argument 1"]


def test_the_version_names_the_commit():
    for arguments in (["--version"], ["up", "--version"], ["bench", "--version"]):
        done = lab(*arguments)
        assert done.returncode == 0
        assert done.stdout.startswith("shardlab 0.")


@pytest.mark.parametrize(("arguments", "variables", "expected"), [
    (["--url", "jdbc:s", "--engine", "installed"], {}, ["ENGINE=installed", "URL=jdbc:s"]),
    (["--engine", "image"], {"SHARDLAB_URL": "jdbc:s"}, ["ENGINE=image", "URL=jdbc:s"]),
    (["--url", "jdbc:s", "--judge-url", "jdbc:j"], {"SHARDLAB_ENGINE": "embedded"}, ["URL=jdbc:s", "JUDGE_URL=jdbc:j"]),
    (["--url", "jdbc:s", "--engine", "image"], {"SHARDLAB_JUDGE_URL": "jdbc:j"}, ["ENGINE=image", "URL=jdbc:s"]),
    (["--schema=f", "--engine", "image"], {"SHARDLAB_URL": "jdbc:s"}, ["ENGINE=image", "argument --schema=f"]),
])
def test_the_advisor_reads_at_the_url_and_the_engine_judges(arguments, variables, expected):
    assert taken(*arguments, TRIED_COMMAND="advise", **variables) == expected


@pytest.mark.parametrize(("arguments", "said"), [
    (["--url", "jdbc:s", "--engine", "remote"], "--engine remote wants --judge-url"),
    (["--url", "jdbc:s", "--engine", "image", "--judge-url", "jdbc:j"], "--judge-url names a judge, and --engine image"),
    (["--url", "jdbc:postgresql://u:pw@h/d", "--judge-url", "jdbc:postgresql://u:pw@h/e", "--engine", "image"],
     "--judge-url names a judge, and --engine image"),
])
def test_two_judges_are_refused_and_no_password_is_said(arguments, said):
    done = lab("advise", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "pw@" not in done.stderr


def test_a_hidden_url_beside_another_engine_is_refused_too():
    done = lab("status", "--engine", "embedded", "--url", "jdbc:postgresql://u:pw@h/d")
    assert done.returncode == 2
    assert "--url names a cluster, and --engine embedded another" in done.stderr
