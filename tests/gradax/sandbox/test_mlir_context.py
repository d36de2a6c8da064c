"""Guests lower their programs in one MLIR context, whatever kind of program, and in several threads at once."""

KINDS = """
import jax, jax.numpy as jnp
from jax import lax

def kinds():
    x = jnp.arange(6.0).reshape(2, 3)
    axis = jax.make_mesh((2,), ("i",))
    rows = jax.sharding.NamedSharding(axis, jax.P("i"))
    return [
        float(jax.jit(jnp.sum)(x)),
        float(jax.grad(lambda x: jnp.tanh(x).sum())(jnp.zeros(3))[0]),
        float(lax.scan(lambda carry, row: (carry + row.sum(), None), 0.0, x)[0]),
        float(jax.pmap(lambda x: lax.psum(x, "i"), axis_name="i")(x)[0, 0]),
        float(jax.jit(lambda x: x.sum(0), out_shardings=None)(jax.device_put(x, rows))[0]),
        float(jax.export.export(jax.jit(lambda x: 2 * x))(jax.ShapeDtypeStruct((), "float32")).call(jnp.float32(3))),
        float(jax.pure_callback(lambda x: x, jax.ShapeDtypeStruct((), "float32"), jnp.float32(4))),
    ]
"""
THREADS = """
from concurrent.futures import ThreadPoolExecutor
import jax, jax.numpy as jnp

def in_threads():
    def value(n):
        return int(jax.jit(lambda x: (x * n).sum() + jnp.sort(x)[-1])(jnp.arange(n + 2)))
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(value, range(60)))
"""
CONTEXTS = """
import jax

def contexts():
    modules = [jax.jit(lambda x: x + n).lower(1.0).compiler_ir() for n in range(3)]
    return len({id(module.context) for module in modules})
"""


def asked(open_guest, source, function):
    guest = open_guest(devices=2)
    guest.request("cell", 30.0, source=source, name=function)
    return guest.request("call", 60.0, function=function, args=[], kwargs={})


def test_every_kind_of_program_runs(open_guest):
    assert asked(open_guest, KINDS, "kinds") == [15.0, 1.0, 15.0, 3.0, 3.0, 6.0, 4.0]


def test_programs_may_be_made_in_several_threads(open_guest):
    expected = [n * (n + 1) * (n + 2) // 2 + n + 1 for n in range(60)]
    assert asked(open_guest, THREADS, "in_threads") == expected


def test_there_is_one_context(open_guest):
    assert asked(open_guest, CONTEXTS, "contexts") == 1
