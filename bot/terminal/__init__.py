"""What a person sees in a terminal: answers, evaluations, the table of the doctor. No rules, no discord."""
