"""Direct distillation: ask, read, judge, keep. West et al. 2022 (arXiv 2110.07178), for rules."""

from __future__ import annotations

import threading
from pathlib import Path

from preceptor import __version__
from preceptor import domain as domains
from preceptor.distil.elicitation import PLAINLY, Elicitation
from preceptor.distil.folder import Folder
from preceptor.distil.inquiry import PLAIN, asking, replaying
from preceptor.distil.likelihoods import Critic
from preceptor.distil.pipeline import Pipeline
from preceptor.distil.progress import Progress, silent
from preceptor.distil.run import Run
from preceptor.domain import Domain
from preceptor.logic import InputError, did_you_mean
from preceptor.teacher import Prices, Style, Teacher

STRATEGIES = ("direct",)


def distil(
    domain: Domain | str | Path,
    *,
    out: str | Path | None = None,
    strategy: str = "direct",
    teacher: Teacher | None = None,
    samples: int = 1,
    style: Style = PLAIN,
    prices: Prices | None = None,
    name: str = "",
    halted: threading.Event | None = None,
    elicitation: Elicitation = PLAINLY,
    wishes: bool = False,
    critic: Critic | None = None,
    seed: int = 0,
    student: bool = True,
    progress: Progress = silent,
) -> Run:
    """Distils a domain into a run folder (runs/NAME when `out` is None), or resumes one there.

    Without a teacher the domain's recorded replies are replayed; a teacher is asked every prompt
    `samples` times in a `style`, and its replies are kept in a journal: that of a `Recorded`
    teacher, or one in the run folder. The ledger calls it `name` and counts by `prices`; `halted`
    is set when the run ends early. `elicitation` says what is asked beyond the domain's prompts;
    with `wishes` also which predicates are missing. A `critic` tells how likely it finds the
    rules. A stage whose inputs have not changed is not done again. Raises InputError
    for a folder of other settings, TeacherError where a reply is missing, LimitExceeded where a
    budget is used up; what was paid for is then there when the same run goes on.
    """
    if strategy not in STRATEGIES:
        raise InputError(f"no strategy {strategy!r}", did_you_mean(strategy, STRATEGIES))
    loaded = domain if isinstance(domain, Domain) else domains.load(domain)
    if loaded.format != "rules":
        raise InputError(f"{loaded.name} is about identities", "use distil_identities()")
    config = {
        "schema": "preceptor/config/1",
        "domain": loaded.name,
        "strategy": strategy,
        # Not where it is: a server that has moved goes on with the run.
        "teacher": "replay" if teacher is None else _kind(name) or type(teacher).__name__,
        "samples": samples if teacher is not None or elicitation.guided else None,
        **({"style": style.document()} if style != PLAIN else {}),
        **({} if elicitation.is_plain else {"elicitation": elicitation.document()}),
        **({"wishes": True} if wishes else {}),
        **({} if critic is None else {"critic": critic.name}),
        "seed": seed,
        "student": student,
        "version": __version__,
    }
    path = Path("runs") / loaded.name if out is None else Path(out)
    inquiry = replaying(loaded)
    if teacher is not None:
        inquiry = asking(loaded, teacher, samples, style, name=name, prices=prices, halted=halted)
    folder = Folder.open(path, config, progress)
    Pipeline(folder, loaded, inquiry, seed, student, elicitation, samples, wishes, critic).run()
    return Run(path)


def _kind(name: str) -> str:
    """`openai` of `openai:URL#MODEL`; the model is a matter of style."""
    return name.partition(":")[0]
