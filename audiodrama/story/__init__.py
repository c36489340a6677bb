"""Stage; see DESIGN in docs."""
