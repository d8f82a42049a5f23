"""Exact values: money, dates, identity numbers and text, without any knowledge of projects."""
