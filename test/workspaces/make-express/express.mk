# Here nothing is slow: no pause between the reruns.
JITTER = 0
