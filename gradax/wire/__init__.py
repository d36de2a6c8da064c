"""Plain data between the grader and the process that holds a student's code: values, frames, and requests.

Both ends use it: the trusted one (`gradax.testing`, `gradax.sandbox.outside.zygote`) and the untrusted one (a guest,
or a notebook's own kernel). It imports JAX only where a value is a JAX key or array, never at the top.
"""
