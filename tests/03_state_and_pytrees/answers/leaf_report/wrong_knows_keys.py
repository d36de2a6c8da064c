# Writes three kinds of keys by hand.
# fails: test_asks_jax_what_a_container_is
def leaf_report(tree):
    found = jax.tree_util.tree_flatten_with_path(tree)[0]
    def write(path):
        text = ""
        for k in path:
            if isinstance(k, jax.tree_util.DictKey): text += f"[{k.key!r}]"
            elif isinstance(k, jax.tree_util.SequenceKey): text += f"[{k.idx}]"
            else: text += f".{k.name}"
        return text
    n = sum(np.size(l) for _, l in found if isinstance(l, (jax.Array, np.ndarray, int, float, complex)))
    return len(found), n, [write(p) for p, _ in found]
