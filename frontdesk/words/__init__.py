"""What people read: errors, notes, conditions, verdicts and endings, in English and Russian."""
