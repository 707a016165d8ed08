"""Domain folders: what is asked, in which words, and what must always hold."""

from preceptor.domain.domain import Domain, Provenance, available, find, load, members
from preceptor.domain.facts import fact_files, load_facts, misfit
from preceptor.domain.prompts import Message, Prompt, prompt_document, prompts
from preceptor.domain.skeleton import init
from preceptor.domain.topics import Topic

__all__ = [
    "Domain",
    "Message",
    "Prompt",
    "Provenance",
    "Topic",
    "available",
    "fact_files",
    "find",
    "init",
    "load",
    "load_facts",
    "members",
    "misfit",
    "prompt_document",
    "prompts",
]
