# By pattern matching.
def numpy_collate(batch):
    match batch[0]:
        case dict() as d:
            return {k: numpy_collate([*map(lambda s: s[k], batch)]) for k in d}
        case tuple() | list():
            return tuple(map(numpy_collate, map(list, zip(*batch, strict=True))))
        case _:
            return np.array(batch)
