"""Batches by Taylor series of high order that heyoka compiles; an extra (`takeoff[fast]`), imported on first need."""
