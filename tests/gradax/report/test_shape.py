import pytest

from gradax.report.shape import likeness, pieces

CODE = '''\
def loss(params, x, y):
    """The mean squared error."""
    error = forward(params, x) - y  # how far off
    return jnp.mean(error**2)
'''
DISGUISED = """\
def loss(theta, inputs, targets):
    d = forward(theta, inputs) - targets

    return jnp.mean(d ** 2)
"""


def test_names_comments_and_layout_play_no_part():
    assert pieces(CODE) == pieces(DISGUISED)


@pytest.mark.parametrize(
    "other", [CODE.replace("mean(", "sum("), CODE.replace("**2", "**3"), CODE.replace("- y", "+ y")]
)
def test_what_it_does_plays_a_part(other):
    assert 0 < likeness(pieces(CODE), pieces(other)) < 1


def test_the_order_of_definitions_plays_hardly_any():
    other = CODE.replace("mean", "sum").replace("**2", "**4")
    assert 0.5 < likeness(pieces(CODE + other), pieces(other + CODE)) < 1


@pytest.mark.parametrize("source", ["", "# nothing", "def f(:", "\0", "(" * 1000, "x = 1\n" * 10_000])
def test_what_cannot_be_read_has_no_pieces(source):
    assert pieces(source) == frozenset()


def test_a_number_too_long_to_write_is_a_number():
    assert pieces(f"x = 0x{'f' * 10_000}")


def test_magics_are_read_as_the_notebook_reads_them():
    assert pieces("%time forward(params, x)")
