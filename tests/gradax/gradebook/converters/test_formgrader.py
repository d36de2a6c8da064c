"""Ids in the formgrader's pages. `tests/gradax/browser` opens the pages themselves."""

import json
from urllib.parse import quote, unquote

import pytest

from gradax.gradebook.converters.formgrader import encoded, make_inert

ODD = ["<img src=x onerror=alert(1)>", 'a" onclick="b', "a';b;'", "a\\", "</script>", "a&lt;", "50%", "a?b#c", "\n"]


@pytest.mark.parametrize("identity", ["ada", "ada.lovelace@example.org", "José García", "o-brien_2", "01_warmup"])
def test_an_ordinary_id_stays_as_it_is(identity):
    assert encoded(identity) == identity


@pytest.mark.parametrize("identity", ODD)
def test_an_odd_id_is_neither_html_nor_javascript_but_still_an_address(identity):
    shown = encoded(identity)
    assert not set(shown) & set("<>\"'&\\\n#?/")
    assert unquote(shown) == identity
    assert json.loads(f'"{shown}"') == shown


@pytest.mark.parametrize("again", [1, 2])
def test_every_page_of_the_formgrader_gets_encoded_ids(again, monkeypatch):
    from nbgrader.server_extensions.formgrader.base import BaseHandler

    monkeypatch.setattr(BaseHandler, "render", lambda handler, name, **names: (name, names))
    for _ in range(again):
        make_inert()
    name, names = BaseHandler.render(None, "page.tpl", student_id="<b>", base_url="/")
    assert (name, names) == ("page.tpl", {"student_id": quote("<b>"), "base_url": "/"})
