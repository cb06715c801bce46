"""`./lab`: JupyterLab on the notebooks, on loopback, with a token, and its address in plain sight."""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import sys
import threading
from pathlib import Path

from jupyterlab.labapp import LabApp
from tornado.ioloop import PeriodicCallback

from labbook import copies, course, ending
from labbook.execution import SHUTDOWN_SECONDS

FIRST_PORT = 8888
LOOK_MILLISECONDS = 2000


def main() -> None:
    parser = argparse.ArgumentParser(prog="./lab", add_help=False)
    parser.add_argument("--browser", choices=["auto", "no"], default="auto")
    parser.add_argument("--port", type=int, default=FIRST_PORT)
    parser.add_argument("--lessons", type=Path, help="copied into the folder that is served, where that was not done yet")
    options = parser.parse_args()
    page = bring(options.lessons, Path.cwd()) if options.lessons else None
    root = served_folder(Path.cwd(), options.lessons)
    first = f"lab/tree/{page.path.relative_to(root).as_posix()}" if page else "lab"
    server = start(root, options.port, options.browser == "auto" and has_screen(), first)
    for number in ending.SIGNALS:
        # Jupyter's own answer to Ctrl-C leaves kernels behind where there is no terminal. ./lab says that it ended.
        signal.signal(number, lambda *_: server.stop(from_signal=True))
    threading.Thread(target=ending.watch_parent, name="parent", daemon=True).start()
    server.io_loop.add_callback(tell, server, first)
    if page:
        PeriodicCallback(page.put, LOOK_MILLISECONDS).start()
    server.start()


def bring(lessons: Path, folder: Path) -> course.Page:
    """Copies the lessons into the learner's folder, with the map of the course beside them."""
    tell_newer(copies.bring(lessons, folder))
    page = course.Page(lessons, folder, Path(os.environ["SHARDLAB_HOME"]) / ".lab")
    page.put()
    return page


def served_folder(folder: Path, lessons: Path | None) -> Path:
    """The clone, so that the lessons' links to ../docs lead somewhere; elsewhere the folder of notebooks itself."""
    clone = lessons.parent if lessons else folder
    return clone if folder.is_relative_to(clone) else folder


def start(folder: Path, port: int, opens: bool, first: str):
    """A server that is bound to a free port, at the asked one or above it; on loopback, but in a container."""
    os.environ["JUPYTER_TOKEN"] = os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)
    try:
        return LabApp.initialize_server([
            f"--ServerApp.root_dir={folder}",
            f"--ServerApp.ip={os.environ.get('SHARDLAB_LISTEN', '127.0.0.1')}",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=200",
            f"--ServerApp.open_browser={opens}",
            "--ServerApp.allow_root=True",
            "--ServerApp.answer_yes=True",
            "--Application.log_level=ERROR",
            "--MultiKernelManager.default_kernel_name=java",
            f"--KernelManager.shutdown_wait_time={SHUTDOWN_SECONDS}",
            "--LabApp.extension_manager=readonly",
            f"--LabApp.default_url=/{first}",
        ])
    finally:
        # Kernels and terminals have no use for it.
        os.environ.pop("JUPYTER_TOKEN", None)


def has_screen() -> bool:
    """Whether a browser on this machine would be seen by whoever started the lab."""
    if "SSH_CONNECTION" in os.environ or not sys.stdout.isatty():
        return False
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def tell_newer(lessons: list[str]) -> None:
    for lesson in lessons:
        print(f"there is a newer version of {lesson}: ./lab restore {lesson.split('-')[0]} puts it there, and keeps yours")


def tell(server, first: str) -> None:
    print("\nJupyterLab is ready. Open this address in a browser:\n")
    print(f"    http://127.0.0.1:{server.port}{server.base_url}{first}?token={server.identity_provider.token}\n")
    if "SSH_CONNECTION" in os.environ:
        print(f"On your own machine first:  ssh -N -L {server.port}:127.0.0.1:{server.port} YOU@THIS-MACHINE")
    print("Start with 01, or with any other notebook. Ctrl-C ends JupyterLab; the cluster keeps running.", flush=True)


if __name__ == "__main__":
    main()
