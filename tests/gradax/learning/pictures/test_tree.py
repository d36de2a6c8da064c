import numpy as np

from gradax.learning.pictures import pictures_of
from gradax.testing import Compared


def rows(got, want):
    return pictures_of(Compared(got, want, 1e-4, 1e-5))[0].rows


def test_each_node_has_its_place_what_came_back_and_what_is_expected():
    want = [{"w": np.ones((2, 3), np.float32), "b": np.float32(0)}, "relu"]
    got = [{"w": np.ones((3, 2), np.float32), "bias": 0.5}, "relu"]
    assert [(row.depth, row.name, row.got, row.want, row.differs) for row in rows(got, want)] == [
        (0, "", "list of 2", "list of 2", False),
        (1, "[0]", "dict with 2 keys", "dict with 2 keys", False),
        (2, "['w']", "float32[3, 2]", "float32[2, 3]", True),
        (2, "['b']", "nothing", "0 (float32)", True),
        (2, "['bias']", "0.5", "nothing", True),
        (1, "[1]", "'relu'", "'relu'", False),
    ]


def test_a_tuple_is_no_list():
    assert rows((1, 2), [1, 2])[0].differs


def test_close_values_are_alike_and_others_are_not():
    assert [row.differs for row in rows([1.0, 2.0], [1.00001, 3.0])] == [False, False, True]


def test_of_large_trees_what_differs_is_kept_with_what_leads_to_it():
    want = [{"w": [float(i)]} for i in range(50)]
    got = [{"w": [float(i if i != 40 else -1)]} for i in range(50)]
    (tree,) = pictures_of(Compared(got, want))
    names = [row.name for row in tree.rows]
    assert names[names.index("[40]") :][:3] == ["[40]", "['w']", "[0]"]
    assert len(names) == 24
    assert tree.sentence == "1 of 151 nodes differs. 127 are not shown; those that differ come first."


def test_a_long_name_is_cut_and_a_huge_one_has_none():
    names = [row.name for row in rows({"x" * 100: 1, 10**5000: 1}, {"x" * 100: 2, 10**5000: 1})]
    assert names[1] == "['" + "x" * 22 + "…]"
    assert len(names) == 3
