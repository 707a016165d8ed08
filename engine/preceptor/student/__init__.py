"""The compact neural students: of relation paths, taught by the rules' own conclusions; of
knowledge graphs, with rules beside them.

The one room that imports torch; nothing below it does.
"""

from preceptor.logic import Unavailable

try:
    import safetensors  # noqa: F401  # asked for here, so that a missing part is named at the door
    import torch  # noqa: F401
except ImportError as missing:
    raise Unavailable(
        f"{missing.name or 'torch'}, which the student needs,",
        "pip install 'preceptor[student]'",
        without="the rules answer alone",
    ) from missing

from preceptor.student.calibration import NEVER, Calibration
from preceptor.student.hybrid import DecidedBy, Decision, Hybrid
from preceptor.student.kgfitting import KgTraining
from preceptor.student.kgstudent import Adviser, Completion, KgHybrid, KgStudent
from preceptor.student.kgtraining import KgJoined, KgTrained, calibration_error, join, train_kg
from preceptor.student.lessons import Lesson, lessons
from preceptor.student.model import CompositionNet
from preceptor.student.paths import Path, paths
from preceptor.student.pathstudent import PathStudent, Prediction
from preceptor.student.plan import Training
from preceptor.student.saving import from_pretrained, save_pretrained
from preceptor.student.survey import survey
from preceptor.student.training import Trained, train
from preceptor.student.vocabulary import Step, Vocabulary

__all__ = [
    "NEVER",
    "Adviser",
    "Calibration",
    "Completion",
    "CompositionNet",
    "DecidedBy",
    "Decision",
    "Hybrid",
    "KgHybrid",
    "KgJoined",
    "KgStudent",
    "KgTrained",
    "KgTraining",
    "Lesson",
    "Path",
    "PathStudent",
    "Prediction",
    "Step",
    "Trained",
    "Training",
    "Vocabulary",
    "calibration_error",
    "from_pretrained",
    "join",
    "lessons",
    "paths",
    "save_pretrained",
    "survey",
    "train",
    "train_kg",
]
