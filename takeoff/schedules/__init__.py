"""Schedules: equations for controls, with parameters of their own, and how they close a system."""
