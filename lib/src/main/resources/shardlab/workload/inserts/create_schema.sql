create schema %I
