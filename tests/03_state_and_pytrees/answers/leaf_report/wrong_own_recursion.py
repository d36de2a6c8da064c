# Gives the paths in another order than JAX's.
# fails: test_gives_the_paths_in_the_order_of_jax, test_asks_jax_what_a_container_is, test_paths_of_long_lists_and_odd_keys
def leaf_report(tree):
    def walk(node, path):
        if isinstance(node, dict):
            for key in node:
                yield from walk(node[key], f"{path}[{key!r}]")
        elif isinstance(node, (list, tuple)):
            for i, child in enumerate(node):
                yield from walk(child, f"{path}[{i}]")
        elif node is not None:
            yield path, node

    flat = list(walk(tree, ""))
    size = sum(np.size(x) for _, x in flat if isinstance(x, (jax.Array, np.ndarray, int, float, complex)))
    return len(flat), size, [path for path, _ in flat]
