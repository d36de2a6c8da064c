"""How HTML is made here: by Jinja2 templates (``*.html.j2``, beside their modules), and nowhere by hand.

Whatever a template puts in is made printable and escaped, with no filter needed. Only what is marked as HTML already
goes in as it is: what `prose` gives, and what a template marks ``| safe``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradax.markup import CODE, EMPHASIS, spans
from gradax.text import counted, points, printable

if TYPE_CHECKING:  # a bare `import gradax` loads neither
    from jinja2 import Environment
    from markupsafe import Markup

# Even if a payload got past the escaping, the browser would neither run nor load anything.
CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

_TEMPLATES = Path(__file__).parent


def render(template: str, **values: Any) -> str:
    """What a template makes of these values.

    Args:
        template: its path below ``gradax/``, with slashes, such as ``report/class_report.html.j2``.
        values: what it speaks of.
    """
    return _environment().get_template(template).render(values)


def style(*sheets: str) -> Markup:
    """Style sheets of ours, one after the other, for a page's ``<style>``.

    Args:
        sheets: their paths below ``gradax/``, with slashes, such as ``gradebook/converters/feedback.css``.
    """
    from markupsafe import Markup

    return Markup("").join(Markup((_TEMPLATES / sheet).read_text(encoding="utf-8")) for sheet in sheets)


def prose(text: str, code_style: str = "") -> Markup:
    """A message as HTML: printable, escaped, with its `code` and its *emphasis*.

    Args:
        text: the message.
        code_style: the CSS of each piece of code, for where there is no style sheet.
    """
    from markupsafe import Markup

    code = Markup('<code style="{}">').format(code_style) if code_style else Markup("<code>")
    around = {CODE: code + Markup("{}</code>"), EMPHASIS: Markup("<em>{}</em>")}
    return Markup().join(around.get(style, Markup("{}")).format(part) for style, part in spans(printable(text)))


def prepare(environment: Environment) -> None:
    """Let a Jinja2 environment, ours or a library's, escape everything and know our filters."""
    environment.autoescape = True
    environment.finalize = _put_in
    environment.filters.update(
        prose=prose, points=lambda value: points(float(value)), counted=counted, printable=printable
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    prepare(environment)
    return environment


def _put_in(value: Any) -> Any:
    """A value as a template shows it, before it is escaped; HTML stays as it is."""
    return value if hasattr(value, "__html__") else printable(str(value))
