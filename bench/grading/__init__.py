"""The parts of ``bench/quality.py``: each measures one promise of the judgement and answers with figures."""
