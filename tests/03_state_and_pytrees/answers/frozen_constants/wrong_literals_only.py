# Reports scalars, and misses arrays.
# fails: test_finds_what_a_function_reads_from_outside, test_leaves_out_scalars_and_what_is_not_frozen, test_looks_into_jitted_functions, test_looks_at_any_depth, test_reports_each_array_once, test_any_number_of_arguments, test_finds_arrays_of_any_kind, test_tells_equal_numbers_apart
def frozen_constants(f, *args):
    closed = jax.make_jaxpr(f)(*args)
    return [np.asarray(v.val) for eqn in closed.eqns for v in eqn.invars if hasattr(v, "val")]
