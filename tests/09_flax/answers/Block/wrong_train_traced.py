# Compiles the block with the mode as an array.
# fails: test_has_dense_and_batch_norm_parameters, test_training_normalises_by_the_batch, test_eval_is_deterministic_and_uses_the_running_averages, test_dropout_scales_up_what_it_keeps, test_the_dropout_key_decides_what_is_dropped, test_running_averages_move_in_training_only
class Block(nn.Module):
    features: int
    rate: float

    @nn.jit
    @nn.compact
    def __call__(self, x, train):
        x = nn.Dense(self.features)(x)
        x = nn.BatchNorm(use_running_average=not train)(x)
        return nn.Dropout(self.rate, deterministic=not train)(nn.relu(x))
