"""Running code that nobody trusts.

The trusted end is `Zygote`; everything else runs, or is applied, in the process that holds a student's code. Nothing
here knows of courses or tests.
"""

from gradax.sandbox.host import Zygote
from gradax.sandbox.limits import GuestLimits
from gradax.sandbox.protection import Protection, detect
from gradax.sandbox.remote import Guest

__all__ = ["Guest", "GuestLimits", "Protection", "Zygote", "detect"]
