"""What people read afterwards: feedback for students, the class report, exports for an LMS."""
