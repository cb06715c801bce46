"""What a rehearsed class asks its cluster, by `./lab psql`, and removes from it again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# Learners of a rehearsal; nobody else is called so.
PREFIX = "rehearsal-"

NODES = "select result from run_command_on_workers($$ {0} $$) union all select ({0})::text"
DEADLOCKS = "select coalesce(sum(deadlocks), 0) from pg_stat_database"
SCHEMAS = f"select quote_ident(nspname) from pg_namespace where nspname like '{PREFIX}%'"
HAS_SALES = f"select replace(nspname, '_retail', '') from pg_namespace where nspname ~ '^{PREFIX}[0-9]+_retail$'"
SALES = "select '{0}: ' || count(*) || ' sales, ' || coalesce(sum(total), 0) from \"{0}_retail\".sale"


class Cluster:
    """The cluster that runs, or the one that the first kernel is going to start."""

    def __init__(self, root: Path):
        self.lab = root / "lab"
        self.home = Path(os.environ["SHARDLAB_HOME"]) / ".lab"
        self.run("up")

    def run(self, *arguments: str) -> str:
        """What ./lab printed; where it fails, so does the rehearsal, with its words."""
        done = subprocess.run([str(self.lab), *arguments], capture_output=True, text=True)
        if done.returncode != 0:
            print(done.stderr or done.stdout, file=sys.stderr)
            raise SystemExit(1)
        return done.stdout

    def lines(self, *statements: str) -> list[str]:
        commands = [part for statement in statements for part in ("-c", statement)]
        return [line for line in self.run("psql", "-XqAt", *commands).splitlines() if line]

    def deadlocks(self) -> int:
        """Counted by the servers, of all nodes."""
        return sum(int(line) for line in self.lines(NODES.format(DEADLOCKS)))

    def most_connections(self) -> str:
        return f"max_connections {self.lines('show max_connections')[0]}"

    def wrong_rows(self) -> str:
        """Whose sales are not those of the others; the same seed gives all the same. Empty if none's."""
        filled = self.lines(HAS_SALES)
        if not filled:
            return ""
        told = dict(line.split(": ", 1) for line in self.lines(" union all ".join(map(SALES.format, filled))))
        most = max(told.values(), key=list(told.values()).count)
        return "; ".join(f"{name} has {rows}, others {most}" for name, rows in told.items() if rows != most)

    def same_rows(self) -> str:
        """How many have the same."""
        filled = len(self.lines(HAS_SALES))
        return f"the same sales and revenue for all {filled} who filled the tables" if filled else "no lesson filled the tables"

    def clear(self) -> None:
        """Also what a rehearsal left that was broken off."""
        drops = [f"drop schema {schema} cascade" for schema in self.lines(SCHEMAS)]
        if drops:
            self.lines("set client_min_messages = warning", *drops)
