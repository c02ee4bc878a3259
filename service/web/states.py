"""How a comparison stands, in words: a word in the list, the stages while it works, a sentence when it is over."""

from dataclasses import dataclass

from service.model.sentences import N_
from service.model.work import Comparison, Job, JobState
from service.web.words import gettext, ngettext

WORDS = {
    JobState.QUEUED: N_("waiting"),
    JobState.RUNNING: N_("working"),
    JobState.DONE: N_("done"),
    JobState.FAILED: N_("failed"),
    JobState.CANCELLED: N_("cancelled"),
}
STAGES = ("detect", "align", "translate", "differences")
"""As service/pipeline/run.py names them, in its order."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One line of the progress. `state`: done, now or later."""

    words: str
    state: str


def state_in_words(one: Comparison) -> str:
    """One word, or two."""
    if one.job.cancelling and not one.job.state.final:
        return gettext("being cancelled")
    return gettext(WORDS[one.job.state])


def stages(one: Comparison) -> tuple[Stage, ...]:
    """Each stage with its counts. A comparison that translates nothing has no such stage."""
    names = [name for name in STAGES if one.translate or name != "translate"]
    now = names.index(one.job.stage) if one.job.stage in names else -1
    return tuple(_stage(name, n - now, one.job, len(one.versions)) for n, name in enumerate(names))


def _stage(name: str, place: int, job: Job, versions: int) -> Stage:
    """`place`: before, at or after the stage that it is in."""
    if place < 0:
        return Stage(_over(name, versions), "done")
    return Stage(_to_do(name, job if place == 0 else None, versions), "now" if place == 0 else "later")


def _over(name: str, versions: int) -> str:
    if name == "detect":
        words = ngettext("language of %(num)d version told", "languages of %(num)d versions told", versions)
        return words % {"num": versions}
    if name == "align":
        return gettext("aligned %(num)d of %(num)d") % {"num": versions}
    return gettext("translated, where that was needed")


def _to_do(name: str, job: Job | None, versions: int) -> str:
    if name == "detect":
        words = ngettext(
            "telling the language of %(num)d version", "telling the languages of %(num)d versions", versions
        )
        return words % {"num": versions}
    if name == "align":
        return ngettext("aligning %(num)d version", "aligning %(num)d versions", versions) % {"num": versions}
    counted = {"done": job.done, "total": job.total} if job and job.total else None
    if name == "translate":
        return gettext("translating %(done)d of %(total)d sentences") % counted if counted else gettext("translating")
    if counted:
        return ngettext("comparing %(total)d row", "comparing %(total)d rows", counted["total"]) % counted
    return gettext("comparing row by row")


def said(one: Comparison) -> str:
    """How it stands, in a sentence."""
    job = one.job
    if job.state is JobState.QUEUED:
        return gettext("Waiting until a worker is free.")
    if job.cancelling and not job.state.final:
        return gettext("Stopping: the work ends within a second or two.")
    if job.state is JobState.RUNNING:
        line = ", ".join(stage.words for stage in stages(one) if stage.state != "later" and stage.words)
        return f"{line[:1].upper()}{line[1:]}." if line else gettext("Starting.")
    if job.state is JobState.DONE:
        return gettext("Done.")
    return gettext("Cancelled.") if job.state is JobState.CANCELLED else gettext("This comparison failed.")
