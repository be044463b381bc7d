"""Models as files that other programs read: XMILE for system-dynamics tools."""
