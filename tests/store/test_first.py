import pytest
@pytest.mark.parametrize("n", range(10))
def test_a(database, n):
    """x"""
    assert database.read(lambda c: 1) == 1
def test_b(blank_url):
    """x"""
