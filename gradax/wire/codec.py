"""Values to bytes and back, without pickle.

A message is a msgpack *header* (the structure) and a *body* (long texts, bytes and arrays, one after the other in the
order in which the header names them). In the header a scalar is itself and everything else is a list that begins with a
tag, so there is one way to write each value. The header's bound of 1 MiB bounds how many objects a hostile peer can
make us build; its parts never overlap in the body, so the body's bound is a bound on memory.
"""

from gradax.wire.decoder import LIVE, PLAIN, World, decode
from gradax.wire.encoder import encode
from gradax.wire.message import (
    BODY_MAX,
    DEPTH_MAX,
    DICT_MAX,
    DTYPES,
    HEADER_MAX,
    BadFrame,
    Message,
    TooLarge,
    Unserialisable,
)
from gradax.wire.values import HostArray, Key, Returned

__all__ = [
    "BODY_MAX",
    "DEPTH_MAX",
    "DICT_MAX",
    "DTYPES",
    "HEADER_MAX",
    "LIVE",
    "PLAIN",
    "BadFrame",
    "HostArray",
    "Key",
    "Message",
    "Returned",
    "TooLarge",
    "Unserialisable",
    "World",
    "decode",
    "encode",
]
