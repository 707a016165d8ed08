"""Shards: independent entities reasoned about in processes of their own.

cut.py         which arguments join facts, and the rules that join what shards would keep apart
components.py  facts that hang together, shared out evenly
running.py     a process for each shard, and what they find put together
job.py         what such a process does; worker.py: from a file to a file
"""

from preceptor.reason.shards.cut import NotCut
from preceptor.reason.shards.running import Parted, Shard, Sharded, materialise, part

__all__ = ["NotCut", "Parted", "Shard", "Sharded", "materialise", "part"]
