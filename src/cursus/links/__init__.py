"""Are the cited addresses still there, and where are copies of them: probing, remembering, finding archived copies."""
