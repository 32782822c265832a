"""The example town: real figures of 2020, made-up content, everything marked 示例."""
