"""Stage 6: the clips are placed in time, space and music, and mixed block by block."""
