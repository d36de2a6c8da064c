# Goes through the containers by hand.
def ones_from_shapes(shapes):
    if isinstance(shapes, dict):
        return {key: ones_from_shapes(child) for key, child in shapes.items()}
    if isinstance(shapes, list):
        return [ones_from_shapes(child) for child in shapes]
    if hasattr(shapes, "_fields"):
        return type(shapes)(*[ones_from_shapes(child) for child in shapes])
    for n in shapes:
        if not isinstance(n, int):
            return tuple(ones_from_shapes(child) for child in shapes)
    return jnp.ones(shapes)
