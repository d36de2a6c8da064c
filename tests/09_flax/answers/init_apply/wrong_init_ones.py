# Initialises with ones instead of with x.
# fails: test_any_module_will_do
def init_apply(module, key, x):
    variables = module.init(key, jnp.ones_like(x))
    return variables, module.apply(variables, x)
