"""What the pages need: the secret that their cookies are signed with, and links that let others read."""

import sqlalchemy as sa
from alembic import op

from service.store.any_text import AnyText
from service.store.moment import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """As `tables.py` had them at the time."""
    op.create_table(
        "secret",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", AnyText, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secret"),
    )
    op.create_table(
        "share",
        sa.Column("comparison", sa.String(32), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.ForeignKeyConstraint(["comparison"], ["comparison.id"], name="fk_share_comparison", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("comparison", name="pk_share"),
        sa.UniqueConstraint("token", name="uq_share_token"),
    )


def downgrade() -> None:
    """To the first tables."""
    op.drop_table("share")
    op.drop_table("secret")
