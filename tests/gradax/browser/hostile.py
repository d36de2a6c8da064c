"""A submission that is full of payloads wherever a submission can hold text, and a small course to hand it in to."""

from __future__ import annotations

import json
from typing import Any

from tests.gradax.browser.payloads import all_markup, markdown, markup

HIDDEN = '''\
"""Hidden tests for `clamp`."""

import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree


def test_stays_between_the_bounds(student):
    """A number outside of the bounds becomes the nearer bound."""
    expect(student.clamp(7.0, 0.0, 1.0) == 1.0, "`clamp(7, 0, 1)` should be 1, the upper bound.")


def test_is_close(student):
    """What comes back is close to what is expected."""
    expect_close(student.clamp(5.0, 0.0, 1.0), 1.0, what="`clamp(5, 0, 1)`")


def test_is_an_array(student):
    """What comes back has a shape."""
    expect_array(student.clamp(4.0, 0.0, 1.0), what="`clamp(4, 0, 1)`", shape=())


def test_is_a_tree(student):
    """What comes back is a dictionary."""
    expect_tree(student.clamp(3.0, 0.0, 1.0), {"bound": 1.0}, what="`clamp(3, 0, 1)`")


def test_raises(student):
    """Bounds in the wrong order are refused."""
    expect(student.raises(ValueError, "clamp", 1.0, 5.0, 4.0), "`clamp(1, 5, 4)` should raise ValueError.")


def test_has_a_known_type(student):
    """What comes back can travel."""
    student.clamp(2.0, 0.0, 1.0)
'''

SOLUTION = '''\
"""{docstring}"""
# {comment}
payload = {text!r}
print(payload)


class {class_name}(Exception):
    """{docstring}"""


{class_name}.__name__ = {class_name}.__qualname__ = {class_name}.__module__ = payload


def clamp(x, low, high):
    print(payload)
    if x == 7.0:
        raise {class_name}(payload)
    if x == 5.0:
        return payload
    if x == 4.0:
        return [payload, {{payload: payload}}]
    if x == 3.0:
        return {{payload: payload}}
    if x == 2.0:
        return {class_name}(payload)
    return low
'''


def notebook(released: dict[str, Any], address: str) -> dict[str, Any]:
    """The hostile notebook: payloads in sources, markdown, outputs, metadata, ids and names."""
    made: dict[str, Any] = json.loads(json.dumps(released))
    everything = all_markup(address, "solution")
    for cell in made["cells"]:
        cell["source"] = "".join(cell["source"])
        if cell["id"] == "clamp":
            cell["source"] = SOLUTION.format(
                docstring=everything.replace("\\", "\\\\").replace('"""', ""),
                comment=all_markup(address, "comment").replace("\n", " "),
                text=all_markup(address, "text"),
                class_name="Odd",
            )
        cell["metadata"]["name"] = cell["metadata"]["title"] = all_markup(address, "metadata").replace("\n", " ")
        cell["metadata"].setdefault("nbgrader", {})["comment"] = all_markup(address, "nbgrader-comment")
        if cell["cell_type"] == "code":
            cell["outputs"] = outputs(address)
        else:
            cell["source"] += "\n\n" + all_markup(address, "released-markdown")
    made["cells"] += [
        *(
            {"cell_type": "markdown", "id": f"m{n}", "metadata": {}, "source": text}
            for n, text in enumerate(texts(address))
        ),
        {"cell_type": "raw", "id": "raw", "metadata": {"format": "text/html"}, "source": all_markup(address, "raw")},
        _code(all_markup(address, "id"), f"{all_markup(address, 'added')!r}", outputs(address)),
        _code("magic", f"%%html\n{all_markup(address, 'magic')}", []),
        _code("broken", all_markup(address, "broken"), []),
        {
            "cell_type": "markdown",
            "id": "comment",
            "metadata": {"nbgrader": _nbgrader(all_markup(address, "grade-id"))},
            "source": all_markup(address, "manual"),
        },
    ]
    made["metadata"]["title"] = all_markup(address, "title")
    made["metadata"]["authors"] = [{"name": all_markup(address, "author")}]
    made["metadata"]["kernelspec"] = {
        "name": "python3",
        "display_name": all_markup(address, "kernel"),
        "language": "python",
    }
    made["metadata"]["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": all_markup(address, "widget")}
    }
    return made


def texts(address: str) -> list[str]:
    """Sources of markdown cells."""
    return [*markup(address, "markdown").values(), *markdown(address, "markdown").values()]


def outputs(address: str) -> list[dict[str, Any]]:
    """Outputs of every kind that a notebook shows."""
    html = all_markup(address, "output")
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'><script>fetch('{address}/output-svg')</script></svg>"
    display = [
        {"text/html": html},
        {"application/javascript": f"fetch('{address}/output-javascript')"},
        {"image/svg+xml": svg},
        {"text/markdown": html},
        {"text/latex": "\n".join(markdown(address, "output").values())},
        {"text/plain": html},
        {"image/png": f"x' onerror='fetch(`{address}/output-png`)"},
    ]
    return [
        *({"output_type": "display_data", "metadata": {}, "data": data} for data in display),
        {"output_type": "stream", "name": "stdout", "text": html},
        {"output_type": "stream", "name": "stderr", "text": html},
        {"output_type": "error", "ename": html, "evalue": html, "traceback": [html]},
    ]


def _code(identity: str, source: str, shown: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": identity,
        "metadata": {},
        "execution_count": None,
        "source": source,
        "outputs": shown,
    }


def _nbgrader(grade_id: str) -> dict[str, Any]:
    return {"grade": True, "grade_id": grade_id, "locked": False, "points": 5, "schema_version": 3, "solution": True}
