"""What is done to enterprises and parks."""
