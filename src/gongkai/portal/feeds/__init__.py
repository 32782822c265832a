"""What machines read of the public column: feeds and the map of the site."""
