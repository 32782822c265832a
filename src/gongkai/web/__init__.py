"""Templates, access rules and widgets that the interfaces share."""
