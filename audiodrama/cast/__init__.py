"""Stage 4, voices.yaml: read and checked, edited in place, and filled with distinct voices for whoever is missing."""
