"""Teachers: requests and replies, recordings of them, the teacher that replays a recording, live
teachers with their journal, budget and pace, and the grammars that hold a teacher to the rule
language and a domain's words.
"""

from preceptor.teacher.address import Address
from preceptor.teacher.batch import Batch, batch_lines, read_batch
from preceptor.teacher.budget import (
    NOTHING,
    Budgeted,
    Caps,
    Prices,
    Spending,
    about,
    at_most,
    taken,
)
from preceptor.teacher.compatible import OpenAICompatible
from preceptor.teacher.failures import Failure
from preceptor.teacher.gguf import GgufTeacher
from preceptor.teacher.importing import Import, merge
from preceptor.teacher.journal import Journal
from preceptor.teacher.jsonform import json_form
from preceptor.teacher.jsonreply import Entry, read_entries, read_json_form
from preceptor.teacher.kept import Kept, Replay, read_replay, show_replay
from preceptor.teacher.local import LOCAL, open_local
from preceptor.teacher.lock import Grammar, lock
from preceptor.teacher.many import Outcome, ask_many
from preceptor.teacher.portable import Unportable, forbidden
from preceptor.teacher.recorded import MODES, Mode, Recorded
from preceptor.teacher.recording import Record, Recording, read_recording, show_recording
from preceptor.teacher.replay import ReplayTeacher
from preceptor.teacher.request import (
    Finish,
    Messages,
    Reply,
    Request,
    Style,
    Usage,
    derived_id,
    is_derived,
)
from preceptor.teacher.retrying import ONCE, PATIENT, Patience, Retrying
from preceptor.teacher.seam import Capabilities, Form, Scorer, Teacher, capabilities
from preceptor.teacher.throttled import Throttled
from preceptor.teacher.transformers import TransformersTeacher
from preceptor.teacher.wire import DIALECTS, Dialect

__all__ = [
    "DIALECTS",
    "LOCAL",
    "MODES",
    "NOTHING",
    "ONCE",
    "PATIENT",
    "Address",
    "Batch",
    "Budgeted",
    "Capabilities",
    "Caps",
    "Dialect",
    "Entry",
    "Failure",
    "Finish",
    "Form",
    "GgufTeacher",
    "Grammar",
    "Import",
    "Journal",
    "Kept",
    "Messages",
    "Mode",
    "OpenAICompatible",
    "Outcome",
    "Patience",
    "Prices",
    "Record",
    "Recorded",
    "Recording",
    "Replay",
    "ReplayTeacher",
    "Reply",
    "Request",
    "Retrying",
    "Scorer",
    "Spending",
    "Style",
    "Teacher",
    "Throttled",
    "TransformersTeacher",
    "Unportable",
    "Usage",
    "about",
    "ask_many",
    "at_most",
    "batch_lines",
    "capabilities",
    "derived_id",
    "forbidden",
    "is_derived",
    "json_form",
    "lock",
    "merge",
    "open_local",
    "read_batch",
    "read_entries",
    "read_json_form",
    "read_recording",
    "read_replay",
    "show_recording",
    "show_replay",
    "taken",
]
