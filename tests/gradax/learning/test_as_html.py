import re
from html.parser import HTMLParser

import numpy as np

from gradax.learning.as_html import check_card_html
from gradax.learning.check_card import card_of
from gradax.learning.pictures import pictures_of
from gradax.results import TestResult, Verdict
from gradax.testing import Compared

PASSED = TestResult(name="test_a", rubric="It is fine.", verdict=Verdict.PASSED)


def failed(message, rubric="It works."):
    return TestResult(name="test_b", rubric=rubric, verdict=Verdict.FAILED, message=message)


def html(*results, exercise="double"):
    return check_card_html(card_of(exercise, results, 0.25, 10))


def body(text):
    return re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


def test_a_failing_card_says_what_and_why():
    text = html(PASSED, failed("`double(3)` is off by 3.\ngot: 9"))
    assert "1 of 2 checks pass" in text
    assert "<code>double(3)</code> is off by 3." in text
    assert '<pre tabindex="0">got: 9</pre>' in text


def test_a_failing_card_ends_with_a_nudge():
    assert "<code>hint(&quot;double&quot;)</code>" in html(failed("No."))


def test_a_passing_card_is_one_calm_line():
    text = body(html(PASSED))
    assert "10 points · 0.2 s" in text
    assert "<li" not in text
    assert "hint(" not in text


def test_a_broken_check_gets_no_nudge():
    assert "hint(" not in html(TestResult(name="t", rubric="r", verdict=Verdict.ERROR, message="Broken."))


def test_colour_is_never_the_only_sign():
    text = html(PASSED, failed("No."))
    assert '<span class="unseen">passed: </span>' in text
    assert '<span class="unseen">failed: </span>' in text
    assert 'aria-label="double: 1 of 2 checks pass"' in text


def test_everything_is_escaped():
    evil = '<img src=x onerror=alert(1)>`<b>` & "quotes"'
    text = body(html(failed(f"{evil}\n{evil}", rubric=evil), exercise='"><script>'))
    assert "<img" not in text
    assert "<b>&lt;b&gt;" not in text
    assert "<script" not in text


def test_nothing_is_loaded():
    text = html(PASSED, failed("No."))
    assert not re.search(r"url\(|@import|src=|href=|https?:", text)


def test_pictures_are_folded_away_below_the_values():
    pictures = {"test_b": pictures_of(Compared(np.zeros(9), np.ones(9)))}
    text = check_card_html(card_of("double", [failed("`double(x)` is off.\ngot: 0")], 0.25, 10, pictures))
    assert '<details class="picture"><summary>picture: what came back and what is expected, as curves</summary>' in text
    assert "9 of 9 entries differ: all of them." in text
    assert text.index("got: 0</pre>") < text.index("<svg")


def test_every_element_is_closed():
    class Balance(HTMLParser):
        def __init__(self):
            super().__init__()
            self.open = []

        def handle_starttag(self, tag, attributes):
            self.open.append(tag)

        def handle_endtag(self, tag):
            assert self.open.pop() == tag

        def handle_startendtag(self, tag, attributes):
            pass

    matrix, tree = np.arange(90.0).reshape(9, 10), {"a": 1, "b": 2}
    placements = [[{"device": 0, "index": [[0, end]], "shape": [end]}] for end in (1, 2)]
    compared = {
        "tree": ({**tree, "m": matrix}, {**tree, "m": -matrix}),
        "curve": (matrix[0], matrix[1]),
        "shards": placements,
    }
    pictures = {name: pictures_of(Compared(*pair)) for name, pair in compared.items()}
    results = [
        TestResult(name=name, rubric="r", verdict=Verdict.FAILED, message=f"`a` *b* {name}\nc") for name in compared
    ]
    parser = Balance()
    parser.feed(check_card_html(card_of("double", [PASSED, *results], 0.25, 10, pictures)))
    assert parser.open == []
