"""Pictures of what people read, taken of the real thing: a card, a feedback page and the class report.

    python -m tools.pictures [NAME…]

A copy of the course is graded, a sample class in it, and Chromium opens what came of it. The pictures are small enough
to be kept: docs/images/*.png.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from gradax.course import Course
from gradax.learning.as_html import check_card_html
from gradax.learning.check import run_checks
from gradax.learning.workplace import workplace_at
from gradax.wire.perform import notebook_performer
from gradax.wire.transport import LocalTransport
from tests.gradax.browser.chromium import MISSING, find

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
ASSIGNMENT, EXERCISE, ANSWER = "04_mlp", "forward", "wrong_relu_last.py"
STUDENT, STUDENTS = "sofia", "24"
COLOURS, SCALE = 64, 2
"""Of a picture, and pixels of it for each of the page's."""


@dataclass(frozen=True)
class Picture:
    """What is shown: the upper part of a page."""

    name: str
    page: Path
    width: int
    height: int


def main() -> None:
    """Make the pictures that are named, or all of them."""
    program = find()
    if program is None:
        sys.exit(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pictures = [each for each in _pictures(root) if each.name in (sys.argv[1:] or each.name)]
        _make_pages(root, {each.name for each in pictures})
        IMAGES.mkdir(exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=os.geteuid() != 0)
            for each in pictures:
                tab = browser.new_page(color_scheme="light", device_scale_factor=SCALE)
                size = _take(tab, each)
                print(f"docs/images/{each.name}.png: {size // 1000} kB")
            browser.close()


def _pictures(root: Path) -> list[Picture]:
    return [
        Picture("card", root / "card.html", 760, 560),
        Picture("feedback", root / "feedback" / STUDENT / ASSIGNMENT / f"{ASSIGNMENT}.html", 900, 760),
        Picture("report", root / "report" / ASSIGNMENT / "index.html", 900, 760),
    ]


def _make_pages(root: Path, names: set[str]) -> None:
    config = yaml.safe_load((ROOT / "course.yaml").read_text(encoding="utf-8"))
    config["assignments"] = [entry for entry in config["assignments"] if entry["name"] == ASSIGNMENT]
    (root / "course.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for part in ("source", "release", "tests"):
        shutil.copytree(ROOT / part / ASSIGNMENT, root / part / ASSIGNMENT)
    if "card" in names:
        (root / "card.html").write_text(_card(root), encoding="utf-8")
    if names & {"feedback", "report"}:
        program = Path(sys.executable).with_name("gradax")
        for arguments in (("demo", "--students", STUDENTS), ("grade",), ("feedback",), ("report", ASSIGNMENT)):
            subprocess.run([program, *arguments], cwd=root, check=True)


def _card(root: Path) -> str:
    """The card of a known wrong answer, on a page of its own."""
    course = Course.open(root)
    assignment = course.assignment(ASSIGNMENT)
    place = workplace_at(assignment.release)
    performer = notebook_performer()
    transport = LocalTransport(performer)
    transport.request("cell", source="import jax\nimport jax.numpy as jnp", name="setup")
    transport.request("cell", source=(assignment.bank_folder / EXERCISE / ANSWER).read_text("utf-8"), name=EXERCISE)
    card = check_card_html(run_checks(place, EXERCISE, performer.namespace))
    return f'<!DOCTYPE html><meta charset="utf-8"><body style="font: 15px sans-serif; margin: 16px">{card}'


def _take(tab: Page, picture: Picture) -> int:
    """Take the picture, and give its size in bytes."""
    tab.set_viewport_size({"width": picture.width, "height": picture.height})
    tab.goto(picture.page.as_uri())
    tall = int(tab.evaluate("document.documentElement.getElementsByTagName('body')[0].getBoundingClientRect().bottom"))
    clip = {"x": 0, "y": 0, "width": picture.width, "height": min(picture.height, tall + 16)}
    shot = Image.open(io.BytesIO(tab.screenshot(clip=clip)))  # type: ignore[arg-type]
    path = IMAGES / f"{picture.name}.png"
    shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path.stat().st_size


if __name__ == "__main__":
    main()
