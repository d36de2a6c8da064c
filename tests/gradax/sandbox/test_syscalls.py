"""The numbers of system calls against the kernel's own headers and libseccomp's tables, and the filter made of them.

Debian's linux-libc-dev has the headers for both machines; libseccomp2, which is nearly everywhere, knows both, too.
"""

from __future__ import annotations

import ctypes
import re
import struct
from pathlib import Path

import pytest

from gradax.sandbox.inside import seccomp, syscalls
from gradax.sandbox.inside.syscalls import AARCH64, MACHINES, NUMBERS, X86_64
from gradax.wire.failures import GraderFault

X86_HEADERS = ("/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm/unistd_64.h")
GENERIC_HEADER = "/usr/include/asm-generic/unistd.h"  # what 64-bit ARM uses
GENERIC_NAMES = {"newfstatat": "fstatat"}
ALLOW, KILL = 0x7FFF0000, 0x80000000


def numbers_in(*candidates):
    for path in map(Path, candidates):
        if path.exists():
            found = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", path.read_text())
            return {name: int(number) for name, number in found}
    return pytest.skip(f"the kernel's headers are not installed: {candidates[0]}")


def test_the_numbers_of_x86_64_are_the_kernels():
    header = numbers_in(*X86_HEADERS)
    known = {name: number for name, number in NUMBERS[X86_64].items() if name in header}  # an old header knows fewer
    assert known == {name: header[name] for name in known}
    assert len(known) > 150


def test_the_numbers_of_aarch64_are_the_kernels():
    header = numbers_in(GENERIC_HEADER)
    names = {name: GENERIC_NAMES.get(name, name) for name in NUMBERS[AARCH64]}
    known = {name: generic for name, generic in names.items() if generic in header}
    assert {name: NUMBERS[AARCH64][name] for name in known} == {name: header[known[name]] for name in known}
    assert len(known) > 120


@pytest.mark.parametrize("machine", MACHINES)
def test_the_numbers_are_those_of_libseccomp(machine):
    try:
        resolve = ctypes.CDLL("libseccomp.so.2").seccomp_syscall_resolve_name_arch
    except OSError:
        pytest.skip("libseccomp is not installed")
    resolve.argtypes = [ctypes.c_uint32, ctypes.c_char_p]
    every = {name for known in NUMBERS.values() for name in known}
    theirs = {name: resolve(syscalls.AUDIT_ARCH[machine], name.encode()) for name in every}
    known = {name: number for name, number in theirs.items() if number != -1}  # an old one knows fewer
    assert len(known) > 150
    assert {name: NUMBERS[machine].get(name) for name in known} == {
        name: number if number >= 0 else None for name, number in known.items()
    }


def test_every_call_that_the_filter_names_has_a_number_somewhere():
    named = {*seccomp.ALLOWED, *seccomp.REFUSED, *seccomp._argument_rules(1)}
    assert named <= {name for machine in MACHINES for name in NUMBERS[machine]}


def test_no_call_is_both_allowed_and_refused():
    assert not {*seccomp.ALLOWED} & {*seccomp.REFUSED, *seccomp._argument_rules(1)}


def test_an_unknown_machine_is_named(monkeypatch):
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    with pytest.raises(GraderFault, match="not of riscv64"):
        syscalls.this_machine()


def verdict(program, machine, name, *arguments, arch=None):
    """Run the filter as the kernel would."""
    number = name if isinstance(name, int) else NUMBERS[machine][name]
    data = struct.pack("<iIQ6Q", number, arch or syscalls.AUDIT_ARCH[machine], 0, *(*arguments, *[0] * 6)[:6])
    place, accumulator = 0, 0
    while True:
        code, true, false, constant = struct.unpack_from("HBBI", program, 8 * place)
        if code == seccomp._RETURN:
            return constant
        if code == seccomp._LOAD:
            accumulator = struct.unpack_from("<I", data, constant)[0]
            place += 1
            continue
        test = {
            seccomp._EQUAL: accumulator == constant,
            seccomp._ANY_BIT: bool(accumulator & constant),
            seccomp._AT_LEAST: accumulator >= constant,
        }[code]
        place += 1 + (true if test else false)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("name", "arguments", "allowed"),
    [
        ("read", (), True),
        ("exit_group", (), True),
        ("execve", (), False),
        ("socket", (2,), False),
        ("socket", (40,), False),
        ("socketpair", (1,), True),
        ("socketpair", (2,), False),
        ("kill", (77,), True),
        ("kill", (78,), False),
        ("kill", (0xFFFFFFFF,), False),
        ("tgkill", (77, 80), True),
        ("tgkill", (1, 1), False),
        ("clone", (0x3D0F00,), True),
        ("clone", (17,), False),
        ("clone", (0x10010000 | 0x10000,), False),
        ("mmap", (0, 4096, 3, 0x22), True),
        ("mmap", (0, 4096, 3, 0x21), False),
        ("mmap", (0, 4096, 1, 0x01), True),
        ("sendto", (5, 1, 1, 0, 0), True),
        ("sendto", (5, 1, 1, 0, 1), False),
        ("sendto", (5, 1, 1, 0, 1 << 32), False),
        ("fcntl", (0, 4), True),
        ("fcntl", (0, 8), False),
        ("fcntl", (0, 1031), True),
        ("ioctl", (0, 0x5401), True),
        ("ioctl", (0, 0x5412), False),
        ("prlimit64", (0,), True),
        ("prlimit64", (77,), True),
        ("prlimit64", (78,), False),
        ("prctl", (15,), True),
        ("prctl", (4,), False),
    ],
)
def test_the_filter_decides(machine, name, arguments, allowed):
    assert (verdict(seccomp.build(machine, pid=77), machine, name, *arguments) == ALLOW) is allowed


@pytest.mark.parametrize("machine", MACHINES)
def test_another_architectures_calls_kill(machine):
    assert verdict(seccomp.build(machine, 77), machine, "read", arch=3) == KILL


def test_the_second_table_of_x86_64_kills():
    assert verdict(seccomp.build(X86_64, 77), X86_64, 0x40000000) == KILL


@pytest.mark.parametrize("number", [101, 165, 250, 321, 425, 9999])  # ptrace, mount, keyctl, bpf, io_uring, none
def test_what_is_not_listed_does_not_exist(number):
    assert verdict(seccomp.build(X86_64, 77), X86_64, number) == 0x00050000 | 38
