"""Landlock: this process may open the paths that are named here, and no others, ever again."""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from gradax.sandbox.inside.kernel import PR_SET_NO_NEW_PRIVS, checked, prctl, syscall

# The same numbers on every machine.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG, _PATH_BENEATH = 1, 1

_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_FILE = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_REFER, _TRUNCATE, _IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
_ALL_FILE_RIGHTS = (1 << 13) - 1
_ALL_NET_RIGHTS = (1 << 0) | (1 << 1)  # bind and connect TCP
_ALL_SCOPES = (1 << 0) | (1 << 1)  # abstract Unix sockets, signals
_RIGHTS_ON_A_FILE = 1 | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE  # others on a file are EINVAL

_NET_ABI, _IOCTL_ABI, _SCOPE_ABI = 4, 5, 6
NEEDED_ABI = 3  # Linux 6.2: before it, truncating a file was not governed


@dataclass(frozen=True)
class Access:
    """Which paths stay open.

    Attributes:
        read: folders (or files) to read.
        write: folders in which files may be made, written and removed, besides being read; no links, pipes or sockets.
        devices: device files to read and write.
        named: folders in which whoever knows the name of a file may read it; nobody may list them.
    """

    read: tuple[str, ...]
    write: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def abi() -> int:
    """The version of Landlock that the kernel offers, 0 for none."""
    return offered()[0]


def offered() -> tuple[int, int]:
    """The version of Landlock that the kernel offers, 0 for none, and the error with which it says so."""
    version = syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))
    return (version, 0) if version > 0 else (0, ctypes.get_errno())


def restrict(access: Access) -> None:
    """Restrict the current thread for good; call it while there is no other.

    Raises:
        OSError: where the kernel does not offer `NEEDED_ABI`, or refuses.
    """
    version = abi()
    if version < NEEDED_ABI:
        raise OSError(f"Landlock {NEEDED_ABI} is needed, the kernel offers {version}")
    handled = _ALL_FILE_RIGHTS | _REFER | _TRUNCATE | (_IOCTL_DEVICE if version >= _IOCTL_ABI else 0)
    ruleset = checked(_create(version, handled), "landlock_create_ruleset")
    try:
        _allow(ruleset, access.read, _READ_FILE | _READ_DIR)
        _allow(ruleset, access.named, _READ_FILE)
        files = _READ_FILE | _WRITE_FILE | _TRUNCATE
        _allow(ruleset, access.write, files | _READ_DIR | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_FILE)
        _allow(ruleset, access.devices, _READ_FILE | _WRITE_FILE)
        prctl(PR_SET_NO_NEW_PRIVS, 1)
        checked(syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def _create(version: int, handled: int) -> int:
    words = [handled]
    if version >= _NET_ABI:
        words.append(_ALL_NET_RIGHTS)
    if version >= _SCOPE_ABI:
        words.append(_ALL_SCOPES)
    attributes = struct.pack(f"{len(words)}Q", *words)
    return syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))


def _allow(ruleset: int, paths: Iterable[str], rights: int) -> None:
    for path in paths:
        try:
            opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        try:
            on_folder = stat.S_ISDIR(os.fstat(opened).st_mode)
            rule = struct.pack("=Qi", rights if on_folder else rights & _RIGHTS_ON_A_FILE, opened)
            added = syscall(_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint32(0))
            checked(added, f"landlock_add_rule {path}")
        finally:
            os.close(opened)
