"""Parks within parks: inner and outer ones, in order, also where somebody made a ring of them."""

from enterprises.progress.parks import parks_around, parks_inside

WITHIN = {1: None, 2: 1, 3: 2, 4: 1, 5: None, 6: 5}


def test_inner_parks_come_each_before_those_inside_it():
    assert parks_inside(WITHIN, 1) == [(2, 1), (3, 2), (4, 1)]
    assert parks_inside(WITHIN, 2) == [(3, 1)]
    assert parks_inside(WITHIN, 3) == []


def test_outer_parks_come_from_the_outermost():
    assert parks_around(WITHIN, 3) == [1, 2]
    assert parks_around(WITHIN, 1) == []


def test_a_ring_of_parks_ends_and_names_each_once():
    ring = {1: 3, 2: 1, 3: 2, 4: 3}

    assert parks_inside(ring, 1) == [(2, 1), (3, 2), (4, 3)]
    assert parks_around(ring, 1) == [2, 3]
    assert parks_around(ring, 4) == [1, 2, 3]


def test_a_park_within_itself_is_neither_inside_nor_around():
    assert parks_inside({1: 1}, 1) == []
    assert parks_around({1: 1}, 1) == []
