"""Full-cast audio dramas from stories, on one's own machine."""
