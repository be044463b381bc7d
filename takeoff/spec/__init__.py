"""From text to `Spec`: what a model file says, before anyone asks what it means."""
