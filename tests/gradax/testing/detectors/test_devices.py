"""Code where JAX finds other devices. What lies where is `test_eight_devices`'s to say."""

import linecache
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import pytest

from gradax.testing.detectors.devices import elsewhere, run_cells_again

CLUSTER = [SimpleNamespace(platform="tpu", process_index=process) for process in (0, 0, 1, 1, 1)]


def counted():
    return [jax.default_backend(), jax.device_count(), jax.local_device_count(), jax.process_index()]


@pytest.mark.parametrize(("process", "local"), [(0, 2), (1, 3)])
def test_jax_finds_the_devices_and_which_are_local(process, local):
    assert elsewhere(CLUSTER, counted, process=process) == ["tpu", 5, local, process]
    assert elsewhere(CLUSTER, jax.process_count) == 2
    assert elsewhere(CLUSTER, jax.local_devices, process=1) == CLUSTER[2:]


def test_afterwards_it_finds_its_own_whatever_happened():
    before = counted()

    def fails():
        raise ValueError("there")

    with pytest.raises(ValueError, match="there"):
        elsewhere(CLUSTER, fails)
    assert counted() == before


def test_pmap_finds_them_too_though_it_has_run_before():
    mapped = jax.pmap(lambda x: x + 1)
    mapped(jnp.ones(4))
    with pytest.raises(ValueError, match="partitioned 3 times, but the dimension size is 4"):
        elsewhere(jax.devices()[:3], lambda: mapped(jnp.ones(4)))
    assert mapped(jnp.ones(4)).shape == (4,)


@pytest.fixture
def cells(monkeypatch):
    """A notebook's cells as linecache has them where it ran, by name."""

    def cells(**sources):
        cache = {f"<cell {name}>": (1, None, source.splitlines(keepends=True), "") for name, source in sources.items()}
        monkeypatch.setattr(linecache, "cache", cache)

    return cells


def test_the_cells_of_an_exercise_run_again_and_no_others(cells):
    cells(count="count = 1", **{"mesh, the reference's version": "mesh = 2", "other": "other = 3"})
    names = {"other": 0}
    run_cells_again(["count", "mesh"], names)
    assert (names["count"], names["mesh"], names["other"]) == (1, 2, 0)


def test_added_cells_run_again_where_they_ask_for_devices_and_may_fail(cells):
    cells(**{"a+1": "n = len(devices())", "a+2": "mesh = none", "a+3": "m = 5"})
    names: dict = {"devices": lambda: [7, 8]}
    run_cells_again([], names)
    assert names["n"] == 2
    assert "m" not in names


def test_a_cell_in_ipythons_syntax_is_left_out_and_one_that_raises_is_heard(cells):
    cells(magic="%time 1", count="1 / 0")
    with pytest.raises(ZeroDivisionError):
        run_cells_again(["magic", "count"], {})
