"""The codes of public bodies, with their check characters."""

from django.utils.translation import gettext as _

SOCIAL_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z
SOCIAL_CREDIT_LENGTH = 18
ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # GB 11714-1997
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_LENGTH = 9
OWN_LENGTH = range(2, 9)


class BadCode(ValueError):
    """A text that is no code of a public body; the message says why and what is expected."""


def checked(text: str) -> str:
    """Give the code in capitals, without blanks and hyphens. BadCode says what is wrong with it.

    18 characters: 统一社会信用代码; 9: 组织机构代码; 2 to 8 letters, digits or hyphens: a code of one's own.
    """
    own = "".join(text.upper().split())
    code = own.replace("-", "")
    if len(code) == SOCIAL_CREDIT_LENGTH:
        return _checked(code, SOCIAL_CREDIT, social_credit_check(code), _("统一社会信用代码"))
    if len(code) == ORGANISATION_LENGTH:
        return _checked(code, ORGANISATION, organisation_check(code), _("组织机构代码"))
    if len(own) in OWN_LENGTH and code.isascii() and code.isalnum():
        return own
    raise BadCode(
        _("机构代码应为18位统一社会信用代码、9位组织机构代码，或2至8位自编代码；“%(code)s”是%(length)d位。")
        % {"code": text, "length": len(code)}
    )


def _checked(code: str, alphabet: str, check: str | None, label: str) -> str:
    if check is None:
        strange = "、".join(sorted(set(code[:-1]) - set(alphabet)))
        raise BadCode(_("%(label)s中不能有“%(strange)s”。") % {"label": label, "strange": strange})
    if code[-1] != check:
        raise BadCode(
            _("%(label)s“%(code)s”的校验码应为 %(check)s，而不是 %(last)s，请核对。")
            % {"label": label, "code": code, "check": check, "last": code[-1]}
        )
    return code


def social_credit_check(code: str) -> str | None:
    """Compute the 18th character from the first 17 (weights 3^i mod 31), None if one is not of the alphabet."""
    values = [SOCIAL_CREDIT.find(character) for character in code[:17]]
    if min(values) < 0:
        return None
    total = sum(value * pow(3, place, 31) for place, value in enumerate(values))
    return SOCIAL_CREDIT[-total % 31]


def organisation_check(code: str) -> str | None:
    """Compute the 9th character from the first 8 (mod 11, X for 10), None if one is not of the alphabet."""
    values = [ORGANISATION.find(character) for character in code[:8]]
    if min(values) < 0:
        return None
    remainder = -sum(value * weight for value, weight in zip(values, ORGANISATION_WEIGHTS, strict=True)) % 11
    return "X" if remainder == 10 else str(remainder)
