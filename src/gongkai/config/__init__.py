"""The composition root: settings, routes, start-up."""
