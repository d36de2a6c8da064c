# Returns the parameters without the other collections.
# fails: x
def init_apply(module, key, x):
    variables = module.init(key, x)
    return {"params": variables["params"]}, module.apply(variables, x)
