"""Coverage-guided fuzzing of both ends of the wire; `make fuzz` starts it for each.

    python tools/fuzz_wire.py {grader,guest} [SECONDS] [OPTIONS OF LIBFUZZER]

An input is the length of a header (two bytes), the header, and a body. The grader's end must give a value or one of its
declared failures, and a value must travel on unchanged; the guest's must always answer. Options go to libFuzzer:
``-seed=N`` chooses the run, a file that it kept replays what was found.
"""

from __future__ import annotations

import contextlib
import struct
import sys
import tempfile
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["gradax.wire"]):
    from gradax.wire.codec import DTYPES, LIVE, PLAIN, BadFrame, Message, decode, encode
    from gradax.wire.failures import StudentFailure
    from gradax.wire.frames import FrameReader, FrameTooLarge, frame
    from gradax.wire.perform import Performer
    from gradax.wire.transport import outcome, request_message


import ml_dtypes
import numpy as np

from gradax.testing.describe import brief, noun
from gradax.wire.values import HostArray, Key

HEADER = struct.Struct(">H")
WORDS = [*"ltdakbsuci", *DTYPES, "jax", "numpy", "host", "threefry2x32", "rbg", "value", "failure", "kind", "exception"]
VALUES: list[Any] = [
    *(None, True, -1, 2**64 - 1, 2**200, 0.5, 1 + 2j, "text", "x" * 300, "a\ud800", b"bytes"),
    *([], (1, (2.0, "3")), {"a": [1], (1, "b"): {}, None: b""}),
    *(np.arange(6, dtype=dtype).reshape(2, 3) for dtype in (np.int32, np.float64, ml_dtypes.bfloat16, ml_dtypes.int4)),
    *(
        np.zeros((0, 3), bool),
        np.float32(1),
        HostArray(np.ones(2)),
        Key.from_seed(7),
        Key(np.ones((2, 4), np.uint32), "rbg"),
    ),
]
FAILURES = [
    {"kind": "exception", "claim": "no", "exception_types": ["ValueError", "object"], "line": "line 3: raise"},
    {"kind": "exited", "claim": None, "exception_types": [], "line": None},
]


class Deaf(Performer):
    """A performer that runs no code of a request's own: fuzzed source could do anything."""

    def cell(self, source: str, name: str, released: bool = False) -> None:
        """Take a cell and leave it."""
        compile(source, name, "exec", dont_inherit=True)

    def probe(self, source: str, name: str, data: dict[str, Any]) -> Any:
        """Give back what the probe would be called with."""
        return data


PERFORMER = Deaf({"f": lambda *args, **kwargs: [args, kwargs]})


def grader(message: Message) -> None:
    """What the grader does with a reply."""
    try:
        value = outcome(message)
    except StudentFailure:
        return
    noun(value), brief(value)
    again = encode(value)
    if encode(decode(again, PLAIN)) != again:
        raise AssertionError("what was read does not travel unchanged")


def guest(message: Message) -> None:
    """What a guest does with a request."""
    with contextlib.suppress(BadFrame):
        decode(message, LIVE)
    with contextlib.suppress(StudentFailure):
        outcome(PERFORMER.respond(message))


SEEDS = {
    grader: [encode({"value": value}) for value in [*VALUES, VALUES]] + [encode({"failure": one}) for one in FAILURES],
    guest: [
        *(request_message("call", {"function": "f", "args": [value], "kwargs": {"x": value}}) for value in VALUES),
        request_message("cell", {"source": "x = 1", "name": "f"}),
        request_message("probe", {"source": "def p(student, x): return x", "name": "p", "data": {"x": 1}}),
    ],
}


def one_input(end: Any, data: bytes) -> None:
    """Cut an input into a message, send it through frames in two pieces, and pass it to `end`."""
    size = int.from_bytes(data[: HEADER.size], "big")
    stream = frame(Message(data[HEADER.size :][:size], data[HEADER.size :][size:]))
    reader = FrameReader()
    try:
        for piece in (stream[: len(stream) // 2], stream[len(stream) // 2 :], data):
            reader.feed(piece)
            while (message := reader.next()) is not None:
                end(message)
    except FrameTooLarge:
        pass


def main(name: str, seconds: str = "60", *options: str) -> None:
    """Fuzz one end for some seconds; libFuzzer ends the process, with an error where something was found."""
    end = {"grader": grader, "guest": guest}[name]
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    (folder / "corpus").mkdir()
    for number, (header, body) in enumerate(SEEDS[end]):
        (folder / "corpus" / f"seed-{number}").write_bytes(HEADER.pack(len(header)) + header + body)
    (folder / "words").write_text("".join(f'"{word}"\n' for word in WORDS))
    # Ten seconds for one input and 512 MiB at one go are far more than anything small should take.
    limits = [f"-max_total_time={seconds}", "-timeout=10", "-malloc_limit_mb=512", "-rss_limit_mb=3072"]
    told = [f"-dict={folder / 'words'}", f"-artifact_prefix={folder}/", "-print_final_stats=1"]
    files = [] if any(not option.startswith("-") for option in options) else [str(folder / "corpus")]
    print(f"{name}: corpus and findings in {folder}", flush=True)
    atheris.Setup([sys.argv[0], *limits, *told, *options, *files], lambda data: one_input(end, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
