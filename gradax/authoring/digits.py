"""The small set of handwritten digits that 08_mnist ships: MNIST's own file format, small enough for a repository.

``python -m gradax.authoring.digits`` makes it out of the 1797 digits (8 x 8 pixels) that scikit-learn brings along.
Everything is integer arithmetic, so the files are the same, byte for byte, on every machine, as `CHECKSUMS` states.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA = Path("source/08_mnist/data")  # what `torchvision.datasets.MNIST` takes as its root, relative to the course
RAW = Path("MNIST/raw")  # where below its root torchvision looks for the files
TEST_SIZE = 360

CHECKSUMS = {
    "train-images-idx3-ubyte": "52a1f439e96031f17e9381c85cd2a24b764178a75178503c90164a52a4cd6762",
    "train-labels-idx1-ubyte": "685c1ecf2a1e4810b5d8bdcaa01bab76c7a080302d87cf6b3519455f020c983d",
    "t10k-images-idx3-ubyte": "42494b34d201f73022f861a7c6050fd43afcc820bc13a3cd1684ea9aef536812",
    "t10k-labels-idx1-ubyte": "aa3df013abfa31134903934e958b1cffdbf57acb549e7784435e2eda33bc7321",
}

Bytes = NDArray[np.uint8]


def enlarge(digits: NDArray[np.int64]) -> Bytes:
    """Turn 8 x 8 digits of strengths 0 to 16 into 28 x 28 grey images of 0 to 255, centred as MNIST centres its own.

    A frame of background goes around each digit, linear interpolation makes it 24 pixels wide, a smooth step makes the
    strokes crisp again, and the centre of mass moves to the image's centre.
    """
    framed = np.pad(digits, ((0, 0), (1, 1), (1, 1)))
    weights, unit = _linear_weights(framed.shape[1], 24)
    strength = np.einsum("ij,njk,lk->nil", weights, framed, weights)  # in units of 1 / (16 unit^2)
    grey = _divide(strength * 255, 16 * unit**2)
    crisp = _divide(grey**2 * (3 * 255 - 2 * grey), 255**2)
    images = np.pad(crisp, ((0, 0), (2, 2), (2, 2)))
    return np.stack([_centred(image) for image in images]).astype(np.uint8)


def split(images: Bytes, labels: Bytes) -> tuple[Bytes, Bytes, Bytes, Bytes]:
    """Training images and labels, then those held out: each image's own digest decides, so no random numbers do."""
    order = sorted(range(len(images)), key=lambda i: hashlib.sha256(images[i].tobytes()).digest())
    test, train = order[:TEST_SIZE], order[TEST_SIZE:]
    return images[train], labels[train], images[test], labels[test]


def idx(array: Bytes) -> bytes:
    """The array in the IDX format: two zeros, the type (8: bytes), the rank, the shape as 32-bit integers, the data."""
    return bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes() + array.tobytes()


def make_files() -> dict[str, bytes]:
    """The four files, by their MNIST names.

    Raises:
        ImportError: where scikit-learn is missing, saying how to install it.
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise ImportError(
            "The small set is made from scikit-learn's digits, and scikit-learn is not installed. "
            "Run: pip install scikit-learn"
        ) from None
    digits = load_digits()
    train, train_labels, test, test_labels = split(
        enlarge(digits.images.astype(np.int64)), digits.target.astype(np.uint8)
    )
    return {
        "train-images-idx3-ubyte": idx(train),
        "train-labels-idx1-ubyte": idx(train_labels),
        "t10k-images-idx3-ubyte": idx(test),
        "t10k-labels-idx1-ubyte": idx(test_labels),
    }


def problems(root: Path) -> list[str]:
    """What is wrong with the files below `root`, a sentence for each; empty where all are as they should be."""
    found = []
    for name, checksum in CHECKSUMS.items():
        path = root / RAW / name
        if not path.is_file():
            found.append(f"{path}: missing.")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != checksum:
            found.append(f"{path}: its SHA-256 is not the one that gradax/authoring/digits.py states.")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Make the files, or only check them; exit status 1 where they are not as they should be."""
    parser = argparse.ArgumentParser(prog="python -m gradax.authoring.digits", description=__doc__.splitlines()[0])
    parser.add_argument(
        "root", nargs="?", type=Path, default=DATA, help="torchvision's root folder (default: %(default)s)"
    )
    parser.add_argument(
        "--check", action="store_true", help="only compare the files that are there with their checksums"
    )
    options = parser.parse_args(arguments)
    if not options.check:
        try:
            files = make_files()
        except ImportError as error:
            print(error, file=sys.stderr)
            return 1
        folder = options.root / RAW
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    found = problems(options.root)
    for sentence in found:
        print(sentence, file=sys.stderr)
    if found:
        print("Make the files anew: python -m gradax.authoring.digits", options.root, file=sys.stderr)
        return 1
    print(f"{options.root / RAW}: the four files are as they should be.")
    return 0


def _linear_weights(size: int, larger: int) -> tuple[NDArray[np.int64], int]:
    """A (larger, size) matrix that interpolates linearly, in whole multiples of 1 / unit, and the unit."""
    unit = 2 * larger
    weights = np.zeros((larger, size), np.int64)
    for i in range(larger):
        place = min(max((2 * i + 1) * size - larger, 0), (size - 1) * unit)
        left, rest = divmod(place, unit)
        weights[i, left] = unit - rest
        if rest:
            weights[i, left + 1] = rest
    return weights, unit


def _divide(numerator: NDArray[np.int64], denominator: int) -> NDArray[np.int64]:
    """The nearest whole number to a quotient of numbers that are not negative."""
    return (2 * numerator + denominator) // (2 * denominator)


def _centred(image: NDArray[np.int64]) -> NDArray[np.int64]:
    """The image, moved by whole pixels so that its centre of mass is at its centre, as nearly as nothing is cut off."""
    for axis in (0, 1):
        mass = image.sum(axis=1 - axis)
        total, moment, last = int(mass.sum()), int(mass @ np.arange(len(mass))), len(mass) - 1
        shift = (last * total - 2 * moment + total) // (2 * total)  # last / 2 - moment / total, rounded
        first_used, last_used = np.flatnonzero(mass)[[0, -1]]
        image = np.roll(image, min(max(shift, -int(first_used)), last - int(last_used)), axis=axis)
    return image


if __name__ == "__main__":
    sys.exit(main())
