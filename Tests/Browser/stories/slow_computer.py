"""The lesson on an old laptop: the processor throttled to a quarter."""

from stories import student_by_mouse


def tell(story):
    student_by_mouse.tell(story, looks=False, throttle=4)
