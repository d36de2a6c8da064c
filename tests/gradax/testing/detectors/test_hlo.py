"""Names of collectives in a compiled program's text."""

import pytest

from gradax.testing.detectors.hlo import collectives_in


@pytest.mark.parametrize(
    "name",
    ["all-reduce", "all-gather", "reduce-scatter", "all-to-all", "ragged-all-to-all", "collective-permute",
     "collective-broadcast"],
)  # fmt: skip
def test_each_collective_counts_for_itself(name):
    assert collectives_in(f"  %y = f32[3]{{0}} {name}(%x), channel_id=1") == [name]


def test_a_start_counts_under_the_plain_name():
    assert collectives_in("  %y = (f32[3]{0}, f32[3]{0}) all-gather-start(%x)") == ["all-gather"]


@pytest.mark.parametrize(
    "line",
    [
        "  %all-reduce.1 = f32[3]{0} add(%x, %x)",
        "  %y = f32[3]{0} fusion(%all-to-all.2), calls=%all-gather",
        '  %y = f32[3]{0} sine(%x), metadata={op_name="jit(f)/all-reduce(x)"}',
        "%all-reduce (x: f32[3]) -> f32[3] {",
    ],
)
def test_names_of_other_things_are_no_operations(line):
    assert collectives_in(line) == []
