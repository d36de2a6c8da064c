# Takes both at once from init_with_output, and turns them round.
def init_apply(module, key, x):
    y, variables = module.init_with_output(key, x)
    return variables, y
