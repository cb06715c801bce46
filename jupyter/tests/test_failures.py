"""A run that failed leaves a log to send, without passwords."""

from __future__ import annotations

from pathlib import Path

from labbook import failures
from labbook.execution import Execution, Failure
from nbformat.v4 import new_notebook


def test_the_log_holds_the_failed_cell_and_no_password(tmp_path, monkeypatch):
    monkeypatch.setenv("SHARDLAB_HOME", str(tmp_path))
    failure = Failure(3, "sql(\"create role r password 'geheim'\")", "refused: jdbc:postgresql://h/d?password=geheim&ssl=on")
    file = failures.write([Execution(Path("01-first.ipynb"), new_notebook(), 5, 1.0, failure)])
    text = file.read_text(encoding="utf-8")
    assert file == tmp_path / ".lab" / "logs" / "run.log"
    assert "01-first.ipynb, code cell 3" in text
    assert "create role r" in text
    assert "geheim" not in text


def test_the_log_is_cut(tmp_path, monkeypatch):
    monkeypatch.setenv("SHARDLAB_HOME", str(tmp_path))
    failure = Failure(1, "x", "y" * 3 * failures.MOST_CHARACTERS)
    file = failures.write([Execution(Path("01-first.ipynb"), new_notebook(), 1, 1.0, failure)])
    assert len(file.read_text(encoding="utf-8")) == failures.MOST_CHARACTERS
