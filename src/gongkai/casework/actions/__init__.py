"""What can be done to an application: each verb checks, writes and is audited in one transaction."""

from gongkai.casework.actions.archiving import archive
from gongkai.casework.actions.assigning import Leaving, assign, claim, give_back, hand_over_work
from gongkai.casework.actions.bulk import Chosen, do_to_many, look_at_many
from gongkai.casework.actions.channels import close_channel, open_channel
from gongkai.casework.actions.decisions import (
    approve_decision,
    approve_on_paper,
    deliver,
    draft_decision,
    lapse,
    reopen_decision,
    return_decision,
    submit_decision,
    withdraw,
)
from gongkai.casework.actions.exporting import export_ledger
from gongkai.casework.actions.filtering import remove_filter, save_filter
from gongkai.casework.actions.importing import import_ledger
from gongkai.casework.actions.intake import confirm, read_applicant, register
from gongkai.casework.actions.letter_delivery import attach_sealed, deliver_letter
from gongkai.casework.actions.letter_register import enter_outside, set_numbering, use_built_in, use_template
from gongkai.casework.actions.letters import (
    discard_letter,
    draft_letter,
    edit_letter,
    issue_letter,
    open_letter,
    preview_letter,
    print_paper,
    regenerate_letter,
    void_letter,
)
from gongkai.casework.actions.lookup import fetch_paper, look_up, supplement_online, withdraw_online
from gongkai.casework.actions.online import add_proof, apply_online, drop_proof, end_by_offer
from gongkai.casework.actions.papers import attach, keep_file, open_file, stream_file
from gongkai.casework.actions.proposing import propose_item
from gongkai.casework.actions.redating import Changed, adopt_notice, redate, withdraw_notice
from gongkai.casework.actions.reviews import pass_draft, record_ruling, review_secrecy, set_chain
from gongkai.casework.actions.sorting_out import split, tell_apart
from gongkai.casework.actions.steps import (
    ask_fee,
    ask_reason,
    consult,
    extend,
    notice_supplement,
    receive_supplement,
    record_consultation_answer,
    record_fee_delivery,
    record_payment,
    record_reason,
)

__all__ = [
    "Changed",
    "Chosen",
    "Leaving",
    "add_proof",
    "adopt_notice",
    "apply_online",
    "approve_decision",
    "approve_on_paper",
    "archive",
    "ask_fee",
    "ask_reason",
    "assign",
    "attach",
    "attach_sealed",
    "claim",
    "close_channel",
    "confirm",
    "consult",
    "deliver",
    "deliver_letter",
    "discard_letter",
    "do_to_many",
    "draft_decision",
    "draft_letter",
    "drop_proof",
    "edit_letter",
    "end_by_offer",
    "enter_outside",
    "export_ledger",
    "extend",
    "fetch_paper",
    "give_back",
    "hand_over_work",
    "import_ledger",
    "issue_letter",
    "keep_file",
    "lapse",
    "look_at_many",
    "look_up",
    "notice_supplement",
    "open_channel",
    "open_file",
    "open_letter",
    "pass_draft",
    "preview_letter",
    "print_paper",
    "propose_item",
    "read_applicant",
    "receive_supplement",
    "record_consultation_answer",
    "record_fee_delivery",
    "record_payment",
    "record_reason",
    "record_ruling",
    "redate",
    "regenerate_letter",
    "register",
    "remove_filter",
    "reopen_decision",
    "return_decision",
    "review_secrecy",
    "save_filter",
    "set_chain",
    "set_numbering",
    "split",
    "stream_file",
    "submit_decision",
    "supplement_online",
    "tell_apart",
    "use_built_in",
    "use_template",
    "void_letter",
    "withdraw",
    "withdraw_notice",
    "withdraw_online",
]
