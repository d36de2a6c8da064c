"""Hidden tests for `numpy_collate`: samples, nested in any way, become one batch of NumPy arrays."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_close, fail, probe

CALL = "`numpy_collate(batch)`"
BATCH = "See *From samples to a batch*."


@probe
def collated(student, batch):
    """The batch as plain data: containers as they are, each leaf with what kind of array it is."""
    import numpy as np

    def told(node):
        if isinstance(node, dict):
            return {"dict": {name: told(value) for name, value in node.items()}}
        if isinstance(node, (tuple, list)):
            return {"sequence": [told(value) for value in node]}
        library = type(node).__module__.partition(".")[0]
        value = np.asarray(node)
        if value.dtype.kind not in "biufc":
            return {"leaf": "object", "value": None}
        return {"leaf": "numpy" if isinstance(node, np.ndarray) else library, "value": value}

    try:
        return told(student.numpy_collate(batch))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return {"leaf": "refused", "value": None}


def image(rng, shape=(4,)):
    """One image, as it must reach the student: NumPy."""
    return HostArray(rng.normal(size=shape).astype(np.float32))


def stacked(samples):
    """What is right: the leaves of the samples stacked, containers as the probe tells of them."""
    first = samples[0]
    if isinstance(first, dict):
        return {"dict": {name: stacked([sample[name] for sample in samples]) for name in first}}
    if isinstance(first, tuple | list):
        return {"sequence": [stacked(list(leaves)) for leaves in zip(*samples, strict=True)]}
    return {"leaf": np.stack([each.array if isinstance(each, HostArray) else np.asarray(each) for each in samples])}


def judge(got, want, where=CALL):
    """Compare one node with its counterpart: containers, then the kind of leaf, shape, kind of dtype, values."""
    if not isinstance(got, dict):
        fail(f"{where} could not be read.")
    if got.get("leaf") == "refused":
        fail(
            f"{CALL} raises an error for samples of one of the kinds that the exercise allows: arrays, numbers, and "
            "tuples, "
            f"lists and dicts of them, nested as deep as you like, with any number of parts. {BATCH}"
        )
    if "dict" in want:
        if not isinstance(got.get("dict"), dict) or set(got["dict"]) != set(want["dict"]):
            fail(
                f"{where} is to be a dict with the sample's keys, and is not. A batch is nested as one sample is. "
                f"{BATCH}"
            )
        for name, node in want["dict"].items():
            judge(got["dict"][name], node, f"{where}[{name!r}]")
    elif "sequence" in want:
        nodes = got.get("sequence")
        if not isinstance(nodes, list):
            fail(
                f"{where} is to be a tuple or list, as in the sample, and is not. A batch is nested as one sample is. "
                f"{BATCH}"
            )
        if len(nodes) != len(want["sequence"]):
            fail(
                f"{where} has {len(nodes)} parts; a sample has {len(want['sequence'])}. Not a list of samples is "
                "wanted, but "
                f"one array for each part of a sample: turn `[(x, y), (x, y), …]` into `(xs, ys)`. {BATCH}"
            )
        for i, node in enumerate(want["sequence"]):
            judge(nodes[i], node, f"{where}[{i}]")
    else:
        judge_leaf(got, want["leaf"], where)


def judge_leaf(got, want, where):
    """Compare one leaf."""
    kind = got.get("leaf")
    if kind is None:
        fail(f"{where} is a container where one array is expected: stack the samples' values. {BATCH}")
    if kind != "numpy":
        because = {
            "torch": "is a torch tensor, which most JAX functions refuse. End in NumPy",
            "jax": "is a JAX array. Workers must not touch JAX: end in NumPy",
            "jaxlib": "is a JAX array. Workers must not touch JAX: end in NumPy",
            "object": "is no array of numbers. Stack the samples' values with `np.stack`",
        }.get(str(kind), "is not an `np.ndarray`")
        fail(f"{where} {because}. {BATCH}")
    value = got.get("value")
    if getattr(value, "shape", None) != want.shape:
        shape = getattr(value, "shape", "none")
        fail(f"{where} has shape {shape}; expected {want.shape}: the samples, along a new *first* axis. {BATCH}")
    because = "Stack the samples in their order."
    if want.dtype.kind == "f" and want.dtype.itemsize == 4 and value.dtype.kind == "f":
        expect(value.dtype == np.float32, f"{where} has another dtype than the samples: float32 images stay float32.")
    if want.dtype == np.uint8:
        expect(value.dtype == np.uint8, f"{where} has another dtype than the samples: uint8 arrays stay uint8.")
    if value.dtype.kind != want.dtype.kind and {value.dtype.kind, want.dtype.kind} != {"i", "u"}:
        kinds = {"b": "bools", "i": "integers", "u": "integers", "f": "floats"}
        fail(
            f"{where} holds {kinds.get(value.dtype.kind, 'something else')}, but the samples hold "
            f"{kinds[want.dtype.kind]} "
            f"there. Let each leaf keep its own kind of number: labels that became floats are no classes. {BATCH}"
        )
    expect_close(np.asarray(value), want, what=where, rtol=1e-6, atol=0, because=because)


def compare(student, samples):
    """Collate these samples, and judge."""
    judge(student.probe(collated, batch=samples), stacked(samples))


@pytest.mark.weight(2)
def test_images_and_labels(student, rng):
    """Pairs of image and label become an array of images and an array of labels."""
    compare(student, [(image(rng), int(rng.integers(10))) for _ in range(5)])


def test_images_with_more_axes(student, rng):
    """Images with several axes get a new first axis, and as many samples as axes confuse nothing."""
    compare(student, [(image(rng, (3, 2)), i) for i in (4, 0, 7)])
    compare(student, [(image(rng, (2, 2)), i) for i in (4, 5)])


def test_one_sample(student, rng):
    """A batch of one sample keeps its first axis."""
    compare(student, [(image(rng), 3)])


@pytest.mark.weight(2)
def test_dicts(student, rng):
    """Samples that are dicts become a dict of arrays."""
    compare(student, [{"image": image(rng), "label": int(rng.integers(10))} for _ in range(4)])


@pytest.mark.weight(2)
def test_nested_samples(student, rng):
    """Tuples, lists and dicts within each other keep their nesting."""
    compare(student, [{"image": image(rng), "target": (i, float(rng.normal()))} for i in range(3)])
    compare(student, [(image(rng), [i, {"again": (image(rng, (2,)), i + 1)}]) for i in range(4)])


def test_bare_samples(student, rng):
    """Samples that are just arrays, or just numbers, become one array."""
    compare(student, [image(rng) for _ in range(3)])
    compare(student, [3, 1, 2, 9])


def test_kinds_of_numbers(student, rng):
    """Arrays keep their dtype; ints stay integers, floats stay floats, bools stay bools."""
    pixels = [HostArray(rng.integers(256, size=3, dtype=np.uint8)) for _ in range(3)]
    compare(student, [(each, i, float(rng.normal()), bool(i % 2)) for i, each in enumerate(pixels)])
