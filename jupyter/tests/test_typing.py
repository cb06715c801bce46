"""Tab and Shift-Tab through the real kernel: SQL by the server, Java by the kernel. The cursor stands at the sign ¦."""

from __future__ import annotations

import os
import signal

import pytest

SECONDS = 120


@pytest.fixture(scope="module", autouse=True)
def table(kernel):
    kernel.ok('%%sql\ncreate schema typed;\ncreate table typed.parcel (parcel_id int primary key, "Größe" int);\n'
              "select create_distributed_table('typed.parcel', 'parcel_id');\nset search_path = typed, public")
    yield
    kernel.ok("%%sql\nset search_path = retail, public;\ndrop schema typed cascade")


def asked(kernel, request: str, cell: str) -> dict:
    """By Jupyter's protocol a position counts characters, as Python does."""
    ask = getattr(kernel.client, request)
    reply = ask(cell.replace("¦", ""), cell.index("¦"), reply=True, timeout=SECONDS)
    assert reply["content"]["status"] == "ok"
    return reply["content"]


def completed(kernel, cell: str) -> list[str]:
    """The cell as it is with each match."""
    found, plain = asked(kernel, "complete", cell), cell.replace("¦", "")
    return [plain[:found["cursor_start"]] + match + plain[found["cursor_end"]:] for match in found["matches"]]


@pytest.mark.parametrize("cell, expected", [
    ("%%sql\nselect * from parc¦", "%%sql\nselect * from parcel"),
    ("%%sql --limit 3\nselect p.¦ from typed.parcel p", "%%sql --limit 3\nselect p.parcel_id from typed.parcel p"),
    ("// a comment\n%%sql\r\nselect 1;\r\nselect parcel_¦ from parcel",
     "// a comment\n%%sql\r\nselect 1;\r\nselect parcel_id from parcel"),
    ("%%explain\nselect \"Grö¦ from parcel", '%%explain\nselect "Größe" from parcel'),
    ("%%sql\nselect '😀𝄞', parcel_¦ from parcel where true", "%%sql\nselect '😀𝄞', parcel_id from parcel where true"),
    ("%%sql\nset citus.shard_c¦", "%%sql\nset citus.shard_count"),
    ("%%sql --on wor¦\nselect 1", "%%sql --on worker-1\nselect 1"),
    ("%%sql --lim¦", "%%sql --limit"),
    ("var n = 1;\nvar t = %sql select parcel_¦ from parcel", "var n = 1;\nvar t = %sql select parcel_id from parcel"),
])
def test_sql_is_completed_in_every_kind_of_cell(kernel, cell, expected):
    assert expected in completed(kernel, cell)


@pytest.mark.parametrize("cell, expected", [
    ("Math.ab¦", "Math.abs("), ('var s = "%%sql";\ns.toUpper¦', 'var s = "%%sql";\ns.toUpperCase('),
    ('var s = "😀"; s.toUpper¦', 'var s = "😀"; s.toUpperCase('),
    ("lab.nod¦", "lab.nodes()"),
])
def test_java_is_completed_by_the_kernel_as_ever(kernel, cell, expected):
    assert expected in completed(kernel, cell)


def test_a_match_says_what_it_is(kernel):
    kinds = asked(kernel, "complete", "%%sql\nselect * from parc¦")["metadata"]["_jupyter_types_experimental"]
    assert {"text": "parcel", "type": "table", "start": 20, "end": 24} in kinds


def test_a_variable_of_the_notebook_completes_behind_its_colon(kernel):
    kernel.ok("int wantedParcel = 3;")
    assert completed(kernel, "%%sql\nselect :wantedP¦") == ["%%sql\nselect :wantedParcel"]


@pytest.mark.parametrize("cell, words", [
    ("%%sql\nselect * from parc¦el", ["table typed.parcel", "distributed by parcel_id in 32 shards", "Größe"]),
    ("%%sql\nselect create_distributed_¦table('a', 'b')", ["distribution_column text", "creates a distributed table"]),
    ("%%sql\nset citus.shard_¦count = 4", ["setting citus.shard_count", "32 unless it is set"]),
    ("%%sql\nselect '😀', parcel_¦id from parcel", ["column parcel_id of parcel", "integer not null"]),
    ("%%sql --li¦mit 3\nselect 1", ["how many rows are shown"]),
])
def test_a_thing_is_told(kernel, cell, words):
    found = asked(kernel, "inspect", cell)
    assert found["found"]
    for kind in ("text/plain", "text/html"):
        assert all(word in found["data"][kind] for word in words)


def test_java_is_told_by_the_kernel_and_what_nobody_knows_by_nobody(kernel):
    assert "abs" in asked(kernel, "inspect", "Math.abs(¦1)")["data"]["text/plain"]
    assert not asked(kernel, "inspect", "%%sql\nselect nosuch¦")["found"]


def test_typing_disturbs_no_transaction_and_sees_none(kernel):
    kernel.ok("%%sql\nbegin isolation level repeatable read")
    assert completed(kernel, "%%sql\nselect * from parc¦") == ["%%sql\nselect * from parcel"]
    kernel.run("%%sql\nselect 1/0")
    assert completed(kernel, "%%sql\nselect * from typed.parc¦") == ["%%sql\nselect * from typed.parcel"]
    kernel.ok("%%sql\nrollback")


def test_a_silent_server_is_given_up_and_java_goes_on(kernel):
    """The coordinator's processes stand still for a moment."""
    kernel.ok("long backend = %sql select pg_backend_pid()")
    postmaster = int(kernel.ok("System.out.println(ProcessHandle.of(backend).get().parent().get().pid())").text)
    os.kill(postmaster, signal.SIGSTOP)
    try:
        for _ in range(3):
            assert completed(kernel, "%%sql\nselect * from typed.parc¦") == []
        assert not asked(kernel, "inspect", "%%sql\nselect * from typed.parc¦el")["found"]
        assert "Math.abs(" in completed(kernel, "Math.ab¦")
    finally:
        os.kill(postmaster, signal.SIGCONT)
