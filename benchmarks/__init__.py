"""Measurements side by side with what else can make these dates; `python -m benchmarks` writes docs/performance.md.

pairs.py      how two pieces of work are compared: pinned, A-B-A, the median of paired ratios
workloads.py  the patterns, and how the engine, python-dateutil, numpy and bare Python are asked for them
contests.py   who meets whom over what, and the goal
processes.py  what only a fresh process shows: first calls, and the start of the command
report.py     the figures as a document
"""
