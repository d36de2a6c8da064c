# Raises an exception whose text, class name and bases lie, raise or end the process.
# ends: exception, exited
class Names(type):
    __name__ = property(lambda self: 1 / 0)
    __mro__ = property(lambda self: ())


class Passed(Exception, metaclass=Names):
    def __str__(self):
        raise SystemExit(0)

    __traceback__ = property(lambda self: 1 / 0)

    def __getattribute__(self, name):
        raise KeyboardInterrupt


def affine(x):
    raise Passed
