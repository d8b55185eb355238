"""What was read of a document, as one HTML file to look at: pictures of the pages, blocks drawn over them, text beside.

`read_view` and `draw_view` (in `tasks`) run in processes of their own, one that reads and one that draws;
`with_pictures` puts the two together.
"""
