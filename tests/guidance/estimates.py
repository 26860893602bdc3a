"""Estimates that tests ask for."""

from django.http import QueryDict

from directory.guidance.estimate.estimate import Estimate, accelerators_of_the_network
from directory.guidance.estimate.work import AskedWork

FINE_TUNE = "parameters=8&method=fine-tune&tokens=0.1"


def estimate_of(query):
    return Estimate.of(AskedWork(QueryDict(query)).work, accelerators_of_the_network())


def row_of(query, accelerator):
    return next(r for r in estimate_of(query).rows if r.accelerator.pk == accelerator)
