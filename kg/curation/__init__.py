"""People's corrections: recorded, applied at every build, asked for where they help most.

`journal` keeps judgements as lines of a file, `own_names` reads names that users list, `applying` brings both to what
a build has read, `conflicts` finds what cannot all be true, `review` puts open questions in order, `explaining` says
why two names are one entity or two.
"""
