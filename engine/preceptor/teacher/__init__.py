"""Teachers: requests and replies, recordings of them, the teacher that replays a recording, and
the grammars that hold a teacher to the rule language and a domain's words.
"""

from preceptor.teacher.importing import Import, merge
from preceptor.teacher.jsonform import json_form
from preceptor.teacher.jsonreply import Entry, read_entries, read_json_form
from preceptor.teacher.lock import Grammar, lock
from preceptor.teacher.portable import Unportable, forbidden
from preceptor.teacher.recording import Record, Recording, read_recording, show_recording
from preceptor.teacher.replay import ReplayTeacher
from preceptor.teacher.request import Finish, Messages, Reply, Request, Usage
from preceptor.teacher.seam import Capabilities, Form, Scorer, Teacher, capabilities

__all__ = [
    "Capabilities",
    "Entry",
    "Finish",
    "Form",
    "Grammar",
    "Import",
    "Messages",
    "Record",
    "Recording",
    "ReplayTeacher",
    "Reply",
    "Request",
    "Scorer",
    "Teacher",
    "Unportable",
    "Usage",
    "capabilities",
    "forbidden",
    "json_form",
    "lock",
    "merge",
    "read_entries",
    "read_json_form",
    "read_recording",
    "show_recording",
]
