"""All pages of the site in one folder: those that people wrote, and those that are generated.

Nothing that is generated is kept: each build makes it anew.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from gradax.authoring.new.beginnings import filled
from tools.site.commands import command_pages
from tools.site.exercises import bundle_page, exercise_pages

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CONFIG = Path(__file__).with_name("site.yml")
IN_ROOT = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md", "SECURITY.md": "security.md"}

_TEMPLATE = "<!-- gradax/authoring/new/templates/exercise/hidden_test.py -->"


def write_pages(folder: Path) -> Path:
    """Write the pages into a folder, and Zensical's configuration with all of them in its navigation; give its path."""
    parts = {"COMMANDS": command_pages(), "EXERCISES": exercise_pages(ROOT)}
    pages = {"bundle.md": bundle_page(ROOT)}
    pages |= {page: _of_root(name) for name, page in IN_ROOT.items()}
    pages |= {name: text for part in parts.values() for name, text in part.items()}
    shutil.copytree(DOCS, folder / "docs")
    for name, text in pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in DOCS.rglob("*.md"):
        page = folder / "docs" / path.relative_to(DOCS)
        page.write_text(_in_site(page.read_text(encoding="utf-8")), encoding="utf-8")
    config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    config["nav"] = _placed(config["nav"], parts)
    written = folder / "mkdocs.yml"  # the one name that Zensical knows for YAML
    written.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return written


def _of_root(name: str) -> str:
    """A page that lies in the project's own folder."""
    return _in_site((ROOT / name).read_text(encoding="utf-8").replace("](docs/", "]("))


def _in_site(markdown: str) -> str:
    """A page as the site has it: links to files of the project's own folder, and templates, stand for themselves."""
    for name, page in IN_ROOT.items():
        markdown = re.sub(rf"\]\((?:\.\./)?{re.escape(name)}", f"]({page}", markdown)
    test = filled("exercise/hidden_test.py", name="shares")
    return markdown.replace(_TEMPLATE, f"```python\n{test}```")


def _placed(nav: Any, parts: Mapping[str, Mapping[str, str]]) -> Any:
    """The navigation with pages where a name stands for them."""
    if isinstance(nav, dict):
        return {title: _placed(part, parts) for title, part in nav.items()}
    if isinstance(nav, list):
        return [_placed(part, parts) for part in nav]
    return list(parts[nav]) if nav in parts else nav
