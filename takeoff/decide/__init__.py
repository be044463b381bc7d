"""From runs to decisions: when to pause, how abruptly, and what it buys."""
