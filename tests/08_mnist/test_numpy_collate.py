"""Hidden tests for `numpy_collate`: samples, nested in any way, become one batch of NumPy arrays."""

import numpy as np
import pytest

from gradax.testing import HostArray, equal, expect, expect_array, expect_close, fail, probe

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
    arrays = [each.array if isinstance(each, HostArray) else np.asarray(each) for each in samples]
    return {"leaf": np.stack(arrays), "exact": isinstance(first, HostArray)}


def judge_sequence(nodes, parts, where):
    """Compare a tuple or list with its counterpart."""
    expect(
        isinstance(nodes, list),
        f"{where} should be a tuple or list, as in the sample. A batch is nested as one sample is. {BATCH}",
    )
    expect(
        len(nodes) == len(parts),
        f"{where} has another number of parts than a sample, {len(parts)}. Return one array for each part of a sample, "
        f"not a list of samples: turn `[(x, y), (x, y), …]` into `(xs, ys)`. {BATCH}",
    )
    for i, (node, part) in enumerate(zip(nodes, parts, strict=True)):
        judge(node, part, f"{where}[{i}]")


def judge(got, want, where=CALL):
    """Compare one node with its counterpart: containers, then the kind of leaf, shape, kind of dtype, values."""
    if not isinstance(got, dict):
        fail(f"{where} could not be read.")
    expect(
        not equal(got.get("leaf"), "refused"),
        f"{CALL} raises an error for samples of one of the kinds that the exercise allows: arrays, numbers, and "
        f"tuples, lists and dicts of them, nested as deep as you like, with any number of parts. {BATCH}",
    )
    if "dict" in want:
        expect(
            isinstance(got.get("dict"), dict) and set(got["dict"]) == set(want["dict"]),
            f"{where} should be a dict with the sample's keys. A batch is nested as one sample is. {BATCH}",
        )
        for name, node in want["dict"].items():
            judge(got["dict"][name], node, f"{where}[{name!r}]")
    elif "sequence" in want:
        judge_sequence(got.get("sequence"), want["sequence"], where)
    else:
        judge_leaf(got, want["leaf"], where, want["exact"])


def judge_leaf(got, want, where, exact):
    """Compare one leaf."""
    kind = got.get("leaf")
    if kind is None:
        fail(f"{where} is a container where one array is expected: stack the samples' values. {BATCH}")
    if not equal(kind, "numpy"):
        code, because = {
            "torch": ("tensor", "is a torch tensor, which most JAX functions refuse. End in NumPy"),
            "jax": ("jax-array", "is a JAX array. Workers must not touch JAX: end in NumPy"),
            "jaxlib": ("jax-array", "is a JAX array. Workers must not touch JAX: end in NumPy"),
            "object": ("object-array", "is not an array of numbers. Stack the samples' values with `np.stack`"),
        }.get(str(kind), ("not-numpy", "is not an `np.ndarray`"))
        fail(f"{where} {because}. {BATCH}", code=code)
    value = expect_array(got.get("value"), what=where)
    expect(
        value.shape == want.shape,
        f"{where} has another shape than {want.shape}: the samples, along a new *first* axis. {BATCH}",
        code="shape",
    )
    judge_dtype(value.dtype, want.dtype, where, exact)
    expect_close(value, want, what=where, rtol=1e-6, atol=0, because="Stack the samples in their order.")


def judge_dtype(got, want, where, exact):
    """Compare dtypes: arrays keep theirs, numbers their kind."""
    kinds = {"b": "bools", "i": "integers", "u": "integers", "f": "floats"}
    expect(
        got.kind == want.kind or {got.kind, want.kind} == {"i", "u"},
        f"{where} does not hold {kinds[want.kind]}, as the samples do. Let each leaf keep its own kind of number: "
        f"labels that became floats are not classes. {BATCH}",
        code="other-kind",
    )
    said = f"{where} has another dtype than the samples' arrays: {want} stays {want}. {BATCH}"
    expect(got == want or not exact, said, code="other-width")


def compare(student, samples):
    """Collate these samples, and judge."""
    judge(student.probe(collated, batch=samples), stacked(samples))


@pytest.mark.core
@pytest.mark.weight(2)
def test_images_and_labels(student, rng):
    """Pairs of image and label become an array of images and an array of labels."""
    compare(student, [(image(rng), int(rng.integers(10))) for _ in range(5)])


@pytest.mark.core
def test_images_with_more_axes(student, rng):
    """Images with several axes get a new first axis, and as many samples as axes confuse nothing."""
    compare(student, [(image(rng, (3, 2)), i) for i in (4, 0, 7)])
    compare(student, [(image(rng, (2, 2)), i) for i in (4, 5)])


@pytest.mark.core
def test_one_sample(student, rng):
    """A batch of one sample keeps its first axis, and an image keeps its axes of length one."""
    compare(student, [(image(rng), 3)])
    compare(student, [(image(rng, (1, 4)), i) for i in range(3)])


@pytest.mark.core
@pytest.mark.weight(2)
def test_dicts(student, rng):
    """Samples that are dicts become a dict of arrays, whatever the order of their keys."""
    compare(student, [{"image": image(rng), "label": int(rng.integers(10))} for _ in range(4)])
    compare(student, [{"a": 1, "b": image(rng)}, {"b": image(rng), "a": 2}])


@pytest.mark.core
@pytest.mark.weight(2)
def test_nested_samples(student, rng):
    """Tuples, lists and dicts within each other keep their nesting."""
    compare(student, [{"image": image(rng), "target": (i, float(rng.normal()))} for i in range(3)])
    compare(student, [(image(rng), [i, {"again": (image(rng, (2,)), i + 1)}]) for i in range(4)])


@pytest.mark.core
def test_bare_samples(student, rng):
    """Samples that are just arrays, or just numbers, become one array; a tuple or list of one stays one."""
    compare(student, [image(rng) for _ in range(3)])
    compare(student, [3, 1, 2, 9])
    compare(student, [*range(200)])
    compare(student, [HostArray(np.array([np.nan, np.inf, number], np.float32)) for number in range(3)])
    compare(student, [[i, i + 1] for i in range(3)])
    compare(student, [(image(rng),) for _ in range(3)])
    compare(student, [{"label": [i]} for i in range(3)])


@pytest.mark.core
def test_kinds_of_numbers(student, rng):
    """Arrays keep their dtype; ints stay integers, floats stay floats, bools stay bools."""
    pixels = [HostArray(rng.integers(256, size=3, dtype=np.uint8)) for _ in range(3)]
    masks, counts = ([HostArray(np.array([i, 0, 1], dtype)) for i in range(3)] for dtype in (bool, np.int32))
    wide = [HostArray(rng.normal(size=2)) for _ in range(3)]
    long = [HostArray(2**40 + rng.integers(9, size=2)) for _ in range(3)]
    numbers = (range(3), rng.normal(size=3).tolist(), [False, True, False])
    columns = zip(pixels, masks, counts, wide, long, *numbers, strict=True)
    compare(student, list(columns))
