# Loses a collection beside the parameters.
# fails: test_other_collections_come_along
def init_apply(module, key, x):
    variables = module.init(key, x)
    return {"params": variables["params"]}, module.apply(variables, x)
