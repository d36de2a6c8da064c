"""A card as HTML, in the colours of the page that it lands on.

Colours come from JupyterLab's theme, with fallbacks made of `currentColor` and transparent tints elsewhere, so that one
card is right on light and dark pages. Nothing is loaded, and everything that came from a check is escaped.
"""

from __future__ import annotations

from html import escape

from gradax.learning.card import SIGNS, Card, Line
from gradax.learning.markup import CODE, EMPHASIS, printable, spans

_STYLE = """
.gx{--ok:var(--jp-success-color1,#2e9d4e);--no:var(--jp-error-color1,#e5484d);--hm:var(--jp-warn-color1,#d9822b);
 --line:var(--jp-border-color2,rgba(128,128,128,.35));--soft:rgba(128,128,128,.12);
 --mono:var(--jp-code-font-family,ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace);
 font:14px/1.5 var(--jp-content-font-family,system-ui,sans-serif);color:var(--jp-content-font-color1,currentColor);
 border:1px solid var(--line);border-left:4px solid var(--tone);border-radius:4px;max-width:52em;margin:2px 0 4px;
 overflow:hidden}
.gx.passed{--tone:var(--ok)}.gx.failed{--tone:var(--no)}.gx.broken{--tone:var(--hm)}.gx.waits{--tone:var(--line)}
.gx header{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .8em;padding:7px 14px}
.gx header b{font-weight:600}.gx header code{font-size:1em;font-weight:600;background:none;padding:0}
.gx .aside{margin-left:auto;opacity:.65;font-size:.9em;white-space:nowrap}
.gx ul{list-style:none;margin:0;padding:0 14px 9px}
.gx li{margin:0;padding:2px 0 2px 1.6em;position:relative}
.gx .sign{position:absolute;left:0;width:1.2em;text-align:center;font-weight:700}
.gx header .sign{position:static}
.gx .passed>.sign,.gx .passed b>.sign{color:var(--ok)}.gx .failed>.sign,.gx .failed b>.sign{color:var(--no)}
.gx .broken>.sign,.gx .broken b>.sign{color:var(--hm)}
.gx li.passed>.claim,.gx li.waits>.claim,.gx .waits>.sign{opacity:.72}
.gx li.failed>.claim{font-weight:600}
.gx .why{margin:4px 0 6px;padding:7px 11px;border-radius:3px;background:var(--soft);border-left:2px solid var(--tone)}
.gx .why p{margin:0}
.gx code{font-family:var(--mono);font-size:.92em;background:var(--soft);padding:0 .3em;border-radius:3px}
.gx pre{font-family:var(--mono);font-size:.87em;line-height:1.45;margin:6px 0 0;padding:6px 0 0;background:none;
 border-top:1px solid var(--line);color:inherit;white-space:pre-wrap;overflow-wrap:anywhere;max-height:16em;
 overflow:auto}
.gx footer{padding:6px 14px 7px;border-top:1px solid var(--line);font-size:.93em}
.gx .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
"""


_INVITATION = {False: "Stuck?", True: "Not sure where to begin?"}


def card_html(card: Card) -> str:
    """The whole card, as one element with its own style."""
    label = escape(f"{card.exercise}: {card.summary}", quote=True)
    parts = [
        f'<div class="gx {card.mark.value}" role="group" aria-label="{label}"><style>{_STYLE}</style>',
        _header(card),
    ]
    if not card.passed:
        parts += ["<ul>", *(_line(line) for line in card.lines), "</ul>"]
    if card.hintable:
        call = f'hint("{card.exercise}")'
        parts.append(f"<footer>{_INVITATION[card.unwritten]} Run <code>{escape(call)}</code> for a hint.</footer>")
    return "".join([*parts, "</div>"])


def prose(text: str) -> str:
    """A sentence as HTML: escaped, with its code and emphasis."""
    tags = {CODE: "code", EMPHASIS: "em"}
    return "".join(
        f"<{tags[style]}>{escape(part)}</{tags[style]}>" if style in tags else escape(part)
        for style, part in spans(printable(text))
    )


def _header(card: Card) -> str:
    aside = " · ".join(part for part in (card.worth, f"{card.seconds:.1f} s") if part)
    return (
        f'<header class="{card.mark.value}"><b><span class="sign" aria-hidden="true">{SIGNS[card.mark]}</span> '
        f"<code>{escape(printable(card.exercise))}</code></b><span>{card.summary}</span>"
        f'<span class="aside">{aside}</span></header>'
    )


def _line(line: Line) -> str:
    sign = f'<span class="sign" aria-hidden="true">{SIGNS[line.mark]}</span>'
    word = f'<span class="unseen">{line.mark.value}: </span>'
    why = f"<p>{prose(line.message)}</p>" if line.message else ""
    if line.detail:
        why += f"<pre>{escape(printable(line.detail))}</pre>"
    why = f'<div class="why">{why}</div>' if why else ""
    return f'<li class="{line.mark.value}">{sign}{word}<span class="claim">{prose(line.claim)}</span>{why}</li>'
