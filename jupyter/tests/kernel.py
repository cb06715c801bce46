"""A Java kernel in the hand of a test: cells go in, their outputs come out."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field

from conftest import ROOT
from jupyter_client.manager import KernelManager

FIRST_CELL = """%classpath ../lib/target/shardlab.jar
var lab = Lab.open();"""
SECONDS = 120


@dataclass
class Outputs:
    """What one cell left behind; a display that was updated counts once, as it was last."""

    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    updates: int = 0
    error: str | None = None
    traceback: str = ""
    pictures: list[dict] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    @property
    def html(self) -> str:
        return "\n".join(self.htmls)


class Kernel:
    """One kernel, started in the folder of the lessons as Jupyter does."""

    def __init__(self, name: str = "java", **manager):
        folder = ROOT / "notebooks"
        self.manager = KernelManager(kernel_name=name, **manager)
        self.manager.start_kernel(cwd=str(folder if folder.exists() else ROOT / "lib"))
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)

    def run(self, source: str) -> Outputs:
        return self.result(self.client.execute(source))

    def start(self, source: str) -> str:
        return self.client.execute(source)

    def result(self, request: str) -> Outputs:
        outputs, displays = Outputs(), {}
        while True:
            message = self.client.get_iopub_msg(timeout=SECONDS)
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return outputs
            collect(outputs, displays, kind, content)

    def wait_for_display(self, request: str) -> None:
        """Returns when a running cell shows something."""
        shown = None
        while shown is None or shown["parent_header"].get("msg_id") != request or shown["msg_type"] != "display_data":
            shown = self.client.get_iopub_msg(timeout=SECONDS)

    def ok(self, source: str) -> Outputs:
        outputs = self.run(source)
        assert outputs.error is None, outputs.traceback
        return outputs

    def interrupt(self) -> None:
        self.manager.interrupt_kernel()

    def ends_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while self.manager.is_alive() and time.monotonic() < end:
            time.sleep(0.1)
        return not self.manager.is_alive()

    def stop(self) -> None:
        self.client.stop_channels()
        if self.manager.is_alive():
            self.manager.shutdown_kernel(now=False)
        self.manager.cleanup_resources()


@contextmanager
def opened_notebook():
    """A kernel that has run the first cell of every lesson."""
    started = Kernel()
    started.ok(FIRST_CELL)
    yield started
    started.stop()


def collect(outputs: Outputs, displays: dict, kind: str, content: dict) -> None:
    if kind == "stream":
        outputs.texts.append(content["text"])
    elif kind == "error":
        outputs.error = content["evalue"]
        outputs.traceback = "\n".join(content["traceback"])
    elif kind in ("display_data", "execute_result"):
        displays[content.get("transient", {}).get("display_id")] = len(outputs.texts)
        outputs.texts.append(content["data"].get("text/plain", ""))
        outputs.htmls.append(content["data"].get("text/html", ""))
        if "image/png" in content["data"]:
            outputs.pictures.append({"png": content["data"]["image/png"], **content["metadata"].get("image/png", {})})
    elif kind == "update_display_data":
        outputs.updates += 1
        at = displays.get(content["transient"]["display_id"])
        if at is not None:
            outputs.texts[at] = content["data"]["text/plain"]
