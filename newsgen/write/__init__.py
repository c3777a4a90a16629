"""A tree to a folder.

In: Tree.  Out: files.  Never: touches a file that is not newsgen's.
"""
