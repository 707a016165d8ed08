"""Domain folders: what is asked, in which words, and what must always hold."""

from preceptor.domain.domain import Domain, Provenance, available, find, load, members
from preceptor.domain.facts import fact_files, load_facts, misfit
from preceptor.domain.graphs import Relation
from preceptor.domain.likelihoods import PROBE, Probe, Question, load_probe
from preceptor.domain.phrasing import Phrase, Phrasing, Statement, show_statement
from preceptor.domain.prompts import Message, Prompt, prompt_document, prompts, render
from preceptor.domain.skeleton import init
from preceptor.domain.topics import Topic

__all__ = [
    "PROBE",
    "Domain",
    "Message",
    "Phrase",
    "Phrasing",
    "Probe",
    "Prompt",
    "Provenance",
    "Question",
    "Relation",
    "Statement",
    "Topic",
    "available",
    "fact_files",
    "find",
    "init",
    "load",
    "load_facts",
    "load_probe",
    "members",
    "misfit",
    "prompt_document",
    "prompts",
    "render",
    "show_statement",
]
