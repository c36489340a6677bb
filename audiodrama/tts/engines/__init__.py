"""The engines that come with audiodrama. An engine's own library is imported in its file only, and only when it speaks."""
