# Uses a loop or a condition of JAX's whose parts do not fit each other.
# fails: test_threads_the_state_through_all_steps, test_states_inputs_and_outputs_may_be_trees, test_state_or_output_may_be_without_leaves, test_axes_of_length_one_stay, test_every_value_comes_through, test_makes_all_steps, test_the_program_does_not_grow, test_works_under_jit_and_grad, test_the_state_may_begin_as_python_numbers
# Hands slices of length 1 to the step.
def simulate(step, state, xs):
    length = jax.tree.leaves(xs)[0].shape[0]

    def body(state, t):
        return step(state, jax.tree.map(lambda leaf: jax.lax.dynamic_slice_in_dim(leaf, t, 1), xs))

    return jax.lax.scan(body, state, jnp.arange(length))
