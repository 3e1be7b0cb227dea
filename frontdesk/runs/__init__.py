"""Runs: what a person agreed to on its way to the service, told while it goes on."""
