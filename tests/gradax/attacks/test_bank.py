"""The bank of attacks is well-formed."""

import pytest

from gradax.results import Kind
from tests.gradax.attacks.attack import BANK, CATEGORIES, WRONG, read_attack, read_attacks
from tests.gradax.attacks.notebooks import NOTEBOOK_ATTACKS


def test_every_attack_ends_in_something_that_there_is():
    assert {end for attack in read_attacks() for end in attack.ends} <= {*Kind, WRONG}


def test_every_attack_has_a_name_of_its_own():
    names = [*(attack.name for attack in read_attacks()), *(attack.name for attack in NOTEBOOK_ATTACKS)]
    assert sorted(set(names)) == sorted(names)


def test_no_attack_lies_elsewhere():
    assert {path.parent.name for path in BANK.rglob("*.py")} == set(CATEGORIES)


@pytest.mark.parametrize("source", ["", "pass", "# ends: wrong\n# Says nothing.\n", "# Says something.\npass\n"])
def test_an_attack_without_its_two_lines_is_refused(tmp_path, source):
    path = tmp_path / "attack.py"
    path.write_text(source)
    with pytest.raises(ValueError, match=r"attack\.py: its first line says what it does, its second one `# ends:"):
        read_attack(path)
