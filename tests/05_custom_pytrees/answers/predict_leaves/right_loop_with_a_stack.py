# Works through a stack instead of calling itself.
def predict_leaves(cases):
    counts = []
    for case in cases:
        count, todo = 0, [case]
        while todo:
            item = todo.pop()
            if isinstance(item, dict):
                todo.extend(item.values())
            elif isinstance(item, (list, tuple)):
                todo.extend(item)
            elif item is not None:
                count += 1
        counts.append(count)
    return counts
