# Returns something other than a list.
# fails: test_gives_a_list_of_numpy_arrays, test_finds_what_a_function_reads_from_outside, test_leaves_out_scalars_and_what_is_not_frozen, test_any_number_of_arguments, test_finds_arrays_of_any_kind, test_looks_into_jitted_functions, test_looks_at_any_depth, test_reports_each_array_once, test_tells_equal_numbers_apart
def frozen_constants(f, *args):
    def look(value):
        if isinstance(value, (tuple, list)):
            for each in value:
                yield from look(each)
        yield from getattr(value, "consts", ())
        for eqn in getattr(value, "eqns", ()):
            for param in eqn.params.values():
                yield from look(param)

    return tuple(np.asarray(c) for c in {id(c): c for c in look(jax.make_jaxpr(f)(*args))}.values() if np.ndim(c))
