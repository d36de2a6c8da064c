"""Placement and collectives, on eight CPU devices: JAX must be told before it starts, hence a process of its own."""

import json
import os
import subprocess
import sys
import textwrap

import pytest

SCRIPT = """
import json, jax, jax.numpy as jnp, numpy as np
jax.config.update("jax_num_cpu_devices", 8)
from jax.sharding import Mesh, NamedSharding, PartitionSpec as P
from gradax.testing.detectors.devices import committed, placement, transfers
from gradax.testing.detectors.hlo import collectives

mesh = Mesh(np.array(jax.devices()), ("i",))
rows, whole = NamedSharding(mesh, P("i")), NamedSharding(mesh, P())
x = jax.device_put(jnp.arange(48.0).reshape(16, 3), rows)
everywhere = jax.device_put(jnp.ones(3), whole)
xs = jnp.arange(24.0).reshape(8, 3)
mapped = jax.pmap(lambda x: 2 * x)(xs)
shmapped = jax.jit(lambda x: 2 * x, in_shardings=rows, out_shardings=rows)(xs)
summed = jax.pmap(lambda x: x / jax.lax.psum(x, "b"), axis_name="b")
gathered = jax.shard_map(
    lambda x: jax.lax.all_gather(x, "i", tiled=True), mesh=mesh, in_specs=P("i"), out_specs=P(), check_vma=False
)
print(json.dumps({
    "x": placement(x),
    "everywhere": placement(everywhere),
    "alone": placement(jax.device_put(jnp.ones(3), jax.devices()[3])),
    "scalar": placement(jnp.float32(1)),
    "committed": [committed(everywhere), committed(jnp.ones(3))],
    "moved": transfers(lambda x: jax.device_put(2 * x, rows), xs),
    "stayed": transfers(lambda x: jax.device_put(2 * x, rows), mapped),
    "dealt": transfers(jax.pmap(lambda x: x.sum()), xs),
    "independent": collectives(lambda x: 2 * x, x),
    "reduced": collectives(lambda x: jnp.sum(x), x),
    "pmap_independent": collectives(jax.pmap(lambda x: 2 * x), xs),
    "pmap_summed": collectives(summed, xs),
    "pmap_called": collectives(lambda x: summed(x), mapped),
    "gathered": collectives(jax.jit(gathered), x),
}))
"""


@pytest.fixture(scope="module")
def seen():
    environment = os.environ | {"NPROC": "16", "JAX_PLATFORMS": "cpu"}
    done = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:__main__", "-c", textwrap.dedent(SCRIPT)],
        capture_output=True, text=True, timeout=100, check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_each_shard_is_told_with_its_device_place_and_shape(seen):
    assert len(seen["x"]) == 8
    assert seen["x"][3] == {"device": 3, "index": [[6, 8], [0, 3]], "shape": [2, 3]}


def test_a_replicated_array_lies_whole_on_each_device(seen):
    assert [shard["index"] for shard in seen["everywhere"]] == [[[0, 3]]] * 8


def test_one_device_is_told_and_a_scalar_has_no_index(seen):
    assert seen["alone"] == [{"device": 3, "index": [[0, 3]], "shape": [3]}]
    assert seen["scalar"] == [{"device": 0, "index": [], "shape": []}]


def test_committed(seen):
    assert seen["committed"] == [True, False]


def test_what_is_put_on_devices_is_seen(seen):
    assert [8, 3] in seen["moved"]
    assert seen["dealt"] == [[8, 3]]


def test_what_lies_there_already_is_not_put(seen):
    assert [8, 3] not in seen["stayed"]


def test_independent_work_needs_no_collective(seen):
    assert seen["independent"] == seen["pmap_independent"] == []


def test_collectives_are_named(seen):
    assert seen["reduced"] == seen["pmap_summed"] == seen["pmap_called"] == ["all-reduce"]
    assert seen["gathered"] == ["all-gather"]
