"""How a guest ended, and what that is called."""

import signal

from gradax.results import Kind
from gradax.sandbox import GuestLimits
from gradax.sandbox.outside.guest import Ending


def test_the_processors_signal_is_the_cpu_limit_however_little_was_counted():
    ending = Ending(-signal.SIGXCPU, cpu_seconds=0.85, peak_mib=20)
    assert ending.kind(GuestLimits(cpu_seconds=1), libraries_mib=20) is Kind.CPU_LIMIT
