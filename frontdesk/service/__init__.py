"""The service as the front desk meets it: profile, connection, and what was observed through it or saved from it."""
