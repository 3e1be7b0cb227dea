"""The booking service on this machine: both API generations over real HTTP on loopback, with faults on demand.

`model` holds the rules, `server` the sockets, `faults` what is made to go wrong. It shares no code with the client:
what the two agree on, they agree on because the documentation says it.
"""
