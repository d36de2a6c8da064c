"""Mutation: do the hidden tests notice when a solution is changed a little?"""
