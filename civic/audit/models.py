"""The audit log. It stands below people, so it stores the actor by a foreign key named in text."""

from typing import Any

from tortoise import fields
from tortoise.models import Model


class Entry(Model):
    """One act."""

    id = fields.IntField(primary_key=True)
    # gap-free number
    seq = fields.IntField(unique=True)
    # microsecond-exact text, so that the digest can be recomputed on any engine
    at = fields.CharField(max_length=32)
    actor_id = fields.IntField(null=True)
    verb = fields.CharField(max_length=40)
    ref_kind = fields.CharField(max_length=24)
    ref_id = fields.IntField()
    facts: dict[str, Any] = fields.JSONField()
    previous = fields.CharField(max_length=64)
    digest = fields.CharField(max_length=64, unique=True)

    class Meta:
        table = "audit_entry"
        indexes = (("ref_kind", "ref_id"),)
