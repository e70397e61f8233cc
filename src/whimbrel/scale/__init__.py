"""Reading with many hands: worker processes of one machine, or the workers of a Ray cluster.

What a page comes to by itself is reckoned by workers with the functions of `whimbrel.pages`; the chronicle is
written by one process, page after page in their order. So the outcome is that of one process, whoever was faster.
"""
