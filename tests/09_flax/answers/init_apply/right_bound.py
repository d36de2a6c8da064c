# Binds the module to its variables and calls it.
def init_apply(module, key, x):
    variables = module.init({"params": key}, x)
    return variables, module.bind(variables)(x)
