"""Tables: found among the lines of a text, read into rows and cells, and compared row by row, cell by cell."""
