"""What the probes of 07 share; it runs where the student's code lives."""


def wavy_loss(params, x, y):
    """The loss of a function with a bend: the mean of its squared errors."""
    import jax.numpy as jnp

    return jnp.mean((jnp.tanh(x @ params["w"]) * 2 + params["b"] - y) ** 2)


def sums_in(f, *args):
    """What the devices add up, a text for each sum; nothing where `f` cannot be traced."""
    import re

    import jax

    try:
        text = str(jax.make_jaxpr(lambda *args: f(*args))(*args))
    except Exception:  # only a diagnosis: not every right answer can be traced
        text = ""
    return re.findall(r"(.*) = psum", text)


def fewest_devices(tree):
    """The number of devices that a leaf lies on, of the leaf for which it is smallest."""
    import jax

    leaves = [leaf for leaf in jax.tree.leaves(tree) if isinstance(leaf, jax.Array)]
    return min([len(leaf.sharding.device_set) for leaf in leaves], default=0)


def with_devices(few, student, cells, call):
    """What a call gives where JAX finds a few devices only; before it, the cells of these exercises run there again.

    The call gets the notebook's names as they are there.
    """
    from types import SimpleNamespace

    import numpy as np
    from jax.sharding import Mesh, NamedSharding, PartitionSpec

    from gradax.testing.detectors import devices

    mesh, names = Mesh(np.array(few), ("devices",)), dict(student.linear_loss.__globals__)
    names |= {"count": len(few), "mesh": mesh, "everywhere": NamedSharding(mesh, PartitionSpec())}

    def there():
        devices.run_cells_again(cells, names)
        return call(SimpleNamespace(**names))

    return devices.elsewhere(few, there)


def look(seen):
    """Take note of the arrays that are new: the devices they lie on, and how many results nobody has waited for."""
    import jax

    new = [each for each in jax.live_arrays() if id(each) not in seen["kept"]]
    seen["kept"].update({id(each): each for each in new})
    spread = [len(each.sharding.device_set) for each in new]
    seen["devices"] = max([seen["devices"], *spread])
    if max(spread, default=1) > 1:
        seen["queued"] += 1
        seen["longest"] = max(seen["longest"], seen["queued"])


def hooks(seen):
    """What `sys` should call: to look after each line of the student's, and to see when something waits."""
    import re

    cell = re.compile(r"<cell .*>")  # a file name of the student's code

    def trace_line(frame, event, arg):
        look(seen)
        return trace_line

    def trace(frame, event, arg):
        if frame.f_code.co_name in ("_value", "block_until_ready", "effects_barrier"):
            seen["queued"] = 0
        return trace_line if cell.fullmatch(frame.f_code.co_filename) else None

    def profile(frame, event, arg):
        if event == "c_call" and arg.__name__ in ("asarray", "array") and cell.fullmatch(frame.f_code.co_filename):
            seen["queued"] = 0

    return trace, profile


def watch(array, call):
    """On how many devices arrays lie while a call runs, and the longest run of results that nothing waited for."""
    import sys

    import jax

    seen = {"kept": {id(each): each for each in jax.live_arrays()}, "devices": 1, "queued": 0, "longest": 0}
    before, ready = (sys.gettrace(), sys.getprofile()), array.block_until_ready
    trace, profile = hooks(seen)

    def wait(self):
        seen["queued"] = 0
        return ready(self)

    array.block_until_ready = wait
    sys.settrace(trace)
    sys.setprofile(profile)
    try:
        call()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
        array.block_until_ready = ready
    return [seen["devices"], seen["longest"]]
