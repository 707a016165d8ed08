"""Teachers: requests and replies, recordings of them, and the teacher that replays a recording."""

from preceptor.teacher.importing import Import, merge
from preceptor.teacher.recording import Record, Recording, read_recording, show_recording
from preceptor.teacher.replay import ReplayTeacher
from preceptor.teacher.request import Messages, Reply, Request, Teacher

__all__ = [
    "Import",
    "Messages",
    "Record",
    "Recording",
    "ReplayTeacher",
    "Reply",
    "Request",
    "Teacher",
    "merge",
    "read_recording",
    "show_recording",
]
