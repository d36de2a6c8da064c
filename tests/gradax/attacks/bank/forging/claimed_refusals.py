# Raises what its own side of the wire raises, and claims an ending that it did not have.
# ends: unserialisable, reply-too-large, not-defined
import itertools

from gradax.wire import message, perform

ERRORS = itertools.cycle([message.Unserialisable("passed"), message.TooLarge("passed"), perform.NotDefined("affine")])


def affine(x):
    raise next(ERRORS)
