"""The public column 政府信息公开."""
