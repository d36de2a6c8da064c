# A dataclass with its own repr, registered as JAX does for dataclasses.
import dataclasses


@jax.tree_util.register_dataclass
@dataclasses.dataclass(repr=False)
class Params:
    w: object
    b: object

    def __repr__(self):
        shown = []
        for field in dataclasses.fields(self):
            leaf = getattr(self, field.name)
            shape, dtype = getattr(leaf, "shape", None), getattr(leaf, "dtype", None)
            if shape is None or dtype is None:
                shown.append(f"{field.name}={type(leaf).__name__}")
            else:
                shown.append(f"{field.name}={dtype.name}[{','.join(map(str, shape))}]")
        return f"Params({', '.join(shown)})"
