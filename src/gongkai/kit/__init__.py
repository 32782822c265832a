"""Technical helpers without domain words."""
