# Applies the module to ones instead of to x.
# fails: test_y_is_the_output_with_these_variables, test_other_collections_come_along, test_any_module_will_do
def init_apply(module, key, x):
    variables = module.init(key, x)
    return variables, module.apply(variables, jnp.ones_like(x))
