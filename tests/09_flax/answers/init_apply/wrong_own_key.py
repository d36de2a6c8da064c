# Uses a key of its own instead of the one that was given.
# fails: test_variables_are_what_init_returns, test_y_is_the_output_with_these_variables, test_other_collections_come_along, test_any_module_will_do
def init_apply(module, key, x):
    variables = module.init(jax.random.key(0), x)
    return variables, module.apply(variables, x)
