"""Stage 6, files go out: the MP3 at its loudness, and the transcript beside it."""
