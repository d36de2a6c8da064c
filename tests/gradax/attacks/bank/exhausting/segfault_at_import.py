# Reads memory that is not there, before any definition.
# ends: crash
import ctypes

ctypes.string_at(0)
