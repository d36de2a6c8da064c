"""Hidden tests for `device_report`: what JAX says, here and on machines that are made up."""

import pytest

from gradax.testing import equal, expect, expect_close, fail, probe

FOUND = "See *What JAX found*."
CALL = "`device_report()`"


@probe
def here(student):
    """The report, and what JAX says."""
    import jax

    jax_says = {
        "backend": jax.default_backend(),
        "devices": jax.device_count(),
        "local_devices": jax.local_device_count(),
        "processes": jax.process_count(),
    }
    return {"report": student.device_report(), "jax": jax_says}


@probe
def made_up(student, platform, counts, mine):
    """The report on a cluster of machines with so many devices each, seen from one of them, after one from here."""
    from types import SimpleNamespace

    from gradax.testing.detectors import devices

    places = [(process, number) for process, count in enumerate(counts) for number in range(count)]
    found = [
        SimpleNamespace(
            id=place, process_index=process, local_hardware_id=number, platform=platform, device_kind="Made-up X1"
        )
        for place, (process, number) in enumerate(places)
    ]
    student.device_report()
    return devices.elsewhere(found, student.device_report, process=mine)


def entry(report, name, kind):
    """One entry of a report, of the type that the text asks for."""
    if not isinstance(report, dict):
        fail(f"{CALL} is not a dict. Return one with the four keys. {FOUND}", code="no-dict")
    if name not in report:
        fail(f'{CALL} has no key "{name}". {FOUND}', code="no-such-key")
    got = report[name]
    if type(got) is not kind:
        fail(f'The entry "{name}" of {CALL} is not of type `{kind.__name__}`. {FOUND}', code="wrong-type")
    return got


def asks(student):
    """Fails where all machines get the same report, which is right for one of them."""
    elsewhere = student.probe(made_up, platform="tpu", counts=[3, 2], mine=1)
    expect(
        not equal(elsewhere, student.device_report()),
        f"{CALL} gives the same report on another machine. Ask JAX, anew in every call. {FOUND}",
        code="always-the-same",
    )


@pytest.mark.core
def test_exactly_the_four_keys(student):
    """It is a dict with the four keys and no other: a string and three ints."""
    report = student.device_report()
    for name, kind in [("backend", str), ("devices", int), ("local_devices", int), ("processes", int)]:
        entry(report, name, kind)
    expect(
        len(report) == 4, f"{CALL} has more keys than the four that are asked for. {FOUND}", code="more-than-four-keys"
    )


@pytest.mark.core
def test_right_on_this_machine(student):
    """It says what JAX says on the machine that grades."""
    seen = student.probe(here)
    asks(student)
    expect_close(seen["report"], seen["jax"], what=CALL, because=f"Compare it with what JAX's functions say. {FOUND}")


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("size", ["one", "some", "many"])
def test_no_number_is_written_into_the_code(student, rng, size):
    """On another machine, asked again, it says another number of devices: one, some or hundreds."""
    local = {"one": 1, "some": int(rng.integers(2, 7)), "many": int(rng.integers(300, 900))}[size]
    report = student.probe(made_up, platform="tpu", counts=[local], mine=0)
    for name in ("devices", "local_devices"):
        expect(
            entry(report, name, int) == local,
            f'The entry "{name}" of {CALL} is not the number of devices on a machine that does not have eight. Ask '
            "JAX for the devices of the default backend, anew in every call, and write no number into the code. "
            f"{FOUND}",
            code="other-number",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_tells_local_devices_from_all_devices(student, rng):
    """With several processes, `devices` counts those of all, `local_devices` those of this one."""
    local, processes = int(rng.integers(5, 8)), int(rng.integers(2, 5))
    report = student.probe(made_up, platform="tpu", counts=[local] * processes, mine=0)
    got = entry(report, "devices", int), entry(report, "local_devices", int)
    if got == (local, local * processes):
        fail(f'{CALL} mixes up "devices" (of all processes) and "local_devices" (of this one). {FOUND}', code="swapped")
    expect(
        got[0] == local * processes,
        f'The entry "devices" of {CALL} does not count the devices of all processes when there are several. '
        f"`jax.local_devices()` lists only those of one. {FOUND}",
        code="not-all-devices",
    )
    expect(
        got[1] == local,
        f'The entry "local_devices" of {CALL} is not the number of devices of this process when there are '
        f"several. `jax.devices()` lists those of all processes. {FOUND}",
        code="not-the-local-devices",
    )


@pytest.mark.core
def test_machines_need_not_be_alike(student, rng):
    """This process need not be the first one, and each may have its own number of devices."""
    counts = [int(count) for count in rng.permutation([1, 2, 9])]
    counts.insert(2, 6)  # neither the largest nor the smallest, nor what division gives
    report = student.probe(made_up, platform="tpu", counts=counts, mine=2)
    got, first = entry(report, "local_devices", int), "local devices are those of *this* process, whichever it is"
    if got == counts[0]:
        fail(f'The entry "local_devices" of {CALL} is that of the first process: {first}. {FOUND}', code="first-only")
    expect(
        got == counts[2],
        f'The entry "local_devices" of {CALL} is wrong where this process is not the first of several: {first}. '
        f"{FOUND}",
    )
    for name, want in (("devices", sum(counts)), ("processes", 4)):
        expect(
            entry(report, name, int) == want,
            f'The entry "{name}" of {CALL} is wrong where the machines do not all have the same number of devices. Do '
            f"not compute one number from the others: JAX knows each of them. {FOUND}",
            code="computed-from-others",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_counts_the_processes(student, rng):
    """With several processes, `processes` is their number."""
    processes = int(rng.integers(3, 7))
    report = student.probe(made_up, platform="tpu", counts=[2] * processes, mine=0)
    got = entry(report, "processes", int)
    if got == 0:
        fail(f'The entry "processes" of {CALL} is 0, like the index of this process. Count them. {FOUND}', code="zero")
    expect(
        got == processes,
        f'The entry "processes" of {CALL} is not the number of processes when there are several. The index of this '
        f"process is another number; JAX counts them for you. {FOUND}",
    )


@pytest.mark.core
@pytest.mark.parametrize("platform", ["gpu", "tpu", "npu"])
def test_names_the_default_backend(student, platform):
    """`backend` is the default backend's name, whatever that is."""
    got = entry(student.probe(made_up, platform=platform, counts=[2], mine=0), "backend", str)
    if got == "cuda":
        fail(
            f'The entry "backend" of {CALL} is "cuda" where JAX says otherwise. Return what JAX gives. {FOUND}',
            code="cuda",
        )
    if got == "Made-up X1":
        fail(
            f'The entry "backend" of {CALL} is the kind of the device, not the name of the backend, such as "gpu". '
            f"{FOUND}",
            code="device-kind",
        )
    expect(
        got == platform,
        f'The entry "backend" of {CALL} is not the name of the default backend on a machine with accelerators. It is '
        f"asked for in every call, not written down, and JAX may know backends that you do not know. {FOUND}",
    )
