"""Hidden tests for `device_report`: what JAX says, here and on machines that are made up."""

import pytest

from gradax.testing import expect, expect_close, fail, probe

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
def elsewhere(student, platform, local, processes):
    """The report on a cluster: `processes` machines with `local` devices each. JAX is asked below its public names."""
    from types import SimpleNamespace

    from jax._src import xla_bridge

    devices = [
        SimpleNamespace(
            id=number,
            process_index=number // local,
            local_hardware_id=number % local,
            platform=platform,
            device_kind="Made-up X1",
        )
        for number in range(local * processes)
    ]
    backend = SimpleNamespace(
        platform=platform,
        platform_version="0",
        devices=lambda: devices,
        local_devices=lambda: devices[:local],
        device_count=lambda: len(devices),
        local_device_count=lambda: local,
        process_index=lambda: 0,
        process_count=lambda: processes,
    )
    original, cached = xla_bridge.get_backend, [xla_bridge.local_devices, xla_bridge.process_count]
    for function in cached:
        function.cache_clear()
    xla_bridge.get_backend = lambda platform=None: backend
    try:
        return student.device_report()
    finally:
        xla_bridge.get_backend = original
        for function in cached:
            function.cache_clear()


def entry(report, name, kind):
    """One entry of a report, of the type that the text asks for."""
    if not isinstance(report, dict):
        fail(f"{CALL} is not a dict. Return one with the four keys. {FOUND}")
    if name not in report:
        fail(f'{CALL} has no key "{name}". {FOUND}')
    got = report[name]
    if type(got) is not kind:
        fail(f'The entry "{name}" of {CALL} is not of type `{kind.__name__}`. {FOUND}')
    return got


def test_exactly_the_four_keys(student):
    """It is a dict with the four keys and no other: a string and three ints."""
    report = student.device_report()
    for name, kind in [("backend", str), ("devices", int), ("local_devices", int), ("processes", int)]:
        entry(report, name, kind)
    expect(len(report) == 4, f"{CALL} has more keys than the four that are asked for. {FOUND}")


@pytest.mark.core
def test_right_on_this_machine(student):
    """It says what JAX says on the machine that grades."""
    seen = student.probe(here)
    expect_close(seen["report"], seen["jax"], what=CALL, because=f"Compare it with what JAX's functions say. {FOUND}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_no_number_is_written_into_the_code(student, rng):
    """On another machine it says another number of devices."""
    local = int(rng.integers(2, 7))
    report = student.probe(elsewhere, platform="tpu", local=local, processes=1)
    for name in ("devices", "local_devices"):
        expect(
            entry(report, name, int) == local,
            f'The entry "{name}" of {CALL} is not the number of devices on a machine that has fewer than eight. Ask '
            f"JAX in every call, and write no number into the code. {FOUND}",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_tells_local_devices_from_all_devices(student, rng):
    """With several processes, `devices` counts those of all, `local_devices` those of this one."""
    local, processes = int(rng.integers(5, 8)), int(rng.integers(2, 5))
    report = student.probe(elsewhere, platform="tpu", local=local, processes=processes)
    got = entry(report, "devices", int), entry(report, "local_devices", int)
    if got == (local, local * processes):
        fail(f'{CALL} mixes up "devices" (of all processes) and "local_devices" (of this one). {FOUND}')
    expect(
        got[0] == local * processes,
        f'The entry "devices" of {CALL} does not count the devices of all processes when there are several. '
        f"`jax.local_devices()` lists only those of one. {FOUND}",
    )
    expect(
        got[1] == local,
        f'The entry "local_devices" of {CALL} counts devices of other processes, too. `jax.devices()` lists those of '
        f"all of them. {FOUND}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_counts_the_processes(student, rng):
    """With several processes, `processes` is their number."""
    processes = int(rng.integers(3, 7))
    report = student.probe(elsewhere, platform="tpu", local=2, processes=processes)
    expect(
        entry(report, "processes", int) == processes,
        f'The entry "processes" of {CALL} is not the number of processes when there are several. The index of this '
        f"process is another number; JAX counts them for you. {FOUND}",
    )


@pytest.mark.core
@pytest.mark.parametrize("platform", ["gpu", "tpu"])
def test_names_the_default_backend(student, platform):
    """`backend` is the default backend's name."""
    report = student.probe(elsewhere, platform=platform, local=2, processes=1)
    if entry(report, "backend", str) == "cuda":
        fail(f'The entry "backend" of {CALL} is "cuda" where JAX says otherwise. Return what JAX gives. {FOUND}')
    expect(
        entry(report, "backend", str) == platform,
        f'The entry "backend" of {CALL} is not the name of the default backend on a machine with accelerators. It '
        f'is the short name, such as "gpu", not the kind of the device, and it is asked for, not written down. {FOUND}',
    )
