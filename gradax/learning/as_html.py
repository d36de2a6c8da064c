"""A card as HTML, in the colours of the page that it lands on.

Colours come from JupyterLab's theme, with fallbacks made of `currentColor` and transparent tints elsewhere, so that one
card is right on light and dark pages. Nothing is loaded, and everything that came from a check is escaped.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from gradax.learning.check_card import SIGNS, CheckCard, Line
from gradax.learning.markup import CODE, EMPHASIS, printable, spans

_STYLE = Path(__file__).with_name("card.css").read_text(encoding="utf-8")


def card_html(card: CheckCard) -> str:
    """The whole card, as one element with its own style."""
    label = escape(f"{card.exercise}: {card.summary}", quote=True)
    parts = [
        f'<div class="gx {card.mark.value}" role="group" aria-label="{label}"><style>{_STYLE}</style>',
        _header(card),
    ]
    if not card.passed:
        told = next((line for line in card.lines if line.message), None)
        parts += ["<ul>", *(_line(line, unfolded=line is told) for line in card.lines), "</ul>"]
    if card.hintable:
        call = f'hint("{card.exercise}")'
        parts.append(f"<footer>{card.invitation} Run <code>{escape(call)}</code> for a hint.</footer>")
    return "".join([*parts, "</div>"])


def prose(text: str) -> str:
    """A sentence as HTML: escaped, with its code and emphasis."""
    tags = {CODE: "code", EMPHASIS: "em"}
    return "".join(
        f"<{tags[style]}>{escape(part)}</{tags[style]}>" if style in tags else escape(part)
        for style, part in spans(printable(text))
    )


def _header(card: CheckCard) -> str:
    aside = " · ".join(part for part in (card.worth, f"{card.seconds:.1f} s") if part)
    return (
        f'<header class="{card.mark.value}"><b><span class="sign" aria-hidden="true">{SIGNS[card.mark]}</span> '
        f"<code>{escape(printable(card.exercise))}</code></b><span>{card.summary}</span>"
        f'<span class="aside">{aside}</span></header>'
    )


def _line(line: Line, *, unfolded: bool) -> str:
    """One check; only the first mistake's values are open, so that it is the one that is read."""
    sign = f'<span class="sign" aria-hidden="true">{SIGNS[line.mark]}</span>'
    word = f'<span class="unseen">{line.mark.value}: </span>'
    why = f"<p>{prose(line.message)}</p>" if line.message else ""
    if line.detail:
        detail = f"<pre>{escape(printable(line.detail))}</pre>"
        why += detail if unfolded else f"<details><summary>details</summary>{detail}</details>"
    why = f'<div class="why">{why}</div>' if why else ""
    note = f' <span class="note">({line.note})</span>' if line.note else ""
    return f'<li class="{line.mark.value}">{sign}{word}<span class="claim">{prose(line.claim)}</span>{note}{why}</li>'
