# Returns a registered container whose auxiliary data raise when compared, hashed or shown.
# ends: unserialisable, exception
import jax


class Aux:
    def raises(self, *args):
        raise SystemError("no questions")

    __eq__ = __ne__ = __hash__ = __repr__ = raises


@jax.tree_util.register_pytree_node_class
class Right(list):
    def tree_flatten(self):
        return (Right(self),) if len(self) > 1 else (list(self), Aux()), Aux()

    @classmethod
    def tree_unflatten(cls, aux, children):
        return cls(children)


def affine(x):
    return Right([x, Right([x])])
