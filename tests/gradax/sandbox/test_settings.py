"""Settings that a notebook changes are set back, and told."""

import pytest

from gradax.sandbox import Zygote
from gradax.wire.settings import JAX_SETTINGS

PROBE = (
    "def look(student):\n    import jax\n    return {name: str(jax.config.values[name]) for name in student.names}\n"
)


@pytest.fixture(scope="module")
def jax_zygote(protection):
    with Zygote(protection, preload=("jax",), trusted=protection is None) as zygote:
        yield zygote


def test_every_setting_is_one_of_jax():
    import jax

    assert set(JAX_SETTINGS) <= set(jax.config.values)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import jax; jax.config.update('jax_platform_name', 'gpu')", ["jax_platform_name"]),
        ("import jax; jax.config.update('jax_enable_x64', True)", ["jax_enable_x64"]),
        ("import jax; jax.config.update('jax_disable_jit', True)", ["jax_disable_jit"]),
        ("import jax; jax.config.update('jax_debug_nans', True)", ["jax_debug_nans"]),
        ("import os; os.environ['XLA_FLAGS'] = '--xla_force_host_platform_device_count=3'", ["XLA_FLAGS"]),
        ("import jax; jax.config.update('jax_log_compiles', False)", []),
    ],
)
def test_what_a_cell_changes_is_set_back_and_noted(jax_zygote, source, names):
    guest = jax_zygote.guest()
    guest.request("cell", source=f"{source}\nimport jax.numpy as jnp\ndef f(x): return jnp.float32(x) + 1", name="mine")
    assert guest.request("call", function="f", args=[1.0], kwargs={}) == 2
    assert guest.request("notes") == {"settings": names, "skipped": [], "replaced": []}
    guest.close()


def test_what_a_call_changes_is_set_back_for_the_next(jax_zygote):
    guest = jax_zygote.guest()
    source = (
        "import jax\ndef f():\n    jax.config.update('jax_enable_x64', True)\ndef g(): return jax.config.jax_enable_x64"
    )
    guest.request("cell", source=source, name="mine")
    guest.request("call", function="f", args=[], kwargs={})
    assert guest.request("call", function="g", args=[], kwargs={}) is False
    guest.close()


def test_a_released_cell_may_choose(jax_zygote):
    guest = jax_zygote.guest()
    guest.request("cell", source="import jax; jax.config.update('jax_enable_x64', True)", name="setup", released=True)
    guest.request("cell", source="def g(): return jax.config.jax_enable_x64", name="mine")
    assert guest.request("call", function="g", args=[], kwargs={}) is True
    assert guest.request("notes")["settings"] == []
    guest.close()
