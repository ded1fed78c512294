"""The stages in the order the data takes: poll, gather, judge, deliver; and explain, which reads what they stored."""
