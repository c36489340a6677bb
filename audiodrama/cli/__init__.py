"""The command line: options in, one call, view out."""
