"""A page for each command of `gradax`, from the objects that print its ``--help``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import typer

from gradax.cli import app
from gradax.cli.app import EVERYBODY, INSTRUCTOR, STUDENT

EXIT_CODES = """
## Exit codes

| code | means |
|---|---|
| 0 | fine |
| 1 | something falls short: a check, the gate, the leak audit |
| 2 | bad input: a name, a file, an option |
| 3 | our fault; the same command can be tried again |
"""


def command_pages() -> dict[str, str]:
    """The pages by their paths, the list of all commands first."""
    top = typer.main.get_command(app)
    by_person = defaultdict(list)
    pages = {}
    for person, words, command in _commands(top, ()):
        path = f"commands/{'-'.join(words)}.md"
        pages[path] = _page(words, command)
        by_person[person].append((words, command, path.removeprefix("commands/")))
    return {"commands/index.md": _index(by_person), **pages}


def _commands(group: Any, words: tuple[str, ...], person: str = "") -> Iterator[tuple[str, tuple[str, ...], Any]]:
    """Each command below a group, with whom it is for and its words after `gradax`."""
    for name, command in group.commands.items():
        if command.hidden:
            continue
        whose = person or str(command.rich_help_panel)
        if hasattr(command, "commands"):
            yield from _commands(command, (*words, name), whose)
        else:
            yield whose, (*words, name), command


def _page(words: tuple[str, ...], command: Any) -> str:
    name = " ".join(("gradax", *words))
    context = command.make_context(name, [], resilient_parsing=True)
    usage = " ".join((name, *command.collect_usage_pieces(context)))
    parts = [f"# {name}", f"```console\n{usage}\n```", _help(command)]
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    for title, params in (("Arguments", arguments), ("Options", options)):
        if params:
            parts.append(
                f"## {title}\n\n| {title[:-1].lower()} | |\n|---|---|\n"
                + "".join(_row(param, context) for param in params)
            )
    return "\n\n".join(parts)


def _row(param: Any, context: Any) -> str:
    name, text = param.get_help_record(context)
    return f"| `{_cell(name)}` | {_cell(text)} |\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def _help(command: Any) -> str:
    return str(command.help or "").strip()


def _index(by_person: dict[str, list[tuple[tuple[str, ...], Any, str]]]) -> str:
    parts = ["# Commands", "What `gradax COMMAND --help` says, command by command."]
    for person in (STUDENT, EVERYBODY, INSTRUCTOR):
        rows = [
            f"| [`gradax {' '.join(words)}`]({path}) | {_cell(_help(command).partition(chr(10) * 2)[0])} |"
            for words, command, path in by_person[person]
        ]
        parts.append("\n".join((f"## {person}\n\n| command | |\n|---|---|", *rows)))
    return "\n\n".join((*parts, EXIT_CODES.strip()))
