"""Commands: feedback,report,export."""
