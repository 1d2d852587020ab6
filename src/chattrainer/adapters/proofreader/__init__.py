"""The embedded proofreader: lingotweaker (LanguageTool's rules without Java) in a child process of its own.

Loading it takes two seconds and several hundred megabytes and stops every thread of the process that does it.
"""
