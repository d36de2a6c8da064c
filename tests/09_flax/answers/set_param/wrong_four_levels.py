# Goes four levels deep.
# fails: test_replaces_one_leaf_and_keeps_the_others
def set_param(variables, path, value):
    def put(node, path):
        head, *rest = path
        if not isinstance(node, (dict, FrozenDict)) or head not in node:
            raise KeyError(head)
        return {**node, head: put(node[head], rest) if rest else value}
    if len(path) > 4:
        raise KeyError(path)
    new = put(variables, path)
    return freeze(new) if isinstance(variables, FrozenDict) else new
