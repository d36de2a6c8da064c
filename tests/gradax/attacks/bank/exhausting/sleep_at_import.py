# Sleeps before any definition.
# ends: timeout
import time

time.sleep(1000)
