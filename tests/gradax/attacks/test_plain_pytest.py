"""What forgeries do to a grader that runs them in its own process; without it, a harmless bank would pass too."""

import pytest

from tests.gradax.attacks.attack import WRONG, Attack
from tests.gradax.attacks.course import HONEST
from tests.gradax.attacks.plain_pytest import plain_pytest
from tests.gradax.attacks.table import FOOLING

pytestmark = pytest.mark.slow

HONEST_ONE = Attack("forging", "honest", HONEST, frozenset({WRONG}), False)
WRONG_ONE = Attack("forging", "wrong", "def affine(x):\n    return 0 * x\n", frozenset({WRONG}), False)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """What plain pytest says of each forgery that is made for it."""
    return plain_pytest([HONEST_ONE, WRONG_ONE, *FOOLING], tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("name", [attack.name for attack in FOOLING])
def test_plain_pytest_is_fooled(reports, name):
    code, report = reports[name]
    assert code == 0, report


def test_plain_pytest_tells_wrong_from_right_where_nobody_forges(reports):
    assert [reports[each.name][0] for each in (HONEST_ONE, WRONG_ONE)] == [0, 1]
