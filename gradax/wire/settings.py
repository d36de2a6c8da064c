"""Settings that would change what a program computes: their names, and how XLA is set where work is graded."""

from __future__ import annotations

JAX_SETTINGS = (
    "jax_platform_name",
    "jax_platforms",
    "jax_enable_x64",
    "jax_disable_jit",
    "jax_debug_nans",
    "jax_debug_infs",
    "jax_debug_key_reuse",
    "jax_check_tracer_leaks",
    "jax_default_device",
    "jax_default_matmul_precision",
    "jax_default_prng_impl",
    "jax_threefry_partitionable",
    "jax_numpy_rank_promotion",
    "jax_numpy_dtype_promotion",
)
ENVIRONMENT = ("XLA_FLAGS", "JAX_PLATFORMS", "JAX_ENABLE_X64", "JAX_NUM_CPU_DEVICES")
XLA_FLAGS = " ".join(
    (
        "--xla_cpu_use_fusion_emitters=false",
        "--xla_backend_optimization_level=0",
        "--xla_llvm_disable_expensive_passes=true",
        "--xla_cpu_parallel_codegen_split_count=1",
    )
)
"""How XLA compiles where work is graded, and what it is compared with: tests' programs are small and run once or twice,
so that compiling them costs more than running them. Each flag is one that jaxlib 0.10 knows; an unknown one ends the
process."""
ALL = (*JAX_SETTINGS, *ENVIRONMENT)
