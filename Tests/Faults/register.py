"""The list of all fault tests, in the order in which their files name them."""
from collections import namedtuple

Fault = namedtuple("Fault", "title test")
FAULTS = []


def fault(title):
    """Marks a function that takes a `Place` and returns what it saw, in a few words."""
    def add(test):
        FAULTS.append(Fault(title, test))
        return test
    return add
