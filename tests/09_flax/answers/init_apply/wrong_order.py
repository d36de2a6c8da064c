# Returns the output first, not the variables.
# fails: test_variables_are_what_init_returns, test_y_is_the_output_with_these_variables, test_other_collections_come_along, test_any_module_will_do
def init_apply(module, key, x):
    return module.init_with_output(key, x)
