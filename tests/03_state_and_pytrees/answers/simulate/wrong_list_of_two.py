# Returns something other than a tuple of two.
# fails: test_threads_the_state_through_all_steps, test_states_inputs_and_outputs_may_be_trees, test_state_or_output_may_be_without_leaves, test_axes_of_length_one_stay, test_every_value_comes_through, test_makes_all_steps, test_the_program_does_not_grow, test_the_state_may_begin_as_python_numbers
def simulate(step, state, xs):
    return list(jax.lax.scan(step, state, xs))
