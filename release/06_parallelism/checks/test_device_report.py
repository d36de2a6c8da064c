"""Visible checks of `device_report`, on whatever devices there are."""

from gradax.testing import expect, expect_close, probe


@probe
def jax_says(student):
    """What JAX says here."""
    import jax

    everything = jax.devices()
    return {
        "backend": everything[0].platform,
        "devices": len(everything),
        "local_devices": sum(device.process_index == jax.process_index() for device in everything),
        "processes": len({device.process_index for device in everything}),
    }


@probe
def devices_themselves(student):
    """The keys under which devices are handed out, or lists of them, in place of their number."""
    import jax

    report = student.device_report()
    entries = report.items() if isinstance(report, dict) else ()
    return [key for key, entry in entries if any(isinstance(leaf, jax.Device) for leaf in jax.tree.leaves(entry))]


def test_exactly_the_four_keys(student):
    """It is a dict with exactly the keys "backend", "devices", "local_devices" and "processes"."""
    found = student.probe(devices_themselves)
    expect(not found, f"`device_report()` holds the devices themselves under {found}. Ask for their number.")
    got = student.device_report()
    expect(isinstance(got, dict), "`device_report()` should be a dict.", f"got: {got!r}")
    want = ["backend", "devices", "local_devices", "processes"]
    expect(sorted(map(str, got)) == want, "`device_report()` should have exactly the four keys.", f"got: {list(got)}")


def test_says_what_jax_says(student):
    """Its entries are what JAX says on this machine."""
    because = "Ask JAX: it has a function for each of the four."
    expect_close(student.device_report(), student.probe(jax_says), what="`device_report()`", because=because)
