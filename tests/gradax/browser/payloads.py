"""Markup that is alive where it is rendered: each payload phones home under its name."""

from __future__ import annotations

from tests.gradax.browser.beacon import LIVE

# HERE becomes the address to call. What a person must do first (hover, click), `PROVOKE` does.
MARKUP = {
    "script": "<script>fetch('HERE')</script>",
    "script-source": "<script src='HERE.js'></script>",
    "image": "<img src='HERE'>",
    "image-error": "<img src='x:' onerror=\"fetch('HERE')\">",
    "image-set": "<img srcset='HERE 1x'>",
    "svg-load": "<svg onload=\"fetch('HERE')\"></svg>",
    "svg-image": "<svg width='9' height='9'><image href='HERE' width='9' height='9'/></svg>",
    "svg-animation": "<svg><animate attributeName='x' dur='1ms' onbegin=\"fetch('HERE')\"/></svg>",
    "details": "<details open ontoggle=\"fetch('HERE')\">x</details>",
    "focus": "<input autofocus onfocus=\"fetch('HERE')\">",
    "hover": "<b onmouseover=\"fetch('HERE')\">x</b>",
    "link": "<a href=\"javascript:fetch('HERE')\">x</a>",
    "form": "<form><button formaction=\"javascript:fetch('HERE')\">x</button></form>",
    "frame": "<iframe src='HERE'></iframe>",
    "frame-document": "<iframe srcdoc=\"<script>fetch('HERE')</script>\"></iframe>",
    "frame-script": "<iframe src=\"javascript:fetch('HERE')\"></iframe>",
    "object": "<object data='HERE'></object>",
    "embed": "<embed src='HERE'>",
    "video": "<video src='HERE'></video>",
    "style": "<style>.gradax-a { background: url('HERE') }</style><p class='gradax-a'>x</p>",
    "style-import": "<style>@import 'HERE';</style>",
    "style-attribute": "<p style=\"background: url('HERE')\">x</p>",
    "style-sheet": "<link rel='stylesheet' href='HERE'>",
    "prefetch": "<link rel='preload' as='image' href='HERE'>",
    "refresh": "<iframe srcdoc=\"<meta http-equiv='refresh' content='0; url=HERE'>\"></iframe>",
    "comment-end": "--><script>fetch('HERE')</script>",
    "preformatted-end": "</pre></code></div><script>fetch('HERE')</script>",
    "title-end": "</title></textarea></style></script><script>fetch('HERE')</script>",
    "entity": "<img src=x: onerror=\"&#102;etch('HERE')\">",
    "editable": "<x id=x tabindex=1 onfocus=\"fetch('HERE')\" autofocus contenteditable>x</x>",
}
MARKDOWN = {
    "markdown-image": "![x](HERE)",
    "markdown-link": "[x](javascript:fetch\\('HERE'\\))",
    "markdown-reference": "[x][y]\n\n[y]: javascript:fetch('HERE')",
}
LATEX = {
    "latex-link": "$\\href{javascript:fetch('HERE')}{x}$",
    "latex-class": "$\\class{x}{\\style{background:url(HERE)}{x}}$",
}

# Does what people do, to whatever may be a payload: hovers, clicks; then tells what in the page could come alive.
PROVOKE = """
(() => {
  const dangerous = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (!value.includes("ADDRESS") && !value.includes("gradax_live")) continue;
      const code = /^\\s*(javascript|data|vbscript):/i.test(value);
      if (name.startsWith("on") || code || name === "srcdoc") dangerous.push(element.tagName + " " + name);
      if (name.startsWith("on")) element.dispatchEvent(new Event(name.slice(2), { bubbles: true }));
      if (code && (name === "href" || name === "formaction")) element.click();
    }
    const own = element.tagName === "SCRIPT" || element.tagName === "STYLE";
    if (own && element.textContent.includes("ADDRESS")) dangerous.push(element.tagName);
  }
  return dangerous;
})()
"""


def markup(address: str, place: str) -> dict[str, str]:
    """Payloads of HTML, by name, for one place of a submission."""
    return _aimed(MARKUP, address, place)


def markdown(address: str, place: str) -> dict[str, str]:
    """Payloads of markdown and LaTeX."""
    return _aimed(MARKDOWN | LATEX, address, place)


def all_markup(address: str, place: str) -> str:
    """All payloads of HTML, one a line."""
    return "\n".join(markup(address, place).values())


def folder_names(address: str) -> dict[str, str]:
    """Names of students' folders, which hold no slash, that break out of what they may be put into."""
    return {
        "text": f"<img src=x: onerror={_call(address, 'text')}>",
        "attribute": f'ada" onmouseover="{_call(address, "attribute")}" x="',
        "tag": f"'\"><svg onload={_call(address, 'tag')}>",
        "string": f'ada";{_call(address, "string")};"',
        "latex": "$\\href{javascript:" + _call(address, "latex") + "}{x}$",
    }


def _call(address: str, name: str) -> str:
    """A script without slashes, quotes or blanks that sets `LIVE` and phones home."""
    hidden = f"{address}/id-{name}".replace("/", "%2F")
    return f"{LIVE}=true,fetch(unescape(`{hidden}`))"


def _aimed(payloads: dict[str, str], address: str, place: str) -> dict[str, str]:
    return {f"{place}-{name}": text.replace("HERE", f"{address}/{place}-{name}") for name, text in payloads.items()}
