# Takes the attributes of every dataclass for children, auxiliary data included.
# fails: test_asks_jax_what_a_container_is
def leaf_report(tree):
    def is_class(node):
        return hasattr(node, "__dataclass_fields__")

    def walk(node, path):
        for where, leaf in jax.tree_util.tree_flatten_with_path(node, is_leaf=is_class)[0]:
            where = path + jax.tree_util.keystr(where)
            if is_class(leaf):
                for name, child in vars(leaf).items():
                    yield from walk(child, f"{where}.{name}")
            else:
                yield where, leaf

    flat = list(walk(tree, ""))
    size = sum(np.size(x) for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float, complex)))
    return len(flat), size, [path for path, _ in flat]
