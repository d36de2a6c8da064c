"""Every template escapes, whoever wrote it: ours, and those of an environment that is not ours."""

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from gradax import html
from gradax.html import prepare, prose, render


@pytest.fixture
def rendered():
    """Renders a template's text in an environment of somebody else's."""

    def rendered(text, **values):
        environment = Environment(loader=DictLoader({"page": text}))
        prepare(environment)
        return environment.get_template("page").render(values)

    return rendered


def test_what_goes_in_is_escaped_and_printable(rendered):
    page = rendered('<p title="{{ x }}">{{ x }}</p>', x="<b>\"'&\x1b[2J\u202e")
    assert page == '<p title="&lt;b&gt;&#34;&#39;&amp;��">&lt;b&gt;&#34;&#39;&amp;��</p>'


def test_numbers_are_written_as_they_are(rendered):
    assert rendered("{{ x }} {{ x | points }}", x=7.50) == "7.5 7.5"


def test_what_is_html_already_stays(rendered):
    assert rendered("{{ x }}{{ y | safe }}", x=Markup("<hr>"), y="<br>") == "<hr><br>"


def test_the_filters(rendered):
    assert rendered("{{ x | prose }}", x="`f(<x>)`\x1b is *off*") == "<code>f(&lt;x&gt;)</code>� is <em>off</em>"
    assert rendered("{{ x | printable | upper }}", x="a\x00") == "A�"


def test_prose_is_escaped_in_code_emphasis_and_style():
    evil = "<script>\"'"
    assert "<script" not in prose(f"{evil} `{evil}` *{evil}*", code_style=f'"{evil}')
    assert prose("`a`", code_style="color:red") == '<code style="color:red">a</code>'


def test_braces_in_a_message_are_text():
    assert prose("`{0}` and {x} *{}*") == "<code>{0}</code> and {x} <em>{}</em>"
    assert prose("{{ 7 * 7 }}{% raw %}") == "{{ 7 * 7 }}{% raw %}"


def test_a_name_that_a_template_does_not_have_is_an_error():
    with pytest.raises(Exception, match="undefined"):
        render("report/class_report.html.j2")


def test_templates_are_read_once():
    assert html._environment() is html._environment()
    assert html._environment().auto_reload is False


def test_every_template_compiles():
    names = html._environment().list_templates(extensions=["j2"])
    assert "learning/check_card.html.j2" in names
    for name in names:
        # nbconvert's environment reads the first ones; the others are no HTML, and have their own.
        if not name.startswith(("gradebook/converters/templates/", "authoring/new/templates/")):
            html._environment().get_template(name)
