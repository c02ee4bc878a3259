"""From rows of the tables to what the model has, and the queries for them that several modules ask."""

import re
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, select

from service.model.errors import NoSuchComparison
from service.model.version import Version
from service.model.work import Comparison, Job, JobState
from service.store.tables import COMPARISON, JOB, REPORT, VERSION

OUR_ID = re.compile(r"[0-9a-f]{32}")
NOT_SHOWN = {"worker", "lease", "owner", "interactive", "turn"}
JOB_FIELDS = tuple(column for column in JOB.c if column.name not in NOT_SHOWN)


def is_id(id: str) -> bool:
    """Whether a store could have given it out. What comes from outside may be anything, and need not reach a query."""
    return OUR_ID.fullmatch(id) is not None


def nothing(id: str) -> NoSuchComparison:
    """The error for an id that names none; the id is shown as far as it fits a line."""
    return NoSuchComparison(f"there is no comparison {id[:40]!a}")


def is_owners(owner: str, id: str) -> ColumnElement[bool]:
    """The condition for the comparison with this id, if it is the owner's."""
    return and_(COMPARISON.c.id == id, COMPARISON.c.owner == owner)


def must_be_there(db: Connection, owner: str, id: str, hold: bool = False) -> None:
    """Raises `NoSuchComparison` unless the owner has it. `hold`: nobody else writes to it before this transaction is
    over."""
    found = select(COMPARISON.c.id).where(is_owners(owner, id))
    if not is_id(id) or db.execute(found.with_for_update() if hold else found).one_or_none() is None:
        raise nothing(id)


def job(row: Row[Any]) -> Job:
    """From a row of `JOB_FIELDS`."""
    fields = {column.name: row._mapping[column] for column in JOB_FIELDS}
    return Job(**fields | {"state": JobState(fields["state"])})


def with_job() -> Select[Any]:
    """Comparisons, each with its newest job and the job of its report."""
    return (
        select(COMPARISON, *JOB_FIELDS, REPORT.c.job)
        .join(JOB, JOB.c.id == COMPARISON.c.job)
        .outerjoin(REPORT, REPORT.c.comparison == COMPARISON.c.id)
    )


def comparison(row: Row[Any], versions: tuple[Version, ...]) -> Comparison:
    """From a row of `with_job`."""
    of = row._mapping
    return Comparison(
        id=of[COMPARISON.c.id],
        owner=of[COMPARISON.c.owner],
        title=of[COMPARISON.c.title],
        created=of[COMPARISON.c.created],
        versions=versions,
        pivot=of[COMPARISON.c.pivot],
        translate=of[COMPARISON.c.translate],
        job=job(row),
        report_job=of[REPORT.c.job],
    )


def whole(db: Connection, id: str) -> Comparison:
    """The comparison with its versions' texts. Raises `NoSuchComparison`."""
    row = db.execute(with_job().where(COMPARISON.c.id == id)).one_or_none()
    if row is None:
        raise nothing(id)
    of = VERSION.c
    fields = (of.name, of.label, of.text, of.language, of.relation)
    versions = db.execute(select(*fields).where(of.comparison == id).order_by(of.position))
    return comparison(row, tuple(Version(*each) for each in versions))
