"""`./lab class`: a class rehearsed. So many learners at once on one cluster, each with a kernel and schemas of their own."""

from __future__ import annotations

from labbook import ending

ending.watch()

import argparse  # noqa: E402
import os  # noqa: E402
import statistics  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from concurrent.futures import ThreadPoolExecutor  # noqa: E402
from pathlib import Path  # noqa: E402

from labbook import failures, provenance  # noqa: E402
from labbook.census import Census  # noqa: E402
from labbook.execution import Execution, execute  # noqa: E402
from labbook.lessons import chosen  # noqa: E402
from labbook.rehearsal import PREFIX, Cluster  # noqa: E402
from labbook.run import show  # noqa: E402

LESSONS = ["01", "02", "03", "04", "05"]
# So many JVMs share one machine: each would take a quarter of its memory before it looks for garbage.
SMALL_JVM = "-Xmx256m -XX:+UseSerialGC"
# And all of them start at once.
STARTUP_SECONDS = 600


def main() -> int:
    parser = argparse.ArgumentParser(prog="./lab class", add_help=False)
    parser.add_argument("--learners", type=int, required=True)
    parser.add_argument("--one-each", action="store_true")
    parser.add_argument("--timeout", type=int, required=True)
    parser.add_argument("--root", type=Path, required=True)
    parser.add_argument("--notebooks", type=Path, required=True)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    lessons = chosen(options.notebooks, options.names or LESSONS)
    provenance.choose_engine()
    os.environ.setdefault("JDK_JAVA_OPTIONS", SMALL_JVM)
    if not os.environ.get("SHARDLAB_SALES"):
        os.environ.setdefault("SHARDLAB_SCALE", "small")
    return rehearse(Cluster(options.root), timetable(lessons, options.learners, options.one_each), options.timeout)


def timetable(lessons: list[Path], learners: int, one_each: bool) -> dict[str, list[Path]]:
    """Who has which lessons: all of them, or one, in turn."""
    return {f"{PREFIX}{number + 1:02}": [lessons[number % len(lessons)]] if one_each else lessons
            for number in range(learners)}


def rehearse(cluster: Cluster, lessons: dict[str, list[Path]], timeout_seconds: int) -> int:
    print(f"{len(lessons)} learners at once, {sum(map(len, lessons.values()))} notebooks", flush=True)
    cluster.clear()
    began, before = time.monotonic(), cluster.deadlocks()
    with Census(cluster.home) as census, ThreadPoolExecutor(len(lessons)) as pool:
        each = list(pool.map(lambda name: learn(name, lessons[name], timeout_seconds), lessons))
    seconds = time.monotonic() - began
    executions = [execution for of_learner in each for execution in of_learner]
    failed = [execution for execution in executions if execution.failure is not None]
    wrong = cluster.wrong_rows()
    deadlocks = cluster.deadlocks() - before
    tell(executions, failed, seconds)
    print(f"rows: {wrong or cluster.same_rows()}; deadlocks: {deadlocks}")
    print(f"memory: {census.memory()}\nconnections: {census.connections()} ({cluster.most_connections()} allowed)")
    cluster.clear()
    return 1 if failed or wrong or deadlocks else 0


def learn(name: str, lessons: list[Path], timeout_seconds: int) -> list[Execution]:
    """One lesson after the other, each in a kernel of its own, as a learner opens them."""
    environment = {**os.environ, "SHARDLAB_LEARNER": name}
    done = []
    for path in lessons:
        result = execute(path, timeout_seconds, environment=environment, startup_seconds=STARTUP_SECONDS)
        done.append(result)
        outcome = "ok" if result.failure is None else "FAILED"
        print(f"{name}  {path.stem}  {result.seconds:.0f} s  {outcome}", flush=True)
    return done


def tell(executions: list[Execution], failed: list[Execution], seconds: float) -> None:
    for name in sorted({each.name for each in executions}):
        of_lesson = [each for each in executions if each.name == name]
        first = [each.cell_seconds[0] for each in of_lesson if each.cell_seconds]
        print(f"{name:24} median {statistics.median(each.seconds for each in of_lesson):6.0f} s, longest "
              f"{max(each.seconds for each in of_lesson):6.0f} s; first cell at most {max(first, default=0):5.1f} s")
    for each in failed:
        show(each)
    print(f"{len(executions)} notebooks, {len(failed)} failed, {seconds:.0f} s")
    if failed:
        print(f"log: {failures.write(failed)}")


if __name__ == "__main__":
    sys.exit(ending.in_thread(main))
