"""A made-up (示例) notice on the holidays of 2027, as the file an operator would load."""


def notice_file(
    *, year: int = 2027, worked: str = "", holiday: str = "春节", extra: str | None = None
) -> bytes:
    """Write the TOML of a year with its fixed holidays, a spring festival of a week and one worked weekend day."""
    more = extra
    if more is None:
        more = 'number = "示例〔2026〕1号"\nurl = "https://www.example.cn/2027"\nissued = 2026-11-04'
    rests = [
        ("元旦", "01-01", "01-03"),
        (holiday, "02-05", "02-11"),
        ("劳动节", "05-01", "05-05"),
        ("国庆节", "10-01", "10-07"),
    ]
    tables = "".join(
        f'\n[[rest]]\nname = "{name}"\nfrom = {year}-{first}\nto = {year}-{last}\n'
        for name, first, last in rests
    )
    return (
        f'year = {year}\nnotice = "示例：关于{year}年部分节假日安排的通知"\n{more}\n{tables}'
        f'\n[[work]]\nname = "春节"\non = {worked or f"{year}-02-20"}\n'
    ).encode()


NOTICE_2027 = notice_file()
