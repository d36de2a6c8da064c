# Returns the parameters alone instead of the dict of collections.
# fails: test_variables_are_what_init_returns, test_other_collections_come_along, test_any_module_will_do
def init_apply(module, key, x):
    params = module.init(key, x)["params"]
    return params, module.apply({"params": params}, x)
