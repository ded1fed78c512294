"""What all tables are made with: one way to name constraints, one kind of id."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(Integer, "sqlite")


def one_of(column: str, values: list[str], *, nullable: bool = False) -> str:
    """The SQL condition that ``column`` holds one of ``values``."""
    allowed = f"{column} IN ({', '.join(repr(str(value)) for value in sorted(values))})"
    return f"{column} IS NULL OR {allowed}" if nullable else allowed
