"""The values that every room reads and writes: frozen, slotted, and without behaviour of their own.

Import a value from the module that holds it, such as `kept.model.claims`.
"""
