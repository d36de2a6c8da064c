import numpy as np
import pytest

from gradax.testing import probe
from gradax.testing.probe import ProbeError

SECRET = 0.25


def test_only_the_functions_own_source_travels():
    @probe
    def doubled(student, x: "np.ndarray"):
        """Not for the student's eyes."""

        # nor this
        def helper(y):
            """Nor this."""
            return 2 * y

        return student.layer(helper(x))

    assert doubled.source == (
        "def doubled(student, x):\n\n    def helper(y):\n        return 2 * y\n    return student.layer(helper(x))\n"
    )


def test_a_probe_knows_which_of_the_students_names_it_reads():
    @probe
    def reads(student, x):
        return [student.forward(x), student.Linear, x.shape]

    assert reads.names == {"forward", "Linear"}


def test_a_closure_is_refused():
    threshold = 0.5
    with pytest.raises(ProbeError, match="`closing` closes over `threshold`; pass it as data: student"):

        @probe
        def closing(student):
            return student.f() > threshold


@pytest.mark.parametrize("where", ["here", "nested", "in a class"])
def test_a_global_of_the_test_module_is_refused(where):
    with pytest.raises(ProbeError, match="uses `SECRET` of the test's module, which does not travel; import inside"):
        if where == "here":

            @probe
            def direct(student):
                return SECRET
        elif where == "nested":

            @probe
            def nested(student):
                return [(lambda: SECRET)() for _ in range(2)]
        else:

            @probe
            def in_class(student):
                class Inner:
                    value = SECRET

                return Inner.value


def test_a_module_imported_by_the_test_is_refused_and_one_imported_inside_is_not():
    with pytest.raises(ProbeError, match="uses `np`"):

        @probe
        def outside(student):
            return np.zeros(3)

    @probe
    def inside(student):
        import numpy as np

        class Inner:
            shape = (3,)
            size = len(shape)

        return np.zeros(Inner.shape)

    assert "import numpy" in inside.source


def test_an_assert_is_refused():
    with pytest.raises(ProbeError, match="`asserting` asserts: let it return what it saw"):

        @probe
        def asserting(student):
            assert student.f()


def test_default_values_are_refused():
    with pytest.raises(ProbeError, match="has default values, which would travel; pass them as data"):

        @probe
        def defaulting(student, x=3):
            return x


def test_a_probe_has_the_student_as_its_first_argument():
    with pytest.raises(ProbeError, match="its first one is the student's code"):

        @probe
        def alone():
            return 1


def test_a_lambda_is_refused():
    with pytest.raises(ProbeError, match="is not a plain `def`"):
        probe(lambda student: 1)


def test_the_keys_of_a_dict_that_is_written_out_are_known():
    @probe
    def written_out(student):
        def inner():
            return None

        if student.f():
            return {"a": 1, "b": inner()}
        return {"b": 2, "a": 3}

    assert written_out.keys == frozenset({"a", "b"})


def test_the_keys_of_anything_else_are_not():
    @probe
    def computed(student):
        return {name: 1 for name in student.names}

    @probe
    def unpacked(student):
        return {"a": 1, **student.more}

    @probe
    def one_of_two(student):
        return {"a": 1} if student.f() else [1]

    assert (computed.keys, unpacked.keys, one_of_two.keys) == (None, None, None)
