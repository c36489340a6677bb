"""Each line becomes a clip, once: `plan` says which clips are wanted, `render` makes those that the `store` lacks."""
