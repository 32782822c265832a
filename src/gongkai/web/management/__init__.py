"""Management commands of the interfaces."""
